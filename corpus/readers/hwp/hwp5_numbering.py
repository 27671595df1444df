"""The numberings, bullets and paragraph shapes that the DocInfo stream of an HWP 5 defines."""

import struct
from collections.abc import Iterable

from corpus.readers.hwp.hwp5_records import Record
from corpus.readers.hwp.numbering import FORMAT_NAMES, HangulNumbering, Head, HeadKind, LevelFormat

_NUMBERING, _BULLET, _PARAGRAPH_SHAPE = 23, 24, 25
_KINDS: dict[int, HeadKind] = {1: "OUTLINE", 2: "NUMBER", 3: "BULLET"}
_LEVELS = 7
_LEVEL_HEAD = 12  # properties, width, distance, character shape
_SHAPE_NUMBERING = 30  # offset of the numbering's id in a paragraph shape
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
    heads = {}
    for number, shape in enumerate(shapes):
        if len(shape) >= _SHAPE_NUMBERING + 2:
            properties = int.from_bytes(shape[:4], "little")
            kind = _KINDS.get(properties >> 23 & 0b11)
            identifier = int.from_bytes(shape[_SHAPE_NUMBERING : _SHAPE_NUMBERING + 2], "little")
            if kind is not None:
                heads[number] = Head(kind, str(identifier), (properties >> 25 & 0b111) + 1)
    return heads


def _levels(payload: bytes) -> dict[int, LevelFormat]:
    """Seven levels: 12 bytes of properties, then the text; after them the first number of all, then one for each level."""
    levels = {}
    offset = 0
    for level in range(1, _LEVELS + 1):
        if offset + _LEVEL_HEAD + 2 > len(payload):
            break
        properties = int.from_bytes(payload[offset : offset + 4], "little")
        offset += _LEVEL_HEAD
        length = int.from_bytes(payload[offset : offset + 2], "little")
        text = payload[offset + 2 : offset + 2 + 2 * length].decode("utf-16-le", "replace")
        offset += 2 + 2 * length
        kind = properties >> 5 & 0b1111
        levels[level] = LevelFormat(text, FORMAT_NAMES[kind] if kind < len(FORMAT_NAMES) else "DIGIT", 1)
    return _with_starts(levels, payload[offset + 2 :])


def _with_starts(levels: dict[int, LevelFormat], rest: bytes) -> dict[int, LevelFormat]:
    starts = struct.unpack(f"<{len(rest) // 4}I", rest[: len(rest) // 4 * 4])
    found = dict(enumerate(starts, 1))
    return {level: form._replace(start=found.get(level, 1)) for level, form in levels.items()}
