"""What crosses the process boundary, as JSON: nothing that comes back from a reader is ever executed or unpickled."""

import json
from dataclasses import asdict
from typing import Any, NamedTuple

from corpus.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    NeedsOcrError,
    ReadError,
    ReadLimitError,
    UnsupportedFormatError,
)
from corpus.models import Diagnostic, OcrPage, Page, QualityReport, SourceText, Span
from corpus.readers.limits import ReadLimits

_ERRORS: dict[str, type[ReadError]] = {
    error.__name__: error
    for error in (
        ReadError,
        UnsupportedFormatError,
        EncryptedFileError,
        DamagedFileError,
        EmptyFileError,
        NeedsOcrError,
        ReadLimitError,
    )
}


class Request(NamedTuple):
    """One file to read.

    Attributes:
        path: Absolute path.
        limits: What it may cost.
    """

    path: str
    limits: ReadLimits


def dump_request(request: Request) -> bytes:
    """One line of JSON."""
    return json.dumps({"path": request.path, "limits": asdict(request.limits)}).encode() + b"\n"


def load_request(line: bytes) -> Request:
    """The inverse of `dump_request`."""
    fields = json.loads(line)
    return Request(fields["path"], ReadLimits(**fields["limits"]))


def dump_answer(answer: SourceText | ReadError) -> bytes:
    """A text or an error as JSON in UTF-8."""
    if isinstance(answer, ReadError):
        fields: dict[str, Any] = {"error": type(answer).__name__, "reason": answer.reason}
    else:
        fields = asdict(answer)
    return json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace")


def load_answer(answer: bytes) -> SourceText | ReadError:
    """The inverse of `dump_answer`.

    Raises:
        ValueError: The bytes are not a whole answer.
    """
    fields = json.loads(answer)
    if "error" in fields:
        return _ERRORS[fields["error"]](fields["reason"])
    report = fields["report"]
    return SourceText(
        text=fields["text"],
        pages=tuple(Page(*page) for page in fields["pages"]),
        metadata=fields["metadata"],
        report=QualityReport(
            **{
                **report,
                "empty_pages": tuple(report["empty_pages"]),
                "ocr_pages": tuple(OcrPage(*page) for page in report["ocr_pages"]),
                "diagnostics": tuple(map(_load_diagnostic, report["diagnostics"])),
            }
        ),
    )


def _load_diagnostic(fields: dict[str, Any]) -> Diagnostic:
    span = fields["span"]
    return Diagnostic(**{**fields, "span": Span(*span) if span else None})
