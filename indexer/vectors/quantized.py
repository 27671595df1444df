"""Embeddings at 4 bits a component in the form that FAISS scans fastest: 32 at a time, by tables in registers.

André, Kermarrec and Le Scouarnec, "Cache locality is not enough: high-performance nearest neighbor search with product quantization fast
scan", PVLDB 9 (2015).
"""

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.vectors.lists import LEVELS

_BLOCK = 32
_ORDER = np.array([0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15])
"""Places of the first half of a block in the order of its bytes; each shares its byte with the one 16 places on."""


def empty(count: int, steps: NDArray[np.float32]) -> faiss.IndexIVFPQFastScan:
    """An inverted file of nothing.

    Args:
        count: Of its lists.
        steps: float32 (dimension,), how far apart the levels of each component are; they lie evenly about 0.
    """
    dimension = len(steps)
    unused = faiss.IndexFlatL2(dimension)
    index = faiss.IndexIVFPQFastScan(unused, dimension, count, dimension, 4, faiss.METRIC_L2)
    unused.add(np.zeros((count, dimension), dtype=np.float32))
    index.by_residual = False
    levels = (np.arange(LEVELS) - (LEVELS - 1) / 2) * steps[:, None]
    faiss.copy_array_to_vector(levels.astype(np.float32).ravel(), index.pq.centroids)
    index.is_trained = True
    return index


def packed(levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Levels, uint8 (n, dimension), as the bytes of a list: whole blocks, the last filled up with zeros."""
    count, dimension = levels.shape
    blocks = -(-count // _BLOCK)
    filled = np.zeros((blocks * _BLOCK, dimension + dimension % 2), dtype=np.uint8)
    filled[:count, :dimension] = levels
    filled = filled.reshape(blocks, _BLOCK, -1)
    pairs = filled[:, _ORDER] | filled[:, _ORDER + _BLOCK // 2] << 4
    return np.ascontiguousarray(pairs.transpose(0, 2, 1)).ravel()
