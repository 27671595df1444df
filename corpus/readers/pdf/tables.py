"""The tables of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.geometry import Box, Glyph, PageContent
from corpus.readers.pdf.grid import Grid, grid_of
from corpus.readers.pdf.lines import Line, text_lines
from corpus.readers.pdf.rulings import groups_of

_FILLED = 0.25  # of the cells of a table hold text; the lines of a drawing enclose little


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that begins in a row; a merged one has its text there alone.

    Attributes:
        column: Counted from 0, the first one it covers.
        lines: Its text from top to bottom; empty for an empty cell.
    """

    column: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """Its lines with a blank between them."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """A table, row by row; rows without cells of their own, inside merged ones, are empty.

    Attributes:
        box: Around its cells.
        columns: How many there are.
        rows: The cells that begin in each row.
    """

    box: Box
    columns: int
    rows: tuple[tuple[Cell, ...], ...]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph of the page belongs to one of its cells."""
        across, down = _middle(glyph.box)
        return self.box.left <= across <= self.box.right and self.box.top <= down <= self.box.bottom


def find_tables(page: PageContent) -> tuple[Table, ...]:
    """The tables of a page, from top to bottom; a box around text is none."""
    grids = [grid for group in groups_of(page.rules) if (grid := grid_of(group)) and _has_cells(grid)]
    tables = [table for grid in grids if (table := _filled(grid, page.glyphs))]
    return tuple(_outermost(tables))


def _has_cells(grid: Grid) -> bool:
    return len(grid.columns) > 2 and any(0 < column < len(grid.columns) - 1 for _, column in grid.walls)


def _filled(grid: Grid, glyphs: Iterable[Glyph]) -> Table | None:
    """The table of a grid with its text, None when too few cells have any."""
    areas = list(grid.areas())
    owners = {
        (row, column): number
        for number, area in enumerate(areas)
        for row in range(area.row, area.last_row)
        for column in range(area.column, area.last_column)
    }
    inside: list[list[Glyph]] = [[] for _ in areas]
    for glyph in glyphs:
        square = grid.square(*_middle(glyph.box))
        if square:
            inside[owners[square]].append(glyph)
    rows: list[list[Cell]] = [[] for _ in grid.rows[1:]]
    for area, found in zip(areas, inside, strict=True):
        rows[area.row].append(Cell(area.column, text_lines(found)))
    table = Table(grid.box, len(grid.columns) - 1, tuple(map(tuple, rows)))
    return table if _is_table(table) else None


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _is_table(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    filled = [cell for cell in cells if cell.lines]
    return len(filled) >= _FILLED * len(cells) and len({cell.column for cell in filled}) > 1


def _outermost(tables: Sequence[Table]) -> list[Table]:
    """The tables that lie in no other one; a single row around tables is a frame and goes."""
    frames = [
        table for table in tables if len(table.rows) == 1 and any(_within(one, table) for one in tables)
    ]
    kept = [table for table in tables if table not in frames]
    return [table for table in kept if not any(_within(table, other) for other in kept)]


def _within(inner: Table, outer: Table) -> bool:
    across, down = _middle(inner.box)
    smaller = inner.box.width * inner.box.height < outer.box.width * outer.box.height
    return (
        smaller and outer.box.left <= across <= outer.box.right and outer.box.top <= down <= outer.box.bottom
    )
