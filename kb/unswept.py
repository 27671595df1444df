"""Making what is kept: garbage collection waits, because it finds none there and looks at a million new objects again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unswept() -> Iterator[None]:
    """A block during which nothing is collected; of several at the same time, in threads or one in another, until the first ends."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
