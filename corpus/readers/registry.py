"""Which reader reads which format."""

from collections.abc import Callable
from dataclasses import replace

from corpus.errors import DamagedFileError, EmptyFileError, UnsupportedFormatError
from corpus.models import SourceText
from corpus.readers import html, pdf
from corpus.readers.assemble import assemble, with_diagnostics
from corpus.readers.detect import binary_format
from corpus.readers.html import feed
from corpus.readers.hwp import hwp3, hwp5, hwpml, hwpx
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.mislabelled import label_notes
from corpus.readers.ocr import picture
from corpus.readers.office import doc, docx, odt, pptx, rtf, xls, xlsx
from corpus.readers.raw import RawText
from corpus.readers.rescue import rescue
from corpus.readers.text import markdown
from corpus.readers.text.encodings import Decoded, decode
from corpus.sources.lawgokr import answers

_BINARY_READERS: dict[str, Callable[[bytes, ReadLimits], RawText]] = {
    "docx": docx.read,
    "doc": doc.read,
    "rtf": rtf.read,
    "odt": odt.read,
    "pptx": pptx.read,
    "xlsx": xlsx.read,
    "xls": xls.read,
    "hwp": hwp5.read,
    "hwp3": hwp3.read,
    "hwpx": hwpx.read,
}
# May hold scans, and ask for the time that OCR takes.
_SCAN_READERS: dict[str, Callable[[bytes, ReadLimits, MoreTime], RawText]] = {
    "pdf": pdf.read,
    "picture": picture.read,
}


def read_content(content: bytes, name: str, limits: ReadLimits, more_time: MoreTime) -> SourceText:
    """Read the bytes of a file in the format they show; the name only serves to note that it says something else.

    Args:
        content: The bytes.
        name: Of the file, with its suffix.
        limits: What it may cost.
        more_time: Called by a reader that needs time for OCR.

    Raises:
        ReadError: One of its kinds, without a path.
    """
    source = _read_or_rescue(content, limits, more_time)
    return with_diagnostics(source, tuple(label_notes(source, name)))


def _read_or_rescue(content: bytes, limits: ReadLimits, more_time: MoreTime) -> SourceText:
    """A damaged zip archive is read a second time, packed anew from what is left of it."""
    try:
        return _read(content, limits, more_time)
    except DamagedFileError as error:
        rescued = rescue(content, limits)
        if rescued is None:
            raise
        try:
            source = _read(rescued.content, limits, more_time)
        except (DamagedFileError, EmptyFileError, UnsupportedFormatError):
            raise error from None
        return with_diagnostics(source, (rescued.diagnostic,))


def _read(content: bytes, limits: ReadLimits, more_time: MoreTime) -> SourceText:
    kind = binary_format(content, limits)
    raw = _read_binary(kind, content, limits, more_time) if kind else _read_text(content)
    return assemble(raw)


def _read_binary(kind: str, content: bytes, limits: ReadLimits, more_time: MoreTime) -> RawText:
    if kind in _SCAN_READERS:
        return _SCAN_READERS[kind](content, limits, more_time)
    return _BINARY_READERS[kind](content, limits)


def _read_text(content: bytes) -> RawText:
    decoded = decode(content)
    raw = _read_decoded(decoded)
    return replace(
        raw,
        diagnostics=decoded.diagnostics + raw.diagnostics,
        encoding_evidence=decoded.evidence,
    )


def _read_decoded(decoded: Decoded) -> RawText:
    if hwpml.looks_like_hwpml(decoded.text):
        return hwpml.read(decoded)
    if answers.looks_like_answer(decoded.text):
        return answers.read(decoded)
    if html.looks_like_html(decoded.text):
        return html.read(decoded)
    if feed.looks_like_xml(decoded.text):
        return feed.read(decoded)
    if markdown.looks_like_markdown(decoded.text):
        return markdown.read_decoded(decoded)
    return RawText("text", (decoded.text,), encoding=decoded.encoding)
