"""The vector index of one language: exact cosine search, kept by FAISS under our passage numbers."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Self

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexCorruptedError
from indexer.models import Embeddings, Posting
from indexer.postings import best

_DIGITS = 6
_BLOCK = 1 << 14
_LOOKED_AT_AGAIN = 4
"""Passages by inner product for each one wanted, when lengths decide too."""
_SHORTEST = 1e-6


class VectorIndex:
    """Embeddings by passage number (IndexIDMap2 over a flat inner product).

    Searching is safe from many threads; changing is not, and is only done by a writer on its own copy.
    """

    def __init__(self, index: faiss.IndexIDMap2) -> None:
        self._index = index

    @classmethod
    def empty(cls, dimension: int) -> Self:
        """An index of nothing, for embeddings of this length."""
        return cls(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)))

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read an index from its file.

        Raises:
            IndexCorruptedError: The file is not there, or no index of this kind.
        """
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise IndexCorruptedError(path, "FAISS cannot read it") from error
        if not isinstance(index, faiss.IndexIDMap2):
            raise IndexCorruptedError(path, "it is another kind of index")
        return cls(index)

    def write(self, path: Path) -> None:
        """Write the index to a file."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        return int(self._index.d)

    def add(self, passages: NDArray[np.int64], embeddings: Embeddings) -> None:
        """Take in passages: numbers int64 (n,), embeddings float32 (n, dimension) with rows of unit length."""
        self._index.add_with_ids(np.ascontiguousarray(embeddings), passages)

    def delete(self, passages: Iterable[int]) -> None:
        """Take out passages by number; one pass over the whole index."""
        numbers = np.fromiter(passages, dtype=np.int64)
        if numbers.size:
            self._index.remove_ids(numbers)  # type: ignore[arg-type]  # takes an array, whatever its stub says

    @cached_property
    def mean(self) -> Embeddings:
        """Mean of all embeddings, float32 (dimension,), not of unit length."""
        total = np.zeros(self.dimension, dtype=np.float64)
        for start in range(0, len(self), _BLOCK):
            total += self._index.index.reconstruct_n(start, min(_BLOCK, len(self) - start)).sum(axis=0)
        return (total / max(1, len(self))).astype(np.float32)

    def search(
        self,
        embedding: Embeddings,
        limit: int,
        allowed: "AllowedPassages | None" = None,
        *,
        centred: bool = False,
    ) -> list[Posting]:
        """Passages by cosine with one embedding, float32 (dimension,), best first, ties by passage number.

        Args:
            embedding: Of unit length.
            limit: How many to give at most.
            allowed: Search among these only; None for all.
            centred: Whether `mean` is taken off the passages first. Taking it off changes an inner product by the same for all passages,
                so it is their new lengths alone that reorder them, and only the best few by inner product are looked at again.
        """
        if len(self) == 0:
            return []
        query = np.ascontiguousarray(embedding, dtype=np.float32).reshape(1, -1)
        parameters = allowed.parameters if allowed else None
        if not centred:
            return best(lambda count: self._fetch(query, count, parameters), limit, _DIGITS)
        return best(lambda count: self._centred(query, count, parameters), limit, _DIGITS)

    def _centred(
        self, query: Embeddings, count: int, parameters: faiss.SearchParameters | None
    ) -> list[Posting]:
        found = self._fetch(query, count * _LOOKED_AT_AGAIN, parameters)
        numbers = np.array([posting.passage for posting in found], dtype=np.int64)
        if not numbers.size:
            return []
        moved = self._index.reconstruct_batch(numbers) - self.mean
        lengths = np.maximum(np.linalg.norm(moved, axis=1), _SHORTEST)
        scores = (moved @ query[0]) / lengths
        return [Posting(*pair) for pair in zip(numbers.tolist(), scores.tolist(), strict=True)]

    def _fetch(
        self, query: Embeddings, count: int, parameters: faiss.SearchParameters | None
    ) -> list[Posting]:
        # Holds for the calling thread. One query gains nothing from a team of threads, and waits for all of them on a busy machine.
        faiss.omp_set_num_threads(1)
        scores, numbers = self._index.search(query, min(count, len(self)), params=parameters)
        # FAISS fills up with number -1 where it has no more.
        pairs = zip(numbers[0].tolist(), scores[0].tolist(), strict=True)
        return [Posting(number, score) for number, score in pairs if number >= 0]


class AllowedPassages:
    """Passage numbers a search is limited to, as the bitmap that FAISS asks for every candidate.

    Args:
        passages: int64 (n,), none negative.
    """

    def __init__(self, passages: NDArray[np.int64]) -> None:
        flags = np.zeros(int(passages.max(initial=0)) + 1, dtype=bool)
        flags[passages] = True
        # FAISS keeps a pointer, so the bytes must live as long as the selector.
        self._bits = np.packbits(flags, bitorder="little")
        selector = faiss.IDSelectorBitmap(self._bits)  # type: ignore[call-arg, arg-type]  # takes an array, whatever its stub says
        self.parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # takes its fields as keywords
