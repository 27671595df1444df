"""What there is to recognise: the pages of a PDF as pictures, and files that are pictures."""

import threading
import warnings
from io import BytesIO
from typing import Protocol

import pypdfium2
from PIL import Image, ImageOps

_POINTS_PER_INCH = 72
_MOST_PIXELS = 40_000_000  # an A3 page at 400 dpi; larger pages are drawn more coarsely
_PAGE_INCHES = 11.7  # the longer side of A4
_LEAST_DPI, _MOST_DPI = 72, 1200  # what a file says of itself is believed within these
_GUESSED_DPI = (150, 600)
_PILLOW_FAILURES = (
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    EOFError,
    OverflowError,
)
"""What Pillow raises on broken files; its own errors are among them."""


class PictureError(Exception):
    """A page or a file cannot be drawn; the message goes on after its name."""


class PictureSource(Protocol):
    """Where pictures of pages come from; may be asked from any thread."""

    def draw(self, number: int, dpi: int) -> Image.Image:
        """A page, counted from 1, grey (`L`) or in colours (`RGB`).

        Raises:
            PictureError: The page is broken.
        """


class PictureFile:
    """A PNG, JPEG or TIFF, the latter with any number of pages."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @property
    def pages(self) -> int:
        """How many there are.

        Raises:
            PictureError: It is broken.
        """
        try:
            with self._open() as picture:
                return int(getattr(picture, "n_frames", 1))
        except _PILLOW_FAILURES as error:
            raise PictureError("cannot be opened: it is truncated or broken") from error

    def draw(self, number: int, dpi: int) -> Image.Image:
        """The page as it was held to the camera; see `PictureSource`."""
        try:
            with self._open() as picture:
                picture.seek(number - 1)
                scale = dpi / _resolution(picture)
                upright = ImageOps.exif_transpose(_on_white(picture))
        except _PILLOW_FAILURES as error:
            raise PictureError("cannot be drawn: it is truncated or broken") from error
        scale = min(scale, (_MOST_PIXELS / (upright.width * upright.height)) ** 0.5)
        size = max(round(upright.width * scale), 1), max(round(upright.height * scale), 1)
        return upright.resize(size, Image.Resampling.BICUBIC)

    def _open(self) -> Image.Image:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd tags, and of sizes below the limit
            try:
                return Image.open(BytesIO(self._content), formats=("PNG", "JPEG", "TIFF"))
            except Image.DecompressionBombError as error:
                raise PictureError("has too many pixels: save it smaller and read that") from error


class PageDrawer:
    """Draws pages of one PDF, one at a time, since pdfium can do no more."""

    def __init__(self, content: bytes) -> None:
        self._document = pypdfium2.PdfDocument(content)
        self._document.init_forms()  # the looks of signatures and filled-in fields
        self._lock = threading.Lock()

    def draw(self, number: int, dpi: int) -> Image.Image:
        """The page on white; see `PictureSource`."""
        with self._lock:
            try:
                page = self._document[number - 1]
                width, height = page.get_size()
                scale = min(dpi / _POINTS_PER_INCH, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
                bitmap = page.render(scale=scale)
            except pypdfium2.PdfiumError as error:
                raise PictureError("cannot be drawn") from error
            picture: Image.Image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
        return picture


def _resolution(picture: Image.Image) -> float:
    """In dots per inch, as the file says or, where it says none that can be, as if it were a whole page."""
    said = float(picture.info.get("dpi", (0, 0))[0])
    if _LEAST_DPI < said <= _MOST_DPI:
        return said
    least, most = _GUESSED_DPI
    return min(max(max(picture.size) / _PAGE_INCHES, least), most)


def _on_white(picture: Image.Image) -> Image.Image:
    """Grey or in colours, with white where it is transparent."""
    if picture.mode in {"1", "L"}:
        return picture.convert("L")
    if picture.mode.startswith("I"):  # 16 bits a pixel
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        layer = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer).convert("RGB")
    return picture.convert("RGB")
