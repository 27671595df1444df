"""PDF: text by pdfium, or by OCR where a page is a picture; metadata, encryption, the check for bombs by pypdf."""

from collections.abc import Sequence

from corpus.errors import EmptyFileError, NeedsOcrError
from corpus.models import Diagnostic
from corpus.readers import ocr
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.ocr.scans import PageDrawer
from corpus.readers.pdf.composition import compose
from corpus.readers.pdf.extraction import SECONDS_A_PAGE, Extracted, extract
from corpus.readers.pdf.inspection import inspect, missing_end
from corpus.readers.pdf.layout import PageLayout
from corpus.readers.pdf.pictures import is_picture, letters
from corpus.readers.pdf.running import Bodies, without_running_lines
from corpus.readers.raw import RawText

_PAGES_NAMED = 12


def read(content: bytes, limits: ReadLimits, more_time: MoreTime) -> RawText:
    """The text of every page in reading order, a line for each paragraph, without what repeats at the edges; footnotes apart.

    A page that is a picture, with at most a running header or a signature stamp as text over it, is read by OCR.

    Raises:
        EncryptedFileError: It opens only with a password.
        DamagedFileError: Neither library can open it.
        ReadLimitError: Too many pages, or its streams unpack to too much.
        NeedsOcrError: All its pages are pictures, and OCR is not installed, is switched off or finds no words.
        EmptyFileError: Its pages are blank.
    """
    metadata = inspect(content, limits)
    extracted = extract(content, limits, more_time)
    bodies, found, unread = _bodies(content, extracted, limits, more_time)
    _refuse_without_text(bodies.pages, unread, found.obstacle)
    text = compose(bodies.pages)
    notes = (
        *missing_end(content),
        *extracted.diagnostics,
        *bodies.diagnostics,
        *found.diagnostics,
        *_unread_pages(unread, found.obstacle),
    )
    return RawText(
        "pdf",
        text.pages,
        metadata=metadata,
        diagnostics=notes,
        ocr_pages=found.pages,
        joins=text.joins,
        notes=text.notes,
        fonts=text.fonts,
    )


def _bodies(
    content: bytes, extracted: Extracted, limits: ReadLimits, more_time: MoreTime
) -> tuple[Bodies, ocr.Recognition, list[int]]:
    """The pages without running lines, those that are pictures as OCR reads them; what OCR found; and the pages it could not read."""
    bodies = without_running_lines(extracted.pages)
    unread = [
        page.number
        for page, share in zip(bodies.pages, extracted.pictures, strict=True)
        if is_picture(page.text, share)
    ]
    if not unread:
        return bodies, ocr.Recognition(), []
    found = _recognise(content, extracted.pages, unread, limits, more_time)
    bodies = without_running_lines([_recognised(page, found) for page in extracted.pages])
    unread = [n for n in unread if n not in found.texts or not letters(bodies.pages[n - 1].text)]
    return bodies, found, unread


def _recognise(
    content: bytes,
    pages: Sequence[PageLayout],
    numbers: Sequence[int],
    limits: ReadLimits,
    more_time: MoreTime,
) -> ocr.Recognition:
    layers = {number: pages[number - 1].text for number in numbers}
    known = "\n".join(page.text for page in pages)

    def time_for_both(seconds: float) -> None:
        more_time(seconds + SECONDS_A_PAGE * len(pages))

    return ocr.recognise(lambda: PageDrawer(content), layers, known, limits, time_for_both)


def _recognised(page: PageLayout, found: ocr.Recognition) -> PageLayout:
    text = found.texts.get(page.number)
    return page if text is None else PageLayout(page.number, plain=text)


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
