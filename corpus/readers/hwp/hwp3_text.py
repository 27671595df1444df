"""The text of an HWP 3: lists of paragraphs, whose characters below 32 are controls with data of their own.

Format: "한글 문서 파일 형식 3.0 / HWPML" (revision 1.2) of Hancom, part I, chapters 4, 10 and 11.
"""

from corpus.readers.counting import SYLLABLES, in_order
from corpus.readers.hwp.body import Body
from corpus.readers.hwp.hwp3_characters import decode_character
from corpus.readers.hwp.hwp3_drawing import text_boxes
from corpus.readers.hwp.hwp3_stream import ByteStream, CutOffError
from corpus.readers.tables import table_lines

_FONT_LANGUAGES, _FONT_NAME, _STYLE = 7, 40, 238
_PARAGRAPH_REST, _PARAGRAPH_SHAPE, _LINE, _CHARACTER_SHAPE = 37, 187, 14, 31

_TAB, _BOX, _PICTURE, _HIDDEN, _HEADER, _NOTE, _NUMBER, _OUTLINE = 9, 10, 11, 15, 16, 17, 18, 28
# Controls of a fixed length: how many bytes follow the code itself; they count as characters, two bytes each.
_FIXED = {
    _TAB: 6,
    _NUMBER: 6,
    19: 6,
    20: 6,
    21: 6,
    22: 22,
    23: 8,
    24: 4,
    25: 4,
    26: 244,
    _OUTLINE: 62,
    30: 2,
    31: 2,
}
_PRINTED = {_TAB: "\t", 30: " ", 31: " "}  # 24 is a hyphen for the end of a line only
# The others have six more bytes, a length or nothing and the code again, and then so many; a field and a reference have that length.
_OPEN = {6: 34, 7: 76, 8: 88, 14: 84}
_OPEN_CHARACTERS = 4
_OF_LENGTH = {5, 29}

_CELL, _CELL_TOP = 27, 6
_BOX_INFORMATION, _BOX_OPTIONS, _BOX_KIND, _BOX_CELLS = 84, 14, 78, 80
_TABLE, _EQUATION, _HYPERTEXT = 0, 2, 0x10
_PICTURE_INFORMATION, _PICTURE_KIND, _DRAWING = 348, 74, 3
_NUMBERED_OBJECTS = {3, 4, 5}  # picture, table, equation
_SYLLABLE_NUMBERS = 5


class Hwp3Text:
    """Renders the paragraphs into the lines of a body.

    Attributes:
        intact: Whether everything so far was whole.
        unknown_numbers: Outline numbers that were left out, because the shape of their digits is not published.
    """

    def __init__(self) -> None:
        self._body = Body()
        self.intact = True
        self.unknown_numbers = 0

    def text(self) -> str:
        """Everything so far."""
        return self._body.text()

    def document(self, content: bytes) -> None:
        """Render the body of a file: names of fonts, styles, and the paragraphs, up to where it is cut off."""
        stream = ByteStream(content)
        try:
            for _ in range(_FONT_LANGUAGES):
                stream.take(_FONT_NAME * stream.word())
            stream.take(_STYLE * stream.word())
            self._paragraphs(stream)
        except CutOffError:
            self.intact = False

    def _paragraphs(self, stream: ByteStream) -> None:
        """A list of paragraphs; one without characters ends it."""
        while True:
            like_the_one_before, characters, lines = stream.byte(), stream.word(), stream.word()
            own_shapes = stream.byte()
            stream.take(_PARAGRAPH_REST)
            if not characters:
                return
            stream.take((0 if like_the_one_before else _PARAGRAPH_SHAPE) + _LINE * lines)
            for _ in range(characters if own_shapes else 0):
                stream.take(0 if stream.byte() == 1 else _CHARACTER_SHAPE)
            try:
                self._characters(stream, characters)
            finally:
                self._body.end_line()

    def _characters(self, stream: ByteStream, count: int) -> None:
        while count > 0:
            code = stream.word()
            count -= 1
            if code >= 32:
                self._body.write(decode_character(code))
            elif code in _FIXED:
                self._fixed(code, stream.take(_FIXED[code]))
                count -= _FIXED[code] // 2
            elif code not in {0, 13}:
                length = stream.double_word()
                stream.word()
                self._open(code, length, stream)
                count -= _OPEN_CHARACTERS - 1

    def _fixed(self, code: int, content: bytes) -> None:
        if code == _NUMBER and content[0] in _NUMBERED_OBJECTS:
            self._body.write(str(int.from_bytes(content[2:4], "little")))
        elif code == _OUTLINE and content[0] == 1:
            self._outline_number(content)
        else:
            self._body.write(_PRINTED.get(code, ""))

    def _outline_number(self, content: bytes) -> None:
        """Level, the numbers of seven levels, the shapes of their digits, and what stands before and behind each."""
        level = min(content[3], 6)
        number = int.from_bytes(content[4 + 2 * level :][:2], "little")
        decoration = content[32 + 4 * level :][:4]
        if content[2] or content[18 + 2 * level] != _SYLLABLE_NUMBERS or not number:
            self.unknown_numbers += 1
            return
        before, behind = (
            decode_character(int.from_bytes(decoration[at : at + 2], "little")) for at in (0, 2)
        )
        self._body.write(f"{before}{in_order(SYLLABLES)(number)}{behind} ".replace("\0", ""))

    def _open(self, code: int, length: int, stream: ByteStream) -> None:
        if code == _BOX:
            self._box(stream)
        elif code == _PICTURE:
            self._picture(stream)
        elif code == _NOTE:
            stream.take(14)
            self._body.write_note(lambda: self._aside(stream))
        elif code in {_HIDDEN, _HEADER}:
            stream.take(8 if code == _HIDDEN else 10)
            self._aside(stream)
        else:
            stream.take(length if code in _OF_LENGTH else _OPEN.get(code, 0))

    def _box(self, stream: ByteStream) -> None:
        """A table, a text box, an equation or a button; a caption follows its cells."""
        information = stream.take(_BOX_INFORMATION)
        count = int.from_bytes(information[_BOX_CELLS : _BOX_CELLS + 2], "little")
        tops = [stream.take(_CELL)[_CELL_TOP : _CELL_TOP + 2] for _ in range(count)]
        rows: dict[int, list[list[str]]] = {}
        try:
            for top in tops:
                with self._body.aside() as lines:
                    rows.setdefault(int.from_bytes(top, "little"), []).append(lines)
                    self._paragraphs(stream)
        finally:
            self._write_box(information, [rows[top] for top in sorted(rows)])
        self._caption(stream)

    def _write_box(self, information: bytes, rows: list[list[list[str]]]) -> None:
        kind = information[_BOX_KIND]
        if kind == _EQUATION or information[_BOX_OPTIONS] & _HYPERTEXT:
            self._body.write(" ".join(line for row in rows for cell in row for line in cell))
        elif kind == _TABLE:
            self._body.write_lines(table_lines(rows))
        else:
            self._write_lines([line for row in rows for cell in row for line in cell])

    def _picture(self, stream: ByteStream) -> None:
        information = stream.take(_PICTURE_INFORMATION)
        content = stream.take(int.from_bytes(information[:4], "little"))
        if information[_PICTURE_KIND] == _DRAWING:
            for box in text_boxes(content):
                try:
                    self._caption(ByteStream(box))
                except CutOffError:
                    self.intact = False
        self._caption(stream)

    def _caption(self, stream: ByteStream) -> None:
        self._write_lines(self._aside(stream))

    def _write_lines(self, lines: list[str]) -> None:
        if any(line.strip() for line in lines):
            self._body.write_lines(lines)

    def _aside(self, stream: ByteStream) -> list[str]:
        with self._body.aside() as lines:
            self._paragraphs(stream)
        return lines
