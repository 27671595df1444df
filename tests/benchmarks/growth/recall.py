"""How much of what an exact search finds the vector index finds too, and how long both take."""

import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.backends.local import LocalIndex
from indexer.models import Embeddings, Filters
from tests.benchmarks.growth.building import LANGUAGE, stored

_LIMIT = 10
_SAME = 2e-6
"""Scores are rounded to six digits; passages this near to the tenth are as good as it."""


class Recall(NamedTuple):
    """Of some queries.

    Attributes:
        at_10: Share of the first ten that are as near as the ten nearest, mean over the queries.
        index_ms: Median of one search in the index for ten.
        exact_ms: Of one product with all embeddings in numpy, for one query; reading them is not counted.
    """

    at_10: float
    index_ms: float
    exact_ms: float


def recall(home: Path, queries: Embeddings) -> Recall:
    """Recall at ten of the vector index of the language: float32 (n, dimension), rows of unit length."""
    tenth, exact_seconds = _exact(home, queries)
    shares, seconds = [], []
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        for query, least in zip(queries, tenth.tolist(), strict=True):
            started = time.perf_counter()
            found = backend.dense(query, LANGUAGE, Filters(), _LIMIT)
            seconds.append(time.perf_counter() - started)
            shares.append(sum(posting.score >= least - _SAME for posting in found) / _LIMIT)
    return Recall(
        float(np.mean(shares)), float(np.median(seconds)) * 1_000, exact_seconds * 1_000 / len(queries)
    )


def _exact(home: Path, queries: Embeddings) -> tuple[NDArray[np.float32], float]:
    """The score of the tenth nearest passage of each query, and the seconds of all products."""
    best = np.full((len(queries), _LIMIT), -1.0, dtype=np.float32)
    seconds = 0.0
    for _, block in stored(home):
        started = time.perf_counter()
        for row, query in enumerate(queries):
            together = np.concatenate([best[row], block @ query])
            best[row] = np.partition(together, -_LIMIT)[-_LIMIT:]
        seconds += time.perf_counter() - started
    return best.min(axis=1), seconds
