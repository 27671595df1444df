"""Tables that go on over the end of a page."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.pdf.tables import Cell, Table

_SAME_EDGE = 6.0  # points between the edges of a column on two pages
_FULL = 0.7  # of a column; a line that goes on in the next one leaves less of it free than a word
_SENTENCE_ENDS = (".", ";", ":", "!", "?", "…", "다", ")")


def continue_tables(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Tables each of which may go on in the next one, on the next page, with no text between them.

    Where one does, the rows of its head that the next one repeats are dropped there, and the first row there goes to
    the last row here when the end of the page cut it. Tables without the same columns are left as they are.
    """
    found = list(tables)
    for number, (upper, lower) in enumerate(pairwise(tables)):
        if _same_columns(upper, lower):
            found[number : number + 2] = _joined(found[number], _without_head(upper, lower))
    return tuple(found)


def _same_columns(upper: Table, lower: Table) -> bool:
    """Whether the columns begin at the same places, or, where no lines show these, have the same heads."""
    if len(upper.edges) != len(lower.edges):
        return False
    pairs = zip(upper.edges, lower.edges, strict=True)
    return all(abs(one - other) <= _SAME_EDGE for one, other in pairs) or _texts(upper) == _texts(lower) != []


def _texts(table: Table) -> list[str]:
    return [cell.text for cell in table.rows[0]] if table.rows else []


def _without_head(upper: Table, lower: Table) -> Table:
    """The lower table without the rows at its top that the upper one begins with too."""
    repeated = 0
    for above, below in zip(upper.rows, lower.rows, strict=False):
        if [cell.text for cell in above] != [cell.text for cell in below] or not any(c.lines for c in below):
            break
        repeated += 1
    return replace(lower, rows=lower.rows[repeated:], goes_on=True)


def _joined(upper: Table, lower: Table) -> tuple[Table, Table]:
    if not upper.rows or not lower.rows or not _is_cut(upper, lower):
        return upper, lower
    rest = {cell.column: cell.lines for cell in lower.rows[0]}
    whole = tuple(replace(cell, lines=cell.lines + rest.get(cell.column, ())) for cell in upper.rows[-1])
    return replace(upper, rows=(*upper.rows[:-1], whole)), replace(lower, rows=lower.rows[1:])


def _is_cut(upper: Table, lower: Table) -> bool:
    """Whether the first row below only goes on with the last one above.

    Its first cell is empty, it writes only below cells that have text, and one of these breaks off in a sentence.
    """
    above = {cell.column: cell for cell in upper.rows[-1]}
    below = lower.rows[0]
    if not below or below[0].column > 0 or below[0].lines or [*above] != [cell.column for cell in below]:
        return False
    pairs = [(above[cell.column], cell) for cell in below if cell.lines]
    return (
        bool(pairs)
        and all(cell.lines for cell, _ in pairs)
        and any(_breaks_off(upper, cell, rest) for cell, rest in pairs)
    )


def _breaks_off(table: Table, cell: Cell, rest: Cell) -> bool:
    last = cell.lines[-1]
    if last.text.endswith(_SENTENCE_ENDS):
        return False
    width = table.edges[cell.column + 1] - table.edges[cell.column]
    return rest.text[0].islower() or last.box.width >= _FULL * width
