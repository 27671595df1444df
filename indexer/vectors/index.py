"""Searching the vector index of a language."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexCorruptedError
from indexer.models import Embeddings, Posting
from indexer.postings import best
from indexer.vectors.allowed import AllowedPassages, NotDeleted, Numbers
from indexer.vectors.rows import Found, scored_from
from indexer.vectors.segment import Segment, open_segment

_STATE = "state.npz"
_DIGITS = 6
_LOOKED_AT_AGAIN = 1.5
"""Passages for each one wanted when the mean is taken off."""
_LIKENESS = 0.2
"""Cosine about which passages are to come in the right order when the mean is taken off."""


@dataclass(frozen=True, slots=True)
class State:
    """What changes from one generation to the next.

    Attributes:
        names: Names of the segments, oldest first.
        deleted: Passages that segments still have but nobody may find.
        total: float64 (dimension,), sum of the embeddings that are not deleted. Sums of float16 values are exact in float64 (up to half a
            billion of them), so it is the same whatever the order in which passages came and went.
        count: How many these are.
    """

    names: tuple[str, ...]
    deleted: Numbers
    total: NDArray[np.float64]
    count: int

    @classmethod
    def empty(cls, dimension: int) -> Self:
        """The state of an index of nothing."""
        return cls((), np.empty(0, dtype=np.int64), np.zeros(dimension), 0)

    def write(self, folder: Path) -> None:
        """Write it into the folder of the index."""
        with (folder / _STATE).open("wb") as stream:
            np.savez(
                stream,
                names=np.array(self.names, dtype=np.str_),
                deleted=self.deleted,
                total=self.total,
                count=np.array(self.count),
            )

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read it from the folder of an index. Raises IndexCorruptedError."""
        path = folder / _STATE
        try:
            with np.load(path) as fields:
                names = tuple(fields["names"].tolist())
                return cls(names, fields["deleted"], fields["total"], int(fields["count"]))
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise IndexCorruptedError(path, f"no state of a vector index: {error}") from error


class VectorIndex:
    """The vector index of a language, opened for reading in milliseconds: its files are mapped, and shared between processes.

    Safe to search from many threads.

    Args:
        folder: Where `VectorWriter` has written it.

    Raises:
        IndexCorruptedError: A file is missing or is not what it should be.
    """

    def __init__(self, folder: Path) -> None:
        state = State.read(folder)
        self._segments = [open_segment(folder, name) for name in state.names]
        self._count = state.count
        self._deleted = state.deleted
        self._all = NotDeleted(state.deleted) if state.deleted.size else None
        self.mean: Embeddings = (state.total / max(1, state.count)).astype(np.float32)
        """Mean of all embeddings, float32 (dimension,), not of unit length."""

    def __len__(self) -> int:
        return self._count

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        return len(self.mean)

    def search(
        self,
        embedding: Embeddings,
        limit: int,
        allowed: AllowedPassages | None = None,
        *,
        centred: bool = False,
    ) -> list[Posting]:
        """Passages by cosine with one embedding, float32 (dimension,), best first, ties by passage number.

        Scores are exact. Where segments have lists, some of the best may be missing: no more of the first ten than the recall leaves
        that the index was written for.

        Args:
            embedding: Of unit length.
            limit: How many to give at most.
            allowed: Search among these only; None for all.
            centred: Whether `mean` is taken off the passages first.
        """
        query = np.ascontiguousarray(embedding, dtype=np.float32)
        among = allowed.without(self._deleted) if allowed else None
        if len(self) == 0 or (among and not among.numbers.size):
            return []
        if not centred:
            return best(lambda count: self._fetch(query, count, among), limit, _DIGITS)
        return best(lambda count: self._centred(query, count, among), limit, _DIGITS)

    def _centred(self, query: Embeddings, count: int, allowed: AllowedPassages | None) -> Found:
        """The best with the mean taken off, out of those that are nearest to a point in the direction of the query.

        Passages with the same cosine c to the query lie on a cone about the mean. A sphere about the mean plus the query times `l / c`
        touches it at the distance `l` from the mean, so near a common length of the passages its order is that of cosines.
        """
        length = np.sqrt(max(0.0, 1 - float(self.mean @ self.mean)))
        point = self.mean + query * np.float32(length / _LIKENESS)
        _, numbers = self._fetch(point, int(count * _LOOKED_AT_AGAIN), allowed)
        parts = [
            (scored_from(self.mean, segment.halves(found), query), found)
            for segment, found in self._apart(numbers)
        ]
        if not parts:
            return np.empty(0, dtype=np.float32), numbers
        return np.concatenate([scores for scores, _ in parts]), np.concatenate([found for _, found in parts])

    def _apart(self, numbers: Numbers) -> Iterator[tuple[Segment, Numbers]]:
        """Passages by the segment that has them."""
        for segment in self._segments:
            found = segment.holds(np.sort(numbers))
            if found.size:
                yield segment, found

    def _fetch(self, query: Embeddings, count: int, allowed: AllowedPassages | None) -> Found:
        limits = allowed or self._all
        selector = limits.selector if limits else None
        found = [segment.search(query, count, allowed, selector) for segment in self._segments]
        scores = np.concatenate([scores for scores, _ in found])
        numbers = np.concatenate([numbers for _, numbers in found])
        kept = np.argsort(-scores, kind="stable")[:count]
        return scores[kept], numbers[kept]
