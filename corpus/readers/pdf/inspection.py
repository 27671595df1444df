"""What pypdf tells of a file before pdfium touches it: password, number of pages, bombs, metadata."""

from collections.abc import Mapping
from io import BytesIO

import pypdf
import pypdf.errors

from corpus.errors import EncryptedFileError, ReadLimitError
from corpus.models import Diagnostic
from corpus.readers.limits import ReadLimits

_METADATA = {
    "/Title": "title",
    "/Author": "author",
    "/Subject": "subject",
    "/CreationDate": "created",
    "/ModDate": "modified",
}
PYPDF_FAILURES = (
    pypdf.errors.PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    NotImplementedError,
    RecursionError,
)
"""What pypdf raises on broken files, beside its own errors."""

NEEDS_PASSWORD = "opens only with a password: save it without one and read that"
_END_WITHIN = 1024  # ISO 32000-1, annex H, implementation note 18


def missing_end(content: bytes) -> tuple[Diagnostic, ...]:
    """A note where the file stops before its end marker."""
    if b"%%EOF" in content[-_END_WITHIN:]:
        return ()
    return (
        Diagnostic(
            "no_end_marker",
            "the file has no end marker: it may have been cut off, and its last pages be missing",
        ),
    )


def inspect(content: bytes, limits: ReadLimits) -> Mapping[str, str]:
    """The metadata; a file that pypdf cannot follow is left for pdfium to judge.

    Raises:
        EncryptedFileError: It opens only with a password.
        ReadLimitError: Too many pages, or its streams unpack to too much.
    """
    try:
        reader = pypdf.PdfReader(BytesIO(content))
        _refuse_encrypted(reader)
        refuse_too_many(len(reader.pages), limits)
        _unpack_contents(reader)
        return _read_metadata(reader)
    except pypdf.errors.LimitReachedError as error:
        raise ReadLimitError(f"its streams unpack to more than is allowed ({error})") from error
    except PYPDF_FAILURES:
        return {}


def _refuse_encrypted(reader: pypdf.PdfReader) -> None:
    """An owner password alone forbids printing or copying, not reading: the empty user password opens such a file."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise EncryptedFileError(NEEDS_PASSWORD)


def refuse_too_many(pages: int, limits: ReadLimits) -> None:
    """Raises `ReadLimitError` for more pages than are allowed."""
    if pages > limits.pages:
        raise ReadLimitError(f"has {pages} pages, more than the {limits.pages} that are allowed")


def _unpack_contents(reader: pypdf.PdfReader) -> None:
    for page in reader.pages:
        contents = page.get_contents()
        if contents is not None:
            contents.get_data()


def _read_metadata(reader: pypdf.PdfReader) -> dict[str, str]:
    found: Mapping[str, object] = reader.metadata or {}
    return {name: str(found[key]) for key, name in _METADATA.items() if key in found}
