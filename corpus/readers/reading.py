"""The two doors of the readers: a file on disk, and a string in memory."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from corpus.models import SourceText
from corpus.readers.assemble import stored
from corpus.readers.limits import ReadLimits
from corpus.readers.raw import RawText
from corpus.readers.sandbox.parent import read_in_child
from corpus.readers.text import markdown


def read_file(path: Path, limits: ReadLimits = ReadLimits()) -> SourceText:  # noqa: B008 - frozen, so one instance serves all calls
    """Read a file of any known format.

    PDF, pictures and scans (by Tesseract), DOCX, DOC, RTF, ODT, XLSX, XLS, PPTX, HTML, HWP 3 and 5, HWPX, HWPML, Markdown with
    or without front matter, XML, and plain text in any Unicode, Korean or Vietnamese encoding, recognised by content. The file is
    read in a child process; call this from any thread.

    Raises:
        UnsupportedFormatError: A format no reader knows; the message names it.
        EncryptedFileError: It needs a password, or is under rights management.
        DamagedFileError: It is truncated or broken, or in no known encoding, or it crashes its reader.
        EmptyFileError: It has no bytes, or no text.
        NeedsOcrError: Its pages are pictures, and Tesseract is not installed, is switched off or finds no words.
        ReadLimitError: It is over one of the limits.
        ReadError: It cannot be opened.
    """
    return read_in_child(Path(path), limits)


def read_bytes(content: bytes, name: str) -> SourceText:
    """Read the bytes of a file that lies nowhere, such as a version in a repository; as `read_file` reads one.

    Args:
        content: The bytes.
        name: With the suffix that the file would have.
    """
    with TemporaryDirectory(prefix="vkb-") as folder:
        path = Path(folder, PurePath(name).name)
        path.write_bytes(content)
        return read_in_child(path, ReadLimits())


def read_text(text: str, *, metadata: Mapping[str, str] | None = None, format: str = "text") -> SourceText:  # noqa: A002 - the word of the report
    """The stored text of a string, cleaned as if it came from a file; an empty string gives an empty text.

    Args:
        text: The text.
        metadata: What is known of it; wins over the text's own front matter.
        format: `text` or `markdown`.

    Raises:
        ValueError: Another format.
    """
    if format not in {"text", "markdown"}:
        raise ValueError(f"format must be text or markdown, not {format}")
    raw = markdown.read(text) if format == "markdown" else RawText("text", (text,))
    return stored(replace(raw, metadata={**raw.metadata, **(metadata or {})}))
