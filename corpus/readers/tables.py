"""How a table row becomes a line, the same in every format."""

from collections.abc import Iterable


def row_line(cells: Iterable[str]) -> str:
    """The cells of a row with ` | ` between them, white space inside them collapsed; empty when all cells are."""
    texts = [" ".join(cell.split()) for cell in cells]
    return " | ".join(texts) if any(texts) else ""


def row_lines(cells: list[list[str]]) -> list[str]:
    """The lines of a row, given the lines of each cell: a row of one cell is a frame around text and keeps its lines."""
    if len(cells) == 1:
        return cells[0]
    line = row_line(" ".join(cell) for cell in cells)
    return [line] if line else []
