"""Several runs of the same measurements as one table: medians and ranges."""

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

import numpy as np

from tests.benchmarks.measurement import Measurement

_HEAD = ("what", "VKB", "peer in the same run", "ratio")


class Spread(NamedTuple):
    """The middle of several figures, the least and the most."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Of one figure or more."""
        return cls(statistics.median(values), min(values), max(values))

    def __str__(self) -> str:
        """The median, and the range behind it where there is one."""
        if self.least == self.most:
            return figure(self.median)
        return f"{figure(self.median)} ({figure(self.least)} to {figure(self.most)})"


class Latencies(NamedTuple):
    """Of many calls: the time within which half, 95 % and 99 % of them were answered, and the longest, in milliseconds."""

    p50: float
    p95: float
    p99: float
    longest: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Self:
        """Of one call or more; between two calls it is interpolated."""
        milliseconds = np.array(seconds) * 1_000
        return cls(*np.quantile(milliseconds, [0.5, 0.95, 0.99, 1.0]).tolist())


def table(runs: Sequence[Sequence[Measurement]]) -> str:
    """A row for each measurement with the median of the runs and their range, as a Markdown table.

    The ratio is taken within each run, and then its median.

    Raises:
        ValueError: The runs did not measure the same.
    """
    return grid(_HEAD, [_row(same) for same in zip(*runs, strict=True)])


def grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    first, *others = (f"| {' | '.join(cells)} |" for cells in (head, *rows))
    return "\n".join([first, "|" + "---|" * len(head), *others])


def figure(value: float) -> str:
    """Three figures that mean something, without exponents."""
    digits = max(0, 2 - int(np.floor(np.log10(abs(value))))) if value else 0
    return f"{value:,.{digits}f}"


def _row(same: Sequence[Measurement]) -> Sequence[str]:
    [(what, unit, peer)] = {(one.what, one.unit, one.peer) for one in same}
    ours, theirs, ratio = (
        Spread.of([one.ours for one in same]),
        Spread.of([one.theirs for one in same]),
        Spread.of([one.ratio for one in same]),
    )
    return what, f"{ours} {unit}", f"{peer}: {theirs} {unit}", str(ratio)
