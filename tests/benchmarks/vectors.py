"""The vector index: beside numpy in `make bench`, and how it grows: `python -m tests.benchmarks.vectors [--like FILE] SIZE...`."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.models import RECALL, Embeddings
from indexer.vectors import AllowedPassages, VectorIndex, VectorWriter
from tests.benchmarks.measurement import Measurement, seconds

_PASSAGES, _DIMENSION, _LIMIT = 50_000, 384, 100
_AT_ONCE, _QUESTIONS, _DEEPEST = 20_000, 100, 200
_HNSW_UP_TO = 150_000

Search = Callable[[Embeddings, int], Sequence[int]]


def measure() -> Iterator[Measurement]:
    """Milliseconds for the best hundred of fifty thousand random embeddings."""
    rows = np.random.default_rng(7).standard_normal((_PASSAGES, _DIMENSION)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    with tempfile.TemporaryDirectory() as folder:
        index = _built(Path(folder) / "index", [(np.arange(_PASSAGES), rows)], 1.0)
        query = rows[0]
        yield Measurement(
            "best 100 of 50,000 embeddings",
            "ms",
            1000 * seconds(lambda: index.search(query, _LIMIT), 20),
            "numpy",
            1000 * seconds(lambda: np.argpartition(-(rows @ query), _LIMIT)[:_LIMIT], 20),
        )


class Cloud:
    """Any number of embeddings like given ones, the same at every call.

    Each is one of the given plus half the difference of two others of its cluster (k-means, some hundred a cluster) plus noise of .01 a
    component, at unit length: so they vary about the given ones as these vary within a cluster.

    Args:
        given: float32 (n, dimension); random ones about a common direction when None.
    """

    def __init__(self, given: Embeddings | None) -> None:
        random = np.random.default_rng(1)
        if given is None:
            given = random.standard_normal((20_000, _DIMENSION)).astype(np.float32) + 2.2
        self._given = _unit(given)
        clusters = faiss.Kmeans(self._given.shape[1], max(1, len(given) // 100), niter=5, seed=1)
        clusters.train(self._given)
        nearest = clusters.index.search(self._given, 1)[1][:, 0]
        self._order = np.argsort(nearest, kind="stable")
        bounds = np.searchsorted(nearest[self._order], np.arange(clusters.k + 1))
        self._first, self._last = bounds[nearest], bounds[nearest + 1]

    def embeddings(self, count: int) -> Iterator[tuple[NDArray[np.int64], Embeddings]]:
        """The first so many, with their numbers."""
        for start in range(0, count, _AT_ONCE):
            random = np.random.default_rng(start + 2)
            chosen = random.integers(0, len(self._given), _AT_ONCE)
            one, other = (self._neighbours(random, chosen) for _ in range(2))
            noise = 0.01 * random.standard_normal((_AT_ONCE, self._given.shape[1]), dtype=np.float32)
            made = _unit(self._given[chosen] + 0.5 * (one - other) + noise).astype(np.float16)
            size = min(_AT_ONCE, count - start)
            yield np.arange(start, start + size), made[:size].astype(np.float32)

    def questions(self, likeness: float) -> Embeddings:
        """Questions that have this cosine with an embedding when the mean is taken off, and vary as embeddings do for the rest."""
        random = np.random.default_rng(77)
        drawn = next(self.embeddings(_AT_ONCE))[1]
        mean = drawn.mean(axis=0)
        drawn -= mean
        weights = random.standard_normal((_QUESTIONS, len(drawn)), dtype=np.float32) / len(drawn) ** 0.5
        held = drawn[random.integers(0, len(drawn), _QUESTIONS)]
        return _unit(mean + likeness * held + np.float32((1 - likeness**2) ** 0.5) * (weights @ drawn))

    def _neighbours(self, random: np.random.Generator, chosen: NDArray[np.int64]) -> Embeddings:
        first, last = self._first[chosen], self._last[chosen]
        return self._given[
            self._order[first + (random.random(len(chosen)) * (last - first)).astype(np.int64)]
        ]


def grow(cloud: Cloud, size: int, recall: float) -> None:
    """Print what an index of this size costs, and how it answers."""
    with tempfile.TemporaryDirectory() as place:
        folder, started = Path(place) / "index", time.perf_counter()
        index = _built(folder, cloud.embeddings(size), recall)
        _say(f"## {size:,} embeddings\n\nbuilt in {time.perf_counter() - started:.1f} s")
        later = islice(cloud.embeddings(size + size // 100), size // _AT_ONCE, None)
        more = [(numbers[numbers >= size], rows[numbers >= size]) for numbers, rows in later]
        started = time.perf_counter()
        writer = VectorWriter(Path(place) / "more", index.dimension, recall, folder)
        writer.add(more)
        facts = writer.finish()
        _say(f"1 % added in {time.perf_counter() - started:.2f} s: {facts}")
        _say(f"opened in {1000 * seconds(lambda: VectorIndex(folder), 5):.1f} ms")
        _answers(cloud, index, size)
        disk = sum(path.stat().st_size for path in folder.iterdir()) / size
        _say(
            f"bytes an embedding: {disk:.0f} on disk, {_resident(folder) / size:.0f} mapped and resident, what building mapped included"
        )
        _peers(cloud, size)


def _answers(cloud: Cloud, index: VectorIndex, size: int) -> None:
    shares = (1, 100, 1000)
    kinds = {likeness: cloud.questions(likeness) for likeness in (0.7, 0.3)}
    for likeness, questions in kinds.items():
        exact = _exact(cloud, size, questions, shares)
        for share in shares:
            allowed = AllowedPassages(np.arange(0, size, share)) if share > 1 else None
            for limit in (10, 100, 200):
                name = f"questions like a passage to {likeness}, 1 of {share} allowed, best {limit}"
                _timed(name, partial(_search, index, allowed), questions, limit, exact[share])


def _search(index: VectorIndex, allowed: AllowedPassages | None, query: Embeddings, limit: int) -> list[int]:
    return [posting.passage for posting in index.search(query, limit, allowed)]


def _peers(cloud: Cloud, size: int) -> None:
    questions = cloud.questions(0.7)
    exact = _exact(cloud, size, questions, (1,))[1]
    kinds: dict[str, Any] = {"faiss Flat": faiss.IndexFlatIP(_DIMENSION)}
    if size <= _HNSW_UP_TO:
        kinds["faiss HNSW32, efSearch 64"] = faiss.IndexHNSWFlat(_DIMENSION, 32, faiss.METRIC_INNER_PRODUCT)
        kinds["faiss HNSW32, efSearch 64"].hnsw.efSearch = 64
    for name, index in kinds.items():
        started = time.perf_counter()
        faiss.omp_set_num_threads(2)
        for _, rows in cloud.embeddings(size):
            index.add(rows)
        _say(f"{name} built in {time.perf_counter() - started:.1f} s")
        faiss.omp_set_num_threads(1)

        def search(query: Embeddings, limit: int, index: Any = index) -> list[int]:
            found: list[int] = index.search(query[None], limit)[1][0].tolist()
            return found

        for limit in (10, 200):
            _timed(f"{name}, best {limit}", search, questions, limit, exact)


def _timed(name: str, search: Search, questions: Embeddings, limit: int, exact: NDArray[np.int64]) -> None:
    """Print times of the calling thread, warm, and the share of the best that is found."""
    times, found = [], 0
    wanted = [set(row[row >= 0][:limit].tolist()) for row in exact]
    for question in questions[:10]:
        search(question, limit)
    for question, right in zip(questions, wanted, strict=True):
        started = time.thread_time()
        answer = search(question, limit)
        times.append(1000 * (time.thread_time() - started))
        found += len(right.intersection(answer))
    middle, late = np.quantile(times, (0.5, 0.95))
    share = found / sum(map(len, wanted))
    _say(f"- {name}: p50 {middle:.2f} ms, p95 {late:.2f} ms, recall@{limit} {share:.4f}")


def _exact(
    cloud: Cloud, size: int, questions: Embeddings, shares: Sequence[int]
) -> dict[int, NDArray[np.int64]]:
    """The right answers for every share of allowed embeddings, int64 (questions, `_DEEPEST`), -1 where there are no more."""
    best = {
        share: (np.full((len(questions), 0), -np.inf), np.zeros((len(questions), 0), np.int64))
        for share in shares
    }
    for numbers, rows in cloud.embeddings(size):
        scores = questions @ rows.T
        for share in shares:
            kept = numbers % share == 0
            together = np.hstack([best[share][0], scores[:, kept]])
            named = np.hstack([best[share][1], np.broadcast_to(numbers[kept], (len(questions), kept.sum()))])
            order = np.argsort(-together, axis=1, kind="stable")[:, :_DEEPEST]
            best[share] = np.take_along_axis(together, order, 1), np.take_along_axis(named, order, 1)
    return {share: named for share, (_, named) in best.items()}


def _built(
    folder: Path,
    passages: Sequence[tuple[NDArray[np.int64], Embeddings]] | Iterator[tuple[NDArray[np.int64], Embeddings]],
    recall: float,
) -> VectorIndex:
    writer = VectorWriter(folder, _DIMENSION, recall)
    writer.add(passages)
    _say(str(writer.finish()))
    return VectorIndex(folder)


def _resident(folder: Path) -> int:
    """Bytes of the folder's files that this process has mapped and in memory (Linux)."""
    total, ours = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if "-" in line.split(maxsplit=1)[0]:
            ours = str(folder) in line
        elif ours and line.startswith("Rss:"):
            total += 1024 * int(line.split()[1])
    return total


def _unit(rows: Embeddings) -> Embeddings:
    unit: Embeddings = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def main() -> None:
    """Grow an index to each of the sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument(
        "--like", type=Path, help="a .npy file of embeddings that the made-up ones shall be like"
    )
    parser.add_argument("--recall", type=float, default=RECALL)
    given = parser.parse_args()
    cloud = Cloud(np.load(given.like).astype(np.float32) if given.like else None)
    for size in given.sizes:
        grow(cloud, size, given.recall)


if __name__ == "__main__":
    main()
