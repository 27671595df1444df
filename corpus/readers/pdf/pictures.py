"""Whether a page is a picture, and its text at most a stamp on it."""

import pypdfium2
import pypdfium2.raw as pdfium

_FEW_LETTERS = 100
_STAMPED_LETTERS = 500  # a running header and the stamps of several signatures, before these are taken away
_PICTURE_SHARE = 0.2
_OUTLINES = 50  # that many paths on a page without text are letters drawn as shapes
_FORM_DEPTH = 4


def letters(text: str) -> int:
    """How many letters and figures it has."""
    return sum(map(str.isalnum, text))


def picture_share(page: pypdfium2.PdfPage, text: str) -> float:
    """The part of a page with that text that pictures cover, at most 1; 0 where there is more text than in stamps."""
    if letters(text) >= _STAMPED_LETTERS:
        return 0.0
    width, height = page.get_size()
    images = 0.0
    paths = 0
    for item in page.get_objects(max_depth=_FORM_DEPTH):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            images += max(right - left, 0) * max(top - bottom, 0)
        paths += item.type == pdfium.FPDF_PAGEOBJ_PATH
    return 1.0 if paths > _OUTLINES else min(images / max(width * height, 1.0), 1.0)


def is_picture(text: str, share: float) -> bool:
    """Whether a page is to be read by OCR: hardly any text is left of it, and pictures cover that share of it."""
    return letters(text) < _FEW_LETTERS and share >= _PICTURE_SHARE
