"""Where each millisecond of a search goes: `python -m tests.benchmarks.stages HOME QUERIES [N]`.

HOME is a knowledge base, QUERIES a file of questions as `kb.evaluation.collection` has them (`queries.jsonl`). Each of N questions is
asked once, after as many others have warmed up what a server has warm. A stage counts without the stages inside it.
"""

import json
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import reduce
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from unittest.mock import patch

import kb.asking
import kb.search
from indexer.backends.local import LocalIndex
from indexer.backends.pinned import LocalBackend
from kb.calibration import SignalReader
from kb.cited import CitedReader
from kb.highlights import Highlighter
from kb.hits import HitMaker
from kb.knowledge_base import KnowledgeBase
from kb.query import Query
from kb.resolution import Resolver
from kb.retrieval import Retriever
from kb.search import Search

_QUESTIONS = 100
_WHOLE = "the rest"
_STAGES: Sequence[tuple[str, object, str]] = (
    ("pinning a generation", LocalIndex, "backend"),
    ("understanding the question", kb.search, "analyze"),
    ("bringing it into other languages", kb.asking, "bridge"),
    ("what it asks of each language", kb.asking.Asker, "ask"),
    ("waiting until it is embedded", Future, "result"),
    ("words: lexical index", LocalBackend, "lexical"),
    ("meaning: vector index", LocalBackend, "dense"),
    ("passages to provisions", Retriever, "words"),
    ("passages to provisions", Retriever, "lists"),
    ("captions", LocalBackend, "coverage"),
    ("laws it cites", CitedReader, "read"),
    ("ranking and merging", kb.search, "rank"),
    ("the document it names", Resolver, "resolve"),
    ("signals and calibration", SignalReader, "read"),
    ("highlights", Highlighter, "spans"),
    ("hits", HitMaker, "make"),
    ("finding", Search, "find"),
)


class Spent(NamedTuple):
    """Seconds of one stage of one question: by the clock, and of the processor in the thread that asks."""

    wall: float
    processor: float


class Stopwatch:
    """Measures stages that lie within each other, each without those inside it."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, Spent] = defaultdict(lambda: Spent(0.0, 0.0))
        self._inside = [Spent(0.0, 0.0)]

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what runs inside the block for a stage."""
        wall, processor = time.perf_counter(), time.thread_time()
        self._inside.append(Spent(0.0, 0.0))
        try:
            yield
        finally:
            whole = Spent(time.perf_counter() - wall, time.thread_time() - processor)
            within, around, before = self._inside.pop(), self._inside.pop(), self.spent[name]
            self._inside.append(_plus(around, whole))
            self.spent[name] = _plus(
                before, Spent(whole.wall - within.wall, whole.processor - within.processor)
            )

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """A function that counts its time for a stage."""

        def counted(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                return work(*arguments, **named)

        return counted


def measure(home: Path, questions: Sequence[str]) -> list[dict[str, Spent]]:
    """What each stage of each question takes, by its name."""
    measured = []
    with KnowledgeBase.open(home) as library:
        for question in questions[len(questions) // 2 :]:
            library.search(Query(question))
        for question in questions[: len(questions) // 2]:
            watch = Stopwatch()
            with ExitStack() as stack:
                for name, owner, method in _STAGES:
                    stack.enter_context(
                        patch.object(owner, method, watch.timed(name, getattr(owner, method)))
                    )
                with watch.stage(_WHOLE):
                    library.search(Query(question))
            measured.append(dict(watch.spent))
    return measured


def table(measured: Sequence[dict[str, Spent]]) -> str:
    """The medians as Markdown, in milliseconds."""
    lines = ["| stage | ms | processor ms |", "|---|---|---|"]
    nothing = Spent(0.0, 0.0)
    names = (*dict.fromkeys(name for name, _, _ in _STAGES), _WHOLE)
    lines += [_row(name, [spent.get(name, nothing) for spent in measured]) for name in names]
    lines.append(_row("**all**", [reduce(_plus, spent.values()) for spent in measured]))
    return "\n".join(lines)


def _row(name: str, spent: Sequence[Spent]) -> str:
    wall, processor = (median(values) * 1_000 for values in zip(*spent, strict=True))
    return f"| {name} | {wall:.2f} | {processor:.2f} |"


def _plus(one: Spent, other: Spent) -> Spent:
    return Spent(one.wall + other.wall, one.processor + other.processor)


def main(home: str, queries: str, count: str = str(_QUESTIONS)) -> None:
    """Measure a knowledge base with questions from a file and print the table."""
    lines = Path(queries).read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["text"] for line in lines]
    random.Random(3).shuffle(questions)
    sys.stdout.write(table(measure(Path(home), questions[: 2 * int(count)])) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
