"""One writer at a time: an advisory lock that the kernel releases when its holder dies."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import IndexLockedError


class WriterLock:
    """Held from construction to `release` by whoever may write to a knowledge base.

    Taken with flock(2), which belongs to the open file and not to the process, so two writers in one process exclude each
    other as well, and a killed writer leaves nothing to clean up.

    Args:
        home: Folder of the knowledge base; must exist.

    Raises:
        IndexLockedError: Another writer holds it.
    """

    def __init__(self, home: Path) -> None:
        self._descriptor = os.open(home / "writer.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._descriptor)
            raise IndexLockedError(home) from error

    def release(self) -> None:
        """Let the next writer in; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
