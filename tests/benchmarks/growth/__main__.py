"""Grows a knowledge base step by step and measures it at every size.

    python -m tests.benchmarks.growth OUT [--data ../shared] [--sizes 1000,10000,30000,100000,300000,1000000] [--home DIR]

OUT is a folder: `growth.jsonl` gets a line for each size as soon as it is measured; at the end a chart of each curve is drawn, and a table
is put into the page `benchmarks.md`, where there is one. Real text is the Vietnamese test set filled up to 30,000 passages, or else the
sample collection; what comes after is invented. HOME is an empty folder in which the knowledge base grows, a temporary one if none is
named.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from api.settings import load_settings
from kb.query import Query
from tests.benchmarks.growth.building import Growing, begun
from tests.benchmarks.growth.charts import write_charts
from tests.benchmarks.growth.recall import recall
from tests.benchmarks.growth.sizes_table import sizes_table
from tests.benchmarks.growth.steps import Steps
from tests.benchmarks.machine import circumstances
from tests.benchmarks.materials import Materials
from tests.benchmarks.queries import open_bundled
from tests.benchmarks.results import show, tell

_SIZES = (1_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
_QUESTIONS, _COMMITS = 100, 5


def main() -> None:
    """Grow, measure, draw."""
    asked = _arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    lines = asked.out / "growth.jsonl"
    with tempfile.TemporaryDirectory() as work:
        materials = Materials(load_settings().cache, Path(work), asked.data)
        growing = begun(materials, asked.home or Path(work) / "growing", asked.real)
        growing.change()
        with lines.open("w", encoding="utf-8") as stream:
            tell(stream, circumstances("growth"))
            for size in asked.sizes:
                tell(stream, _step(growing, size, materials))
    steps = Steps.read(lines)
    write_charts(steps, asked.out)
    show(asked.out / "benchmarks.md", "growth", sizes_table(steps))


def _step(growing: Growing, passages: int, materials: Materials) -> Mapping[str, Any]:
    """One size: what it took to get there, what a change costs there, and what a reader meets."""
    questions = growing.questions
    added = growing.grow_to(passages)
    changed = _changes(growing, questions, materials)
    known = materials.encoder.encode_queries(questions[:_QUESTIONS])
    return {
        "added": added._asdict(),
        **changed,
        **_read(growing.home, questions[: _QUESTIONS + 10], materials.work),
        "recall": recall(growing.home, known)._asdict(),
    }


def _changes(growing: Growing, questions: Sequence[str], materials: Materials) -> Mapping[str, float]:
    """Medians of a change of 100 passages, and of the first search after it in a process that has the knowledge base open."""
    commits, searches = [], []
    with open_bundled(growing.home, materials.cache) as base:
        base.search(Query(questions[0]))
        for place in range(_COMMITS):
            started = time.perf_counter()
            growing.change()
            committed = time.perf_counter()
            base.search(Query(questions[place]))
            commits.append(committed - started)
            searches.append(time.perf_counter() - committed)
    return {"commit_s": statistics.median(commits), "first_search_s": statistics.median(searches)}


def _read(home: Path, questions: Sequence[str], work: Path) -> dict[str, Any]:
    asked = work / "questions.json"
    asked.write_text(json.dumps(questions), encoding="utf-8")
    command = [sys.executable, "-m", "tests.benchmarks.growth.reader", str(home), str(asked)]
    said: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    return said


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, help="folder with eval/ and train/")
    parser.add_argument("--real", type=int, default=30_000, help="passages of real text, where there is data")
    parser.add_argument("--home", type=Path, help="an empty folder for the knowledge base")
    parser.add_argument(
        "--sizes", type=_sizes, default=_SIZES, help="passages, ascending, with commas between"
    )
    return parser.parse_args()


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


if __name__ == "__main__":
    main()
