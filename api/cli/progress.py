"""The progress bar of an indexing run: files done, passages embedded a second, time left; on stderr, and only for a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from indexer.progress import Status


class _Bar:
    """Shows what an `indexer.progress.Progress` is told."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task

    def started(self, total_files: int) -> None:
        """Now the length of the bar is known."""
        self._bar.update(self._task, total=total_files)

    def file_done(self, document_id: str, status: Status) -> None:
        """One file further."""
        del document_id, status
        self._bar.advance(self._task)

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
        MofNCompleteColumn(),
        TextColumn("{task.fields[passages]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        yield _Bar(bar, bar.add_task(title, total=None, passages=""))
