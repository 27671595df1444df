"""Lines, edges of rectangles, and pictures on a page; ISO 32000-1, 8.5."""

import ctypes
import math
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, repeat
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.readers.pdf.geometry import Box, Rule
from corpus.readers.pdf.sheet import Sheet

_DEPTH = 4
_MOST_OBJECTS = 50_000
_MOST_RULES = 20_000
_MOST_SEGMENTS = 2_000
_THIN = 3.0  # points; a filled rectangle that is no thicker is a line
_SHORTEST = 4.0
_SKEW = 0.5  # points by which a line may be off level or upright
_WHITE = 250  # of 255

Point = tuple[float, float]


class Matrix(NamedTuple):
    """ISO 32000-1, 8.3.3."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def move(self, x: float, y: float) -> Point:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: "Matrix") -> "Matrix":
        """First this one, then the other."""
        a, b = other.a * self.a + other.c * self.b, other.b * self.a + other.d * self.b
        c, d = other.a * self.c + other.c * self.d, other.b * self.c + other.d * self.d
        return Matrix(a, b, c, d, *other.move(self.e, self.f))


class _Pen(NamedTuple):
    """How a path is painted.

    Attributes:
        width: Of the stroke, None without one.
        filled: Whether its inside gets a colour that is not white.
    """

    width: float | None
    filled: bool


def read_paths(page: pypdfium2.PdfPage, sheet: Sheet) -> tuple[tuple[Rule, ...], tuple[Box, ...]]:
    """Rules and boxes of pictures, in drawing order, also those of forms inside the page."""
    rules: list[Rule] = []
    pictures: list[Box] = []
    for drawn, matrix in islice(_objects(page.raw), _MOST_OBJECTS):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_around([matrix.move(x, y) for x in (0, 1) for y in (0, 1)], sheet))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(rules) < _MOST_RULES:
            rules.extend(_rules(drawn, matrix, sheet))
    return tuple(rules[:_MOST_RULES]), tuple(pictures)


def _objects(page: pdfium.FPDF_PAGE) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, Matrix]]:
    """Each object with the matrix that puts it on the page; what a form holds stands where the form does."""
    count, get = pdfium.FPDFPage_CountObjects(page), pdfium.FPDFPage_GetObject
    stack = [(map(get, repeat(page), range(count)), Matrix())]
    while stack:
        drawn = next(stack[-1][0], None)
        if drawn is None:
            stack.pop()
            continue
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        matrix = _matrix(drawn).then(stack[-1][1])
        yield drawn, matrix
        if kind == pdfium.FPDF_PAGEOBJ_FORM and len(stack) <= _DEPTH:
            inside = pdfium.FPDFFormObj_CountObjects(drawn)
            stack.append((map(pdfium.FPDFFormObj_GetObject, repeat(drawn), range(max(inside, 0))), matrix))


def _matrix(drawn: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, found):
        return Matrix()
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _rules(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, sheet: Sheet) -> list[Rule]:
    pen = _pen(path, matrix)
    if pen.width is None and not pen.filled:
        return []
    boxes = [box for corners in _outlines(path, matrix) for box in _lines(corners, pen, sheet)]
    return [Rule(box) for box in boxes if max(box.width, box.height) >= _SHORTEST]


def _pen(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> _Pen:
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    pdfium.FPDFPageObj_GetStrokeWidth(path, width)
    colour = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(path, *colour)
    *shades, opacity = (part.value for part in colour)
    seen = bool(fill.value) and opacity > 0 and min(shades) < _WHITE
    return _Pen(width.value * math.hypot(matrix.a, matrix.b) if stroke.value else None, seen)


def _outlines(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[list[Point | None]]:
    """The corners of each part of a path; None where a curve leads to the next one."""
    corners: list[Point | None] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners
            corners = []
        corners += [None] * (kind == pdfium.FPDF_SEGMENT_BEZIERTO)
        corners.append(matrix.move(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and corners[0] != corners[-1]:
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners


def _lines(corners: Sequence[Point | None], pen: _Pen, sheet: Sheet) -> list[Box]:
    """A thin part is one line; else what is stroked, or the edges of what is filled."""
    whole = _around([corner for corner in corners if corner], sheet)
    if min(whole.width, whole.height) <= _THIN:
        return [whole]
    if pen.filled and pen.width is None:
        corners = [*corners, corners[0]]
    half = (pen.width or 0.0) / 2
    sides = [(one, other) for one, other in pairwise(corners) if one and other and _straight(one, other)]
    return [_around(side, sheet, half) for side in sides]


def _straight(one: Point, other: Point) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) <= _SKEW


def _around(points: Sequence[Point], sheet: Sheet, margin: float = 0.0) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return sheet.place(min(across) - margin, min(up) - margin, max(across) + margin, max(up) + margin)
