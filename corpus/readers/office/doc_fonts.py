"""The fonts of DOC text: of the run, its style, its paragraph's style, or the defaults.

[MS-DOC] 2.9.286 (SttbfFfn), 2.6.1 (sprmCRgFtc0, sprmCRgFtc2, sprmCIstd), 2.9.271 (STSH).
"""

import struct
from typing import NamedTuple

from corpus.legacy.encodings import of_font
from corpus.readers.office.doc_file import CHARACTERS, Properties, WordFile, read_properties, run_at

_STYLES, _FONT_TABLE = 1, 15
_NAME_AT = 39  # bytes of a font's description in front of its name (FFN)
_FONT, _ASCII_FONT, _STYLE = 0x4A51, 0x4A4F, 0x4A30
_DEFAULT_FONT_AT = 18  # STSHIF.ftcOther, behind the two bytes of its length
_STYLE_DEPTH = 12
_PARAGRAPH_STYLE, _CHARACTER_STYLE, _NO_STYLE = 1, 2, 0xFFF


class _CharacterProperties(NamedTuple):
    """What a style says of its characters, and the style it is based on."""

    base: int
    properties: Properties


class DocFonts:
    """Which font the letters beyond ASCII are shown in. Broken tables of fonts and styles count as none."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._names = _names(file.part(_FONT_TABLE))
        if not any(map(of_font, self._names)):
            self._names = []
            return
        content = file.part(_STYLES)
        self._default = int.from_bytes(content[_DEFAULT_FONT_AT : _DEFAULT_FONT_AT + 2], "little")
        self._runs = file.runs(CHARACTERS)
        try:
            self._styles = _styles(content)
        except (struct.error, IndexError):
            self._styles = {}

    def at(self, position: int, paragraph_style: int) -> str | None:
        """The font of a character of the text; None in a file without fonts of a legacy encoding."""
        if not self._names:
            return None
        run = run_at(self._runs, self._file.byte_of(position))
        number = self._number(run.properties if run else {}, paragraph_style)
        return self._names[number] if number < len(self._names) else None

    def _number(self, properties: Properties, paragraph_style: int) -> int:
        own = _font(properties)
        if own is None and _STYLE in properties:
            own = self._of_style(int.from_bytes(properties[_STYLE], "little"))
        found = self._of_style(paragraph_style) if own is None else own
        return self._default if found is None else found

    def _of_style(self, style: int) -> int | None:
        for _ in range(_STYLE_DEPTH):
            style, properties = self._styles.get(style, _CharacterProperties(_NO_STYLE, {}))
            font = _font(properties)
            if font is not None:
                return font
        return None


def _font(properties: Properties) -> int | None:
    operand = properties.get(_FONT, properties.get(_ASCII_FONT))
    return None if operand is None else int.from_bytes(operand, "little")


def _names(table: bytes) -> list[str]:
    names, at = list[str](), 4
    for _ in range(int.from_bytes(table[:2], "little")):
        length = table[at] if at < len(table) else 0
        name = table[at + 1 + _NAME_AT : at + 1 + length].decode("utf-16-le", "replace")
        names.append(name.partition("\0")[0])
        at += 1 + length
    return names


def _styles(content: bytes) -> dict[int, _CharacterProperties]:
    at = 2 + int.from_bytes(content[:2], "little")
    count, base_length = struct.unpack_from("<HH", content, 2)
    found = {}
    for index in range(count):
        length = int.from_bytes(content[at : at + 2], "little")
        style = content[at + 2 : at + 2 + length]
        if length > base_length and style[2] & 0xF in {_PARAGRAPH_STYLE, _CHARACTER_STYLE}:
            found[index] = _style(style, base_length)
        at += 2 + length
    return found


def _style(style: bytes, base_length: int) -> _CharacterProperties:
    """Behind the style's name are its parts, each with its length: of paragraphs, only in paragraph styles; of characters."""
    base = int.from_bytes(style[2:4], "little") >> 4
    at = base_length + 2 * int.from_bytes(style[base_length : base_length + 2], "little") + 4
    if style[2] & 0xF == _PARAGRAPH_STYLE:
        at += 2 + _even(int.from_bytes(style[at : at + 2], "little"))
    length = int.from_bytes(style[at : at + 2], "little")
    return _CharacterProperties(base, read_properties(style[at + 2 : at + 2 + length]))


def _even(number: int) -> int:
    return number + number % 2
