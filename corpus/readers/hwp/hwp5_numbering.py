"""The numberings, bullets and paragraph shapes that the DocInfo stream of an HWP 5 defines."""

import struct
from collections.abc import Iterable

from corpus.readers.hwp.hwp5_records import Record
from corpus.readers.hwp.numbering import FORMAT_NAMES, HangulNumbering, Head, HeadKind, LevelFormat

_NUMBERING, _BULLET, _PARAGRAPH_SHAPE = 23, 24, 25
_KINDS: dict[int, HeadKind] = {1: "OUTLINE", 2: "NUMBER", 3: "BULLET"}
_LEVELS = 7
_LEVEL_HEAD = 12  # properties, width, distance, character shape
_LATER_LEVELS = 3  # since 5.1.0.0
_SHAPE_NUMBERING = 30  # offset of the numbering's id in a paragraph shape
_SHAPE_LEVEL = 54  # of its level, since 5.1.0.0; the properties have three bits for it, which levels from 8 on do not fit into
_BULLET_CHARACTER = 12


def load_numbering(records: Iterable[Record]) -> HangulNumbering:
    """All numberings and bullets; their ids count from 1 in the order of the stream."""
    numbering = HangulNumbering()
    for record in records:
        if record.tag == _NUMBERING:
            numbering.numberings[str(len(numbering.numberings) + 1)] = _levels(record.payload)
        elif record.tag == _BULLET:
            character = record.payload[_BULLET_CHARACTER : _BULLET_CHARACTER + 2].decode(
                "utf-16-le", "replace"
            )
            numbering.bullets[str(len(numbering.bullets) + 1)] = character
    return numbering


def load_heads(records: Iterable[Record]) -> dict[int, Head]:
    """The heads of the paragraph shapes that have one, by the number of the shape, counted from 0."""
    shapes = [record.payload for record in records if record.tag == _PARAGRAPH_SHAPE]
    heads = ((number, _head(shape)) for number, shape in enumerate(shapes))
    return {number: head for number, head in heads if head is not None}


def _head(shape: bytes) -> Head | None:
    properties = int.from_bytes(shape[:4], "little")
    kind = _KINDS.get(properties >> 23 & 0b11)
    if kind is None or len(shape) < _SHAPE_NUMBERING + 2:
        return None
    level = properties >> 25 & 0b111
    if len(shape) >= _SHAPE_LEVEL + 4:
        level = int.from_bytes(shape[_SHAPE_LEVEL : _SHAPE_LEVEL + 4], "little") or level
    identifier = int.from_bytes(shape[_SHAPE_NUMBERING : _SHAPE_NUMBERING + 2], "little")
    return Head(kind, str(identifier), level + 1)


def _levels(payload: bytes) -> dict[int, LevelFormat]:
    """Seven levels; after them the first number of all and one for each level, and then three levels more and their first numbers."""
    levels, offset = _level_formats(payload, 0, range(1, _LEVELS + 1))
    levels = _with_starts(levels, payload[offset + 2 :])
    offset += 2 + 4 * _LEVELS
    later, offset = _level_formats(payload, offset, range(_LEVELS + 1, _LEVELS + _LATER_LEVELS + 1))
    return levels | _with_starts(later, payload[offset:])


def _level_formats(payload: bytes, offset: int, numbers: range) -> tuple[dict[int, LevelFormat], int]:
    """Levels of 12 bytes of properties and a text with its length, and where they end."""
    levels = {}
    for level in numbers:
        if offset + _LEVEL_HEAD + 2 > len(payload):
            break
        properties = int.from_bytes(payload[offset : offset + 4], "little")
        offset += _LEVEL_HEAD
        length = int.from_bytes(payload[offset : offset + 2], "little")
        text = payload[offset + 2 : offset + 2 + 2 * length].decode("utf-16-le", "replace")
        offset += 2 + 2 * length
        kind = properties >> 5 & 0b1111
        levels[level] = LevelFormat(text, FORMAT_NAMES[kind] if kind < len(FORMAT_NAMES) else "DIGIT", 1)
    return levels, offset


def _with_starts(levels: dict[int, LevelFormat], rest: bytes) -> dict[int, LevelFormat]:
    starts = struct.unpack(f"<{len(rest) // 4}I", rest[: len(rest) // 4 * 4])
    found = dict(zip(levels, starts, strict=False))
    return {level: form._replace(start=found.get(level, 1)) for level, form in levels.items()}
