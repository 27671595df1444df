"""Searches a server while its knowledge base is indexed again and again, for an hour, and says what each minute was like.

    python -m tests.benchmarks.soak OUT [--minutes 60] [--callers 1] [--data ../shared]

A real `vkb serve` answers; `vkb index` runs every few seconds as a process of its own over a folder in which files come, change and go.
The knowledge base is a copy of the Vietnamese one of 30,000 passages, or of the sample. OUT is a folder: `soak.jsonl` gets a line for
each minute; at the end `soak-latency.svg` and `soak-memory.svg` are drawn, and a table is put into the page `benchmarks.md`, where there
is one. Any error ends with exit code 1.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count, cycle
from pathlib import Path
from typing import Any

from api.settings import load_settings
from tests.benchmarks.growth.building import Real
from tests.benchmarks.invented import Inventor
from tests.benchmarks.machine import circumstances
from tests.benchmarks.materials import Materials, Searched
from tests.benchmarks.processes import COMMAND, Memory, environment
from tests.benchmarks.results import show, tell
from tests.benchmarks.server import Caller, Server, serving
from tests.benchmarks.soak_page import Minutes, tens_table, write_charts
from tests.benchmarks.summary import Latencies

_FILES, _ARTICLES = 4, 10
_PAUSE = 5.0
"""Seconds between two runs of the indexer."""


@dataclass(slots=True)
class Minute:
    """What happened in one minute.

    Attributes:
        seconds: Of each answer, from question to answer.
        generations: Those that answers came from.
        runs: Of the indexer that ended.
        errors: What failed, one line each.
    """

    seconds: list[float] = field(default_factory=list)
    generations: set[int] = field(default_factory=set)
    runs: int = 0
    errors: list[str] = field(default_factory=list)


class Soak:
    """Callers and a writer at work until they are told to stop; what they meet goes into the minute that runs.

    Args:
        searched: Its questions are asked over and over; its knowledge base is changed.
        cache: Folder of the models.
        folder: Is filled with files to index.
    """

    def __init__(self, searched: Searched, cache: Path, folder: Path) -> None:
        self._searched = searched
        self._cache = cache
        self._folder = folder
        self._stopped = threading.Event()
        self._minute = Minute()

    def run(self, server: Server, callers: int, minutes: int) -> Iterator[tuple[Minute, Memory]]:
        """Each minute when it is over, with the memory of the server."""
        threads = [
            threading.Thread(target=self._ask, args=(server.caller(), place)) for place in range(callers)
        ]
        threads.append(threading.Thread(target=self._index))
        for thread in threads:
            thread.start()
        try:
            for _ in range(minutes):
                time.sleep(60)
                over, self._minute = self._minute, Minute()
                yield over, Memory.of(server.processes)
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join()

    def _ask(self, caller: Caller, first: int) -> None:
        questions = [*self._searched.questions[first:], *self._searched.questions[:first]]
        for text in cycle(questions):
            if self._stopped.is_set():
                return
            started = time.perf_counter()
            try:
                answer = caller.search(text)
            except (OSError, RuntimeError) as error:
                self._minute.errors.append(f"search: {error}")
                continue
            self._minute.seconds.append(time.perf_counter() - started)
            self._minute.generations.add(answer["generation"])

    def _index(self) -> None:
        inventor = Inventor(Real.of(self._searched).texts)
        command = [*COMMAND, "index", str(self._folder), "--home", str(self._searched.home), "--json"]
        for turn in count():
            change_files(self._folder, inventor, turn)
            done = subprocess.run(
                command, capture_output=True, text=True, env=environment(self._cache), check=False
            )
            report = json.loads(done.stdout) if done.returncode == 0 else {"failures": [done.stderr]}
            self._minute.errors += [f"index: {failure}" for failure in report["failures"]]
            self._minute.runs += 1
            if self._stopped.wait(_PAUSE):
                return


def change_files(folder: Path, inventor: Inventor, turn: int) -> None:
    """Bring a folder of twelve decisions to its next state: four are gone, four are as they were, four are changed and four are new."""
    folder.mkdir(exist_ok=True)
    first = turn * _FILES + 1
    for path in folder.iterdir():
        if int(path.stem) < first:
            path.unlink()
    for place in range(3 * _FILES):
        path = folder / f"{first + place}.txt"
        if place >= _FILES or not path.exists():
            version = turn if _FILES <= place < 2 * _FILES else 0
            path.write_text(inventor.text(first + place, version, _ARTICLES), encoding="utf-8")


def _line(number: int, minute: Minute, memory: Memory) -> dict[str, Any]:
    return {
        "minute": number,
        "searches": len(minute.seconds),
        "latency_ms": Latencies.of(minute.seconds)._asdict() if minute.seconds else None,
        "memory_mb": memory._asdict(),
        "generations": sorted(minute.generations),
        "runs": minute.runs,
        "errors": minute.errors,
    }


def main() -> int:
    """Soak, write, and count the errors."""
    asked = _arguments()
    asked.out.mkdir(parents=True, exist_ok=True)
    lines: list[dict[str, Any]] = []
    with (
        tempfile.TemporaryDirectory() as work,
        (asked.out / "soak.jsonl").open("w", encoding="utf-8") as stream,
    ):
        materials = Materials(load_settings().cache, Path(work), asked.data)
        original = materials.vietnamese(asked.data) if asked.data else materials.sample
        searched = _copy(original, Path(work) / "home")
        soak = Soak(searched, materials.cache, Path(work) / "decisions")
        tell(stream, circumstances("soak"))
        with serving(searched.home, materials.cache) as server:
            for minute, memory in soak.run(server, asked.callers, asked.minutes):
                lines.append(_line(len(lines) + 1, minute, memory))
                tell(stream, lines[-1])
    minutes = Minutes.read(asked.out / "soak.jsonl")
    write_charts(minutes, asked.out)
    show(asked.out / "benchmarks.md", "soak", tens_table(minutes))
    return 1 if any(line["errors"] for line in lines) else 0


def _copy(searched: Searched, home: Path) -> Searched:
    shutil.copytree(searched.home, home)
    return replace(searched, home=home)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=int, default=60)
    parser.add_argument("--callers", type=int, default=1)
    parser.add_argument("--data", type=Path, help="folder with eval/ and train/")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
