"""XML of Hangul documents, also where it is broken."""

import re
from typing import NamedTuple

from lxml import etree

_NAME = re.compile(r"[A-Za-z_][\w.-]{0,255}")


class Parsed(NamedTuple):
    """The root of a part, None where nothing of it can be read, and whether it is well-formed."""

    root: etree._Element | None
    intact: bool


def parse_xml(content: bytes | str) -> Parsed:
    """The elements of a part, without entities that XML does not define.

    Of a broken part what libxml2 recovers, which is mostly all up to the break, and much behind it.
    """
    try:
        return Parsed(_parse(content, recover=False), intact=True)
    except (etree.XMLSyntaxError, ValueError):
        return Parsed(_recovered(content), intact=False)


def _recovered(content: bytes | str) -> etree._Element | None:
    """Names that cannot be names are replaced, and those whose prefix was declared in what is broken lose it."""
    try:
        root = _parse(content, recover=True)
    except (etree.XMLSyntaxError, ValueError):
        return None
    for element in () if root is None else root.iter():
        name = element.tag.rpartition("}")[2].rpartition(":")[2]
        if not _NAME.fullmatch(name):
            element.tag = "unknown"
        elif ":" in element.tag.rpartition("}")[2]:
            element.tag = name
    return root


def _parse(content: bytes | str, *, recover: bool) -> etree._Element | None:
    root = etree.fromstring(content, _parser(recover=recover))
    if root is not None:
        etree.strip_elements(root, etree.Entity, with_tail=False)
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, recover=recover
    )
