"""Ctrl-C at the right moment: what has begun to be written is written to its end first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uninterrupted() -> Iterator[None]:
    """A block that SIGINT does not tear; what came during it is delivered behind it.

    Python raises KeyboardInterrupt between any two instructions of the main thread. Inside a transaction that leaves a connection behind
    which still holds the lock of the database. Other threads are never interrupted, so there the block runs as it is; so it does where a
    program around Python has a handler of its own, which Python could not put back.
    """
    handler = signal.getsignal(signal.SIGINT)
    if handler is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: caught.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if caught:
            signal.raise_signal(signal.SIGINT)
