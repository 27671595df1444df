"""Long texts in blocks, so that a passage of a code of a thousand articles is read without unpacking the code."""

import struct
import zlib
from collections.abc import Collection, Iterator
from itertools import accumulate

BLOCK = 8_192
"""Characters of a block; packed they are two or three pages of the database."""

_MANY = b"\0"
"""What no compressed text begins with."""
_COUNT = struct.Struct("<I")


def pack_text(text: str) -> bytes:
    """UTF-8, compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack_text(packed: bytes) -> str:
    """Reverse of `pack_text`."""
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")


def pack_blocks(text: str) -> bytes:
    """A text of one block as `pack_text` has it; of a longer one the number of blocks, their lengths in bytes, and the blocks."""
    if len(text) <= BLOCK:
        return pack_text(text)
    blocks = list(map(pack_text, _cut(text)))
    lengths = struct.pack(f"<{len(blocks)}I", *map(len, blocks))
    return b"".join((_MANY, _COUNT.pack(len(blocks)), lengths, *blocks))


def unpack_blocks(packed: bytes, wanted: Collection[int]) -> dict[int, str]:
    """Blocks of a text by number, counted from 0: those wanted, or all where the text is stored in one piece."""
    if not packed.startswith(_MANY):
        return dict(enumerate(_cut(unpack_text(packed))))
    count = _COUNT.unpack_from(packed, 1)[0]
    lengths = struct.unpack_from(f"<{count}I", packed, 1 + _COUNT.size)
    begin = 1 + _COUNT.size * (1 + count)
    edges = list(accumulate(lengths, initial=begin))
    return {
        number: unpack_text(packed[edges[number] : edges[number + 1]]) for number in wanted if number < count
    }


def unpack_whole(packed: bytes) -> str:
    """Reverse of `pack_blocks`."""
    if not packed.startswith(_MANY):
        return unpack_text(packed)
    return "".join(unpack_blocks(packed, range(_COUNT.unpack_from(packed, 1)[0])).values())


def _cut(text: str) -> Iterator[str]:
    return (text[start : start + BLOCK] for start in range(0, len(text), BLOCK))
