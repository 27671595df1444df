"""Synthetic embeddings that lie as real ones do: in clusters around them, spread in the directions in which they differ."""

import hashlib
from collections.abc import Sequence

import numpy as np

from indexer.models import Embeddings

_SPREAD = 0.5


class ClusteredEmbeddings:
    """An embedding for any text, fixed by the text alone.

    Its SHA-256 chooses three real embeddings a, b and c, and the result is a + .5 (b - c) at unit length: near a (a cosine of about .95
    for multilingual-e5-small), and as a whole with the narrow cone and the correlated components of the model, which white noise lacks.

    Args:
        real: float32 (n, dimension), rows of unit length.
    """

    def __init__(self, real: Embeddings) -> None:
        self._real = real

    def __call__(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), dimension), unit rows, in the order given."""
        digests = b"".join(hashlib.sha256(text.encode()).digest()[:24] for text in texts)
        places = np.frombuffer(digests, dtype="<u8").reshape(-1, 3) % len(self._real)
        near, forth, back = (self._real[places[:, part]] for part in range(3))
        rows = near + _SPREAD * (forth - back)
        unit: Embeddings = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return unit
