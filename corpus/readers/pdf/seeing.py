"""Pages that have to be looked at: pictures, and text layers that lie."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.models import Diagnostic, OcrPage
from corpus.readers import ocr
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.ocr.scans import PageDrawer
from corpus.readers.pdf import trust
from corpus.readers.pdf.extraction import SECONDS_A_PAGE, Extracted
from corpus.readers.pdf.layout import PageLayout
from corpus.readers.pdf.pictures import is_picture
from corpus.readers.pdf.running import without_running_lines


class Seen(NamedTuple):
    """The pages of a file, those that had to be looked at as OCR reads them.

    Attributes:
        pages: All pages, running lines included.
        ocr_pages: Those whose text is that of OCR.
        recognised: Numbers of the pictures that OCR read.
        unread: Numbers of the pictures that it could not read.
        obstacle: Why it could not; empty when it was there.
        diagnostics: What was noticed.
    """

    pages: Sequence[PageLayout]
    ocr_pages: tuple[OcrPage, ...] = ()
    recognised: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    obstacle: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def see(content: bytes, extracted: Extracted, limits: ReadLimits, more_time: MoreTime) -> Seen:
    """Read by OCR what is a picture, and what is proved to be other text than the page shows.

    The text of a damaged page stays, and is flagged, unless that of OCR reads better by the same judgement.
    """
    pages = extracted.pages
    pictures = _pictures(extracted)
    damaged = trust.judge([page.text for page in pages])
    looked_at = sorted({*pictures, *damaged})
    if not looked_at:
        return Seen(pages)
    layers = {number: "" if number in damaged else pages[number - 1].text for number in looked_at}
    found = _recognise(content, pages, layers, limits, more_time)
    better = {
        number: text
        for number, text in found.texts.items()
        if number not in damaged or trust.reads_better(text, pages[number - 1].text)
    }
    notes = (trust.diagnose(number, damage, replaced=number in better) for number, damage in damaged.items())
    return Seen(
        [_recognised(page, better) for page in pages],
        tuple(page for page in found.pages if page.number in better),
        tuple(number for number in pictures if number in better),
        tuple(number for number in pictures if number not in better),
        found.obstacle,
        (*found.diagnostics, *notes),
    )


def _pictures(extracted: Extracted) -> list[int]:
    """Numbers of the pages that are pictures once their running lines are away."""
    if not any(extracted.pictures):
        return []
    bodies = without_running_lines(extracted.pages)
    shares = zip(bodies.pages, extracted.pictures, strict=True)
    return [page.number for page, share in shares if is_picture(page.text, share)]


def _recognise(
    content: bytes,
    pages: Sequence[PageLayout],
    layers: Mapping[int, str],
    limits: ReadLimits,
    more_time: MoreTime,
) -> ocr.Recognition:
    known = "\n".join(page.text for page in pages)

    def time_for_both(seconds: float) -> None:
        more_time(seconds + SECONDS_A_PAGE * len(pages))

    return ocr.recognise(lambda: PageDrawer(content), dict(layers), known, limits, time_for_both)


def _recognised(page: PageLayout, texts: Mapping[int, str]) -> PageLayout:
    text = texts.get(page.number)
    return page if text is None else PageLayout(page.number, plain=text)
