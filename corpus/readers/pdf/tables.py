"""The tables of a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.alignment import Block, block_at, text_rows
from corpus.readers.pdf.geometry import Box, Glyph, PageContent
from corpus.readers.pdf.grid import Area, Grid, grid_of
from corpus.readers.pdf.lines import Line, around, text_lines
from corpus.readers.pdf.outskirts import with_outskirts
from corpus.readers.pdf.rulings import Group, groups_of
from corpus.readers.pdf.stacked import stacked_rows
from corpus.readers.pdf.unruled import grouped, is_prose, is_table

_FILLED = 0.25  # of the cells of a table hold text; the lines of a drawing enclose little
_CUTS = 0.1  # words cut for each cell; text may be too long for one
_TOUCH = 0.1  # of the font size, between letters of a word
_NEXT_WORD = 0.4  # between words of a line; one that runs out of a frame goes through no table
_STRIPE_ROWS = 2  # of a grid that may be no more than the shaded rows of a table
_MOST_GRIDS = 100  # on a page; more are a drawing
_MOST_PIECES_TRIED = 40_000  # of rows of text, each counted as often as a table may begin above it


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
        edges: Where its columns begin, and where the last one ends, from left to right.
        rows: The cells that begin in each row.
        goes_on: Whether it is the rest of a table on the page before.
    """

    box: Box
    edges: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    goes_on: bool = False

    @property
    def is_frame(self) -> bool:
        """Whether it is a single row, which sets texts beside each other, and not the last one of a longer table."""
        return len(self.rows) == 1 and not self.goes_on

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph of the page belongs to one of its cells."""
        across, down = _middle(glyph.box)
        return self.box.left <= across <= self.box.right and self.box.top <= down <= self.box.bottom


def find_tables(page: PageContent, lines: Sequence[Line]) -> tuple[Table, ...]:
    """The tables of a page, from top to bottom; a box around text is none.

    Args:
        page: What is drawn on it.
        lines: The lines of all its glyphs.
    """
    groups = groups_of(page.rules)
    grids = [grid for group in groups if (grid := grid_of(group)) and _has_cells(grid)]
    if len(grids) > _MOST_GRIDS:
        return ()
    ruled = [table for grid in grids if (table := _filled(grid, page.glyphs))]
    solid = [table for table in ruled if len(table.rows) > _STRIPE_ROWS]
    if solid:
        lines = text_lines([glyph for glyph in page.glyphs if not any(table.holds(glyph) for table in solid)])
    found = _outermost([*ruled, *_unruled(lines, groups)])
    return tuple(sorted(found, key=lambda table: (table.box.top, table.box.left)))


def _unruled(lines: Sequence[Line], groups: Sequence[Group]) -> list[Table]:
    """Tables without a grid of lines among lines that stand in no grid."""
    levels = [line for group in groups for line in group.level]
    uprights = [line for group in groups for line in group.upright]
    rows = text_rows(lines, levels)
    tables: list[Table] = []
    number, read, left = 0, 0, _MOST_PIECES_TRIED
    while number < len(rows) and left > 0:
        if len(rows[number].pieces) == 1:
            number += 1
            continue
        block = block_at(rows, number)
        left -= sum(len(row.pieces) for row in block.rows)
        if is_table(block, levels, uprights):
            end = number + len(block.rows)
            block = with_outskirts(block, rows[read:number], rows[end:])
            tables.append(_aligned(block))
            number = read = end
        else:
            number += max(len(block.rows) - 1, 1) if is_prose(block) else 1
    return tables


def _aligned(block: Block) -> Table:
    rows = []
    for texts in grouped(block):
        cells: dict[int, list[Glyph]] = {}
        spanned: set[int] = set()
        for piece in (piece for text in texts for piece in text.pieces):
            columns = block.columns(piece)
            cells.setdefault(columns[0], []).extend(piece.glyphs)
            spanned.update(columns[1:])
        rows.append(
            tuple(
                Cell(column, text_lines(cells.get(column, ())))
                for column in range(len(block.gutters) + 1)
                if column in cells or column not in spanned
            )
        )
    box = around(glyph.box for row in block.rows for piece in row.pieces for glyph in piece.glyphs)
    middles = ((gutter.left + gutter.right) / 2 for gutter in block.gutters)
    return Table(box, (box.left, *middles, box.right), tuple(rows))


def _has_cells(grid: Grid) -> bool:
    return len(grid.columns) > 2 and any(0 < column < len(grid.columns) - 1 for _, column in grid.walls)


def _filled(grid: Grid, glyphs: Iterable[Glyph]) -> Table | None:
    """The table of a grid with its text, None when too few cells have any, or its lines run through words."""
    areas = list(grid.areas())
    owners = {
        (row, column): number
        for number, area in enumerate(areas)
        for row in range(area.row, area.last_row)
        for column in range(area.column, area.last_column)
    }
    inside: list[list[Glyph]] = [[] for _ in areas]
    cuts, last = 0, None
    for glyph in glyphs:
        square = grid.square(*_middle(glyph.box))
        owner = owners[square] if square else None
        cuts += (
            last is not None
            and last[0] != owner
            and _touches(last[1], glyph, _NEXT_WORD if None in (last[0], owner) else _TOUCH)
        )
        last = owner, glyph
        if owner is not None:
            inside[owner].append(glyph)
    table = _table(grid, areas, inside)
    return table if _is_table(table) and cuts <= _CUTS * len(areas) else None


def _table(grid: Grid, areas: Sequence[Area], inside: Sequence[Sequence[Glyph]]) -> Table:
    rows: list[list[Cell]] = [[] for _ in grid.rows[1:]]
    for area, glyphs in zip(areas, inside, strict=True):
        rows[area.row].append(Cell(area.column, text_lines(glyphs)))
    parted = (row for cells in rows for row in _parted(cells, grid.columns))
    return Table(grid.box, tuple(grid.columns), tuple(parted))


def _parted(cells: Sequence[Cell], edges: Sequence[float]) -> Iterator[tuple[Cell, ...]]:
    """The rows of a row of the grid: more than one where no lines are drawn between them."""
    if len(cells) < len(edges) - 1:
        yield tuple(cells)
        return
    for row in stacked_rows([cell.lines for cell in cells], edges):
        yield tuple(Cell(cell.column, lines) for cell, lines in zip(cells, row, strict=True))


def _touches(left: Glyph, right: Glyph, reach: float) -> bool:
    """Whether one glyph follows another on a line, no further away than a part of the font size."""
    level = abs(left.box.bottom - right.box.bottom) < _TOUCH * left.size
    return level and abs(right.box.left - left.box.right) < reach * left.size


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
