"""How a run of characters is drawn: its font, size and direction."""

import ctypes
import math
import re
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_SUBSET_TAG = re.compile(r"[A-Z]{6}\+")
_HEAVY_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_HEAVY = 700
_LONGEST_NAME = 256
_SLANT = 15  # degrees off the quarter turns; beyond, letters run across the page


class Style(NamedTuple):
    """Font and direction of characters.

    Attributes:
        font: Name, without the tag of a subset.
        size: As drawn, in points.
        bold: Whether it is a heavy one.
        turned: Quarter turns clockwise on the page before its own rotation; None for letters that run across it.
    """

    font: str
    size: float
    bold: bool
    turned: int | None


def read_style(page: pypdfium2.PdfTextPage, index: int, names: dict[int, str]) -> Style:
    """The style of a character, and of all that the same text object draws.

    Args:
        page: The text of the page.
        index: Of the character.
        names: Of the fonts of the page by their addresses, as far as they are known; grows.
    """
    drawn = pdfium.FPDFText_GetTextObject(page.raw, index)
    font = pdfium.FPDFTextObj_GetFont(drawn)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page.raw, index, matrix)
    name = _name(font, names)
    outlined = pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    heavy = outlined or pdfium.FPDFFont_GetWeight(font) >= _HEAVY or _HEAVY_NAME.search(name) is not None
    size = pdfium.FPDFText_GetFontSize(page.raw, index) * math.hypot(matrix.c, matrix.d)
    return Style(name, size, heavy, _turned(matrix))


def _name(font: pdfium.FPDF_FONT, names: dict[int, str]) -> str:
    address = ctypes.cast(font, ctypes.c_void_p).value or 0
    if address not in names:
        buffer = ctypes.create_string_buffer(_LONGEST_NAME)
        length = pdfium.FPDFFont_GetBaseFontName(font, buffer, _LONGEST_NAME)
        found = buffer.value.decode("utf-8", "replace") if length <= _LONGEST_NAME else ""
        names[address] = _SUBSET_TAG.sub("", found, count=1)
    return names[address]


def _turned(matrix: pdfium.FS_MATRIX) -> int | None:
    degrees = math.degrees(math.atan2(-matrix.b, matrix.a))
    quarters = round(degrees / 90)
    return quarters % 4 if abs(degrees - 90 * quarters) <= _SLANT else None
