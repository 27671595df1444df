"""The curves of growth as SVG, one file a curve."""

import json
from pathlib import Path
from typing import Any, NamedTuple

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


def write_charts(results: Path, folder: Path) -> None:
    """Draw every curve of a file of results into a folder."""
    steps = [_with_rate(json.loads(line)) for line in results.read_text(encoding="utf-8").splitlines()[1:]]
    across = Axis("passages", logarithmic=True)
    for curve in _CURVES:
        lines = {
            name: [(step["passages"], _at(step, path)) for step in steps]
            for name, path in curve.lines.items()
        }
        (folder / f"growth-{curve.name}.svg").write_text(
            line_chart(curve.title, across, curve.axis, lines), encoding="utf-8"
        )


def _with_rate(step: dict[str, Any]) -> dict[str, Any]:
    added = step["added"]
    return step | {"rate": added["passages"] / (added["seconds"] - added["inventing"])}


def _at(step: dict[str, Any], path: tuple[str, ...]) -> float:
    value: Any = step
    for name in path:
        value = value[name]
    return float(value)
