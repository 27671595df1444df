"""A segment: embeddings that were written together, and never change."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexCorruptedError
from indexer.models import Embeddings
from indexer.stored_file import StoredFile
from indexer.vectors.allowed import AllowedPassages, Numbers
from indexer.vectors.lists import Centres, Lists
from indexer.vectors.rows import Found, Halves, Rows, flat, on_one_core, scored

_NUMBERS, _ROWS, _LISTS, _CENTRES = "numbers.npy", "rows.faiss", "lists.faiss", "centres.npz"
SCAN_COSTS, LISTS_COST = 8, 24
"""To look at an embedding among others costs a part of what it costs alone, with lists a smaller one: so many allowed for one are
looked at."""
MAPPED_BELOW = 200_000
"""Single embeddings of larger segments with lists are read from the file: through the mapping all would become resident in time."""
READ_AT_MOST = 1500
"""More are what a filter lets through: reading them takes four times as long as looking through the mapping."""
_FEW = 8
"""One number in so many is too few to keep a place for each."""
_AT_ONCE = 1024
"""Embeddings scored at a time: no more than stays in a cache and in memory that is there already."""


class Segment:
    """A segment opened for reading; its files are mapped, and its lists read when they are first searched.

    Args:
        folder: Where its files lie.
        name: What their names begin with.

    Attributes:
        centres: Of its lists; None where it has none.

    Raises:
        IndexCorruptedError: A file is missing or is not what it should be.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        self.name = name
        self.rows = Rows(self.file(_ROWS))
        self.numbers = _numbers(self.file(_NUMBERS))
        if len(self.numbers) != len(self.rows) or not len(self.rows):
            raise IndexCorruptedError(self.file(_NUMBERS), "its length is not that of the rows")
        self.centres = Centres.read(self.file(_CENTRES)) if self.file(_LISTS).exists() else None

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def lists(self) -> Lists | None:
        """Its lists, in memory. Raises IndexCorruptedError."""
        return Lists.read(self.file(_LISTS), self.centres) if self.centres else None

    def file(self, part: str) -> Path:
        """Path of one of its files."""
        return self.folder / f"{self.name}.{part}"

    def search(
        self,
        query: Embeddings,
        count: int,
        allowed: AllowedPassages | None = None,
        selector: faiss.IDSelector | None = None,
    ) -> Found:
        """The best passages by inner product, exact where there are no lists; fewer than `count` only when there are no more.

        Args:
            query: float32 (dimension,).
            count: How many.
            allowed: Search among these only.
            selector: The same for FAISS, or all but the deleted ones.
        """
        if allowed:
            among = allowed.between(int(self.numbers[0]), int(self.numbers[-1]))
            if len(among) <= len(self) // (LISTS_COST if self.centres else SCAN_COSTS):
                return self.score(self.holds(among), query, count)
        if not self.lists:
            return self.scan(query, count, selector)
        return self.score(np.sort(self.lists.search(query, count, selector)), query, count)

    def scan(self, query: Embeddings, count: int, selector: faiss.IDSelector | None = None) -> Found:
        """The best passages after looking at all."""
        on_one_core()
        parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # takes its fields as keywords
        scores, numbers = self._by_number.search(query[None], min(count, len(self)), params=parameters)
        # FAISS fills up with number -1 where it has no more.
        kept = numbers[0] >= 0
        return scores[0][kept], numbers[0][kept]

    def score(self, numbers: Numbers, query: Embeddings, count: int) -> Found:
        """The best of some of its passages."""
        if not len(numbers):
            return np.empty(0, dtype=np.float32), numbers
        rows = self._rows(len(numbers))
        positions = self._positions(numbers)
        places = [slice(start, start + _AT_ONCE) for start in range(0, len(numbers), _AT_ONCE)]
        parts = [scored(rows(positions[place]), numbers[place], query, count) for place in places]
        scores, found = (np.concatenate(values) for values in zip(*parts, strict=True))
        kept = np.argsort(-scores, kind="stable")[:count]
        return scores[kept], found[kept]

    def halves(self, numbers: Numbers) -> Halves:
        """Embeddings of some of its passages."""
        return self._rows(len(numbers))(self._positions(numbers))

    def _rows(self, count: int) -> Callable[[Numbers], Halves]:
        """How to get so many embeddings by their positions."""
        is_read = self.centres and len(self) >= MAPPED_BELOW and count <= READ_AT_MOST
        return self.rows.read if is_read else self.rows.mapped.__getitem__

    def holds(self, numbers: Numbers) -> Numbers:
        """Those of the passages, in ascending order, that it has."""
        near = numbers[(numbers >= self.numbers[0]) & (numbers <= self.numbers[-1])]
        held: Numbers = near[self._positions(near) >= 0]
        return held

    def _positions(self, numbers: Numbers) -> Numbers:
        """Where passages stand among the rows, -1 for those that are not here; none lies before the first number or behind the last."""
        positions: Numbers
        if len(self._by_offset):
            positions = self._by_offset[numbers - self.numbers[0]].astype(np.int64)
        else:
            near = np.searchsorted(self.numbers, numbers)
            positions = np.where(self.numbers[near] == numbers, near, -1)
        return positions

    @cached_property
    def _by_offset(self) -> NDArray[np.int32]:
        """The position of every number from the first to the last, where most are here: a search among a million takes a microsecond."""
        offsets = np.asarray(self.numbers - self.numbers[0])
        if offsets[-1] >= _FEW * len(self):
            return np.empty(0, dtype=np.int32)
        positions = np.full(int(offsets[-1]) + 1, -1, dtype=np.int32)
        positions[offsets] = np.arange(len(self), dtype=np.int32)
        return positions

    @cached_property
    def _by_number(self) -> faiss.IndexIDMap:
        rows = self.rows.index
        index = faiss.IndexIDMap(flat(rows.d))
        index.index, index.ntotal = rows, len(self)
        faiss.copy_array_to_vector(np.ascontiguousarray(self.numbers), index.id_map)
        return index


_OPEN: WeakValueDictionary[tuple[StoredFile, ...], Segment] = WeakValueDictionary()
_OPENING = Lock()


def open_segment(folder: Path, name: str) -> Segment:
    """A segment for searching: the same object as long as one is open with the same files, linked into whatever folders.

    So what a generation has in common with the one before it is in memory once, and read once.

    Raises:
        IndexCorruptedError: A file is missing or is not what it should be.
    """
    files = tuple(map(StoredFile.at, sorted(folder.glob(f"{name}.*"))))
    with _OPENING:
        segment = _OPEN.get(files)
        if segment is None:
            segment = Segment(folder, name)
            _ = segment.lists  # read now: the folder may be gone by the first search
            _OPEN[files] = segment
        return segment


def _numbers(path: Path) -> Numbers:
    try:
        numbers: Numbers = np.load(path, mmap_mode="r")
    except (OSError, EOFError, ValueError) as error:
        raise IndexCorruptedError(path, f"no passage numbers: {error}") from error
    return numbers
