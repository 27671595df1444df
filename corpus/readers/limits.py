"""How much a file may cost before it is refused."""

from collections.abc import Callable
from dataclasses import dataclass, fields

MoreTime = Callable[[float], None]
"""Asks for that many seconds beyond those of the limits, up to what OCR may cost."""


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The price of one file at most; whatever is over it becomes a ReadLimitError.

    Attributes:
        megabytes: Size of the file.
        seconds: Wall-clock time, and as much processor time; without that of OCR.
        memory_megabytes: Address space of the child process that reads the file.
        pages: Pages of a PDF.
        unpacked_megabytes: What a zip archive (DOCX, XLSX, ODT, HWPX …) or the streams of an HWP may unpack to, all parts together.
        ratio: How many times larger than its packed form a part of an archive may be; parts under a megabyte are exempt.
        text_megabytes: Size of the text that comes out, in UTF-8.
        ocr_pages: Pages of a file that are recognised by OCR, the first ones; 0 switches it off.
        ocr_seconds: Wall-clock time of OCR for one page; one that takes longer is left out, with a warning.
    """

    megabytes: int = 200
    seconds: float = 60.0
    memory_megabytes: int = 1536
    pages: int = 5000
    unpacked_megabytes: int = 300
    ratio: int = 200
    text_megabytes: int = 64
    ocr_pages: int = 500
    ocr_seconds: float = 60.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value < 0 or (value == 0 and field.name != "ocr_pages"):
                raise ValueError(f"{field.name} must be larger than zero")
