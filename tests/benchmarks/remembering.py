"""An encoder that looks up what was embedded before, so that a benchmark can index again what an index holds already."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from indexer.builder.states import embedding_key
from indexer.models import Embeddings
from indexer.seams import Encoder

Otherwise = Callable[[Sequence[str]], Embeddings]


class RememberingEncoder:
    """Passages as other knowledge bases have them; queries, tokens and fingerprint are those of the encoder behind it.

    What it builds is therefore opened and searched with that encoder.

    Args:
        encoder: Made the embeddings that are remembered.
        home: A knowledge base of that encoder; only read.
        otherwise: Embeds passages that it does not hold; `encoder.encode_passages` if not given.
    """

    def __init__(self, encoder: Encoder, home: Path, otherwise: Otherwise | None = None) -> None:
        self._encoder = encoder
        self._catalog = f"file:{home / 'catalog.sqlite'}?mode=ro"
        self._otherwise = otherwise or encoder.encode_passages

    @property
    def name(self) -> str:
        return self._encoder.name

    @property
    def fingerprint(self) -> str:
        return self._encoder.fingerprint

    @property
    def dimension(self) -> int:
        return self._encoder.dimension

    @property
    def max_tokens(self) -> int:
        return self._encoder.max_tokens

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return self._encoder.count_tokens(texts)

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        return self._encoder.encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        found = [self._remembered(texts[start : start + 500]) for start in range(0, len(texts), 500)]
        vectors = [vector for some in found for vector in some]
        unknown = [place for place, vector in enumerate(vectors) if vector is None]
        for place, vector in enumerate(vectors):
            if vector is not None:
                rows[place] = np.frombuffer(vector, dtype="<f2")
        if unknown:
            rows[unknown] = self._otherwise([texts[place] for place in unknown])
        return rows

    def _remembered(self, texts: Sequence[str]) -> Iterator[bytes | None]:
        """The stored float16 of each text, None for those that nobody has embedded."""
        keys = [embedding_key(self.fingerprint, text) for text in texts]
        query = f"SELECT key, vector FROM embeddings WHERE key IN ({', '.join('?' * len(keys))})"
        with closing(sqlite3.connect(self._catalog, uri=True)) as catalog:
            known = dict(catalog.execute(query, keys).fetchall())
        return (known.get(key) for key in keys)
