"""Tables without a grid of lines: which blocks of aligned text are tables, and where their rows begin."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import sqrt

from corpus.readers.pdf.alignment import Block, Piece, TextRow, steps
from corpus.readers.pdf.rulings import Segment

_COLUMNS = 3  # of a table without any lines; two are columns of text, a letterhead or signatures
_ROWS = 3
_LINES = 3  # drawn across a table of two columns
_FEWER_LINES = 2  # across a table of more
_ACROSS = 0.7  # of the width of a table
_PART_FILLED = 0.3  # of the rows of each column, between drawn lines
_MOSTLY_FILLED = 0.6  # without any
_PROSE_LETTERS = 10  # in a line, at least, and two words
_PROSE_FILL = 0.8  # of a column, which lines of running text fill
_PROSE_SHARE = 0.4  # of the cells, were each line a row
_BLANK = 0.16  # of the font size, between two words
_BANDS = 3  # between drawn lines; a head and a body are two
_TWO_STEPS = 1.2  # times as far from row to row as from line to line inside one
_LEAST_STEP = 0.9  # of the font size; cells that are centred beside each other make smaller ones
_LINE_STEP = 1.35  # of the font size, from line to line inside a cell


def is_table(block: Block, levels: Sequence[Segment], uprights: Sequence[Segment]) -> bool:
    """Whether the columns are those of a table.

    Drawn lines speak for one. Without any there must be three columns and three rows, and no running text in them.
    """
    columns = len(block.gutters) + 1
    whole = sum(len(row.pieces) > 1 for row in block.rows)
    drawn = _lines_across(block, levels)
    parted = any(_between(line, block) for line in uprights)
    enough = drawn >= (_LINES if columns < _COLUMNS and not parted else _FEWER_LINES) or parted
    if whole < (2 if enough else _ROWS) or (columns < _COLUMNS and not enough):
        return False
    return _least_filled(block, columns) >= (_PART_FILLED if enough else _MOSTLY_FILLED) and (
        drawn > len(block.rows) / 2 or not is_prose(block)
    )


def _edges(block: Block) -> tuple[float, float, float, float]:
    left = min(row.pieces[0].left for row in block.rows)
    right = max(row.pieces[-1].right for row in block.rows)
    return left, block.rows[0].top, right, block.rows[-1].bottom


def _lines_across(block: Block, levels: Sequence[Segment]) -> int:
    left, top, right, bottom = _edges(block)
    size = block.rows[0].size
    heights: dict[float, float] = {}
    for line in levels:
        if top - size <= line.at <= bottom + size:
            covered = max(min(line.end, right) - max(line.start, left), 0.0)
            heights[line.at] = heights.get(line.at, 0.0) + covered
    return sum(covered >= _ACROSS * (right - left) for covered in heights.values())


def _between(line: Segment, block: Block) -> bool:
    """Whether an upright line stands in a gutter from top to bottom."""
    _, top, _, bottom = _edges(block)
    inside = any(gutter.left <= line.at <= gutter.right for gutter in block.gutters)
    return inside and min(line.end, bottom) - max(line.start, top) >= _ACROSS * (bottom - top)


def _least_filled(block: Block, columns: int) -> float:
    """The share of rows in which the emptiest column has text."""
    rows = grouped(block)
    filled = [0] * columns
    for row in rows:
        for column in {column for text in row for piece in text.pieces for column in block.columns(piece)}:
            filled[column] += 1
    return min(filled) / len(rows)


def is_prose(block: Block) -> bool:
    """Whether lines of running text fill most of the columns in most of the rows."""
    columns = len(block.gutters) + 1
    pieces = [(block.columns(piece)[0], piece) for row in block.rows for piece in row.pieces]
    widths = [0.0] * columns
    for column, piece in pieces:
        widths[column] = max(widths[column], piece.right - piece.left)
    full = sum(
        piece.right - piece.left >= _PROSE_FILL * widths[column] and _runs_on(piece)
        for column, piece in pieces
    )
    return full > _PROSE_SHARE * len(block.rows) * columns


def _runs_on(piece: Piece) -> bool:
    gaps = (right.box.left - left.box.right for left, right in pairwise(piece.glyphs))
    return len(piece.glyphs) >= _PROSE_LETTERS and any(gap > _BLANK * piece.glyphs[0].size for gap in gaps)


def grouped(block: Block) -> list[list[TextRow]]:
    """The rows of the table, each with the lines of text that stand in its cells.

    Where most stretches between two drawn lines have one text in the first column, these stretches are the rows.
    """
    bands = _split(block.rows, [row.ruled for row in block.rows])
    single = sum(sum(map(_first_filled(block), band)) <= 1 for band in bands)
    if len(bands) >= _BANDS and single > len(bands) / 2:
        return bands
    parting = _parting_step(block)
    begins = [_begins_row(block, upper, lower, parting) for upper, lower in pairwise(block.rows)]
    return _split(block.rows, [True, *begins])


def _split(rows: Sequence[TextRow], begins: Sequence[bool]) -> list[list[TextRow]]:
    found: list[list[TextRow]] = []
    for row, begin in zip(rows, begins, strict=True):
        if begin or not found:
            found.append([])
        found[-1].append(row)
    return found


def _first_filled(block: Block) -> Callable[[TextRow], bool]:
    return lambda row: block.columns(row.pieces[0])[0] == 0


def _begins_row(block: Block, upper: TextRow, lower: TextRow, parting: float) -> bool:
    if lower.ruled:
        return True
    step = lower.middle - upper.middle
    if parting:
        return step > parting
    return _first_filled(block)(lower) or step > _LINE_STEP * lower.size


def _parting_step(block: Block) -> float:
    """The largest step from line to line within a row; 0 when all steps are alike or say nothing.

    Lines that go on in a cell seldom fill all columns; where they do, the larger steps only set off a heading.
    """
    pairs = [
        (step, row) for step, row in zip(steps(block.rows), block.rows[1:], strict=True) if not row.ruled
    ]
    whole_steps = [step for step, row in pairs if step >= _LEAST_STEP * row.size]
    if not whole_steps:
        return 0.0
    least, most = min(whole_steps), max(whole_steps)
    parted = most > _TWO_STEPS * least
    parting = sqrt(least * most) if parted else _LEAST_STEP * least
    near = [row for step, row in pairs if step <= parting]
    whole = sum(len(row.pieces) > len(block.gutters) for row in near)
    return parting if near and whole <= len(near) / 2 else 0.0
