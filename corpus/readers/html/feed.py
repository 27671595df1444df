"""XML files that are no web page: feeds, and whatever else has text in its elements."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import DamagedFileError
from corpus.models import Diagnostic
from corpus.readers.html import page
from corpus.readers.raw import RawText
from corpus.readers.text.encodings import Decoded

_BEGINNING = re.compile(r"\s*(?:<\?xml|<(?:rss|feed|rdf:RDF)\b)")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_FEEDS = {"rss", "feed", "RDF"}
_FIELDS = {"link", "guid", "id", "url", "width", "height", "language", "ttl", "docs", "generator"}
_MARKUP = re.compile(r"<[a-zA-Z/][^>]*>")


def looks_like_xml(text: str) -> bool:
    """Whether the text begins as XML does."""
    return _BEGINNING.match(text) is not None


def read(decoded: Decoded) -> RawText:
    """The text of the elements, one line each; markup inside an element, as feeds carry it, is read as HTML.

    Addresses, sizes and the like of a feed are left out.

    Raises:
        DamagedFileError: Not even the first element can be read.
    """
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, strip_cdata=False)
    root = etree.fromstring(_DECLARATION.sub("", decoded.text, count=1).lstrip().encode(), parser)
    if root is None:
        raise DamagedFileError("its XML is broken from the first element on")
    lines = [line for text in _texts(root) for line in _lines(text)]
    title = next((element.text or "" for element in root.iter("{*}title")), "")
    return RawText("xml", ("\n".join(lines),), decoded.encoding, {"title": title}, _damage(parser))


def _damage(parser: etree.XMLParser) -> tuple[Diagnostic, ...]:
    if not len(parser.error_log):
        return ()
    message = f"the XML is not well-formed ({parser.error_log[0].message}); some of its text may be missing"
    return (Diagnostic("broken_markup", message),)


def _texts(root: etree._Element) -> Iterator[str]:
    is_feed = etree.QName(root).localname in _FEEDS
    for element in root.iter(etree.Element):
        if not (is_feed and etree.QName(element).localname in _FIELDS):
            yield element.text or ""
        for child in element:
            yield child.tail or ""


def _lines(text: str) -> list[str]:
    if _MARKUP.search(text):
        return page.text_lines(text)
    return [" ".join(text.split())] if text.strip() else []
