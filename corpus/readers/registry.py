"""Which reader reads which format."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from corpus.models import Diagnostic, SourceText
from corpus.readers import html, pdf
from corpus.readers.assemble import assemble, with_diagnostic
from corpus.readers.detect import binary_format
from corpus.readers.html import feed
from corpus.readers.hwp import hwp5, hwpx
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.ocr import picture
from corpus.readers.office import doc, docx, odt, pptx, rtf, xls, xlsx
from corpus.readers.raw import RawText
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
    "hwpx": hwpx.read,
}
# May hold scans, and ask for the time that OCR takes.
_SCAN_READERS: dict[str, Callable[[bytes, ReadLimits, MoreTime], RawText]] = {
    "pdf": pdf.read,
    "picture": picture.read,
}
_USUAL_SUFFIXES = {
    "pdf": {".pdf"},
    "picture": {".png", ".jpg", ".jpeg", ".tif", ".tiff"},
    "docx": {".docx", ".docm", ".dotx"},
    "doc": {".doc", ".dot"},
    "rtf": {".rtf", ".doc"},
    "odt": {".odt", ".ott"},
    "xlsx": {".xlsx", ".xlsm", ".xltx"},
    "xls": {".xls", ".xlt"},
    "pptx": {".pptx", ".pptm", ".ppsx", ".potx"},
    "hwp": {".hwp", ".hwt"},
    "hwpx": {".hwpx"},
    "html": {".html", ".htm", ".xhtml", ".smi", ".sami"},
    "xml": {".xml", ".rss", ".atom", ".rdf"},
    "lawgokr": {".xml", ".json"},
    "markdown": {".md", ".markdown", ".txt"},
    "text": {".txt", ".text", ".md", ".markdown", ".log", ".csv", ".tsv"},
}
_ALL_SUFFIXES = set().union(*_USUAL_SUFFIXES.values())


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
    kind = binary_format(content, limits)
    raw = _read_binary(kind, content, limits, more_time) if kind else _read_text(content)
    source = assemble(raw)
    suffix = PurePath(name).suffix.lower()
    if suffix in _ALL_SUFFIXES - _USUAL_SUFFIXES[raw.format]:
        message = f"the name ends in {suffix}, but the content is {raw.format}"
        return with_diagnostic(source, Diagnostic("extension_mismatch", message))
    return source


def _read_binary(kind: str, content: bytes, limits: ReadLimits, more_time: MoreTime) -> RawText:
    if kind in _SCAN_READERS:
        return _SCAN_READERS[kind](content, limits, more_time)
    return _BINARY_READERS[kind](content, limits)


def _read_text(content: bytes) -> RawText:
    decoded = decode(content)
    raw = _read_decoded(decoded)
    return replace(raw, diagnostics=decoded.diagnostics + raw.diagnostics)


def _read_decoded(decoded: Decoded) -> RawText:
    if answers.looks_like_answer(decoded.text):
        return answers.read(decoded)
    if html.looks_like_html(decoded.text):
        return html.read(decoded)
    if feed.looks_like_xml(decoded.text):
        return feed.read(decoded)
    if markdown.looks_like_markdown(decoded.text):
        return markdown.read_decoded(decoded)
    return RawText("text", (decoded.text,), encoding=decoded.encoding)
