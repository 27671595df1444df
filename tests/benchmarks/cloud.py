"""Any number of embeddings like given ones, and questions to them."""

from collections.abc import Iterator

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.models import Embeddings

_AT_ONCE = 20_000


class Cloud:
    """Any number of embeddings like given ones, the same at every call.

    Each is one of the given plus half the difference of two others of its cluster (k-means, some hundred a cluster) plus noise of .01 a
    component, at unit length: so they vary about the given ones as these vary within a cluster.

    Args:
        given: float32 (n, 384); random ones about a common direction when None.
    """

    DIMENSION = 384

    def __init__(self, given: Embeddings | None) -> None:
        random = np.random.default_rng(1)
        if given is None:
            given = random.standard_normal((_AT_ONCE, self.DIMENSION)).astype(np.float32) + 2.2
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

    def questions(self, likeness: float, count: int) -> Embeddings:
        """So many questions that have this cosine with an embedding when the mean is taken off, and vary as embeddings do for the rest."""
        random = np.random.default_rng(77)
        drawn = next(self.embeddings(_AT_ONCE))[1]
        mean = drawn.mean(axis=0)
        drawn -= mean
        weights = random.standard_normal((count, len(drawn)), dtype=np.float32) / len(drawn) ** 0.5
        held = drawn[random.integers(0, len(drawn), count)]
        return _unit(mean + likeness * held + np.float32((1 - likeness**2) ** 0.5) * (weights @ drawn))

    def _neighbours(self, random: np.random.Generator, chosen: NDArray[np.int64]) -> Embeddings:
        first, last = self._first[chosen], self._last[chosen]
        return self._given[
            self._order[first + (random.random(len(chosen)) * (last - first)).astype(np.int64)]
        ]


def _unit(rows: Embeddings) -> Embeddings:
    unit: Embeddings = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit
