"""The vector index beside an exact one of FAISS: time, recall, memory and what an addition costs."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.models import RECALL, Embeddings
from indexer.vectors import AllowedPassages, VectorIndex, VectorWriter
from tests.benchmarks.cloud import Cloud
from tests.benchmarks.growth.building import embeddings
from tests.benchmarks.materials import Materials
from tests.benchmarks.measurement import Measurement, seconds

_SMALL, _LARGE = (50_000,), (100_000, 1_000_000)
_QUESTIONS = 100
_FLOAT32 = 4
_PEER = "faiss Flat"

_OPEN = """
import os, sys
from pathlib import Path
import numpy as np
from indexer.vectors import VectorIndex
from tests.benchmarks.processes import Memory
before = Memory.of([os.getpid()]).resident
index = VectorIndex(Path(sys.argv[1]))
for question in np.load(sys.argv[2]):
    index.search(question, 200)
print(1e6 * (Memory.of([os.getpid()]).resident - before))
"""

_SELECTED: Any = faiss.SearchParameters
"""FAISS fills in its arguments when it is imported."""

Search = Callable[[Embeddings], Sequence[int]]


class Asked(NamedTuple):
    """What is asked of an index.

    Attributes:
        name: In tables.
        likeness: See `Cloud.questions`: what a title finds, or what a court asks.
        limit: How many are wanted.
        share: One of so many is allowed.
    """

    name: str
    likeness: float
    limit: int
    share: int = 1


_ASKED = (
    Asked("10 best, questions near a passage", 0.7, 10),
    Asked("10 best, questions far from all", 0.3, 10),
    Asked("200 best, questions near a passage", 0.7, 200),
    Asked("200 best, questions far from all", 0.3, 200),
    Asked("10 best of the 1 % allowed", 0.7, 10, 100),
    Asked("10 best of the .1 % allowed", 0.7, 10, 1_000),
)


def measure(materials: Materials) -> Iterator[Measurement]:
    """Both on one thread, warm, one question at a time; embeddings are made up like those of real passages where there are any."""
    like = embeddings(materials.vietnamese(materials.data).home) if materials.data else None
    cloud = Cloud(like)
    for size in _LARGE if materials.data else _SMALL:
        yield from _measured(cloud, size, materials.work / f"vectors-{size}")


def _measured(cloud: Cloud, size: int, folder: Path) -> Iterator[Measurement]:
    name = f"{size:,} embeddings"
    exact = faiss.IndexFlatIP(Cloud.DIMENSION)
    filled = seconds(lambda: _fill(exact, cloud, size))
    built = seconds(lambda: _write(folder / "index", cloud.embeddings(size)))
    yield Measurement(f"{name}, building", "s", built, _PEER, filled)
    index = VectorIndex(folder / "index")
    for asked in _ASKED:
        yield from _answers(f"{name}, {asked.name}", asked, cloud, index, exact)
    held = _resident(folder / "index", cloud.questions(0.7, _QUESTIONS)) / size
    yield Measurement(f"{name}, resident memory of each", "bytes", held, _PEER, _FLOAT32 * Cloud.DIMENSION)
    new = list(_beyond(cloud, size, size + size // 100))
    added = seconds(lambda: _write(folder / "more", iter(new), folder / "index"))
    yield Measurement(f"{name}, adding 1 %", "s", added, "1 % of building it", built / 100)


def _answers(
    name: str, asked: Asked, cloud: Cloud, index: VectorIndex, exact: faiss.IndexFlatIP
) -> Iterator[Measurement]:
    """Milliseconds and recall; what the exact index finds is right."""
    numbers = np.arange(0, exact.ntotal, asked.share)
    allowed = AllowedPassages(numbers) if asked.share > 1 else None
    selected = _SELECTED(sel=faiss.IDSelectorBatch(numbers)) if asked.share > 1 else None

    def ours(query: Embeddings) -> Sequence[int]:
        return [posting.passage for posting in index.search(query, asked.limit, allowed)]

    def theirs(query: Embeddings) -> Sequence[int]:
        found: list[int] = exact.search(query[None], asked.limit, params=selected)[1][0].tolist()
        return found

    questions = cloud.questions(asked.likeness, _QUESTIONS)
    found, milliseconds = _asked(ours, questions)
    right, exact_milliseconds = _asked(theirs, questions)
    yield Measurement(name, "ms", milliseconds, _PEER, exact_milliseconds)
    shares = [len(set(one) & set(other)) / len(other) for one, other in zip(found, right, strict=True)]
    yield Measurement(f"{name}, recall", "", float(np.mean(shares)), _PEER, 1.0)


def _asked(search: Search, questions: Embeddings) -> tuple[list[Sequence[int]], float]:
    """What each question finds, and the median of milliseconds, after some that warm up."""
    for question in questions[:10]:
        search(question)
    found, times = [], []
    for question in questions:
        began = time.perf_counter()
        found.append(search(question))
        times.append(1_000 * (time.perf_counter() - began))
    return found, median(times)


def _fill(exact: faiss.IndexFlatIP, cloud: Cloud, size: int) -> None:
    for _, rows in cloud.embeddings(size):
        exact.add(rows)


def _write(
    folder: Path, passages: Iterator[tuple[NDArray[np.int64], Embeddings]], base: Path | None = None
) -> None:
    writer = VectorWriter(folder, Cloud.DIMENSION, RECALL, base)
    writer.add(passages)
    writer.finish()


def _beyond(cloud: Cloud, first: int, end: int) -> Iterator[tuple[NDArray[np.int64], Embeddings]]:
    """Those whose numbers are in this range."""
    for numbers, rows in cloud.embeddings(end):
        if numbers[-1] >= first:
            yield numbers[numbers >= first], rows[numbers >= first]


def _resident(folder: Path, questions: Embeddings) -> float:
    """Bytes that a process has more of in memory when it has opened an index and answered: codes, and pages of its files."""
    asked = folder.with_suffix(".npy")
    np.save(asked, questions)
    command = [sys.executable, "-c", _OPEN, str(folder), str(asked)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
