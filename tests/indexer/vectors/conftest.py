from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.models import Embeddings
from indexer.vectors import VectorIndex, VectorWriter

DIMENSION = 48

Build = Callable[[NDArray[np.int64], Embeddings], VectorIndex]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Makes an index of passages from nothing, exact in all it does."""
    folders = count()

    def make(numbers: NDArray[np.int64], rows: Embeddings) -> VectorIndex:
        folder = tmp_path / f"built-{next(folders)}"
        writer = VectorWriter(folder, DIMENSION, 1.0)
        writer.add([(numbers, rows)])
        writer.finish()
        return VectorIndex(folder)

    return make
