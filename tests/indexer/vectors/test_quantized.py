from typing import Any

import faiss
import numpy as np
import pytest

from indexer.vectors.quantized import empty, packed


@pytest.mark.parametrize("count", [1, 31, 32, 33, 100])
@pytest.mark.parametrize("dimension", [7, 8, 48])
def test_bytes_are_those_that_faiss_would_write(count: int, dimension: int) -> None:
    random = np.random.default_rng(count)
    steps = random.uniform(0.1, 0.5, dimension).astype(np.float32)
    levels = random.integers(0, 16, (count, dimension), dtype=np.uint8)
    index = empty(1, steps)
    index.add(((levels - np.float32(7.5)) * steps).astype(np.float32))
    written = packed(levels)
    lists: Any = index.invlists
    held = faiss.rev_swig_ptr(lists.get_codes(0), len(written))
    assert np.array_equal(held, written)
