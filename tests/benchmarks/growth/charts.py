"""The curves of growth as SVG, one file a curve."""

from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.growth.steps import Steps
from tests.benchmarks.line_chart import Axis, line_chart


class _Curve(NamedTuple):
    """One chart: its file, its title, its axis and where each line's values stand in a line of results."""

    name: str
    title: str
    axis: Axis
    lines: dict[str, tuple[str, ...]]


_MS = Axis("milliseconds", logarithmic=True)
_CURVES = (
    _Curve("index-rate", "Indexing without embedding", Axis("passages a second"), {"passages/s": ("rate",)}),
    _Curve("commit", "A change of 100 passages", Axis("seconds"), {"commit": ("commit_s",), "first search after it": ("first_search_s",)}),
    _Curve("query", "One query, one caller", Axis("milliseconds"), {"p50": ("query_ms", "p50"), "p95": ("query_ms", "p95")}),
    _Curve("recall", "Recall at 10 of the vector index", Axis("share of the exact ten"), {"recall": ("recall", "at_10")}),
    _Curve("vectors", "Ten nearest vectors", _MS, {"index": ("recall", "index_ms"), "exact": ("recall", "exact_ms")}),
    _Curve("memory", "Memory of a reader", Axis("MB"), {"resident": ("memory_mb", "resident"), "private": ("memory_mb", "private")}),
    _Curve("disk", "Disk", Axis("MB", logarithmic=True), {"all files": ("disk_mb",)}),
)  # fmt: skip


def write_charts(steps: Steps, folder: Path) -> None:
    """Draw every curve into a folder."""
    across = Axis("passages", logarithmic=True)
    for curve in _CURVES:
        lines = {
            name: [(step.at("passages"), step.at(*path)) for step in steps.sizes]
            for name, path in curve.lines.items()
        }
        (folder / f"growth-{curve.name}.svg").write_text(
            line_chart(curve.title, across, curve.axis, lines), encoding="utf-8"
        )
