"""One line of the benchmark table: what we measured, what a peer measured in the same run, and the ratio of both."""

import time
from collections.abc import Callable
from typing import NamedTuple


class Measurement(NamedTuple):
    """A figure of ours beside a peer's; the ratio is what counts, since both ran on the same machine within seconds."""

    what: str
    unit: str
    ours: float
    peer: str
    theirs: float

    @property
    def ratio(self) -> float:
        """Ours divided by theirs."""
        return self.ours / self.theirs


def seconds(work: Callable[[], object], repeat: int = 1) -> float:
    """Wall time of one call, in seconds: the median of `repeat` calls."""
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return sorted(times)[len(times) // 2]
