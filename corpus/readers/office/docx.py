"""DOCX: paragraphs with their automatic numbers, tables as rows, footnotes at the end."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from lxml import etree

from corpus.errors import DamagedFileError
from corpus.readers.archives import open_archive
from corpus.readers.limits import ReadLimits
from corpus.readers.office.docx_fonts import DocxFonts
from corpus.readers.office.docx_numbering import Numbering
from corpus.readers.office.font_marks import FontMarks
from corpus.readers.office.ooxml import parse_part, word
from corpus.readers.office.word_characters import symbol
from corpus.readers.raw import RawText
from corpus.readers.tables import table_lines

_FOOTNOTE = word("footnoteReference")
_ENDNOTE = word("endnoteReference")
_CHARACTERS = {
    word("tab"): "\t",
    word("ptab"): "\t",
    word("br"): "\n",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
}
# What is in the file but not on the page: deletions, field codes, properties; and text boxes' second, older form.
_SKIPPED = {
    word("del"),
    word("moveFrom"),
    word("instrText"),
    word("delText"),
    word("pPr"),
    word("rPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_TEXTS = {word("t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_OFF = {"0", "false", "off"}
_END_DELETED = f"{word('pPr')}/{word('rPr')}/{word('del')}"
_TEXT_BOX = word("txbxContent")
_NOTE_RELATIONSHIPS = {_FOOTNOTE: RELATIONSHIP_TYPE.FOOTNOTES, _ENDNOTE: RELATIONSHIP_TYPE.ENDNOTES}


_BROKEN = (
    OpcError,
    KeyError,
    ValueError,
    AttributeError,
    OSError,
    NotImplementedError,
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
)


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row; headers and footers are left out.

    Footnotes and endnotes are marked `[1]` in the text and follow the body, each on a line of its own.

    Raises:
        DamagedFileError: The package or its main part is broken.
        ReadLimitError: It unpacks to too much.
    """
    open_archive(content, limits)
    try:
        document = docx.Document(BytesIO(content))
        body = document.element.body
    except _BROKEN as error:
        raise DamagedFileError(f"is a DOCX whose parts are missing or broken ({error})") from error
    if body is None:
        raise DamagedFileError("is a DOCX without a body")
    walker = _Walker(document)
    lines = [*walker.lines(body), *walker.note_lines()]
    text, fonts = walker.marks.take("\n".join(lines))
    return RawText("docx", (text,), metadata=_metadata(document), fonts=fonts)


def _metadata(document: Document) -> dict[str, str]:
    properties = document.core_properties
    found = {
        "title": properties.title,
        "author": properties.author,
        "subject": properties.subject,
        "created": properties.created,
        "modified": properties.modified,
    }
    return {name: str(value) for name, value in found.items() if value}


class _Walker:
    """Walks a document in the order of its text, counting list numbers and collecting notes on the way."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbering = Numbering(
            _related(document, RELATIONSHIP_TYPE.NUMBERING), _related(document, RELATIONSHIP_TYPE.STYLES)
        )
        self._fonts = DocxFonts(
            _related(document, RELATIONSHIP_TYPE.STYLES), _related(document, RELATIONSHIP_TYPE.THEME)
        )
        self.marks = FontMarks()
        self._held = ""  # the text of a paragraph whose end was deleted: the next one goes on from it
        self._notes: list[tuple[str, str]] = []  # kind of reference and id, in the order of their marks

    def lines(self, container: etree._Element) -> Iterator[str]:
        """The lines of a body, a cell, a content control, a text box or a note."""
        for element in container:
            if element.tag == word("p"):
                yield from self._paragraph(element)
            elif element.tag == word("tbl"):
                yield from self._release()
                yield from self._table(element)
            elif element.tag not in _SKIPPED and element.tag is not etree.Comment:
                yield from self.lines(element)
        yield from self._release()

    def note_lines(self) -> Iterator[str]:
        """The notes whose marks were met so far."""
        for number, (kind, identifier) in enumerate(list(self._notes), 1):
            notes = _related(self._document, _NOTE_RELATIONSHIPS[kind])
            for note in notes if notes is not None else ():
                if note.get(word("id")) == identifier:
                    yield f"[{number}] {' '.join(self.lines(note)).strip()}"

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        boxes: list[etree._Element] = []
        text = self._held + "".join(self._pieces(paragraph, boxes))
        self._held = ""
        if paragraph.find(_END_DELETED) is None:
            yield from (self._numbering.label(paragraph) + text).split("\n")
        else:
            self._held = text
        for box in boxes:
            yield from self.lines(box)

    def _release(self) -> Iterator[str]:
        """What is held, where no paragraph follows that could go on from it."""
        if self._held:
            yield from self._held.split("\n")
        self._held = ""

    def _pieces(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in _TEXTS:
                yield self.marks.mark(child.text or "", self._fonts.of(child))
            elif tag in _CHARACTERS:
                yield _CHARACTERS[tag]
            elif tag == word("sym"):
                yield symbol(int(child.get(word("char"), "0"), 16))
            elif tag in _NOTE_RELATIONSHIPS:
                self._notes.append((tag, child.get(word("id"), "")))
                yield f"[{len(self._notes)}]"
            elif tag == _TEXT_BOX:
                boxes.append(child)
            elif tag not in _SKIPPED and not _is_hidden(child):
                yield from self._pieces(child, boxes)

    def _table(self, table: etree._Element) -> Iterator[str]:
        rows = [[[*self.lines(cell)] for cell in _cells(row)] for row in _rows(table)]
        yield from table_lines(rows)


def _is_hidden(run: etree._Element) -> bool:
    mark = run.find(f"{word('rPr')}/{word('vanish')}")
    return mark is not None and mark.get(word("val")) not in _OFF


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those inside content controls and revisions, without deleted ones."""
    for row in table.iterchildren(word("tr"), word("sdt"), word("ins")):
        for real_row in [row] if row.tag == word("tr") else row.iter(word("tr")):
            if real_row.find(f"{word('trPr')}/{word('del')}") is None:
                yield real_row


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, without those that only continue a cell above."""
    for cell in row.iterchildren(word("tc"), word("sdt")):
        for real_cell in [cell] if cell.tag == word("tc") else cell.iter(word("tc")):
            merge = real_cell.find(f"{word('tcPr')}/{word('vMerge')}")
            if merge is None or merge.get(word("val")) == "restart":
                yield real_cell


def _related(document: Document, relationship: str) -> etree._Element | None:
    try:
        return parse_part(document.part.part_related_by(relationship).blob)
    except KeyError:
        return None
