"""PDF: text by pdfium, or by OCR where a page is a picture; metadata, encryption, the check for bombs by pypdf."""

from collections.abc import Sequence

from corpus.errors import EmptyFileError, NeedsOcrError
from corpus.models import Diagnostic
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.pdf.composition import compose
from corpus.readers.pdf.extraction import extract
from corpus.readers.pdf.inspection import inspect, missing_end
from corpus.readers.pdf.layout import PageLayout
from corpus.readers.pdf.pictures import letters
from corpus.readers.pdf.running import without_running_lines
from corpus.readers.pdf.seeing import see
from corpus.readers.raw import RawText

_PAGES_NAMED = 12


def read(content: bytes, limits: ReadLimits, more_time: MoreTime) -> RawText:
    """The text of every page in reading order, a line for each paragraph, without what repeats at the edges; footnotes apart.

    A page that is a picture, with at most a running header or a signature stamp as text over it, is read by OCR; so is a page whose
    text is proved not to be what it shows, if OCR then reads it better.

    Raises:
        EncryptedFileError: It opens only with a password.
        DamagedFileError: Neither library can open it.
        ReadLimitError: Too many pages, or its streams unpack to too much.
        NeedsOcrError: All its pages are pictures, and OCR is not installed, is switched off or finds no words.
        EmptyFileError: Its pages are blank.
    """
    metadata = inspect(content, limits)
    extracted = extract(content, limits, more_time)
    seen = see(content, extracted, limits, more_time)
    bodies = without_running_lines(seen.pages)
    unread = [*seen.unread, *(n for n in seen.recognised if not letters(bodies.pages[n - 1].text))]
    _refuse_without_text(bodies.pages, unread, seen.obstacle)
    text = compose(bodies.pages)
    notes = (
        *missing_end(content),
        *extracted.diagnostics,
        *bodies.diagnostics,
        *seen.diagnostics,
        *_unread_pages(unread, seen.obstacle),
    )
    return RawText(
        "pdf",
        text.pages,
        metadata=metadata,
        diagnostics=notes,
        ocr_pages=seen.ocr_pages,
        joins=text.joins,
        notes=text.notes,
        fonts=text.fonts,
    )


def _refuse_without_text(pages: Sequence[PageLayout], unread: Sequence[int], obstacle: str) -> None:
    if any(letters(page.text) and page.number not in unread for page in pages):
        return
    if not unread:
        raise EmptyFileError("is a PDF with blank pages only")
    what = f"pictures of it: {obstacle}" if obstacle else "pictures in which OCR finds no words"
    raise NeedsOcrError(f"has no text on {_name_pages(unread)}, only {what}")


def _unread_pages(unread: Sequence[int], obstacle: str) -> tuple[Diagnostic, ...]:
    if not unread:
        return ()
    message = f"{_name_pages(unread)} hold pictures and hardly any text; what they show was not read"
    advice = f": {obstacle}" if obstacle else ""
    return (Diagnostic("pages_without_text", message + advice, page=unread[0]),)


def _name_pages(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:_PAGES_NAMED]))
    more = len(numbers) - _PAGES_NAMED
    return f"page{'s' if len(numbers) > 1 else ''} {named}{f' and {more} more' if more > 0 else ''}"
