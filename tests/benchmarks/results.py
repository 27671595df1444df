"""Results of benchmarks: kept as one line of JSON each, and shown in a page between marks of their own."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self, TextIO

from tests.benchmarks.measurement import Measurement
from tests.benchmarks.summary import table


def tell(stream: TextIO, said: Mapping[str, object]) -> None:
    """Write a line of JSON at once, to a file and for who is watching."""
    for one in (stream, sys.stdout):
        one.write(f"{json.dumps(said, ensure_ascii=False)}\n")
        one.flush()


def told(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What `tell` wrote to a file: the first line, which says on what was measured, and the others."""
    first, *others = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return first, others


@dataclass(frozen=True, slots=True)
class Result:
    """All runs of one benchmark.

    Attributes:
        name: Of the benchmark.
        day: ISO 8601.
        command: What was typed.
        machine: What it ran on.
        versions: Of the libraries.
        runs: What each run measured.
    """

    name: str
    day: str
    command: str
    machine: str
    versions: str
    runs: Sequence[Sequence[Measurement]]

    @classmethod
    def read(cls, line: str) -> Self:
        """From its line of JSON."""
        said = json.loads(line)
        runs = [[Measurement(*one) for one in run] for run in said.pop("runs")]
        return cls(**said, runs=runs)

    def line(self) -> str:
        """As a line of JSON."""
        return f"{json.dumps(asdict(self), ensure_ascii=False)}\n"

    def shown(self) -> str:
        """As Markdown: how it was measured, and the table."""
        runs = "one run" if len(self.runs) == 1 else f"{len(self.runs)} runs, median (range)"
        said = f"`{self.command}`, {self.day}, {runs}. {self.machine}; {self.versions}."
        return f"{said}\n\n{table(self.runs)}"


def keep(result: Result, path: Path) -> None:
    """Add a result to a file of results, and bring the page of the same name beside it up to date."""
    with path.open("a", encoding="utf-8") as stream:
        stream.write(result.line())
    page = path.with_suffix(".md")
    page.write_text(written(page.read_text(encoding="utf-8"), latest(path)), encoding="utf-8")


def latest(path: Path) -> Mapping[str, Result]:
    """The last result of each benchmark in a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {result.name: result for result in map(Result.read, lines)}


def written(page: str, results: Mapping[str, Result]) -> str:
    """The page with the results between their marks, see `placed`."""
    for name, result in results.items():
        page = placed(page, name, result.shown())
    return page


def show(page: Path, name: str, text: str) -> None:
    """Bring a page up to date, see `placed`; where there is no page, none is made."""
    if page.exists():
        page.write_text(placed(page.read_text(encoding="utf-8"), name, text), encoding="utf-8")


def placed(page: str, name: str, text: str) -> str:
    """The page with a text between its marks, `<!-- bench NAME: begin -->` and `<!-- bench NAME: end -->`; without marks, as it was.

    Raises:
        ValueError: A mark has no counterpart behind it, or comes twice.
    """
    begin, end = (f"<!-- bench {name}: {side} -->" for side in ("begin", "end"))
    if begin not in page and end not in page:
        return page
    before, _, rest = page.partition(begin)
    _, found, after = rest.partition(end)
    if not found or begin in rest or end in after:
        raise ValueError(f"the page needs {begin} and behind it {end}, each once")
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"
