"""The text of an HWP 5: its records, walked as a tree.

Format: "한글 문서 파일 형식 5.0" (revision 1.3) of Hancom.
"""

import struct
from collections.abc import Callable, Iterator
from itertools import pairwise

from corpus.readers.hwp.body import Body
from corpus.readers.hwp.hwp5_numbering import load_heads, load_numbering
from corpus.readers.hwp.hwp5_records import Record
from corpus.readers.tables import table_lines

_PARAGRAPH, _PARAGRAPH_TEXT, _CONTROL, _LIST, _EQUATION, _TEXT_ART, _MEMO = 66, 67, 71, 72, 88, 90, 93
_TEXT_ART_WORDS = 32  # after four corners

# Control characters by the number of 16-bit units they take: one, or eight with their payload.
_INLINE = frozenset({4, 5, 6, 7, 8, 9, 19, 20})
_EXTENDED = frozenset({1, 2, 3, 11, 12, 14, 15, 16, 17, 18, 21, 22, 23})
_SINGLE = {10: "\n", 24: "-", 30: " ", 31: " "}
_WIDE_UNITS = 8
_NUMBERED_OBJECTS = {3, 4, 5}  # picture, table, equation: their numbers stand in captions


class Hwp5Text:
    """Renders the records of the sections, in order, into the lines of a body.

    Attributes:
        definitions: The records of the DocInfo stream, for the automatic numbers.
    """

    def __init__(self, definitions: list[Record]) -> None:
        everything = [inner for outer in definitions for inner in outer.walk()]
        self._body = Body()
        self._numbering = load_numbering(everything)
        self._heads = load_heads(everything)
        self._renderers: dict[str, Callable[[Record], None]] = {
            "tbl ": self._table,
            "gso ": self._drawing,
            "fn  ": self._note,
            "en  ": self._note,
            "eqed": self._equation,
            "atno": self._object_number,
            "tcps": self._overlapping,
            "tdut": self._annotated,
        }

    def text(self) -> str:
        """Everything so far."""
        return self._body.text()

    def paragraphs(self, records: list[Record]) -> None:
        """Render the paragraphs among the records; memos at the end of a section are not part of the text."""
        for record in records:
            if record.tag == _MEMO:
                return
            if record.tag == _PARAGRAPH:
                self._paragraph(record)

    def _paragraph(self, paragraph: Record) -> None:
        found = [child for child in paragraph.children if child.tag == _CONTROL]
        for definition in found:
            if definition.control() == "secd":
                self._numbering.outline = str(int.from_bytes(definition.payload[18:20], "little"))
        controls = iter(found)
        payload = b"".join(child.payload for child in paragraph.children if child.tag == _PARAGRAPH_TEXT)
        pieces = list(_pieces(payload))
        if any(piece and piece.strip() for piece in pieces):
            self._body.write(self._label(paragraph))
        for piece in pieces:
            if isinstance(piece, str):
                self._body.write(piece)
            else:
                control = next(controls, None)
                if control is not None:
                    self._control(control)
        self._body.end_line()

    def _label(self, paragraph: Record) -> str:
        """The automatic number; the number of the paragraph's shape is at offset 8."""
        head = self._heads.get(int.from_bytes(paragraph.payload[8:10], "little"))
        return self._numbering.label(head) if head else ""

    def _control(self, control: Record) -> None:
        render = self._renderers.get(control.control())
        if render is not None:
            render(control)

    def _table(self, control: Record) -> None:
        """Cells carry their row at offset 10 of the list header that begins them; a caption has a shorter one."""
        self._body.end_line()
        rows: dict[int, list[list[str]]] = {}
        for header, paragraphs in _lists(control.children):
            lines = self._aside(paragraphs)
            if len(header.payload) >= 34:
                rows.setdefault(struct.unpack_from("<H", header.payload, 10)[0], []).append(lines)
            else:
                self._body.write_lines(lines)
        self._body.write_lines(table_lines(list(rows.values())))

    def _drawing(self, control: Record) -> None:
        """Its text boxes, and the words of its text art."""
        lines = [line for _, paragraphs in _nested_lists(control) for line in self._aside(paragraphs)]
        lines += [
            _string(record.payload, _TEXT_ART_WORDS)[0]
            for record in control.walk()
            if record.tag == _TEXT_ART
        ]
        if any(lines):
            self._body.write_lines(lines)

    def _overlapping(self, control: Record) -> None:
        """Letters printed over each other, such as a number in a circle."""
        self._body.write(_string(control.payload, 4)[0])

    def _annotated(self, control: Record) -> None:
        """Words with small ones above or below them."""
        words, end = _string(control.payload, 4)
        annotation, _ = _string(control.payload, end)
        self._body.write(f"{words}({annotation})" if annotation else words)

    def _note(self, control: Record) -> None:
        paragraphs = [paragraph for _, found in _lists(control.children) for paragraph in found]
        self._body.write_note(lambda: self._aside(paragraphs))

    def _equation(self, control: Record) -> None:
        """The script of an equation, e.g. `{1} over {2}`: 4 bytes of properties, a length, then UTF-16."""
        for record in control.children:
            if record.tag == _EQUATION:
                self._body.write(_string(record.payload, 4)[0])

    def _object_number(self, control: Record) -> None:
        if len(control.payload) >= 10:
            properties, number = struct.unpack_from("<IH", control.payload, 4)
            if properties & 0xF in _NUMBERED_OBJECTS:
                self._body.write(str(number))

    def _aside(self, paragraphs: list[Record]) -> list[str]:
        with self._body.aside() as lines:
            self.paragraphs(paragraphs)
        return lines


def _lists(records: list[Record]) -> Iterator[tuple[Record, list[Record]]]:
    """Each list header with the paragraphs that follow it."""
    starts = [index for index, record in enumerate(records) if record.tag == _LIST]
    for start, end in pairwise([*starts, len(records)]):
        yield records[start], [record for record in records[start:end] if record.tag == _PARAGRAPH]


def _nested_lists(record: Record) -> Iterator[tuple[Record, list[Record]]]:
    yield from _lists(record.children)
    for child in record.children:
        if child.tag not in {_PARAGRAPH, _LIST}:
            yield from _nested_lists(child)


def _string(payload: bytes, offset: int) -> tuple[str, int]:
    """A length in characters and UTF-16 of that length, and where it ends."""
    end = offset + 2 + 2 * int.from_bytes(payload[offset : offset + 2], "little")
    return payload[offset + 2 : end].decode("utf-16-le", "replace"), end


def _pieces(payload: bytes) -> Iterator[str | None]:
    """The text of a paragraph in pieces; None where a control stands that has a record of its own."""
    units = struct.unpack(f"<{len(payload) // 2}H", payload[: len(payload) // 2 * 2])
    start = index = 0
    while index < len(units):
        unit = units[index]
        if unit >= 32:
            index += 1
            continue
        if index > start:
            yield payload[2 * start : 2 * index].decode("utf-16-le", "replace")
        if unit in _EXTENDED:
            yield None
        else:
            yield "\t" if unit == 9 else _SINGLE.get(unit, "")
        index += _WIDE_UNITS if unit in _INLINE or unit in _EXTENDED else 1
        start = index
    if start < len(units):
        yield payload[2 * start :].decode("utf-16-le", "replace")
