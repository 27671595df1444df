"""The text of a Hangul document as it is collected: lines, table rows, and notes kept apart."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Body:
    """Lines in the order they are written; the notes follow when the text is asked for."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._notes: list[str] = []

    def text(self) -> str:
        """Everything, with the notes at the end, `[1] …` on a line each."""
        self.end_line()
        return "\n".join([*self._lines, *self._notes])

    def write(self, text: str) -> None:
        """Add to the current line."""
        if text:
            self._line.append(text)

    def end_line(self) -> None:
        """Finish the current line; nothing happens when nothing was written to it."""
        if self._line:
            self._lines.append("".join(self._line))
            self._line = []

    def write_lines(self, lines: list[str]) -> None:
        """Add whole lines."""
        self.end_line()
        self._lines.extend(lines)

    def write_note(self, lines: Callable[[], list[str]]) -> None:
        """Put the mark of a note into the current line, and the note itself, one line, aside."""
        number = len(self._notes) + 1
        self.write(f"[{number}]")
        self._notes.append("")
        self._notes[number - 1] = f"[{number}] {' '.join(' '.join(lines()).split())}"

    @contextmanager
    def aside(self) -> Iterator[list[str]]:
        """What is written inside the context goes into the list it gives and not into the text."""
        outer = self._lines, self._line
        self._lines, self._line = [], []
        lines = self._lines
        try:
            yield lines
            self.end_line()
        finally:
            self._lines, self._line = outer
