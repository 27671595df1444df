"""The vector index beside the same search written out in numpy."""

from collections.abc import Iterator

import numpy as np

from indexer.vectors import VectorIndex
from tests.benchmarks.measurement import Measurement, seconds

_PASSAGES, _DIMENSION, _LIMIT = 50_000, 384, 100


def measure() -> Iterator[Measurement]:
    """Milliseconds for the best hundred of fifty thousand random embeddings."""
    rows = np.random.default_rng(7).standard_normal((_PASSAGES, _DIMENSION)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    index = VectorIndex.empty(_DIMENSION)
    index.add(np.arange(_PASSAGES, dtype=np.int64), rows)
    query = rows[0]
    yield Measurement(
        "best 100 of 50,000 embeddings",
        "ms",
        1000 * seconds(lambda: index.search(query, _LIMIT), 20),
        "numpy",
        1000 * seconds(lambda: np.argpartition(-(rows @ query), _LIMIT)[:_LIMIT], 20),
    )
