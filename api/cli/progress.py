"""The progress bar of an indexing run: share done, passages embedded a second, time left; on stderr, and only for a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from indexer.progress import Status

_SECONDS_OF_RATE = 600
"""Time left follows the rate of so many last seconds: a large document is committed in one jump."""


class _Bar:
    """Shows what an `indexer.progress.Progress` is told; its length is in bytes, or in files where bytes are not known."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task
        self._files = self._total_files = 0
        self._counts_bytes = False

    def started(self, total_files: int, total_bytes: int) -> None:
        """Now the length of the bar is known."""
        self._total_files = total_files
        self._counts_bytes = total_bytes > 0
        self._bar.update(self._task, total=total_bytes or total_files, files=f"0/{total_files:,}")

    def file_done(self, document_id: str, status: Status, size: int) -> None:
        """One file further."""
        del document_id, status
        self._files += 1
        self._bar.update(
            self._task,
            advance=size if self._counts_bytes else 1,
            files=f"{self._files:,}/{self._total_files:,}",
        )

    def embedded(self, passages: int, total_so_far: int) -> None:
        """The rate is that of the whole run, which jumps less than that of the last batch."""
        del passages
        elapsed = self._bar.tasks[0].elapsed or 0.0
        rate = f"{total_so_far / elapsed:,.0f}/s" if elapsed > 0 else ""
        self._bar.update(self._task, passages=f"{total_so_far:,} passages {rate}")


@contextmanager
def watching(console: Console, title: str) -> Iterator[_Bar]:
    """A progress to hand to the indexer; the bar is gone when the block ends, so that only results stay."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TaskProgressColumn(),
        TextColumn("{task.fields[files]}"),
        TextColumn("{task.fields[passages]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        speed_estimate_period=_SECONDS_OF_RATE,
    ) as bar:
        yield _Bar(bar, bar.add_task(title, total=None, files="", passages=""))
