"""What a reader of one format hands over, before it becomes the stored text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.models import Diagnostic, OcrPage


@dataclass(frozen=True, slots=True)
class RawText:
    """The text of a file as its format has it.

    Attributes:
        format: The format found in the bytes.
        pages: Text of each page; one for formats without pages.
        encoding: The encoding the bytes were decoded with, None where the format fixes it.
        metadata: Front matter or document properties.
        diagnostics: What the reader noticed; without spans, since the stored text does not exist yet.
        ocr_pages: The pages whose text comes from OCR.
    """

    format: str
    pages: tuple[str, ...]
    encoding: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    ocr_pages: tuple[OcrPage, ...] = ()
