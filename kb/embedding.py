"""Embedding questions: begun as soon as they are understood, and waited for where passages are compared with them."""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from corpus.cores import cores
from indexer.models import Embeddings
from indexer.remembered import Remembered
from indexer.seams import Encoder

_REMEMBERED = 1024

Embedded = Callable[[], Embeddings]
"""Waits for the embedding of a text, float32 (dimension,), of unit length; raises what the encoder raised."""


class Embedder:
    """Embeds questions in threads of its own, one a core, so that who asks can look up words meanwhile. Safe to share between threads.

    Threads begin with the first question, and end with `close` or when nobody has the embedder any more. The last 1,024 texts are
    remembered.

    Args:
        encoder: Of the knowledge base.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known = Remembered(self._encoded, _REMEMBERED)
        self._aside = ThreadPoolExecutor(cores(), "embedding")

    def begin(self, text: str) -> Embedded:
        """Begin to embed a text, unless it is remembered."""
        embedded = partial(self._row, text)
        return embedded if self._known.has(text) else self._aside.submit(embedded).result

    def close(self) -> None:
        """End the threads, after what they have begun; a second call does nothing."""
        self._aside.shutdown()

    def _row(self, text: str) -> Embeddings:
        return self._known.of([text])[text]

    def _encoded(self, texts: Collection[str]) -> dict[str, Embeddings]:
        return dict(zip(texts, self._encoder.encode_queries(list(texts)), strict=True))
