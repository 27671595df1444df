"""Where each millisecond of a search goes."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from statistics import median

import kb.asking
import kb.search
from indexer.backends.local import LocalIndex
from indexer.backends.pinned import LocalBackend
from kb.calibration import SignalReader
from kb.cited import CitedReader
from kb.highlights import Highlighter
from kb.hits import HitMaker
from kb.query import Query
from kb.resolution import Resolver
from kb.retrieval import Retriever
from kb.search import Search
from tests.benchmarks.materials import Materials
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.queries import open_bundled
from tests.benchmarks.stopwatch import Stage, Stopwatch

_QUESTIONS = 100
_REST = "the rest"
_STAGES: Sequence[Stage] = (
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


def measure(materials: Materials) -> Iterator[Measurement]:
    """Median milliseconds of each stage beside those of the whole search; a stage counts without those inside it."""
    for searched in materials.searched():
        spent = _spent(searched.home, materials.cache, searched.questions[: 2 * _QUESTIONS])
        whole = median(sum(stage.values()) for stage in spent)
        for name in (*dict.fromkeys(name for name, _, _ in _STAGES), _REST):
            found = median(stage.get(name, 0.0) for stage in spent)
            yield Measurement(f"{searched.name}, {name}", "ms", 1e3 * found, "the whole", 1e3 * whole)


def _spent(home: Path, cache: Path, questions: Sequence[str]) -> Sequence[Mapping[str, float]]:
    """Seconds of the stages of one half of the questions, after the other half has warmed up what a server has warm."""
    warming, asked = questions[len(questions) // 2 :], questions[: len(questions) // 2]
    spent = list[Mapping[str, float]]()
    with open_bundled(home, cache) as base:
        for question in warming:
            base.search(Query(question))
        for question in asked:
            watch = Stopwatch()
            with watch.watching(_STAGES), watch.stage(_REST):
                base.search(Query(question))
            spent.append(dict(watch.spent))
    return spent
