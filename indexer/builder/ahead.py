"""Doing the next few pieces of work in other threads while the current one is used."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from corpus.cores import cores

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 16
_BYTES_AHEAD = 64 << 20
"""What is understood of a file takes many times its bytes: of more than this only one file is waiting, and the one behind it."""


def ahead(
    work: Callable[[Item], Result], items: Iterable[Item], size: Callable[[Item], int]
) -> Generator[Result, None, None]:
    """The results of `work` in the order of the items, made by a thread for each core that stay a few items ahead of who asks for them.

    The items are drawn in the caller's thread. What `work` raises is raised where its result would have come.

    Args:
        work: Called in other threads.
        items: What it is called with.
        size: Bytes of an item, of which a limited number are in work or waiting.
    """
    executor = ThreadPoolExecutor(max_workers=cores())
    waiting: deque[tuple[int, Future[Result]]] = deque()
    held = 0
    try:
        for item in items:
            waiting.append((size(item), executor.submit(work, item)))
            held += waiting[-1][0]
            while len(waiting) > _AHEAD or (held > _BYTES_AHEAD and len(waiting) > 1):
                bytes_of_first, first = waiting.popleft()
                yield first.result()
                held -= bytes_of_first
        while waiting:
            yield waiting.popleft()[1].result()
    finally:
        executor.shutdown(cancel_futures=True)
