"""DOC (Word 97-2003): paragraphs with their automatic numbers, tables as rows, results of fields, notes at the end.

[MS-DOC]. Characters of 8-bit fonts (.VnTime, VNI-Times) come out as the characters of windows-1252 that the file has.
"""

from collections.abc import Iterator
from itertools import pairwise

from corpus.readers.limits import ReadLimits
from corpus.readers.office.doc_file import (
    CHARACTERS,
    PARAGRAPHS,
    Piece,
    Properties,
    Run,
    WordFile,
    plc,
    run_at,
)
from corpus.readers.office.doc_fonts import DocFonts
from corpus.readers.office.doc_numbering import DocNumbering
from corpus.readers.office.font_marks import FontMarks
from corpus.readers.office.nested_tables import TableBuilder
from corpus.readers.office.word_characters import join_surrogates, symbol
from corpus.readers.raw import RawText

_FOOTNOTE_MARKS, _FOOTNOTES = 2, 3
_ENDNOTE_MARKS, _ENDNOTES = 46, 47
_SHAPES, _BOXES = 40, 56
_SHAPE, _BOX, _NOTE_MARK = 26, 22, 2

_DELETED, _HIDDEN, _SYMBOL = 0x0800, 0x083C, 0x6A09
_IN_TABLE, _ROW_END, _TABLE_DEPTH = 0x2416, 0x2417, 0x6649
_INNER_CELL, _INNER_ROW = 0x244B, 0x244C
_TABLE_DEFINITION = 0xD608
_CELL = 20  # bytes of a cell's description (TC80)

_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_PARAGRAPH_END, _CELL_END, _SECTION_END = "\r", "\x07", "\x0c"
_PRINTED = {"\t": "\t", "\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x1e": "-", "\xa0": "\xa0"}
_REMOVED = "\0"  # stands for a character that is in the file but not on the page


def read(content: bytes, _limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row; headers, footers and comments are left out.

    Deletions of tracked changes and hidden text are left out. Text boxes follow the paragraph they are tied to. Footnotes
    and endnotes are marked `[1]` in the text and follow the body, each on a line of its own.

    Raises:
        DamagedFileError: A stream or the piece table is missing or broken.
        EncryptedFileError: It has a password.
        UnsupportedFormatError: It is of Word 95 or older.
    """
    file = WordFile(content)
    walker = _Walker(file)
    lines = walker.document_lines()
    text, fonts = walker.marks.take(join_surrogates("\n".join(lines)))
    return RawText("doc", (text,), metadata=file.metadata, fonts=fonts)


class _Walker:
    """Walks the stories of a document, counting list numbers and collecting notes on the way."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._text = _visible_text(file)
        self._paragraphs = file.runs(PARAGRAPHS)
        self._numbering = DocNumbering(file)
        self._fonts = DocFonts(file)
        self.marks = FontMarks()
        self._fields: list[bool] = []  # for each open field, whether its result has begun
        self._notes: list[tuple[int, int]] = []
        parts = file.parts
        before_endnotes = parts.main + parts.footnotes + parts.headers + parts.macros + parts.comments
        self._note_at = _notes(file, _FOOTNOTE_MARKS, _FOOTNOTES, parts.main)
        self._note_at |= _notes(file, _ENDNOTE_MARKS, _ENDNOTES, before_endnotes)
        self._box_at = _boxes(file, before_endnotes + parts.endnotes)

    def document_lines(self) -> list[str]:
        """The body, then the text boxes that belong to no place of it, then the notes."""
        main = self._file.parts.main
        lines = self._story(0, main)
        for start, end in [self._box_at.pop(place) for place in list(self._box_at)]:
            lines += self._story(start, end)
        for number, (start, end) in enumerate(self._notes, 1):
            lines.append(f"[{number}] {' '.join(self._story(start, end)).strip()}")
        return lines

    def _story(self, start: int, end: int) -> list[str]:
        builder = TableBuilder()
        self._fields = []
        for first, mark in self._paragraph_bounds(start, min(end, len(self._text))):
            self._paragraph(builder, first, mark)
        return builder.finish()

    def _paragraph_bounds(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """First position and mark of each paragraph."""
        first = start
        for position in range(start, end):
            character = self._text[position]
            if character in "\r\x07" or (character == _SECTION_END and self._ends_run(position)):
                yield first, position
                first = position + 1
        if first < end:
            yield first, end

    def _ends_run(self, position: int) -> bool:
        offset = self._file.byte_of(position)
        run = run_at(self._paragraphs, offset)
        return run is not None and run.end <= offset + 2

    def _paragraph(self, builder: TableBuilder, first: int, mark: int) -> None:
        run = run_at(self._paragraphs, self._file.byte_of(mark)) or Run(0, 0, {})
        properties = run.properties
        depth = _table_depth(properties)
        is_cell = self._file.text[mark : mark + 1] == _CELL_END
        if (is_cell and _flag(properties, _ROW_END)) or _flag(properties, _INNER_ROW):
            builder.end_row(depth, _continued_cells(properties.get(_TABLE_DEFINITION, b"")))
            return
        builder.add(self._paragraph_lines(run, first, mark), max(depth, is_cell))
        if is_cell or _flag(properties, _INNER_CELL):
            builder.end_cell(depth)

    def _paragraph_lines(self, run: Run, first: int, mark: int) -> list[str]:
        boxes: list[tuple[int, int]] = []
        shown = "".join(self._characters(first, mark, run.style, boxes))
        label = self._numbering.label(run) if shown.strip() or not boxes else ""
        lines = (label + shown).split("\n")
        for start, end in boxes:
            fields = self._fields
            lines += self._story(start, end)
            self._fields = fields
        return lines

    def _characters(self, first: int, end: int, style: int, boxes: list[tuple[int, int]]) -> Iterator[str]:
        for position in range(first, end):
            character = self._text[position]
            if character == _FIELD_BEGIN:
                self._fields.append(False)
            elif character in (_FIELD_RESULT, _FIELD_END):
                self._turn_field(character)
            elif all(self._fields) and character != _REMOVED:
                if position in self._note_at:
                    self._notes.append(self._note_at[position])
                    yield f"[{len(self._notes)}]"
                if position in self._box_at:
                    boxes.append(self._box_at.pop(position))
                printed = _PRINTED.get(character, character if character >= " " else "")
                yield self.marks.mark(printed, self._fonts.at(position, style))

    def _turn_field(self, character: str) -> None:
        if self._fields and character == _FIELD_RESULT:
            self._fields[-1] = True
        elif self._fields:
            self._fields.pop()


def _flag(properties: Properties, code: int) -> bool:
    return properties.get(code, b"\0")[:1] == b"\1"


def _table_depth(properties: Properties) -> int:
    depth = int.from_bytes(properties.get(_TABLE_DEPTH, b""), "little")
    return depth or int(_flag(properties, _IN_TABLE))


def _continued_cells(definition: bytes) -> frozenset[int]:
    """The cells of a row that only continue the cell before or above ([MS-DOC] 2.9.326, TCGRF.horzMerge and vertMerge)."""
    count = definition[0] if definition else 0
    cells = definition[1 + 2 * (count + 1) :]
    described = range(min(count, len(cells) // _CELL))
    return frozenset(n for n in described if 1 in {cells[_CELL * n] & 3, cells[_CELL * n] >> 5 & 3})


def _visible_text(file: WordFile) -> str:
    """The text in which deleted and hidden characters are replaced by one that is never shown, and symbols are spelt."""
    characters = list(file.text)
    for run in file.runs(CHARACTERS):
        deleted = _flag(run.properties, _DELETED)
        hidden = deleted or _flag(run.properties, _HIDDEN)
        kept = "\x07\x13\x14\x15" if deleted else "\r\x07\x0c\x13\x14\x15"
        if not hidden and _SYMBOL not in run.properties:
            continue
        shown = _REMOVED if hidden else _symbol_of(run.properties)
        for piece in file.pieces:
            for position in _positions(piece, run):
                if characters[position] not in kept:
                    characters[position] = shown
    return "".join(characters)


def _symbol_of(properties: Properties) -> str:
    return symbol(int.from_bytes(properties[_SYMBOL][2:4], "little")) or _REMOVED


def _positions(piece: Piece, run: Run) -> range:
    """The character positions of a piece whose bytes a run covers."""
    first = max(run.start - piece.offset, 0) // piece.width
    last = min((run.end - piece.offset) // piece.width, piece.end - piece.start)
    return range(piece.start + first, max(piece.start + last, piece.start + first))


def _notes(file: WordFile, marks: int, texts: int, offset: int) -> dict[int, tuple[int, int]]:
    """For the position of each mark the first and last position of its note."""
    positions, records = plc(file.part(marks), _NOTE_MARK)
    bounds = list(pairwise(plc(file.part(texts), 0)[0]))
    return {
        position: (offset + start, offset + end)
        for position, _, (start, end) in zip(positions, records, bounds, strict=False)
    }


def _boxes(file: WordFile, offset: int) -> dict[int, tuple[int, int]]:
    """The stretches of text boxes by the position of their shape; below zero where no place is known."""
    positions, shapes = plc(file.part(_SHAPES), _SHAPE)
    place = {shape[:4]: position for position, shape in zip(positions, shapes, strict=False)}
    bounds, boxes = plc(file.part(_BOXES), _BOX)
    found = zip(pairwise(bounds), boxes, strict=False)
    return {
        place.get(box[14:18], -1 - number): (offset + start, offset + end)
        for number, ((start, end), box) in enumerate(found)
        if not box[8] & 1  # reusable: belongs to no shape any more
    }
