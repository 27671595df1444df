"""ODT (OpenDocument text): paragraphs with their automatic numbers, tables as rows, notes at the end.

OASIS OpenDocument 1.3, part 3.
"""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import DamagedFileError, EncryptedFileError
from corpus.models import Diagnostic
from corpus.readers.archives import open_archive, read_part
from corpus.readers.limits import ReadLimits
from corpus.readers.office.font_marks import FontMarks
from corpus.readers.office.odt_fonts import OdtFonts
from corpus.readers.office.odt_numbering import OdtNumbering
from corpus.readers.office.ooxml import parse_part
from corpus.readers.office.opendocument import dublin_core, office, style, table, text
from corpus.readers.raw import RawText
from corpus.readers.tables import table_lines

_PARAGRAPHS = {text("p"), text("h")}
_SKIPPED = {
    text("tracked-changes"),  # what was deleted; what was inserted stands in the text
    office("annotation"),
    office("forms"),
    text("sequence-decls"),
    text("table-of-content-source"),
    text("ruby-text"),
    "{http://www.w3.org/2000/svg}title",
    "{http://www.w3.org/2000/svg}desc",
}
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1000


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row; headers and footers are left out.

    Tables of contents are left out, as in DOCX. Text boxes follow the paragraph they are tied to. Footnotes and endnotes
    are marked `[1]` in the text and follow the body, each on a line of its own.

    Raises:
        DamagedFileError: The package or its main part is broken.
        EncryptedFileError: It has a password.
        ReadLimitError: It unpacks to too much.
    """
    archive = open_archive(content, limits)
    names = set(archive.namelist())
    if "META-INF/manifest.xml" in names and b"encryption-data" in read_part(archive, "META-INF/manifest.xml"):
        raise EncryptedFileError("is an OpenDocument text with a password: save it without one and read that")
    root = _parse(read_part(archive, "content.xml"))
    body = root.find(f"{office('body')}/{office('text')}")
    if body is None:
        raise DamagedFileError("is an OpenDocument text without a body")
    styles = _parse(read_part(archive, "styles.xml")) if "styles.xml" in names else None
    walker = _Walker(OdtNumbering(root, styles), OdtFonts(root, styles), _hidden_styles(root, styles))
    lines = [*walker.lines(body), *walker.notes]
    metadata = dublin_core(_parse(read_part(archive, "meta.xml"))) if "meta.xml" in names else {}
    shown, fonts = walker.marks.take("\n".join(lines))
    return RawText("odt", (shown,), metadata=metadata, diagnostics=walker.diagnostics(), fonts=fonts)


def _parse(content: bytes) -> etree._Element:
    try:
        root = parse_part(content)
    except etree.XMLSyntaxError as error:
        raise DamagedFileError(f"is an OpenDocument text whose XML is broken ({error})") from error
    if root is None:
        raise DamagedFileError("is an OpenDocument text whose XML is broken")
    return root


class _Walker:
    """Walks a document in the order of its text, counting list numbers and collecting notes on the way."""

    def __init__(self, numbering: OdtNumbering, fonts: OdtFonts, hidden: frozenset[str]) -> None:
        self._numbering = numbering
        self._fonts = fonts
        self.marks = FontMarks()
        self._hidden = hidden
        self._entries = 0  # of tables of contents
        self.notes: list[str] = []

    def lines(self, container: etree._Element) -> Iterator[str]:
        """The lines of a body, a section, a cell, a text box or a note."""
        for element in container:
            yield from self._element(element)

    def _element(self, element: etree._Element) -> Iterator[str]:
        if element.tag in _PARAGRAPHS:
            yield from self._paragraph(element)
        elif element.tag == text("list"):
            yield from self._list(element, 0, "")
        elif element.tag == table("table"):
            yield from self._table(element)
        elif element.tag == text("table-of-content"):
            self._entries += sum(1 for _ in element.iter(text("p")))
        elif element.tag not in _SKIPPED and isinstance(element.tag, str) and not _is_hidden(element):
            yield from self.lines(element)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was left out."""
        if not self._entries:
            return ()
        message = f"{self._entries} lines of a table of contents were left out"
        return (Diagnostic("contents_removed", message),)

    def _list(self, element: etree._Element, depth: int, style: str) -> Iterator[str]:
        style = element.get(text("style-name"), style)
        if (
            depth == 0
            and element.get(text("continue-numbering")) != "true"
            and not element.get(text("continue-list"))
        ):
            self._numbering.restart(style)
        for item in element.iterchildren(text("list-item"), text("list-header")):
            label = self._numbering.item_label(item, style, depth) if item.tag == text("list-item") else ""
            yield from self._item(item, label, depth, style)

    def _item(self, item: etree._Element, label: str, depth: int, style: str) -> Iterator[str]:
        """The first paragraph of an item carries its number."""
        for child in item:
            if child.tag == text("list"):
                yield from self._list(child, depth + 1, style)
            elif child.tag in _PARAGRAPHS:
                yield from self._paragraph(child, label)
                label = ""
            else:
                yield from self._element(child)

    def _paragraph(self, paragraph: etree._Element, label: str | None = None) -> Iterator[str]:
        boxes: list[etree._Element] = []
        is_hidden = paragraph.get(text("style-name")) in self._hidden
        shown = "" if is_hidden else "".join(self._pieces(paragraph, boxes))
        if label is None:
            label = self._numbering.heading_label(paragraph)
        yield from (label + shown).split("\n")
        for box in boxes:
            yield from self.lines(box)

    def _pieces(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        font = self._fonts.of(element)
        yield self.marks.mark(_collapsed(element.text), font)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, boxes)
            yield self.marks.mark(_collapsed(child.tail), font)

    def _child(self, child: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        if child.tag == text("s"):
            count = child.get(text("c"), "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES)
        elif child.tag == text("tab"):
            yield "\t"
        elif child.tag == text("line-break"):
            yield "\n"
        elif child.tag == text("note"):
            yield self._note(child)
        elif child.tag.endswith("}text-box"):
            boxes.append(child)
        elif child.tag not in _SKIPPED and child.get(text("style-name")) not in self._hidden:
            yield from self._pieces(child, boxes)

    def _note(self, note: etree._Element) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        body = note.find(text("note-body"))
        lines = self.lines(body) if body is not None else ()
        self.notes[number - 1] = f"[{number}] {' '.join(lines).strip()}"
        return f"[{number}]"

    def _table(self, element: etree._Element) -> Iterator[str]:
        rows = [
            [[*self.lines(cell)] for cell in row.iterchildren(table("table-cell"))]
            for row in element.iter(table("table-row"))
            if next(row.iterancestors(table("table"))) is element
        ]
        yield from table_lines(rows)


def _is_hidden(section: etree._Element) -> bool:
    shown: str | None = section.get(text("display"))
    return shown == "none"


def _hidden_styles(*roots: etree._Element | None) -> frozenset[str]:
    """Names of the styles whose text is not shown (part 3, 20.412)."""
    shown = (
        properties for root in roots if root is not None for properties in root.iter(style("text-properties"))
    )
    hidden = (properties.getparent() for properties in shown if properties.get(text("display")) == "none")
    return frozenset(element.get(style("name"), "") for element in hidden if element is not None)


def _collapsed(content: str | None) -> str:
    """A run of white space in the XML is one space (part 3, 6.1.2); more of it stands as elements."""
    return _SPACE.sub(" ", content or "")
