"""Putting lines that name their table depth, cell and row ends together to tables within tables, as DOC and RTF mark them."""

from dataclasses import dataclass, field

from corpus.readers.tables import table_lines

_DEEPEST = 32


@dataclass(slots=True)
class _Table:
    rows: list[list[list[str]]] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def finished(self) -> list[str]:
        """The lines of the table, with what a broken file never ended."""
        if self.lines:
            self.cells.append(self.lines)
        if self.cells:
            self.rows.append(self.cells)
        return table_lines(self.rows)


class TableBuilder:
    """Collects the lines of a document; depth 0 is outside every table."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open: list[_Table] = []

    def add(self, lines: list[str], depth: int) -> None:
        """Lines of a paragraph that lies in so many tables."""
        self._descend(depth)
        (self._open[-1].lines if self._open else self._lines).extend(lines)

    def end_cell(self, depth: int) -> None:
        """The end of a cell of the table of this depth, from 1."""
        self._descend(max(depth, 1))
        table = self._open[-1]
        table.cells.append(table.lines)
        table.lines = []

    def end_row(self, depth: int, continued: frozenset[int] = frozenset()) -> None:
        """The end of a row; the cells with the numbers in `continued` only continue the cell above and are left out."""
        self._descend(max(depth, 1))
        table = self._open[-1]
        table.rows.append([cell for number, cell in enumerate(table.cells) if number not in continued])
        table.cells = []

    def finish(self) -> list[str]:
        """All lines, after ending the tables that are still open."""
        self._descend(0)
        return self._lines

    def _descend(self, depth: int) -> None:
        while len(self._open) > min(depth, _DEEPEST):
            lines = self._open.pop().finished()
            (self._open[-1].lines if self._open else self._lines).extend(lines)
        while len(self._open) < min(depth, _DEEPEST):
            self._open.append(_Table())
