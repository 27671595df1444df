"""HWP 3, the binary format of Hangul from 1992 to 2000."""

from corpus.errors import DamagedFileError, EncryptedFileError, ReadLimitError
from corpus.models import Diagnostic
from corpus.readers.archives import inflate
from corpus.readers.hwp.damage import damaged_section
from corpus.readers.hwp.hwp3_characters import decode_characters
from corpus.readers.hwp.hwp3_text import Hwp3Text
from corpus.readers.limits import ReadLimits
from corpus.readers.raw import RawText

SIGNATURE = b"HWP Document File V3"

_MEGABYTE = 1 << 20
_INFORMATION, _SUMMARY, _BLOCKS = 30, 158, 1166
_PASSWORD, _COMPRESSED, _BLOCKS_LENGTH = _INFORMATION + 96, _INFORMATION + 124, _INFORMATION + 126
_FIELD = 112  # bytes of a field of the summary, 56 characters
_FIELDS = ("title", "subject", "author", "created", "keywords")


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The body in order, a line for every paragraph and table row, text boxes where they are anchored.

    Headers, footers and hidden comments are left out; footnotes and endnotes are marked `[1]` and follow the body. A damaged body is
    read up to the damage, with a diagnostic.

    Raises:
        EncryptedFileError: It has a password.
        DamagedFileError: The header or all of the body is broken.
        ReadLimitError: The body unpacks to too much.
    """
    if len(content) <= _BLOCKS:
        raise DamagedFileError("is an HWP 3 that was cut off in its header")
    if any(content[_PASSWORD : _PASSWORD + 2]):
        raise EncryptedFileError("is an HWP 3 with a password: save it without one and read that")
    body, complete = _body(content, limits)
    text = Hwp3Text()
    text.document(body)
    intact = complete and text.intact
    if not intact and not text.text().strip():
        raise DamagedFileError("is an HWP 3 whose body is truncated or broken")
    found = (*_missing_numbers(text.unknown_numbers), *(() if intact else (damaged_section(1),)))
    return RawText("hwp3", (text.text(),), metadata=_metadata(content), diagnostics=found)


def _body(content: bytes, limits: ReadLimits) -> tuple[bytes, bool]:
    start = _BLOCKS + int.from_bytes(content[_BLOCKS_LENGTH : _BLOCKS_LENGTH + 2], "little")
    if not content[_COMPRESSED]:
        return content[start:], True
    found = inflate(content[start:], limits.unpacked_megabytes * _MEGABYTE)
    if found is None:
        raise ReadLimitError(f"unpacks to more than the {limits.unpacked_megabytes} MB that are allowed")
    return found.content, found.complete


def _missing_numbers(count: int) -> tuple[Diagnostic, ...]:
    if not count:
        return ()
    message = f"{count} outline numbers are missing: the format does not say how they look"
    return (Diagnostic("missing_numbers", message),)


def _metadata(content: bytes) -> dict[str, str]:
    fields = {
        name: decode_characters(content[_SUMMARY + _FIELD * number :][:_FIELD])
        for number, name in enumerate(_FIELDS)
    }
    return {name: value.strip() for name, value in fields.items() if value.strip()}
