"""What a soak left in `soak.jsonl`, as charts and as a table."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, Self

from tests.benchmarks.line_chart import Axis, line_chart
from tests.benchmarks.machine import shown
from tests.benchmarks.results import told
from tests.benchmarks.summary import figure, grid

_TEN = 10
_HEAD = (
    "minutes",
    "searches",
    "p50, ms",
    "p95, ms",
    "the longest, ms",
    "memory of the server, private, MB",
    "runs of the indexer",
    "errors",
)


class Minutes(NamedTuple):
    """All of a soak.

    Attributes:
        circumstances: Command, day, machine and versions.
        lines: Of each minute, in order.
    """

    circumstances: Mapping[str, str]
    lines: Sequence[Mapping[str, Any]]

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a file of lines."""
        return cls(*told(path))


def write_charts(minutes: Minutes, folder: Path) -> None:
    """Draw latency and memory by the minute; minutes without an answer are missing."""
    across, answered = Axis("minutes"), [line for line in minutes.lines if line["latency_ms"]]
    for name, title, unit, part, drawn in (
        ("latency", "Searching while indexing", "milliseconds", "latency_ms", ("p50", "p95")),
        ("memory", "Memory of the server", "MB", "memory_mb", ("resident", "private")),
    ):
        curves = {one: [(line["minute"], line[part][one]) for line in answered] for one in drawn}
        chart = line_chart(title, across, Axis(unit), curves)
        (folder / f"soak-{name}.svg").write_text(chart, encoding="utf-8")


def tens_table(minutes: Minutes) -> str:
    """A row for ten minutes as Markdown, with how it was measured.

    p50 and p95 are medians of those of each minute, memory is that at the end.
    """
    tens = [minutes.lines[place : place + _TEN] for place in range(0, len(minutes.lines), _TEN)]
    return f"{shown(minutes.circumstances)}\n\n{grid(_HEAD, map(_row, tens))}"


def _row(lines: Sequence[Mapping[str, Any]]) -> list[str]:
    return [
        f"{lines[0]['minute']} to {lines[-1]['minute']}",
        f"{sum(line['searches'] for line in lines):,}",
        *_latencies([line["latency_ms"] for line in lines if line["latency_ms"]]),
        figure(lines[-1]["memory_mb"]["private"]),
        str(sum(line["runs"] for line in lines)),
        str(sum(len(line["errors"]) for line in lines)),
    ]


def _latencies(minutes: Sequence[Mapping[str, float]]) -> list[str]:
    if not minutes:
        return ["no answer"] * 3
    middle = [median(minute[share] for minute in minutes) for share in ("p50", "p95")]
    return [figure(value) for value in (*middle, max(minute["longest"] for minute in minutes))]
