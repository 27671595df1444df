"""DOCX: paragraphs with their automatic numbers, tables as rows, footnotes at the end."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import DamagedFileError, ReadError
from corpus.models import Diagnostic
from corpus.readers.limits import ReadLimits
from corpus.readers.office.docx_chunks import ZIP_MAGIC, chunk_lines
from corpus.readers.office.docx_fields import Fields
from corpus.readers.office.docx_fonts import DocxFonts
from corpus.readers.office.docx_numbering import Numbering
from corpus.readers.office.docx_styles import Styles
from corpus.readers.office.font_marks import FontMarks
from corpus.readers.office.ooxml import Package, word
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
    word("sdtPr"),
    word("rt"),  # the small reading over a word
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_TEXTS = {word("t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_ENDS_DELETED = [f"{word('pPr')}/{word('rPr')}/{word(mark)}" for mark in ("del", "moveFrom")]
_TEXT_BOX = word("txbxContent")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NOTE_PARTS = {_FOOTNOTE: "footnotes", _ENDNOTE: "endnotes"}
_TABLE_OF_CONTENTS = "Table of Contents"  # name of the gallery that Word puts one in
_TO_PAGE = re.compile(r"\bPAGEREF\s+_Toc")
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_ENDS_WITH_PAGE = re.compile(r"\d{1,4}\s*\Z")


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row; headers and footers are left out.

    So are tables of contents, whose entries would pass for the headings they point to. Footnotes and endnotes are marked `[1]`
    in the text and follow the body, each on a line of its own.

    Raises:
        DamagedFileError: The package or its main part is broken.
        ReadLimitError: It unpacks to too much.
    """
    package = Package(content, limits)
    body = _body(package)
    walker = _Walker(package, limits)
    lines = [*walker.lines(body), *walker.note_lines()]
    text, fonts = walker.marks.take("\n".join(lines))
    return RawText(
        "docx", (text,), metadata=package.properties(), diagnostics=walker.diagnostics(), fonts=fonts
    )


def _body(package: Package) -> etree._Element:
    document = package.part(package.main)
    body = None if document is None else document.find(word("body"))
    if body is None:
        raise DamagedFileError("is a DOCX whose parts are missing or broken: it has no body")
    return body


class _Walker:
    """Walks a document in the order of its text, counting list numbers and collecting notes on the way."""

    def __init__(self, package: Package, limits: ReadLimits, *, is_chunk: bool = False) -> None:
        self._package = package
        self._limits = limits
        self._is_chunk = is_chunk
        styles = package.related("styles")
        self._styles = Styles(styles)
        self._numbering = Numbering(package.related("numbering"), styles)
        self._fonts = DocxFonts(styles, package.related("theme"))
        self._fields = Fields()
        self.marks = FontMarks()
        self._held = ""  # the text of a paragraph whose end was deleted: the next one goes on from it
        self._notes: list[tuple[str, str]] = []  # kind of reference and id, in the order of their marks
        self._entries = 0  # of tables of contents
        self._left_out: list[str] = []  # parts in formats that are not read here

    def lines(self, container: etree._Element) -> Iterator[str]:
        """The lines of a body, a cell, a content control, a text box or a note."""
        for element in container:
            if element.tag == word("p"):
                yield from self._paragraph(element)
            elif element.tag == word("tbl"):
                yield from self._release()
                yield from self._table(element)
            elif element.tag == word("sdt") and _is_table_of_contents(element):
                self._entries += sum(1 for _ in element.iter(word("p")))
            elif element.tag == word("altChunk"):
                yield from self._chunk(element)
            elif element.tag not in _SKIPPED and element.tag is not etree.Comment:
                yield from self.lines(element)
        yield from self._release()

    def note_lines(self) -> Iterator[str]:
        """The notes whose marks were met so far."""
        parts = {kind: self._package.related(part) for kind, part in _NOTE_PARTS.items()}
        for number, (kind, identifier) in enumerate(list(self._notes), 1):
            notes = parts[kind]
            for note in notes if notes is not None else ():
                if note.get(word("id")) == identifier:
                    yield f"[{number}] {' '.join(self.lines(note)).strip()}"

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was left out."""
        found = [
            Diagnostic("part_left_out", f"the part {name} is in a format that is not read here")
            for name in self._left_out
        ]
        if self._entries:
            message = f"{self._entries} lines of a table of contents were left out"
            found.append(Diagnostic("contents_removed", message))
        return tuple(found)

    def _chunk(self, element: etree._Element) -> Iterator[str]:
        """The lines of a part that stands in place of text; documents inside such a part are not followed further."""
        name = self._package.target(self._package.main, "aFChunk", element.get(_RELATION, "?")) or ""
        lines = self._chunk_lines(name)
        if lines is None:
            self._left_out.append(name)
        yield from lines or ()

    def _chunk_lines(self, name: str) -> list[str] | None:
        try:
            content = self._package.content(name)
            if not content.startswith(ZIP_MAGIC):
                return chunk_lines(content, self._limits)
            if self._is_chunk:
                return None
            package = Package(content, self._limits)
            chunk = _Walker(package, self._limits, is_chunk=True)
            return chunk.marks.take("\n".join(chunk.lines(_body(package))))[0].split("\n")
        except ReadError:
            return None

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        boxes: list[etree._Element] = []
        text = self._held + "".join(self._pieces(paragraph, boxes))
        self._held = ""
        self._fields.end_paragraph()
        if self._is_entry(paragraph, text):
            self._entries += 1
        elif all(paragraph.find(mark) is None for mark in _ENDS_DELETED):
            yield from (self._numbering.label(paragraph) + text).split("\n")
        else:
            self._held = text
        for box in boxes:
            yield from self.lines(box)

    def _is_entry(self, paragraph: etree._Element, text: str) -> bool:
        """Whether a paragraph is a line of a table of contents: it points to a page by a field, or by its style and number."""
        if any(_TO_PAGE.search(code.text or "") for code in paragraph.iter(word("instrText"))):
            return True
        return self._styles.is_contents(paragraph) and _ENDS_WITH_PAGE.search(text) is not None

    def _release(self) -> Iterator[str]:
        """What is held, where no paragraph follows that could go on from it."""
        if self._held:
            yield from self._held.split("\n")
        self._held = ""

    def _pieces(self, element: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == _TEXT_BOX:
                boxes.append(child)
            elif tag == word("fldChar"):
                self._fields.turn(child.get(word("fldCharType"), ""))
            elif tag not in _SKIPPED:
                # In the code of a field only its end is looked for.
                yield from (self._shown if self._fields.are_shown else self._pieces)(child, boxes)

    def _shown(self, child: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
        tag = child.tag
        if tag in _TEXTS:
            yield self.marks.mark(_spelt(child), self._fonts.of(child))
        elif tag in _CHARACTERS:
            yield _CHARACTERS[tag]
        elif tag == word("sym"):
            yield symbol(_code(child.get(word("char"), "")), child.get(word("font"), ""))
        elif tag in _NOTE_PARTS:
            self._notes.append((tag, child.get(word("id"), "")))
            yield f"[{len(self._notes)}]"
        elif tag != word("r") or not self._styles.hides(child):
            yield from self._pieces(child, boxes)

    def _table(self, table: etree._Element) -> Iterator[str]:
        rows = [[[*self.lines(cell)] for cell in _cells(row)] for row in _parts(table, word("tr"))]
        yield from table_lines(rows)


def _spelt(text: etree._Element) -> str:
    """The characters of a text; those of symbol fonts stand in the private area and depend on the font of the run."""
    content = text.text or ""
    if _PRIVATE.search(content) is None:
        return content
    fonts = text.find(f"../{word('rPr')}/{word('rFonts')}")
    font = "" if fonts is None else fonts.get(word("ascii"), "")
    return _PRIVATE.sub(lambda found: symbol(ord(found[0]), font), content)


def _is_table_of_contents(control: etree._Element) -> bool:
    gallery = control.find(f"{word('sdtPr')}/{word('docPartObj')}/{word('docPartGallery')}")
    return gallery is not None and gallery.get(word("val")) == _TABLE_OF_CONTENTS


def _code(hexadecimal: str) -> int:
    return int(hexadecimal, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", hexadecimal) else 0


def _parts(table: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also those inside content controls and revisions, without deleted ones."""
    for element in table:
        if element.tag == tag:
            if not _is_deleted(element):
                yield element
        elif element.tag not in _SKIPPED and element.tag is not etree.Comment:
            yield from _parts(element, tag)


def _is_deleted(part: etree._Element) -> bool:
    """Whether a tracked change deleted a row or a cell, or the row is hidden."""
    marks = (
        f"{word('trPr')}/{word('del')}",
        f"{word('tcPr')}/{word('cellDel')}",
        f"{word('trPr')}/{word('hidden')}",
    )
    return any(part.find(mark) is not None for mark in marks)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """The cells of a row, without those that only continue a cell above or before."""
    for cell in _parts(row, word("tc")):
        merges = [cell.find(f"{word('tcPr')}/{word(name)}") for name in ("vMerge", "hMerge")]
        if all(merge is None or merge.get(word("val")) == "restart" for merge in merges):
            yield cell
