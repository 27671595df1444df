"""Rows of text whose words leave the same gaps free, one below the other: the columns of a table without upright lines."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

from corpus.readers.pdf.geometry import Glyph
from corpus.readers.pdf.lines import Line
from corpus.readers.pdf.rulings import Segment

_PIECE_GAP = 0.8  # of the font size, between the words of two cells
_GUTTER = 0.6  # of the font size, free in all rows
_ROW_STEP = 3.0  # times the font size, from one row to the next where no line is between them
_RULED_STEP = 6.0
_SAME_HEIGHT = 0.5  # of the font size
_REACH = 0.5  # of a row that a line under it covers
_TOUCH = 1e-6  # points
_MOST_GAPS = 40  # of a table, those at the edges of the page among them


class Piece(NamedTuple):
    """Words with small gaps between them."""

    left: float
    right: float
    glyphs: tuple[Glyph, ...]


class Gap(NamedTuple):
    """A stretch from left to right without text."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """From left to right; negative for none."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class TextRow:
    """What stands at one height.

    Attributes:
        top: Of its letters.
        bottom: Of its letters.
        size: Of its largest font.
        pieces: From left to right.
        ruled: Whether a level line is drawn between it and the row above.
    """

    top: float
    bottom: float
    size: float
    pieces: tuple[Piece, ...]
    ruled: bool

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2

    def gaps(self) -> list[Gap]:
        """What it leaves free, to both edges of the page and beyond."""
        ends = [-inf, *(end for piece in self.pieces for end in piece[:2]), inf]
        return [Gap(left, right) for left, right in zip(ends[::2], ends[1::2], strict=True)]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share their gaps.

    Attributes:
        rows: From top to bottom.
        gutters: The gaps between the columns, from left to right; one fewer than columns.
    """

    rows: tuple[TextRow, ...]
    gutters: tuple[Gap, ...]

    def columns(self, piece: Piece) -> range:
        """The columns that a piece stands in: more than one when it runs over a gutter."""
        first = bisect_left(self.gutters, piece.left, key=lambda gutter: gutter.right - _TOUCH)
        last = bisect_left(self.gutters, piece.right, key=lambda gutter: gutter.left + _TOUCH)
        return range(first, max(last, first) + 1)


def text_rows(lines: Iterable[Line], levels: Sequence[Segment]) -> list[TextRow]:
    """The level lines of text as rows, from top to bottom, with the drawn lines between them."""
    rows: list[list[Line]] = []
    for line in sorted((line for line in lines if not line.turned), key=_middle):
        if rows and _middle(line) - _middle(rows[-1][0]) <= _SAME_HEIGHT * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    above = -inf
    found: list[TextRow] = []
    for row in rows:
        pieces = sorted(piece for line in row for piece in _pieces(line))
        middle = _middle(row[0])
        found.append(
            TextRow(
                min(line.box.top for line in row),
                max(line.box.bottom for line in row),
                max(line.size for line in row),
                tuple(pieces),
                _ruled(above, middle, pieces, levels),
            )
        )
        above = middle
    return found


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2


def _pieces(line: Line) -> list[Piece]:
    pieces: list[list[Glyph]] = []
    right = -inf
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if glyph.box.left - right > _PIECE_GAP * line.size:
            pieces.append([])
        pieces[-1].append(glyph)
        right = max(right, glyph.box.right) if len(pieces[-1]) > 1 else glyph.box.right
    return [
        Piece(min(glyph.box.left for glyph in found), max(glyph.box.right for glyph in found), tuple(found))
        for found in pieces
    ]


def _ruled(above: float, below: float, pieces: Sequence[Piece], levels: Sequence[Segment]) -> bool:
    left, right = pieces[0].left, max(piece.right for piece in pieces)
    covered = sum(
        max(min(line.end, right) - max(line.start, left), 0.0) for line in levels if above < line.at < below
    )
    return covered >= _REACH * (right - left)


def block_at(rows: Sequence[TextRow], start: int) -> Block:
    """The longest run of rows from one row on that share gaps; only this row where the next one shares none."""
    gutters = rows[start].gaps()
    end = start + 1
    last = end  # behind the last row that is more than one piece
    while end < len(rows) and _near(rows[end - 1], rows[end]):
        shared = _shared(gutters, rows[end].gaps(), rows[end].size)
        least = len(gutters) if end - start > 1 else 3
        if least <= len(shared) <= _MOST_GAPS:
            gutters = shared
            last = end + 1 if len(rows[end].pieces) > 1 or _goes_on(rows[end - 1], rows[end]) else last
        elif not _spans(rows, end):
            break
        end += 1
    return Block(tuple(rows[start:last]), tuple(gutters[1:-1]))


def _near(upper: TextRow, lower: TextRow) -> bool:
    step = _RULED_STEP if lower.ruled else _ROW_STEP
    return lower.middle - upper.middle <= step * max(upper.size, lower.size)


def _goes_on(upper: TextRow, lower: TextRow) -> bool:
    """Whether a single piece goes on below what stands in its column."""
    left, right = lower.pieces[0][:2]
    below = any(piece.left < right and left < piece.right for piece in upper.pieces)
    return below and not lower.ruled and lower.middle - upper.middle <= 1.5 * lower.size


def _spans(rows: Sequence[TextRow], number: int) -> bool:
    """Whether a row is one heading over all columns, between two drawn lines and with a row of cells below."""
    if number + 1 >= len(rows):
        return False
    below = rows[number + 1]
    return len(rows[number].pieces) == 1 and rows[number].ruled and below.ruled and len(below.pieces) > 1


def _shared(one: Sequence[Gap], other: Sequence[Gap], size: float) -> list[Gap]:
    """What both leave free, where it is wide enough to part columns."""
    found: list[Gap] = []
    first = second = 0
    while first < len(one) and second < len(other):
        left = max(one[first].left, other[second].left)
        right = min(one[first].right, other[second].right)
        if right - left >= _GUTTER * size:
            found.append(Gap(left, right))
        if one[first].right < other[second].right:
            first += 1
        else:
            second += 1
    return found


def steps(rows: Sequence[TextRow]) -> list[float]:
    """From each row to the next, in points."""
    return [lower.middle - upper.middle for upper, lower in pairwise(rows)]
