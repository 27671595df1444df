"""How much a file may cost before it is refused."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """The price of one file at most; whatever is over it becomes a ReadLimitError.

    Attributes:
        megabytes: Size of the file.
        seconds: Wall-clock time, and as much processor time.
        memory_megabytes: Address space of the child process that reads the file.
        pages: Pages of a PDF.
        unpacked_megabytes: What a zip archive (DOCX, XLSX, ODT, HWPX …) or the streams of an HWP may unpack to, all parts together.
        ratio: How many times larger than its packed form a part of an archive may be; parts under a megabyte are exempt.
        text_megabytes: Size of the text that comes out, in UTF-8.
    """

    megabytes: int = 200
    seconds: float = 60.0
    memory_megabytes: int = 1536
    pages: int = 5000
    unpacked_megabytes: int = 300
    ratio: int = 200
    text_megabytes: int = 64

    def __post_init__(self) -> None:
        for field in fields(self):
            if getattr(self, field.name) <= 0:
                raise ValueError(f"{field.name} must be larger than zero")
