"""Zip archives from strangers, opened only when what they unpack to is within the limits."""

import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

from corpus.errors import DamagedFileError, EncryptedFileError, ReadLimitError
from corpus.readers.limits import ReadLimits

_MEGABYTE = 1 << 20
_ENCRYPTED_FLAG = 0x1
_PIECE = 1 << 16
_STEP = 64  # bytes; how much of a broken stream is lost before the place where it breaks


class Inflated(NamedTuple):
    """What a deflate stream unpacks to.

    Attributes:
        content: As far as it goes.
        complete: Whether the stream ends as it should.
        consumed: How many bytes of the input belong to it.
    """

    content: bytes
    complete: bool
    consumed: int


def open_archive(content: bytes, limits: ReadLimits) -> zipfile.ZipFile:
    """The archive, after its directory was checked: `zipfile` never unpacks more of a part than the directory says.

    Raises:
        DamagedFileError: The directory cannot be read.
        EncryptedFileError: A part needs a password.
        ReadLimitError: The parts would unpack to too much, or one of them by too high a ratio.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise DamagedFileError(f"its zip archive is truncated or broken ({error})") from error
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise EncryptedFileError("its zip archive needs a password: unpack it and pack it again without one")
    _check_sizes(entries, limits)
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The content of one part.

    Raises:
        DamagedFileError: The part is missing or broken.
    """
    try:
        return archive.read(name)
    except (
        KeyError,
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        raise DamagedFileError(f"its part {name} is missing or broken") from error


def inflate(stream: bytes | memoryview, allowed: int) -> Inflated | None:
    """Unpack a raw deflate stream (RFC 1951), a broken one as far as it goes; None when that is more than `allowed` bytes."""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    found = bytearray()
    for start in range(0, len(stream), _PIECE):
        piece, before = stream[start : start + _PIECE], unpacker.copy()
        try:
            found += unpacker.decompress(piece, allowed + 1 - len(found))
        except zlib.error:
            found += _up_to_the_error(before, piece, allowed + 1 - len(found))
            return Inflated(bytes(found), complete=False, consumed=start) if len(found) <= allowed else None
        if len(found) > allowed:
            return None
        if unpacker.eof:
            consumed = start + len(piece) - len(unpacker.unused_data)
            return Inflated(bytes(found), complete=True, consumed=consumed)
    return Inflated(bytes(found), complete=False, consumed=len(stream))


def _up_to_the_error(unpacker: "zlib._Decompress", piece: bytes | memoryview, allowed: int) -> bytes:
    """In small steps, since an error takes away all that the same call has unpacked."""
    found = bytearray()
    for start in range(0, len(piece), _STEP):
        try:
            found += unpacker.decompress(piece[start : start + _STEP], allowed - len(found))
        except zlib.error:
            break
        if len(found) >= allowed:
            break
    return bytes(found)


def _check_sizes(entries: list[zipfile.ZipInfo], limits: ReadLimits) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked_megabytes * _MEGABYTE:
        raise ReadLimitError(
            f"unpacks to {total / _MEGABYTE:.0f} MB, more than the {limits.unpacked_megabytes} MB that are allowed"
        )
    for entry in entries:
        if entry.file_size > _MEGABYTE and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise ReadLimitError(
                f"its part {entry.filename} unpacks to more than {limits.ratio} times its size"
            )
