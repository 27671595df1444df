"""Worker processes that share a large embedding job with the process that has it."""

import json
import logging
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import IO, Self

import numpy as np

from indexer.encoders.inference import TokenIds
from indexer.models import Embeddings

_LOG = logging.getLogger(__name__)
# A plain interpreter, not multiprocessing: its children import the main module again, which a server, a notebook or
# a script without a main guard cannot bear.
_PROGRAM = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from indexer.encoders.worker import main
main(sys.argv[2])
"""
Batch = Sequence[TokenIds]


class WorkerEndedError(Exception):
    """A worker process ended before it answered."""


class Worker:
    """One worker process; a context manager that ends it."""

    def __init__(self, folder: Path) -> None:
        # A session of its own: Ctrl-C reaches the parent alone, which then ends its workers.
        self._process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, json.dumps(sys.path), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    @property
    def process_id(self) -> int:
        """Of the operating system."""
        return self._process.pid

    def end(self) -> None:
        """Kill the process; whoever waits for its answer gets a `WorkerEndedError`."""
        self._process.kill()

    def embed(self, batch: Batch) -> Embeddings:
        """`Network.embed` in the worker. Raises WorkerEndedError."""
        if self._process.stdin is None or self._process.stdout is None:
            raise WorkerEndedError
        lengths = [len(ids) for ids in batch]
        numbers = np.concatenate([[len(batch)], lengths, *batch]).astype("<i4")
        try:
            self._process.stdin.write(numbers.tobytes())
            self._process.stdin.flush()
            return _read_rows(self._process.stdout, len(batch))
        except OSError as error:
            raise WorkerEndedError from error


def embed_together(
    batches: Sequence[Batch], here: Callable[[Batch], Embeddings], folder: Path, workers: int
) -> list[Embeddings]:
    """Embed batches in this process and in `workers` others, each taking the next batch when it is free.

    The workers are started for this call and have ended when it returns or raises. While they start, this process is
    at work already; what a worker that dies had in hand is done here.
    """
    job = _Job(batches)
    with ExitStack() as stack:
        started = _start(stack, folder, workers)
        lanes = [Thread(target=job.delegate, args=(worker,)) for worker in started]
        for lane in lanes:
            lane.start()
        try:
            job.work(here)
        except BaseException:
            job.todo.clear()
            for worker in started:
                worker.end()
            raise
        finally:
            for lane in lanes:
                lane.join()
    job.work(here)
    return [job.done[number] for number in range(len(batches))]


def _start(stack: ExitStack, folder: Path, workers: int) -> list[Worker]:
    """As many of the workers as the system lets start; the stack ends them."""
    started: list[Worker] = []
    try:
        for _ in range(workers):
            started.append(stack.enter_context(Worker(folder)))  # noqa: PERF401 -- keeps those before a failure
    except OSError as error:
        _LOG.warning("only %d of %d worker processes could start: %s", len(started), workers, error)
    return started


class _Job:
    """Batches to be done, taken from one end, and put back there by whoever could not finish.

    Attributes:
        todo: Numbers of the batches nobody has taken.
        done: Embeddings by number of the batch.
    """

    def __init__(self, batches: Sequence[Batch]) -> None:
        self._batches = batches
        self.todo = deque(range(len(batches)))
        self.done: dict[int, Embeddings] = {}

    def work(self, embed: Callable[[Batch], Embeddings]) -> None:
        """Take batches until none is left."""
        # The operations of a deque are atomic, so lanes need no lock to share it.
        with suppress(IndexError):
            while True:
                self._do(self.todo.popleft(), embed)

    def delegate(self, worker: Worker) -> None:
        """Have a worker take batches until none is left or the worker has ended."""
        try:
            self.work(worker.embed)
        except WorkerEndedError:
            _LOG.warning("worker process %d ended early; its share is done here", worker.process_id)

    def _do(self, number: int, embed: Callable[[Batch], Embeddings]) -> None:
        try:
            self.done[number] = embed(self._batches[number])
        except WorkerEndedError:
            self.todo.appendleft(number)
            raise


def _read_rows(stream: IO[bytes], count: int) -> Embeddings:
    """A reply: the dimension as int32, then float32 rows. Raises WorkerEndedError when it is cut short."""
    header = stream.read(4)
    size = 4 * count * int.from_bytes(header, "little")
    content = stream.read(size)
    if not header or len(content) < size:
        raise WorkerEndedError
    return np.frombuffer(content, "<f4").reshape(count, -1).astype(np.float32)
