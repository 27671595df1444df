"""An encoder without a model: hashed character n-grams, deterministic on every machine."""

import re
import sys
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from indexer.models import Embeddings

_DIMENSION = 256
_VERSION = "1"
_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"\w{1,4}|[^\w\s]")


class HashingEncoder:
    """Words and their character n-grams (2 to 4), hashed with signs into a fixed number of components.

    Signed feature hashing: Weinberger et al., Feature Hashing for Large Scale Multitask Learning, ICML 2009.
    It finds shared spelling, not shared meaning: a second real `Encoder`, for machines and tests without a model.
    """

    @property
    def name(self) -> str:
        """`hashing`."""
        return "hashing"

    @property
    def fingerprint(self) -> str:
        """Name, version of the recipe and dimension; there are no weights."""
        return f"hashing-{_VERSION}-{_DIMENSION}"

    @property
    def dimension(self) -> int:
        """256."""
        return _DIMENSION

    @property
    def max_tokens(self) -> int:
        """The whole text is read, however long."""
        return sys.maxsize

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Pieces of at most four letters or digits, and punctuation marks one by one."""
        return [sum(1 for _ in _PIECE.finditer(unicodedata.normalize("NFC", text))) for text in texts]

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), 256), unit rows; queries and passages are encoded alike."""
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), 256), unit rows, in the order given."""
        rows = np.zeros((len(texts), _DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for feature, count in Counter(_features(text)).items():
                row[feature % _DIMENSION] += (1 if feature >> 31 else -1) * count**0.5
            # A text without letters or digits still needs a row of unit length.
            row[0] += not row.any()
        unit: Embeddings = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def _features(text: str) -> Iterator[int]:
    """CRC-32 of every word, between its two borders, and of its n-grams."""
    for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold()):
        bordered = f"<{word}>"
        yield _hash(bordered)
        for size in (2, 3, 4):
            for start in range(len(bordered) - size + 1):
                yield _hash(bordered[start : start + size])


def _hash(gram: str) -> int:
    # A lone surrogate is no text, but must not stop a run.
    return zlib.crc32(gram.encode("utf-8", "surrogatepass"))
