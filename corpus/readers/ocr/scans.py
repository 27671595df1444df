"""What there is to recognise: the pages of a PDF as pictures, and files that are pictures."""

import math
import threading
from typing import NamedTuple, Protocol

import pypdfium2
import pypdfium2.raw as pdfium

_POINTS_PER_INCH = 72
_MOST_PIXELS = 40_000_000  # an A3 page at 400 dpi; larger pages are drawn more coarsely


class Picture(NamedTuple):
    """A picture for Tesseract.

    Attributes:
        content: In a format Leptonica knows.
        dpi: Resolution, None where the content tells it or nobody knows.
    """

    content: bytes
    dpi: int | None


class PictureSource(Protocol):
    """Where pictures of pages come from; may be asked from any thread."""

    turns: bool
    """Whether it can turn them."""

    def draw(self, number: int, dpi: int, turned: int = 0, skew: float = 0.0) -> Picture:
        """A page, counted from 1, turned by 0, 90, 180 or 270 degrees clockwise, or turned back by a few degrees of skew.

        Raises:
            pypdfium2.PdfiumError: The page is broken.
        """


class PictureFile:
    """A file that is a picture is passed on as it is."""

    turns = False

    def __init__(self, content: bytes) -> None:
        self._content = content

    def draw(self, number: int, dpi: int, turned: int = 0, skew: float = 0.0) -> Picture:  # noqa: ARG002 - the only page, as it is
        """The file; see `PictureSource`."""
        return Picture(self._content, None)


class PageDrawer:
    """Draws pages of one PDF as grey pictures, one at a time, since pdfium can do no more."""

    turns = True

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)
        self._document.init_forms()  # the looks of signatures and filled-in fields
        self._lock = threading.Lock()

    def draw(self, number: int, dpi: int, turned: int = 0, skew: float = 0.0) -> Picture:
        """A binary PGM, 8 bits a pixel; see `PictureSource`."""
        with self._lock:
            page = self._document[number - 1]
            width, height = page.get_size()
            scale = min(dpi / _POINTS_PER_INCH, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
            bitmap = (
                _turned_back(page, scale, skew)
                if skew
                else page.render(scale=scale, grayscale=True, rotation=turned)
            )
            picture = Picture(_to_pgm(bitmap), round(scale * _POINTS_PER_INCH))
            bitmap.close()
            page.close()
        return picture


def _turned_back(page: pypdfium2.PdfPage, scale: float, skew: float) -> pypdfium2.PdfBitmap:
    """The page on white, turned round its middle against the skew, in degrees clockwise."""
    width, height = (side * scale for side in page.get_size())
    bitmap = pypdfium2.PdfBitmap.new_native(math.ceil(width), math.ceil(height), pdfium.FPDFBitmap_Gray)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, bitmap.width, bitmap.height, 0xFFFFFFFF)
    sine, cosine = math.sin(math.radians(skew)), math.cos(math.radians(skew))
    matrix = pdfium.FS_MATRIX(
        scale * cosine,
        -scale * sine,
        scale * sine,
        scale * cosine,
        (width - width * cosine - height * sine) / 2,
        (height + width * sine - height * cosine) / 2,
    )
    whole = pdfium.FS_RECTF(0, 0, bitmap.width, bitmap.height)
    flags = pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, whole, flags)
    return bitmap


def _to_pgm(bitmap: pypdfium2.PdfBitmap) -> bytes:
    """Netpbm's grey format, https://netpbm.sourceforge.net/doc/pgm.html; rows of a bitmap may be longer than its width."""
    pixels = memoryview(bitmap.buffer).cast("B")
    rows = (pixels[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return b"".join((b"P5 %d %d 255\n" % (bitmap.width, bitmap.height), *rows))
