"""The vocabulary of the bundled model as files that are mapped and looked up in, where the whole is not worth loading."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.model_store.tokenizer import UNKNOWN

_TEXTS, _IDS, _SCORES = "texts.npy", "ids.npy", "scores.npy"
_BYTES_A_CHARACTER = 4


class FewPieces(NamedTuple):
    """Some pieces of a vocabulary, by token id, with all that a tokenizer needs beside them.

    Attributes:
        pieces: Texts and scores; the first stand where they stand in the whole vocabulary, up to that of the unknown.
        ids: Token id of each, int32 (n,), ascending.
    """

    pieces: list[tuple[str, float]]
    ids: NDArray[np.int32]


class Vocabulary:
    """The pieces of a `tokenizer.json`, mapped.

    Args:
        folder: Where `write_vocabulary` has written them.

    Raises:
        OSError: A file is missing.
        ValueError: A file is no array.
    """

    def __init__(self, folder: Path) -> None:
        self._texts = np.load(folder / _TEXTS, mmap_mode="r")
        self._ids = np.load(folder / _IDS, mmap_mode="r")
        self._scores = np.load(folder / _SCORES, mmap_mode="r")
        # What no piece covers is scored by the lowest score of the vocabulary.
        self._always = np.append(np.flatnonzero(self._ids <= UNKNOWN), self._scores.argmin())

    def inside(self, words: Iterable[str]) -> FewPieces:
        """The pieces that stand anywhere in these words, and those that no vocabulary can do without."""
        longest = self._texts.dtype.itemsize // _BYTES_A_CHARACTER
        parts = {
            word[start:end]
            for word in words
            for start in range(len(word))
            for end in range(start + 1, min(start + longest, len(word)) + 1)
        }
        wanted = np.array(sorted(parts), dtype=self._texts.dtype)
        places = np.minimum(np.searchsorted(self._texts, wanted), len(self._texts) - 1)
        places = np.unique(np.append(self._always, places[self._texts[places] == wanted]))
        places = places[np.argsort(self._ids[places])]
        pieces = zip(self._texts[places].tolist(), self._scores[places].tolist(), strict=True)
        return FewPieces(list(pieces), self._ids[places])


def write_vocabulary(tokenizer: Path, folder: Path) -> None:
    """Write the vocabulary of a `tokenizer.json`: the texts in order, and the token id and the score of each."""
    listed = json.loads(tokenizer.read_bytes())["model"]["vocab"]
    texts = np.array([text for text, _ in listed])
    order = np.argsort(texts)
    np.save(folder / _TEXTS, texts[order])
    np.save(folder / _IDS, order.astype(np.int32))
    np.save(folder / _SCORES, np.array([score for _, score in listed])[order])
