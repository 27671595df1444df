"""The characters that pdfium finds on a page, with the font and the place of each.

A page holds thousands of them, so each value is asked for in one sweep; the functions are those of pdfium's `fpdf_text.h`.
"""

import ctypes
import struct
import sys
from collections import Counter, deque
from collections.abc import Callable
from itertools import repeat

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.readers.pdf.geometry import Box, Glyph
from corpus.readers.pdf.sheet import Sheet
from corpus.readers.pdf.styles import Style, read_style

Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom; heights grow upwards."""

_ASCENT, _DESCENT = 0.78, 0.22  # of the size: where most fonts reach to, for those that do not tell
_FLAT = 0.6
_OPENING, _CLOSING = frozenset("「『〈《【〔（［｛"), frozenset("」』〉》】〕）］｝、。，．")
_WIDE_BRACKETS = _OPENING | _CLOSING
_WIDE = 0.9  # of the size
_TOUCH = 0.05  # of the size
_BLANKS = (*range(9, 14), *range(28, 32), 0x85, 0x2028, 0x2029)
# pdfium puts U+0002, in other versions U+FFFE, for a hyphen at the end of a line; 0 where the font tells no meaning.
_SHOWN = {0: "\ufffd", 2: "-", 0xFFFE: "-", **dict.fromkeys(_BLANKS, " ")}


def _function(function: Callable[..., int], result: type, *arguments: type) -> Callable[..., int]:
    """The same function with plain numbers for pointers, which is several times faster."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # a function of ctypes
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_unicode = _function(pdfium.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_text_object = _function(pdfium.FPDFText_GetTextObject, ctypes.c_size_t, ctypes.c_void_p, ctypes.c_int)
_loose_box = _function(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)


class TextLayer:
    """The characters of one page in drawing order, also invisible ones (the text over a scan).

    Those that pdfium adds (blanks, line ends) are left out, and so are those that run across the page: watermarks.

    Raises:
        pypdfium2.PdfiumError: The page has no text that can be loaded.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page.get_textpage()
        handle = ctypes.cast(self._page.raw, ctypes.c_void_p).value
        count = max(pdfium.FPDFText_CountChars(self._page.raw), 0)
        self._codes = list(map(_unicode, repeat(handle), range(count)))
        self._owners = list(map(_text_object, repeat(handle), range(count)))
        self._boxes = _loose_boxes(handle, count)
        self._styles = self._read_styles()

    def _read_styles(self) -> dict[int, Style]:
        """By the text object that draws the characters."""
        first: dict[int, int] = {}
        for index, owner in enumerate(self._owners):
            if owner and owner not in first:
                first[owner] = index
        names: dict[int, str] = {}
        return {owner: read_style(self._page, index, names) for owner, index in first.items()}

    def turned(self) -> Counter[int]:
        """How many characters are turned by so many quarters clockwise, on the page before its own rotation."""
        counts: Counter[int] = Counter()
        for owner, count in Counter(filter(None, self._owners)).items():
            style = self._styles[owner]
            if style.turned is not None:
                counts[style.turned] += count
        return counts

    def placed(self) -> int:
        """How many characters have a place."""
        return sum(left < right or bottom < top for left, top, right, bottom in self._boxes)

    def glyphs(self, sheet: Sheet) -> list[Glyph]:
        """The characters on a sheet; those of a ligature, which share one box, as one glyph."""
        found: list[Glyph] = []
        width, height = sheet.width, sheet.height
        last: tuple[int, Rectangle] | None = None
        places = zip(self._codes, self._owners, self._boxes, strict=True)
        for index, (code, owner, rectangle) in enumerate(places):
            style = self._styles.get(owner)
            if style is None or style.turned is None:
                continue
            if (owner, rectangle) == last:
                found[-1] = found[-1]._replace(text=found[-1].text + _shown(code))
                continue
            box = self._place(index, style, rectangle, sheet)
            if 0 <= box[0] + box[2] <= 2 * width and 0 <= box[1] + box[3] <= 2 * height:
                last = owner, rectangle
                turned = (style.turned + sheet.quarters) % 4
                found.append(Glyph(_shown(code), box, style.font, style.size, style.bold, turned))
        return _without_empty_halves(found)

    def _place(self, index: int, style: Style, rectangle: Rectangle, sheet: Sheet) -> Box:
        left, top, right, bottom = rectangle
        if style.turned or top - bottom < _FLAT * style.size:
            left, top, right, bottom = self._upheld(index, style, rectangle)
        return sheet.place(left, bottom, right, top)

    def _upheld(self, index: int, style: Style, rectangle: Rectangle) -> Rectangle:
        """The box with the height of the font: pdfium gives that of the ink for turned letters and fonts without measures."""
        left, top, right, bottom = rectangle
        across, up = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._page.raw, index, across, up)
        above, below = _ASCENT * style.size, _DESCENT * style.size
        if style.turned == 0:
            return left, up.value + above, right, up.value - below
        if style.turned == 2:
            return left, up.value + below, right, up.value - above
        if style.turned == 1:
            return across.value - below, top, across.value + above, bottom
        return across.value - above, top, across.value + below, bottom


def _loose_boxes(handle: int | None, count: int) -> list[Rectangle]:
    buffer = (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(buffer)
    deque(map(_loose_box, repeat(handle), range(count), range(start, start + 16 * count, 16)), maxlen=0)
    return list(struct.iter_unpack("4f", buffer))


def _without_empty_halves(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs, but wide brackets that others are drawn into the empty half of as narrow ones, in their order from left to right.

    See `text-spacing-trim` in CSS Text Module Level 4.
    """
    for at in range(1, len(glyphs)):
        bracket, other = glyphs[at - 1], glyphs[at]
        box, size = bracket.box, bracket.size
        if bracket.text not in _WIDE_BRACKETS or box.width < _WIDE * size or box.bottom < other.box.top:
            continue
        middle = (box.left + box.right) / 2
        if bracket.text in _OPENING and box.left <= other.box.left < middle:
            glyphs[at - 1 : at + 1] = (
                other,
                bracket._replace(box=box._replace(left=max(middle, other.box.right))),
            )
        elif bracket.text in _CLOSING and middle - _TOUCH * size <= other.box.left < box.right:
            glyphs[at - 1] = bracket._replace(box=box._replace(right=max(middle, other.box.left)))
    return glyphs


def _shown(code: int) -> str:
    if code < 0xD800:
        return _SHOWN.get(code) or chr(code)
    return _SHOWN.get(code, "\ufffd") if code < 0xE000 or code > sys.maxunicode else chr(code)
