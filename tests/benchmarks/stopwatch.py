"""Measures stages that lie within each other, in all threads."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

Stage = tuple[str, object, str]
"""Its name, and the object and attribute that do its work."""


class Stopwatch:
    """Counts each stage without those inside it, since it was made.

    Attributes:
        spent: Seconds by the clock that each stage took so far, of all threads together, by its name.
    """

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._lock = threading.Lock()
        self._thread = threading.local()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what runs inside the block for a stage."""
        around = getattr(self._thread, "inside", 0.0)
        self._thread.inside = 0.0
        began = time.perf_counter()
        try:
            yield
        finally:
            whole = time.perf_counter() - began
            with self._lock:
                self.spent[name] += whole - self._thread.inside
            self._thread.inside = around + whole

    @contextmanager
    def watching(self, stages: Sequence[Stage]) -> Iterator[None]:
        """Count these stages during the block, wherever they run."""
        with ExitStack() as stack:
            for name, owner, attribute in stages:
                stack.enter_context(
                    patch.object(owner, attribute, self._timed(name, getattr(owner, attribute)))
                )
            yield

    def _timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                return work(*arguments, **named)

        return counted
