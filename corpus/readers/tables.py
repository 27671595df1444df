"""How a table row becomes a line, the same in every format."""

from collections.abc import Iterable, Sequence
from itertools import chain


def row_line(cells: Iterable[str]) -> str:
    """The cells of a row with ` | ` between them, white space inside them collapsed; empty when all cells are."""
    texts = [" ".join(cell.split()) for cell in cells]
    return " | ".join(texts) if any(texts) else ""


def table_lines(rows: Sequence[Sequence[Sequence[str]]]) -> list[str]:
    """The lines of a table, given the lines of each cell of each row.

    A row becomes one line. Two kinds of table are frames around text and keep the lines of their cells, cell after cell: rows
    of which one cell alone has text, and the single row that Vietnamese papers use to put the issuer beside the national header, or the
    recipients beside the signature.
    """
    if len(rows) == 1 and any(sum(map(bool, map(str.strip, cell))) > 1 for cell in rows[0]):
        return list(chain.from_iterable(rows[0]))
    return [line for row in rows for line in _row_lines(row)]


def _row_lines(cells: Sequence[Sequence[str]]) -> Sequence[str]:
    filled = [cell for cell in cells if any(map(str.strip, cell))]
    if len(cells) == 1 or (len(filled) == 1 and len(filled[0]) > 1):
        return filled[0] if filled else ()
    line = row_line(" ".join(cell) for cell in cells)
    return [line] if line else []
