"""Ruled tables in a picture: their lines, and the cells between them."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter

_STEP = 2  # pixels of the picture, which has 200 dpi, for one that is looked at
_DARK = 150
_SHORTEST = 40  # steps, .4 inch: higher than letters, lower than two rows
_DRIFT = 4  # pixels up or down from one piece of a skewed line to the next
_GAP = 16  # pixels
_SAME = 12  # pixels
_LEAST_LINES = 3  # in both directions; two columns and two rows
_MARGIN = 20  # pixels
_RULE_WIDTH = 7  # pixels, with the margin that skew and blur need
_RUN = re.compile(rb"\x01{%d,}" % _SHORTEST)


class Rule(NamedTuple):
    """A straight line: where it lies across its direction, and from where to where it goes along it, in pixels.

    Its pieces are given in the same way; those of a skewed line lie a little higher and lower.
    """

    at: float
    start: float
    end: float
    pieces: tuple[tuple[int, int, int], ...] = ()

    def crosses(self, other: "Rule") -> bool:
        """Whether it meets a line of the other direction."""
        return (
            self.start - _SAME <= other.at <= self.end + _SAME
            and other.start - _SAME <= self.at <= other.end + _SAME
        )

    def covers(self, place: float) -> bool:
        """Whether it passes this place on its way."""
        return self.start <= place <= self.end


class RuledTable:
    """The lines of one table, and the cells they make.

    A cell is named by the row and the column of its upper left corner; one that goes over several rows or columns is one cell.
    """

    def __init__(self, across: Sequence[Rule], down: Sequence[Rule]) -> None:
        self.across = across
        self.down = down
        self._tops = _places(across)
        self._lefts = _places(down)

    @property
    def big_enough(self) -> bool:
        """Whether it has two rows and two columns at least: less is a frame."""
        return min(len(self._tops), len(self._lefts)) >= _LEAST_LINES

    @cached_property
    def rows(self) -> list[list[tuple[int, int]]]:
        """The cells that begin in each row, from left to right."""
        cells = sorted(set(self._cells.values()))
        return [[cell for cell in cells if cell[0] == row] for row in range(len(self._tops) - 1)]

    @cached_property
    def boxes(self) -> dict[tuple[int, int], tuple[int, int, int, int]]:
        """Left, top, right and bottom of each cell."""
        boxes: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for (row, column), cell in self._cells.items():
            left, top = self._lefts[cell[1]], self._tops[cell[0]]
            right, bottom = self._lefts[column + 1], self._tops[row + 1]
            _, _, far_right, far_bottom = boxes.get(cell, (0, 0, 0, 0))
            boxes[cell] = int(left), int(top), max(int(right), far_right), max(int(bottom), far_bottom)
        return boxes

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of all of it."""
        return int(self._lefts[0]), int(self._tops[0]), int(self._lefts[-1]), int(self._tops[-1])

    @cached_property
    def _cells(self) -> dict[tuple[int, int], tuple[int, int]]:
        """The cell to which each field of the grid belongs."""
        cells: dict[tuple[int, int], tuple[int, int]] = {}
        for row, (top, bottom) in enumerate(pairwise(self._tops)):
            for column, (left, right) in enumerate(pairwise(self._lefts)):
                open_left = column and not _parted(self.down, left, (top + bottom) / 2)
                open_above = row and not _parted(self.across, top, (left + right) / 2)
                if open_left:
                    cells[row, column] = cells[row, column - 1]
                elif open_above:
                    cells[row, column] = cells[row - 1, column]
                else:
                    cells[row, column] = row, column
        return cells


def find_tables(picture: Image.Image) -> list[RuledTable]:
    """The ruled tables of a grey picture of 200 dpi, frames around text left out."""
    size = picture.width // _STEP, picture.height // _STEP
    if min(size) < _SHORTEST:
        return []
    thick = picture.filter(ImageFilter.MinFilter(3)).resize(size, Image.Resampling.NEAREST)
    dark = thick.point([value < _DARK for value in range(256)])
    across = _rules(dark)
    down = _rules(dark.transpose(Image.Transpose.TRANSPOSE))
    return [table for table in _connected(across, down) if table.big_enough]


class Strip(NamedTuple):
    """The cells of a table one below the other, where no neighbour disturbs the reading.

    Attributes:
        picture: Of all cells that are not empty.
        cells: Each with the height at which it ends in the picture, from top to bottom.
    """

    picture: Image.Image
    cells: list[tuple[int, tuple[int, int]]]


def strip(picture: Image.Image, table: RuledTable) -> Strip:
    """The cells of a table in a grey picture of 200 dpi, without its lines."""
    painted = _without_rules(picture, table)
    crops = [(cell, painted.crop(box)) for cell, box in sorted(table.boxes.items())]
    written = [(cell, crop) for cell, crop in crops if any(crop.histogram()[:_DARK])]
    width = max((crop.width for _, crop in written), default=1)
    height = sum(crop.height + _MARGIN for _, crop in written)
    below = Image.new("L", (width + 2 * _MARGIN, height + _MARGIN), 255)
    at, cells = _MARGIN, []
    for cell, crop in written:
        below.paste(crop, (_MARGIN, at))
        at += crop.height + _MARGIN
        cells.append((at, cell))
    return Strip(below, cells)


def without_tables(picture: Image.Image, tables: Sequence[RuledTable]) -> Image.Image:
    """The picture with white in place of the tables."""
    painted = picture.copy()
    for table in tables:
        left, top, right, bottom = table.box
        painted.paste(255, (left - _RULE_WIDTH, top - _RULE_WIDTH, right + _RULE_WIDTH, bottom + _RULE_WIDTH))
    return painted


def _without_rules(picture: Image.Image, table: RuledTable) -> Image.Image:
    painted = picture.copy()
    pen = ImageDraw.Draw(painted)
    for at, start, end in (piece for rule in table.across for piece in rule.pieces):
        pen.line((start, at, end, at), 255, _RULE_WIDTH)
    for at, start, end in (piece for rule in table.down for piece in rule.pieces):
        pen.line((at, start, at, end), 255, _RULE_WIDTH)
    return painted


def _rules(dark: Image.Image) -> list[Rule]:
    """The level lines: long runs of dark pixels, those of one line joined."""
    width, pixels = dark.width, dark.tobytes()
    lines: list[list[tuple[int, int, int]]] = []
    for row in range(dark.height):
        for run in _RUN.finditer(pixels[row * width : (row + 1) * width]):
            piece = _STEP * row, _STEP * run.start(), _STEP * run.end()
            line = next((line for line in lines if _goes_on(line, piece)), None)
            if line is None:
                lines.append([piece])
            else:
                line.append(piece)
    return [_rule(line) for line in lines]


def _goes_on(line: Sequence[tuple[int, int, int]], piece: tuple[int, int, int]) -> bool:
    return any(
        piece[0] - row <= _DRIFT and piece[1] - end <= _GAP and start - piece[2] <= _GAP
        for row, start, end in line[-4:]
    )


def _rule(line: Sequence[tuple[int, int, int]]) -> Rule:
    rows, starts, ends = zip(*line, strict=True)
    return Rule(fmean(rows), min(starts), max(ends), tuple(line))


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> Iterator[RuledTable]:
    """The lines that meet each other, directly or through others."""
    left_across, left_down = list(across), list(down)
    while left_across:
        mine: tuple[list[Rule], list[Rule]] = ([left_across.pop()], [])
        grown = True
        while grown:
            grown = _move(left_down, mine[1], mine[0]) or _move(left_across, mine[0], mine[1])
        yield RuledTable(*mine)


def _move(source: list[Rule], target: list[Rule], others: Sequence[Rule]) -> bool:
    """Take the lines that meet one of the others out of the source; whether there were any."""
    found = [rule for rule in source if any(map(rule.crosses, others))]
    target.extend(found)
    source[:] = [rule for rule in source if rule not in found]
    return bool(found)


def _places(rules: Sequence[Rule]) -> list[float]:
    """Where the lines lie, those in one place together."""
    places: list[list[float]] = []
    for at in sorted(rule.at for rule in rules):
        if places and at - places[-1][-1] <= _SAME:
            places[-1].append(at)
        else:
            places.append([at])
    return [fmean(place) for place in places]


def _parted(rules: Sequence[Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= _SAME and rule.covers(place) for rule in rules)
