"""The thread that writes: embedding goes on while documents are committed and generations published."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from indexer.interruption import uninterrupted

_JOBS_WAITING = 8
"""Batches of embeddings and documents held in memory while a generation is published."""


class Writer:
    """Does jobs in the order given, one at a time, in a thread of its own. Used from one other thread.

    After a job that fails none is done any more, since what comes later may build on it.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1)
        self._jobs: deque[tuple[Future[None], Callable[[], None] | None]] = deque()
        self._failed = Event()

    def do(self, job: Callable[[], object], then: Callable[[], None] | None = None) -> None:
        """Queue a job; waits while many are queued.

        Args:
            job: Called in the thread that writes.
            then: Called in the caller's thread once the job is done, in this or a later call of a method.

        Raises:
            Exception: Whatever an earlier job raised.
        """
        self._jobs.append((self._executor.submit(self._try, job), then))
        while self._jobs and (self._jobs[0][0].done() or len(self._jobs) > _JOBS_WAITING):
            self._finish_first()

    def settle(self) -> None:
        """Wait until every job is done. Raises what one of them raised."""
        while self._jobs:
            self._finish_first()

    def close(self) -> None:
        """Let the job in hand come to its end, whoever interrupts, and drop the others."""
        with uninterrupted():
            self._executor.shutdown(cancel_futures=True)

    def _finish_first(self) -> None:
        written, then = self._jobs[0]
        written.result()
        self._jobs.popleft()
        if then:
            then()

    def _try(self, job: Callable[[], object]) -> None:
        if self._failed.is_set():
            return
        try:
            job()
        except BaseException:
            self._failed.set()
            raise
