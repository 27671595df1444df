"""The streams of an HWP 5 whose OLE container is broken, found by what they begin with.

Streams begin at multiples of 64 bytes (MS-CFB, section 2.1), counted here from where the header of the document is, in case that bytes
before it were lost; mostly they lie in one piece. Those of the body begin with the header of a paragraph, the definitions with the
properties of the document; no other bytes unpack to that.
"""

import zlib
from collections.abc import Iterator

from corpus.errors import DamagedFileError, ReadLimitError
from corpus.readers.archives import inflate
from corpus.readers.hwp.hwp5_container import COMPRESSED, DISTRIBUTION, Parts, Stream, refuse_locked
from corpus.readers.hwp.hwp5_distribution import unlock
from corpus.readers.hwp.hwp5_records import tree
from corpus.readers.limits import ReadLimits

SIGNATURE = b"HWP Document File".ljust(32, b"\0")

_MEGABYTE = 1 << 20
_SECTOR = 64
_PEEK = 256
_DEFINITIONS, _LOCKED, _PARAGRAPH = 16, 28, 66
_SIZES = {_DEFINITIONS: range(26, 41), _PARAGRAPH: range(22, 41)}
_LOCKED_HEADER = (_LOCKED | 256 << 20).to_bytes(4, "little")


def salvage(content: bytes, limits: ReadLimits) -> Parts:
    """What is found of the body and the definitions, in the order of the file; only of a compressed HWP.

    Raises:
        EncryptedFileError: It has a password or rights management.
        DamagedFileError: Nothing of the body is found.
        ReadLimitError: The streams unpack to too much.
    """
    header = content.find(SIGNATURE)
    flags = int.from_bytes(content[header + 36 : header + 40], "little") if header >= 0 else 0
    refuse_locked(flags)
    if not flags & COMPRESSED:
        raise DamagedFileError("is an HWP of which nothing can be found")
    distribution = bool(flags & DISTRIBUTION)
    found = list(_streams(content, header % _SECTOR, limits, locked=distribution))
    definitions = next((stream for tag, stream in found if tag == _DEFINITIONS), Stream([], intact=False))
    sections = [stream for tag, stream in found if tag == _PARAGRAPH]
    if not sections:
        raise DamagedFileError("is an HWP of which nothing can be found")
    return Parts(definitions, sections, {}, "", distribution, salvaged=True)


def _streams(
    content: bytes, offset: int, limits: ReadLimits, *, locked: bool
) -> Iterator[tuple[int, Stream]]:
    view = memoryview(content)
    left = limits.unpacked_megabytes * _MEGABYTE
    while offset < len(content):
        forbidden: tuple[str, ...] = ()
        stream: bytes | memoryview = view[offset:]
        is_locked = locked and content.startswith(_LOCKED_HEADER, offset)
        if is_locked:
            stream, forbidden = unlock(content[offset:])
        tag = _first_tag(stream[:_PEEK])
        offset += _SECTOR
        if tag is None or (tag == _PARAGRAPH and is_locked != locked):
            continue
        found = inflate(stream, left)
        if found is None:
            raise ReadLimitError(f"unpacks to more than the {limits.unpacked_megabytes} MB that are allowed")
        left -= len(found.content)
        records = tree(found.content)
        yield tag, Stream(records.records, found.complete and records.intact, forbidden)
        offset += found.consumed // _SECTOR * _SECTOR


def _first_tag(stream: bytes | memoryview) -> int | None:
    """The tag of the first record, if it is one that a stream of the body or the definitions begins with."""
    try:
        header = int.from_bytes(zlib.decompressobj(-zlib.MAX_WBITS).decompress(stream, 4), "little")
    except zlib.error:
        return None
    tag, level, size = header & 0x3FF, header >> 10 & 0x3FF, header >> 20
    return tag if level == 0 and size in _SIZES.get(tag, ()) else None
