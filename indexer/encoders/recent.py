"""Embeddings of the questions asked last: a next page, another filter or a second language ask the same once more."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from hashlib import blake2b
from threading import Lock

import numpy as np

from indexer.models import Embeddings


class RecentRows:
    """Remembers the rows of the texts used last, by a hash of each text; several threads may ask at once."""

    def __init__(self, encode: Callable[[Sequence[str]], Embeddings], most: int) -> None:
        """Remember at most `most` rows of `encode`, which makes float32 (n, dimension) of n texts."""
        self._encode = encode
        self._most = most
        self._rows: OrderedDict[bytes, Embeddings] = OrderedDict()
        self._lock = Lock()

    def rows(self, texts: Sequence[str]) -> Embeddings:
        """`encode(texts)`, of which only what is not remembered is encoded."""
        keys = [_key(text) for text in texts]
        with self._lock:
            found = {key: self._rows[key] for key in keys if key in self._rows}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        new = self._encode(list(missing.values()))
        found |= {key: row.copy() for key, row in zip(missing, new, strict=True)}
        self._keep(found)
        return np.array([found[key] for key in keys], dtype=np.float32).reshape(len(keys), new.shape[1])

    def _keep(self, found: dict[bytes, Embeddings]) -> None:
        with self._lock:
            self._rows |= found
            for key in found:
                self._rows.move_to_end(key)
            while len(self._rows) > self._most:
                self._rows.popitem(last=False)


def _key(text: str) -> bytes:
    # A lone surrogate is no text, but may be asked for.
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
