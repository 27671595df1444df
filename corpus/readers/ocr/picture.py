"""Files that are pictures of pages: PNG, JPEG and TIFF, by OCR."""

from corpus.errors import DamagedFileError, NeedsOcrError, ReadLimitError
from corpus.models import Diagnostic
from corpus.readers import ocr
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.ocr.scans import PictureError, PictureFile
from corpus.readers.raw import RawText


def read(content: bytes, limits: ReadLimits, more_time: MoreTime) -> RawText:
    """The text of a picture, or of each page of a TIFF.

    Raises:
        DamagedFileError: It cannot be opened.
        ReadLimitError: It has too many pages.
        NeedsOcrError: OCR is not installed, is switched off or finds no words.
    """
    source = PictureFile(content)
    try:
        pages = source.pages
    except PictureError as error:
        raise DamagedFileError(str(error)) from error
    if pages > limits.pages:
        raise ReadLimitError(f"has {pages} pages, more than the {limits.pages} that are allowed")
    numbers = range(1, pages + 1)
    found = ocr.recognise(lambda: source, dict.fromkeys(numbers, ""), "", limits, more_time)
    if not found.texts:
        reasons = [found.obstacle, *(note.message for note in found.diagnostics), "OCR finds no words in it"]
        raise NeedsOcrError(f"is a picture: {next(filter(None, reasons))}")
    unread = [
        Diagnostic("pages_without_text", "OCR finds no words on the page", page=number)
        for number in numbers
        if number not in found.texts
    ]
    return RawText(
        "picture",
        tuple(found.texts.get(number, "") for number in numbers),
        diagnostics=(*found.diagnostics, *unread),
        ocr_pages=found.pages,
    )
