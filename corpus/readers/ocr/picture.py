"""Files that are pictures of a page: PNG, JPEG and TIFF, by OCR."""

from corpus.errors import NeedsOcrError
from corpus.readers import ocr
from corpus.readers.limits import MoreTime, ReadLimits
from corpus.readers.ocr.scans import PictureFile
from corpus.readers.raw import RawText


def read(content: bytes, limits: ReadLimits, more_time: MoreTime) -> RawText:
    """The text of a picture; a TIFF with several pages gives them as one.

    Raises:
        NeedsOcrError: OCR is not installed, is switched off or finds no words.
    """
    found = ocr.recognise(lambda: PictureFile(content), {1: ""}, "", limits, more_time)
    if not found.texts:
        reasons = [found.obstacle, *(note.message for note in found.diagnostics), "OCR finds no words in it"]
        raise NeedsOcrError(f"is a picture: {next(filter(None, reasons))}")
    return RawText("picture", (found.texts[1],), diagnostics=found.diagnostics, ocr_pages=found.pages)
