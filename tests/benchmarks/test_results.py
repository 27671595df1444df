"""Results are kept whole, and a page changes nowhere but between its marks."""

from pathlib import Path

import pytest

from tests.benchmarks.measurement import Measurement
from tests.benchmarks.results import Result, keep, latest, show, written


def _result(name: str, day: str = "2030-01-02", ours: float = 1.0) -> Result:
    runs = [[Measurement("what", "ms", ours, "peer", 2.0)]]
    return Result(name, day, f"python -m tests.benchmarks {name}", "a machine", "some versions", runs)


def test_a_result_is_read_as_it_was_kept() -> None:
    result = _result("vectors")
    assert Result.read(result.line()) == result


def test_the_last_result_of_each_benchmark_counts(tmp_path: Path) -> None:
    results, page = tmp_path / "benchmarks.jsonl", tmp_path / "benchmarks.md"
    page.write_text("Why.\n<!-- bench a: begin -->old<!-- bench a: end -->\nDecided.\n")
    for result in (_result("a"), _result("b"), _result("a", "2030-02-03", 4.0)):
        keep(result, results)
    assert {name: result.day for name, result in latest(results).items()} == {
        "a": "2030-02-03",
        "b": "2030-01-02",
    }
    text = page.read_text()
    assert text.startswith(
        "Why.\n<!-- bench a: begin -->\n\n`python -m tests.benchmarks a`, 2030-02-03, one run. "
    )
    assert text.endswith("| what | 4.00 ms | peer: 2.00 ms | 2.00 |\n\n<!-- bench a: end -->\nDecided.\n")
    assert "old" not in text
    assert written(text, latest(results)) == text


@pytest.mark.parametrize("page", ["{begin}", "{end}{begin}", "{begin}{begin}{end}", "{begin}{end}{end}"])
def test_broken_marks_are_refused(page: str) -> None:
    marked = page.format(begin="<!-- bench a: begin -->", end="<!-- bench a: end -->")
    with pytest.raises(ValueError, match="each once"):
        written(marked, {"a": _result("a")})


def test_a_page_without_marks_stays_and_one_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    show(page, "a", "new")
    assert not page.exists()
    page.write_text("Why.\n", encoding="utf-8")
    show(page, "a", "new")
    assert page.read_text(encoding="utf-8") == "Why.\n"
