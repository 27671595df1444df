"""Damaged zip archives, packed anew from what is left of them.

Format: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", sections 4.3.7 and 4.4. Every part stands behind a header of its
own, so that the parts can be found when the directory at the end is lost, and a part that is cut off gives what comes before the cut.
"""

import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple

from corpus.errors import EncryptedFileError, ReadLimitError
from corpus.models import Diagnostic
from corpus.readers.archives import Inflated, inflate
from corpus.readers.limits import ReadLimits

_HEADER = struct.Struct("<4sHHHHHIIIHH")
_MAGIC = b"PK\x03\x04"
_NEXT_MAGIC = re.compile(rb"PK(?:\x03\x04|\x01\x02|\x07\x08)")
_ENCRYPTED, _SIZES_FOLLOW, _UTF_8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_MEGABYTE = 1 << 20
_NAMED_AT_MOST = 3


class Rescued(NamedTuple):
    """A whole archive of what was left, its parts not compressed, and what to say of it."""

    content: bytes
    diagnostic: Diagnostic


class _Part(NamedTuple):
    name: str
    content: bytes
    complete: bool
    encrypted: bool


def rescue(content: bytes, limits: ReadLimits) -> Rescued | None:
    """What is left of a zip archive; None for other files, and when no part is left.

    Raises:
        EncryptedFileError: Nothing is left but parts that need a password.
        ReadLimitError: The parts unpack to too much.
    """
    if not content.startswith(_MAGIC):
        return None
    parts: dict[str, _Part] = {}
    for part in _parts(content, limits):
        known = parts.get(part.name)
        if known is None or len(part.content) > len(known.content):
            parts[part.name] = part
    if not any(part.content for part in parts.values()):
        if any(part.encrypted for part in parts.values()):
            raise EncryptedFileError(
                "its zip archive needs a password: unpack it and pack it again without one"
            )
        return None
    return Rescued(_packed(parts.values()), _diagnostic(parts.values()))


def _packed(parts: Iterable[_Part]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for part in parts:
            archive.writestr(zipfile.ZipInfo(part.name), part.content)
    return output.getvalue()


def _diagnostic(parts: Iterable[_Part]) -> Diagnostic:
    incomplete = [part.name for part in parts if not part.complete]
    named = f", without the rest of {', '.join(incomplete[:_NAMED_AT_MOST])}" if incomplete else ""
    return Diagnostic("damaged_archive", f"its zip archive is damaged: what is left of it was read{named}")


def _parts(content: bytes, limits: ReadLimits) -> Iterator[_Part]:
    """Every header whose part gives something; the search goes on behind the part, or behind the header of a broken one."""
    view = memoryview(content)
    left = limits.unpacked_megabytes * _MEGABYTE
    start = content.find(_MAGIC)
    while 0 <= start <= len(content) - _HEADER.size:
        header = _HEADER.unpack_from(content, start)
        name_end = start + _HEADER.size + header[9]
        found = _unpack(view, header, name_end + header[10], left)
        if found is None:
            raise ReadLimitError(f"unpacks to more than the {limits.unpacked_megabytes} MB that are allowed")
        left -= len(found.content)
        name = _name(content[start + _HEADER.size : name_end], header[2])
        if name and not name.endswith("/"):
            yield _Part(name, found.content, found.complete, bool(header[2] & _ENCRYPTED))
        after = name_end + header[10] + found.consumed if found.complete else start + len(_MAGIC)
        start = content.find(_MAGIC, after)


def _unpack(content: memoryview, header: tuple[int, ...], start: int, allowed: int) -> Inflated | None:
    flags, method, packed = header[2], header[3], header[7]
    if flags & _ENCRYPTED:
        return Inflated(b"", complete=False, consumed=0)
    if method == _DEFLATED:
        return inflate(content[start:], allowed)
    if method == _STORED:
        return _stored(content, start, None if flags & _SIZES_FOLLOW else packed, allowed)
    return Inflated(b"", complete=False, consumed=0)


def _stored(content: memoryview, start: int, size: int | None, allowed: int) -> Inflated | None:
    """A part without compression; when its size is unknown, or wrong, it ends where the next header begins."""
    if size is None or bytes(content[start + size : start + size + 2]) != b"PK":
        following = _NEXT_MAGIC.search(content, start)
        found = content[start : following.start() if following else len(content)]
        complete = size is None or len(found) == size
    else:
        found, complete = content[start : start + size], True
    return Inflated(bytes(found), complete, len(found)) if len(found) <= allowed else None


def _name(name: bytes, flags: int) -> str:
    """In UTF-8 or code page 437 (appendix D); the document formats have ASCII names."""
    return name.decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
