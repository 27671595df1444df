"""The cells between the lines of a table."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from corpus.readers.pdf.geometry import Box
from corpus.readers.pdf.rulings import APART, Group, places

_MOST_SQUARES = 20_000


class Area(NamedTuple):
    """Squares of a grid that make one cell: the first row and column, and those behind the last."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass(slots=True)
class Grid:
    """Rows and columns of squares, with walls where a line is drawn between two of them.

    Attributes:
        columns: Where the columns begin, and where the last one ends; ascending.
        rows: Where the rows begin, and where the last one ends; ascending.
        walls: (row, column) of squares with a line at their left side.
        floors: (row, column) of squares with a line at their top.
    """

    columns: list[float]
    rows: list[float]
    walls: set[tuple[int, int]] = field(default_factory=set)
    floors: set[tuple[int, int]] = field(default_factory=set)

    @property
    def box(self) -> Box:
        """Around all its squares."""
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def square(self, across: float, down: float) -> tuple[int, int] | None:
        """Row and column of the square around a point, None outside the grid."""
        row, column = bisect_right(self.rows, down) - 1, bisect_right(self.columns, across) - 1
        inside = 0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1
        return (row, column) if inside else None

    def areas(self) -> Iterator[Area]:
        """The cells, row by row: squares without a line between them are one."""
        taken: set[tuple[int, int]] = set()
        for row in range(len(self.rows) - 1):
            for column in range(len(self.columns) - 1):
                if (row, column) not in taken:
                    area = self._grown(row, column, taken)
                    taken.update(
                        (r, c) for r in range(row, area.last_row) for c in range(column, area.last_column)
                    )
                    yield area

    def _grown(self, row: int, column: int, taken: set[tuple[int, int]]) -> Area:
        right = column + 1
        while right < len(self.columns) - 1 and (row, right) not in self.walls and (row, right) not in taken:
            right += 1
        below = row + 1
        while below < len(self.rows) - 1 and self._open_below(below, column, right):
            below += 1
        return Area(row, column, below, right)

    def _open_below(self, row: int, left: int, right: int) -> bool:
        parted = any((row, column) in self.floors for column in range(left, right))
        return not parted and not any((row, column) in self.walls for column in range(left + 1, right))


def grid_of(group: Group) -> Grid | None:
    """The grid of lines that touch; None when they part nothing, or too much for a table."""
    columns = places([*(line.at for line in group.upright), *group.across])
    rows = places([*(line.at for line in group.level), *group.down])
    if len(columns) < 2 or len(rows) < 2 or len(columns) * len(rows) > _MOST_SQUARES:
        return None
    grid = Grid(columns, rows)
    for line in group.upright:
        column = _index(columns, line.at)
        grid.walls.update((row, column) for row in _covered(rows, line.start, line.end))
    for line in group.level:
        row = _index(rows, line.at)
        grid.floors.update((row, column) for column in _covered(columns, line.start, line.end))
    return grid


def _index(marks: Sequence[float], at: float) -> int:
    """The mark nearest to a place."""
    after = bisect_left(marks, at)
    near = range(max(after - 1, 0), min(after + 1, len(marks)))
    return min(near, key=lambda number: abs(marks[number] - at))


def _covered(marks: Sequence[float], start: float, end: float) -> range:
    """The intervals between marks whose middle lies between start and end."""
    middles = [(one + other) / 2 for one, other in pairwise(marks)]
    return range(bisect_left(middles, start - APART), bisect_right(middles, end + APART))
