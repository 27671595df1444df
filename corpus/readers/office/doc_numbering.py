"""Automatic numbers of DOC paragraphs, from the lists of the table stream.

[MS-DOC] 2.9.131 (LSTF), 2.9.150 (LVLF), 2.9.134 (LFOLVL), 2.9.271 (STSH, the styles that carry lists).
"""

import struct
from collections.abc import Callable, Mapping
from typing import TypeVar

from corpus.readers.office.doc_file import Properties, Run, WordFile, read_properties
from corpus.readers.office.list_numbers import Level, ListInstance, NumberedList

_STYLES, _LISTS, _OVERRIDES = 1, 73, 74
_LIST_OF, _DEPTH_OF = 0x460B, 0x260A  # sprmPIlfo, sprmPIlvl
_STYLE_DEPTH = 12
_NO_STYLE = 0xFFF
_FORMATS: Mapping[int, str] = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 18: "decimalEnclosedCircle",
    22: "decimalZero", 23: "bullet", 24: "ganada", 25: "chosung", 41: "koreanDigital", 42: "koreanCounting", 255: "none",
}  # fmt: skip
_Table = TypeVar("_Table")
_NEW_START, _NEW_LEVEL = 0x10, 0x20
_LIST, _LEVEL, _INSTANCE, _CHANGE = 28, 28, 16, 8


class DocNumbering:
    """Counts the numbered paragraphs of one document, in order. Broken list tables count as none."""

    def __init__(self, file: WordFile) -> None:
        self._styles = _load(_style_properties, file) or {}
        self._lists = _load(_lists, file) or {}
        self._instances = _load(_instances, file) or []

    def label(self, run: Run) -> str:
        """What Word prints before a paragraph with these properties, with a space after it; empty for no number."""
        number, depth = self._number_of(run)
        if not 0 < number <= len(self._instances):
            return ""
        instance = self._instances[number - 1]
        numbered = self._lists.get(instance.list_id)
        return numbered.next_label(depth, instance) if numbered else ""

    def _number_of(self, run: Run) -> tuple[int, int]:
        found: Properties = dict(run.properties)
        style = run.style
        for _ in range(_STYLE_DEPTH):
            base, properties = self._styles.get(style, (_NO_STYLE, {}))
            found = properties | found
            style = base
        return _number(found.get(_LIST_OF)), _number(found.get(_DEPTH_OF))


def _number(operand: bytes | None) -> int:
    return int.from_bytes(operand or b"", "little")


def _load(load: Callable[[WordFile], _Table], file: WordFile) -> _Table | None:
    try:
        return load(file)
    except (struct.error, IndexError):
        return None


def _style_properties(file: WordFile) -> dict[int, tuple[int, Properties]]:
    """The style that each paragraph style is based on, and its own properties."""
    content = file.part(_STYLES)
    at = 2 + int.from_bytes(content[:2], "little")
    count, base_length = struct.unpack_from("<HH", content, 2)
    found = {}
    for index in range(count):
        length = int.from_bytes(content[at : at + 2], "little")
        style = content[at + 2 : at + 2 + length]
        if length > base_length and style[2] & 0xF == 1:
            found[index] = (int.from_bytes(style[2:4], "little") >> 4, _paragraph_part(style, base_length))
        at += 2 + length
    return found


def _paragraph_part(style: bytes, base_length: int) -> Properties:
    at = base_length + 2 * int.from_bytes(style[base_length : base_length + 2], "little") + 4
    length = int.from_bytes(style[at : at + 2], "little")
    return read_properties(style[at + 4 : at + 2 + length])  # behind the style's own index


def _lists(file: WordFile) -> dict[str, NumberedList]:
    content = file.part(_LISTS)
    levels = _Levels(file.after_part(_LISTS))
    found = {}
    for number in range(int.from_bytes(content[:2], "little")):
        record = content[2 + _LIST * number : 2 + _LIST * (number + 1)]
        simple = record[26] & 1
        found[record[:4].hex()] = NumberedList({depth: levels.next() for depth in range(1 if simple else 9)})
    return found


def _instances(file: WordFile) -> list[ListInstance]:
    content = file.part(_OVERRIDES)
    count = int.from_bytes(content[:4], "little")
    records = [
        content[4 + _INSTANCE * n : 4 + _INSTANCE * (n + 1)]
        for n in range(min(count, len(content) // _INSTANCE))
    ]
    changes = _Levels(content[4 + _INSTANCE * len(records) :])
    return [changes.instance(record[:4].hex(), record[12]) for record in records]


class _Levels:
    """Reads levels and changes of levels, which follow each other without an index."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def next(self) -> Level:
        start, kind, flags = struct.unpack_from("<iBB", self._content, self._at)
        characters, paragraphs, limit = struct.unpack_from("<BBB", self._content, self._at + 24)
        at = self._at + _LEVEL + characters + paragraphs
        length = struct.unpack_from("<H", self._content, at)[0]
        text = self._content[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
        self._at = at + 2 + 2 * length
        restart = limit if flags & 0x08 else None
        format_ = _FORMATS.get(kind, "decimal")
        return Level(start, format_, _with_places(text), restart, legal=bool(flags & 0x04))

    def instance(self, list_id: str, count: int) -> ListInstance:
        """The use of a list with so many changes of its levels."""
        found = ListInstance(list_id)
        self._at += 4
        for _ in range(count):
            start, flags = struct.unpack_from("<iI", self._content, self._at)
            self._at += _CHANGE
            depth = flags & 0xF
            if flags & _NEW_LEVEL:
                found.levels[depth] = self.next()
                start = found.levels[depth].start
            if flags & _NEW_START:
                found.starts[depth] = start
        return found


def _with_places(text: str) -> str:
    """The characters 0 to 8 stand for the numbers of the levels."""
    return "".join(f"%{ord(character) + 1}" if ord(character) < 9 else character for character in text)
