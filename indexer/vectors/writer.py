"""Writing the next state of a vector index: one small segment for what is new, and merging that keeps segments few."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np

from indexer.models import Embeddings, VectorFacts
from indexer.vectors.allowed import Numbers
from indexer.vectors.index import State
from indexer.vectors.rows import Halves, RowsWriter, decoded, halves
from indexer.vectors.segment import Segment
from indexer.vectors.training import write_lists

QUANTIZED_FROM = 8_000
"""Passages in a segment from which on 4 bits a component, and exact scores of what looks best, are faster than exact scores of all."""

_TIMES = 4
"""A segment is merged with the older one before it unless that is more than so many times as large."""
_LIVE_PER_DEAD = 4
"""A segment with more than one deleted passage to so many others is written anew."""
_GROWN = 4
"""Centres of lists are found anew when there are so many times as many passages as they were found for."""
_AT_ONCE = 1 << 14


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment on its way into the next state.

    Attributes:
        segment: The segment.
        dead: Its passages that are deleted.
    """

    segment: Segment
    dead: Numbers

    def __len__(self) -> int:
        """How many of its passages are not deleted."""
        return len(self.segment) - len(self.dead)

    @property
    def is_mostly_dead(self) -> bool:
        return len(self) < len(self.dead) * _LIVE_PER_DEAD


class VectorWriter:
    """Makes the next state of a vector index in a folder of its own, which shares the files of segments that stay as they are.

    Segments grow by tiers (O'Neil et al., "The Log-Structured Merge-Tree", Acta Informatica 33, 1996): each is more than `_TIMES` as large
    as the next, so there are O(log n), and an embedding is copied O(log n) times while an index grows to n.

    Args:
        folder: Made; must not be there.
        dimension: Length of an embedding.
        recall: Share of the best passages that a search has to find; 1 for all, always.
        base: Folder of the last state, None to begin with nothing.
    """

    def __init__(self, folder: Path, dimension: int, recall: float, base: Path | None = None) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._recall = recall
        state = State.read(base) if base else State.empty(dimension)
        self._segments = [Segment(base, name) for name in state.names] if base else []
        self._deleted = state.deleted
        self._total = state.total.copy()
        self._names = count(max((int(name) for name in state.names), default=0) + 1)

    def delete(self, passages: Iterable[int]) -> None:
        """Take out passages by number; numbers that are not there are ignored."""
        gone = np.setdiff1d(np.fromiter(passages, dtype=np.int64), self._deleted)
        for segment in self._segments:
            held = segment.holds(gone)
            self._deleted = np.union1d(self._deleted, held)
            self._total -= decoded(segment.halves(held)).sum(axis=0, dtype=np.float64)

    def add(self, passages: Iterable[tuple[Numbers, Embeddings]]) -> None:
        """Take in passages that are not there yet; each call makes a segment.

        Args:
            passages: Some at a time: numbers, int64 (n,), and embeddings, float32 (n, dimension), rows of unit length, kept as float16.
        """
        segment = self._written((numbers, halves(embeddings)) for numbers, embeddings in passages)
        if segment:
            self._total += sum(
                (rows.sum(axis=0, dtype=np.float64) for rows in _embeddings(segment)),
                np.zeros_like(self._total),
            )
            self._segments.append(segment)

    def finish(self) -> VectorFacts:
        """Merge what is to be merged, and write the state; says what a search may expect."""
        kept = [self._settled(group) for group in _grouped(self._parts(self._segments))]
        parts = self._parts([segment for segment in kept if segment])
        names = tuple(part.segment.name for part in parts)
        deleted = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *(part.dead for part in parts)]))
        State(names, deleted, self._total, sum(map(len, parts))).write(self._folder)
        return _facts([part.segment for part in parts])

    def _parts(self, segments: Iterable[Segment]) -> list[_Part]:
        return [_Part(segment, segment.holds(self._deleted)) for segment in segments]

    def _settled(self, group: list[_Part]) -> Segment | None:
        """The one segment that a group becomes, in the folder; None when nothing of it is left."""
        first = group[0].segment
        if len(group) == 1 and not group[0].is_mostly_dead:
            segment: Segment | None = self._taken_over(first)
        else:
            segment = self._written(pair for part in group for pair in _live(part))
            for part in group:
                if part.segment.folder == self._folder:
                    _remove(part.segment)
        if segment and not segment.centres and self._recall < 1 and len(segment) >= QUANTIZED_FROM:
            return self._listed(segment, max((part.segment for part in group), key=len))
        return segment

    def _listed(self, segment: Segment, largest: Segment) -> Segment:
        older = largest if largest.centres and len(segment) < _GROWN * largest.centres.trained else None
        if write_lists(segment, older, self._recall) is None and older:
            write_lists(segment, None, self._recall)
        return Segment(self._folder, segment.name)

    def _taken_over(self, segment: Segment) -> Segment:
        """A segment that stays as it is, by hard links to its files."""
        if segment.folder == self._folder:
            return segment
        for path in segment.folder.glob(f"{segment.name}.*"):
            (self._folder / path.name).hardlink_to(path)
        return Segment(self._folder, segment.name)

    def _written(self, passages: Iterable[tuple[Numbers, Halves]]) -> Segment | None:
        """A new segment, in the order of passage numbers; None for no passages."""
        name = str(next(self._names))
        taken: list[Numbers] = []
        with RowsWriter(self._folder / f"{name}.rows.faiss", len(self._total)) as rows:
            for numbers, embeddings in passages:
                taken.append(numbers)
                rows.add(embeddings)
        numbers = np.concatenate([np.empty(0, dtype=np.int64), *taken])
        np.save(self._folder / f"{name}.numbers.npy", numbers)
        if not numbers.size:
            for path in self._folder.glob(f"{name}.*"):
                path.unlink()
            return None
        segment = Segment(self._folder, name)
        order = np.argsort(numbers)
        if np.array_equal(order, np.arange(len(order))):
            return segment
        in_order = self._written(_slices(segment, order))
        _remove(segment)
        return in_order


def _grouped(parts: list[_Part]) -> Iterator[list[_Part]]:
    """Neighbours that are to become one segment, oldest first."""
    groups: list[list[_Part]] = []
    for part in parts:
        groups.append([part])
        while len(groups) > 1 and _size(groups[-2]) <= _TIMES * _size(groups[-1]):
            last = groups.pop()
            groups[-1] += last
    yield from groups


def _size(group: list[_Part]) -> int:
    return sum(map(len, group))


def _live(part: _Part) -> Iterator[tuple[Numbers, Halves]]:
    """What is not deleted of a segment, some thousand at a time."""
    return _slices(part.segment, np.flatnonzero(~np.isin(part.segment.numbers, part.dead)))


def _slices(segment: Segment, places: Numbers) -> Iterator[tuple[Numbers, Halves]]:
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        yield segment.numbers[some], segment.rows.mapped[some]


def _embeddings(segment: Segment) -> Iterator[Embeddings]:
    for start in range(0, len(segment), _AT_ONCE):
        yield decoded(segment.rows.mapped[start : start + _AT_ONCE])


def _remove(segment: Segment) -> None:
    for path in segment.folder.glob(f"{segment.name}.*"):
        path.unlink()


def _facts(segments: list[Segment]) -> VectorFacts:
    recalls = [segment.centres.recall for segment in segments if segment.centres]
    return VectorFacts("lists" if recalls else "exact", len(segments), min(recalls, default=1.0))
