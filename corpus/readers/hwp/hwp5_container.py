"""The streams of an HWP 5: found in the OLE container, decrypted where they are a distribution copy, unpacked."""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import olefile

from corpus.errors import DamagedFileError, EncryptedFileError, ReadLimitError
from corpus.readers.archives import Inflated, inflate
from corpus.readers.hwp.hwp5_distribution import Unlocked, unlock
from corpus.readers.hwp.hwp5_records import Record, tree
from corpus.readers.limits import ReadLimits

_MEGABYTE = 1 << 20
_SIGNATURE = b"HWP Document File"
COMPRESSED, _PASSWORD, DISTRIBUTION, _DRM, _CERTIFICATE, _CERTIFICATE_DRM = (
    1 << bit for bit in (0, 1, 2, 4, 8, 10)
)
_BODY, _DISTRIBUTED_BODY = "BodyText", "ViewText"

_PREVIEW = "PrvText"
_SUMMARY = "\x05HwpSummaryInformation"
_PROPERTIES = {2: "title", 3: "subject", 4: "author", 5: "keywords", 20: "created"}
_WIDE_STRING = 31
_PROPERTIES_AT_MOST = 100


class Stream(NamedTuple):
    """The records of a stream.

    Attributes:
        records: As far as they can be read.
        intact: Whether that is all of them.
        forbidden: What the publisher of a distribution copy forbids: `copying`, `printing`.
    """

    records: list[Record]
    intact: bool
    forbidden: tuple[str, ...] = ()


class Parts(NamedTuple):
    """What an HWP 5 consists of.

    Attributes:
        definitions: The stream that defines styles and numberings.
        sections: The streams of the body, in order.
        metadata: Title, author and so on.
        preview: The beginning of the text, for a look at the document without opening it; empty when there is none.
        distribution: Whether it is a distribution copy (배포용 문서).
        salvaged: Whether the container is broken, and the streams were found without it.
    """

    definitions: Stream
    sections: list[Stream]
    metadata: dict[str, str]
    preview: str
    distribution: bool
    salvaged: bool = False


class _Container:
    """An open HWP 5."""

    def __init__(self, ole: olefile.OleFileIO, limits: ReadLimits) -> None:
        self._ole = ole
        flags = self._flags()
        refuse_locked(flags)
        self._distribution = bool(flags & DISTRIBUTION)
        self._compressed = bool(flags & COMPRESSED)
        self._limit = limits.unpacked_megabytes
        self._left = limits.unpacked_megabytes * _MEGABYTE

    def parts(self) -> Parts:
        """All of them."""
        definitions, sections = self._definitions(), list(self._sections())
        return Parts(definitions, sections, self._metadata(), self._preview(), self._distribution)

    def _definitions(self) -> Stream:
        """Without records when the stream is missing."""
        try:
            return self._read("DocInfo")
        except DamagedFileError:
            return Stream([], intact=False)

    def _sections(self) -> Iterator[Stream]:
        storage = _DISTRIBUTED_BODY if self._distribution else _BODY
        numbers = [
            int(path[1].removeprefix("Section"))
            for path in self._ole.listdir()
            if path[0] == storage and len(path) == 2 and path[1].removeprefix("Section").isdecimal()
        ]
        if not numbers:
            raise DamagedFileError("is an HWP without a body")
        for number in sorted(numbers):
            name = f"{storage}/Section{number}"
            try:
                yield self._read(name)
            except DamagedFileError:
                yield Stream([], intact=False)

    def _preview(self) -> str:
        try:
            return self._stream(_PREVIEW).decode("utf-16-le", "replace").rstrip("\0")
        except DamagedFileError:
            return ""

    def _metadata(self) -> dict[str, str]:
        """Strings of the summary stream, an OLE property set (MS-OLEPS, sections 2.20 and 2.21); {} for a broken one."""
        if not self._ole.exists(_SUMMARY):
            return {}
        try:
            return dict(_summary_strings(self._stream(_SUMMARY)))
        except (DamagedFileError, struct.error, UnicodeDecodeError):
            return {}

    def _flags(self) -> int:
        header = self._stream("FileHeader")
        if len(header) < 40 or not header.startswith(_SIGNATURE):
            raise DamagedFileError("is an HWP whose header is broken")
        return int.from_bytes(header[36:40], "little")

    def _stream(self, name: str) -> bytes:
        try:
            return bytes(self._ole.openstream(name).read())
        except (OSError, ValueError, IndexError, TypeError) as error:
            raise DamagedFileError(f"is an HWP whose stream {name} is missing or broken") from error

    def _read(self, name: str) -> Stream:
        stored = self._stream(name)
        plain = unlock(stored) if name.startswith(_DISTRIBUTED_BODY) else Unlocked(stored, ())
        unpacked = self._unpacked(plain.stream)
        found = tree(unpacked.content)
        return Stream(found.records, unpacked.complete and found.intact, plain.forbidden)

    def _unpacked(self, stream: bytes) -> Inflated:
        if not self._compressed:
            return Inflated(stream, complete=True, consumed=len(stream))
        found = inflate(stream, self._left)
        if found is None:
            raise ReadLimitError(f"unpacks to more than the {self._limit} MB that are allowed")
        self._left -= len(found.content)
        return found


def open_container(content: bytes, limits: ReadLimits) -> Parts:
    """What the container holds, after its flags were checked.

    Raises:
        EncryptedFileError: It has a password or rights management.
        DamagedFileError: The container or the header is broken, or there is no body.
        ReadLimitError: The streams unpack to too much.
    """
    try:
        ole = olefile.OleFileIO(BytesIO(content))
    except (OSError, ValueError, IndexError, TypeError) as error:
        raise DamagedFileError(f"its OLE container is truncated or broken ({error})") from error
    return _Container(ole, limits).parts()


def refuse_locked(flags: int) -> None:
    """Check the flags of the header.

    Raises:
        EncryptedFileError: It has a password or rights management.
    """
    if flags & _PASSWORD:
        raise EncryptedFileError("is an HWP with a password: save it without one and read that")
    if flags & (_DRM | _CERTIFICATE | _CERTIFICATE_DRM):
        raise EncryptedFileError("is an HWP under rights management: get an unprotected copy")


def _summary_strings(stream: bytes) -> Iterator[tuple[str, str]]:
    (start,) = struct.unpack_from("<I", stream, 44)
    (count,) = struct.unpack_from("<I", stream, start + 4)
    for index in range(min(count, _PROPERTIES_AT_MOST)):
        identifier, offset = struct.unpack_from("<II", stream, start + 8 + 8 * index)
        kind, length = struct.unpack_from("<II", stream, start + offset)
        if identifier in _PROPERTIES and kind == _WIDE_STRING:
            value = stream[start + offset + 8 :][: 2 * length].decode("utf-16-le", "replace")
            yield _PROPERTIES[identifier], value.partition("\0")[0]
