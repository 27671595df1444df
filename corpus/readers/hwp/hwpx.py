"""HWPX: the XML sections of the package (KS X 6101, OWPML)."""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from corpus.errors import DamagedFileError, EncryptedFileError
from corpus.readers.archives import open_archive, read_part
from corpus.readers.hwp.body import Body
from corpus.readers.hwp.hwpx_numbering import load_heads, load_numbering
from corpus.readers.hwp.numbering import HangulNumbering
from corpus.readers.limits import ReadLimits
from corpus.readers.raw import RawText
from corpus.readers.tables import table_lines

_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_MANIFEST = "META-INF/manifest.xml"
_PACKAGE = "Contents/content.hpf"
_HEADER = "Contents/header.xml"
_CHARACTERS = {"tab": "\t", "lineBreak": "\n", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}
# Parts of a paragraph that are not on the page's text area, or say the same a second time.
_SKIPPED = frozenset(
    {"header", "footer", "hiddenComment", "memo", "secPr", "colPr", "parameters", "fieldBegin", "linesegarray", "case",
     "shapeComment"}
)  # fmt: skip
_NUMBERED_OBJECTS = {"PICTURE", "TABLE", "EQUATION"}
_METADATA = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "CreatedDate": "created",
    "ModifiedDate": "modified",
}


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row, text boxes where they are anchored.

    Headers, footers, memos and hidden comments are left out; footnotes and endnotes are marked `[1]` and follow the body.

    Raises:
        EncryptedFileError: It has a password.
        DamagedFileError: The archive or a section is broken.
        ReadLimitError: It unpacks to too much.
    """
    archive = open_archive(content, limits)
    names = archive.namelist()
    if _MANIFEST in names and b"encryption-data" in read_part(archive, _MANIFEST):
        raise EncryptedFileError("is an HWPX with a password: save it without one and read that")
    sections = sorted((int(found[1]), name) for name in names if (found := _SECTION.fullmatch(name)))
    if not sections:
        raise DamagedFileError("is an HWPX without a body")
    walker = _Walker(Body(), _parse(archive, _HEADER) if _HEADER in names else None)
    for _, name in sections:
        walker.paragraphs(_parse(archive, name))
    metadata = _metadata(_parse(archive, _PACKAGE)) if _PACKAGE in names else {}
    return RawText("hwpx", (walker.text(),), metadata=metadata)


def _parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(read_part(archive, name), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(f"is an HWPX whose part {name} is broken ({error})") from error


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _metadata(package: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in package.iter(etree.Element):
        name = element.get("name") if _local(element) == "meta" else _local(element)
        if name in _METADATA and element.text:
            found.setdefault(_METADATA[name], element.text)
    return found


class _Walker:
    """Renders the elements of a section into the lines of a body."""

    def __init__(self, body: Body, header: etree._Element | None) -> None:
        self._body = body
        self._numbering = HangulNumbering() if header is None else load_numbering(header)
        self._heads = {} if header is None else load_heads(header)

    def text(self) -> str:
        """Everything so far."""
        return self._body.text()

    def paragraphs(self, container: etree._Element) -> None:
        """Render every paragraph that is a child of the element."""
        for child in container:
            if _local(child) == "p":
                self._paragraph(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        section = next(paragraph.iterfind("{*}run/{*}secPr"), None)
        if section is not None:
            self._numbering.outline = section.get("outlineShapeIDRef", "")
        head = self._heads.get(paragraph.get("paraPrIDRef", ""))
        if head and any("".join(text.itertext()).strip() for text in paragraph.iterfind("{*}run/{*}t")):
            self._body.write(self._numbering.label(head))
        for part in paragraph:
            self._part(part)
        self._body.end_line()

    def _part(self, element: etree._Element) -> None:
        name = _local(element)
        if name in {"t", "script"}:  # a script is that of an equation, e.g. `{1} over {2}`
            self._text(element)
        elif name == "tbl":
            self._table(element)
        elif name == "subList":
            self._text_box(element)
        elif name in {"footNote", "endNote"}:
            self._body.write_note(lambda: self._aside(element))
        elif name == "autoNum":
            self._object_number(element)
        elif name not in _SKIPPED:
            for child in element:
                self._part(child)

    def _text(self, element: etree._Element) -> None:
        """Text with its tabs and breaks, which are elements inside it."""
        self._body.write(element.text or "")
        for child in element:
            self._body.write(_CHARACTERS.get(_local(child), ""))
            self._body.write(child.tail or "")

    def _object_number(self, element: etree._Element) -> None:
        if element.get("numType") in _NUMBERED_OBJECTS:
            self._body.write(element.get("num", ""))

    def _table(self, table: etree._Element) -> None:
        self._body.end_line()
        for caption in table.iterchildren("{*}caption"):
            self._part(caption)
        rows = [
            [self._aside(cell) for cell in row.iterchildren("{*}tc")] for row in table.iterchildren("{*}tr")
        ]
        self._body.write_lines(table_lines(rows))

    def _text_box(self, element: etree._Element) -> None:
        with self._body.aside() as lines:
            self.paragraphs(element)
        if any(line.strip() for line in lines):
            self._body.write_lines(lines)

    def _aside(self, element: etree._Element) -> list[str]:
        with self._body.aside() as lines:
            for part in _sub_lists(element):
                self.paragraphs(part)
        return lines


def _sub_lists(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if _local(child) == "subList")
