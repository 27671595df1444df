"""Lines of long runs become the tables of the page."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.benchmarks.growth import charts
from tests.benchmarks.growth.sizes_table import sizes_table
from tests.benchmarks.growth.steps import Steps
from tests.benchmarks.soak_page import Minutes, tens_table, write_charts

_CIRCUMSTANCES = {"command": "python -m x", "day": "2030-01-02", "machine": "a machine", "versions": "some"}
_SIZE = {
    "added": {"passages": 1_000, "seconds": 12.0, "inventing": 2.0},
    "commit_s": 0.25,
    "first_search_s": 0.05,
    "passages": 1_100,
    "documents": 42,
    "disk_mb": 1_234.5,
    "first_answer_s": 0.7,
    "query_ms": {"p50": 17.0, "p95": 23.0, "p99": 28.0, "longest": 146.0},
    "memory_mb": {"resident": 305.0, "proportional": 264.0, "private": 226.0},
    "recall": {"at_10": 0.995, "index_ms": 0.5, "exact_ms": 2.0},
}


def _minute(number: int) -> Mapping[str, object]:
    return {
        "minute": number,
        "searches": 1_000,
        "latency_ms": {"p50": 10.0 + number, "p95": 30.0, "p99": 40.0, "longest": 50.0 + number},
        "memory_mb": {"resident": 800.0, "proportional": 600.0, "private": 640.0 + number},
        "generations": [number],
        "runs": 6,
        "errors": ["search: it failed"] if number == 11 else [],
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lines.jsonl"


def _write(path: Path, lines: Sequence[Mapping[str, object]]) -> None:
    path.write_text("".join(f"{json.dumps(line)}\n" for line in (_CIRCUMSTANCES, *lines)), encoding="utf-8")


def test_a_size_is_a_row(path: Path, tmp_path: Path) -> None:
    _write(path, [_SIZE])
    steps = Steps.read(path)
    said, _, head, rule, row = sizes_table(steps).splitlines()
    assert said == "`python -m x`, 2030-01-02. a machine; some."
    assert head.count("|") == rule.count("|") == row.count("|") == 12
    assert row == (
        "| 1,100 | 42 | 100 | 0.250 | 0.0500 | 17.0 and 23.0 | 0.995 | 0.500 (2.00) | 226 | 1,234 | 0.700 |"
    )
    charts.write_charts(steps, tmp_path)
    assert len(list(tmp_path.glob("growth-*.svg"))) == 7


def test_ten_minutes_are_a_row(path: Path) -> None:
    minutes = [dict(_minute(number)) for number in range(1, 22)]
    minutes[10]["latency_ms"] = minutes[20]["latency_ms"] = None
    _write(path, minutes)
    assert tens_table(Minutes.read(path)).splitlines()[-3:] == [
        "| 1 to 10 | 10,000 | 15.5 | 30.0 | 60.0 | 650 | 60 | 0 |",
        "| 11 to 20 | 10,000 | 26.0 | 30.0 | 70.0 | 660 | 60 | 1 |",
        "| 21 to 21 | 1,000 | no answer | no answer | no answer | 661 | 6 | 0 |",
    ]
    write_charts(Minutes.read(path), path.parent)
    assert len(list(path.parent.glob("soak-*.svg"))) == 2
