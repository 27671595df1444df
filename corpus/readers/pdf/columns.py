"""Reading order: columns, boxes and headings of a page.

Recursive cuts after Nagy and Seth (Hierarchical representation of optically scanned documents, 1984), from the top: rows of lines that one
gutter runs through are columns, and are read one after the other; what spans them is read before or after.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.readers.pdf.printed import PrintedLine

Column = list[PrintedLine]
"""Lines that are read from top to bottom."""

_CORE = 0.25  # of a line's height at its top and its foot, that may overlap other lines
_GUTTER = 0.8  # of the font size
_TAIL_GAP = 1.2  # of the font size, between the last row of both columns and what is left of the longer one
_DEPTH = 12
_MOST_LINES = 1_000  # a page with more is read from top to bottom
_TABLE_SIZE = 10.0
_LONE = re.compile(
    r"[\W\d_]{1,40}|\(?(?:\d{1,3}|[^\W\d_]{1,2}|[IVXLC]{1,6})[.)]|(?:Điều|Khoản|Article|Section|제)\s?\d{1,4}\s?(?:조(?:의\s?\d+)?)?[.:]?",
    re.IGNORECASE,
)


class _Gap(NamedTuple):
    """White space from the left end to the right end."""

    left: float
    right: float


def reading_order(lines: Sequence[PrintedLine]) -> list[Column]:
    """The columns of a page in the order in which they are read; a page in one column gives one."""
    if not lines:
        return []
    if len(lines) > _MOST_LINES:
        return [sorted(lines, key=lambda line: (line.box.top, line.box.left))]
    return [column for column in _ordered(lines, 0) if column]


def _ordered(lines: Sequence[PrintedLine], depth: int) -> list[Column]:
    bands = _bands(sorted(lines, key=lambda line: line.box.top))
    region = _Gap(min(line.box.left for line in lines), max(line.box.right for line in lines))
    columns: list[Column] = [[]]
    at = 0
    while at < len(bands):
        run = _columns_from(bands[at:], region) if depth < _DEPTH else None
        if run is None:
            columns[-1] += sorted(bands[at], key=lambda line: line.box.left)
            at += 1
            continue
        for side in run.sides():
            columns += _ordered(side, depth + 1)
        columns.append([])
        at += len(run.bands)
    return columns


def _bands(lines: Sequence[PrintedLine]) -> list[Column]:
    """Lines that stand beside each other, from top to bottom."""
    bands: list[Column] = []
    foot = float("-inf")
    for line in lines:
        core = 0.0 if line.table else _CORE * line.box.height
        if line.box.top + core < foot:
            bands[-1].append(line)
        else:
            bands.append([line])
            foot = float("-inf")
        foot = max(foot, line.box.bottom - core)
    return bands


class _Run(NamedTuple):
    """Bands with a gutter through all of them."""

    bands: Sequence[Column]
    cut: float

    def sides(self) -> tuple[Column, Column]:
        """What is left of the gutter, and right of it."""
        lines = [line for band in self.bands for line in band]
        return [line for line in lines if self._is_left(line)], [
            line for line in lines if not self._is_left(line)
        ]

    def _is_left(self, line: PrintedLine) -> bool:
        return line.box.left < self.cut

    def is_one_sided(self, number: int) -> bool:
        """Whether a band stands on one side of the gutter only."""
        return len({self._is_left(line) for line in self.bands[number]}) == 1

    def trimmed(self) -> "_Run | None":
        """Without the bands at its end that go on in neither column; None when it begins with what belongs to neither."""
        last = max((at for at in range(len(self.bands)) if not self.is_one_sided(at)), default=None)
        if last is None:
            return None
        while last < len(self.bands) - 1 and self._goes_on(last):
            last += 1
        begins = not self.is_one_sided(0) or self._is_left(self.bands[0][0]) or self._right_goes_on()
        return _Run(self.bands[: last + 1], self.cut) if begins else None

    def _right_goes_on(self) -> bool:
        """Whether the right side, which alone begins in the first band, goes on close below it."""
        first = max(line.box.bottom for line in self.bands[0])
        below = (line.box.top for band in self.bands[1:] for line in band if not self._is_left(line))
        return next(below, float("inf")) <= first + _TAIL_GAP * self.bands[0][0].size

    def _goes_on(self, number: int) -> bool:
        """Whether the band after this one stands close below what is on its side."""
        below = self.bands[number + 1]
        left = self._is_left(below[0])
        above = [line for band in self.bands[: number + 1] for line in band if self._is_left(line) == left]
        near = max((line.box.bottom for line in above), default=0.0) + _TAIL_GAP * below[0].size
        return min(line.box.top for line in below) <= near

    def are_columns(self) -> bool:
        """Whether each side is to be read for itself: text, and not the marks of items, or numbers, beside their lines."""
        sides = self.sides()
        if min(map(len, sides)) < 2:
            return False
        return not any(all(_LONE.fullmatch(line.text) for line in side) for side in sides)


def _columns_from(bands: Sequence[Column], region: _Gap) -> _Run | None:
    """The columns that begin with the first band, if there are any."""
    cut, length, gaps = 0.0, 0, [region]
    ends, begins = float("inf"), float("-inf")
    for number, band in enumerate(bands, 1):
        gaps = [free for gap in gaps for free in _free(gap, band)]
        ends = min(ends, *(line.box.right for line in band))
        begins = max(begins, *(line.box.left for line in band))
        inner = [gap for gap in gaps if ends <= gap.left and gap.right <= begins]
        if not gaps or (length and not inner):
            break
        if inner:
            widest = max(inner, key=lambda gap: gap.right - gap.left)
            cut, length = (widest.left + widest.right) / 2, number
    run = _Run(bands[:length], cut).trimmed() if length else None
    return run if run and run.are_columns() else None


def _free(gap: _Gap, band: Column) -> list[_Gap]:
    """What a band leaves of a gap."""
    left, free = gap.left, []
    for line in sorted(band, key=lambda line: line.box.left):
        free.append(_Gap(left, line.box.left))
        left = max(left, line.box.right)
    free.append(_Gap(left, gap.right))
    size = max(line.size for line in band) or _TABLE_SIZE
    kept = (_Gap(max(one.left, gap.left), min(one.right, gap.right)) for one in free)
    return [one for one in kept if one.right - one.left >= _GUTTER * size]
