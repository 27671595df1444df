"""Embeddings in lists by direction, at 4 bits a component, and a search that opens only the lists where something good can be."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self
from zipfile import BadZipFile

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexCorruptedError
from indexer.models import Embeddings
from indexer.vectors.allowed import Numbers
from indexer.vectors.rows import Found, on_one_core, read_index

LEVELS = 16
"""Steps that a component is written as one of: 4 bits."""

_FIRST_SHARE = 128
_FIRST_LISTS = 8
"""One list in `_FIRST_SHARE`, and no fewer than this, are opened before anything is known of the scores."""


@dataclass(frozen=True, slots=True)
class Centres:
    """What is known of the lists without opening them.

    Attributes:
        centres: float32 (lists, dimension), the middle of each list, `mean` taken off.
        spreads: float32 (lists,), root mean square distance of a list's embeddings from its centre.
        mean: float32 (dimension,), what all embeddings have in common.
        steps: float32 (dimension,), how far apart neighbouring levels of each component are.
        trained: How many embeddings there were when the centres were found.
        reach: How many spreads above its centre the best of a list may lie, see `Lists.search`.
        recall: Share of the best ten passages that is found at this reach, as measured against an exact search.
    """

    centres: Embeddings
    spreads: NDArray[np.float32]
    mean: Embeddings
    steps: NDArray[np.float32]
    trained: int
    reach: float = np.inf
    recall: float = 1.0

    def write(self, path: Path) -> None:
        """Write everything to a file."""
        with path.open("wb") as stream:
            np.savez(
                stream,
                allow_pickle=False,
                **{name: np.asarray(getattr(self, name)) for name in self.__slots__},
            )

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read them from their file. Raises IndexCorruptedError."""
        try:
            with np.load(path) as fields:
                named = {name: fields[name] for name in cls.__slots__}
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise IndexCorruptedError(path, f"no centres of lists: {error}") from error
        plain = {name: named[name].item() for name in ("trained", "reach", "recall")}
        return cls(**(named | plain))

    def levels(self, embeddings: Embeddings) -> NDArray[np.uint8]:
        """The level of each component of embeddings, uint8 (n, dimension), 0 to 15; the mean is between the middle two."""
        steps = np.floor((embeddings - self.mean) / self.steps) + LEVELS // 2
        levels: NDArray[np.uint8] = np.clip(steps, 0, LEVELS - 1).astype(np.uint8)
        return levels


class Lists:
    """The lists of a segment, in memory.

    Args:
        index: An inverted file of FAISS, by passage number; its own choice of lists is not used.
        centres: Of its lists.
    """

    def __init__(self, index: faiss.IndexIVFPQFastScan, centres: Centres) -> None:
        self.index = index
        self.centres = centres
        self._middles = faiss.IndexFlatL2(centres.centres.shape[1])
        self._middles.add(centres.centres)

    @classmethod
    def read(cls, path: Path, centres: Centres) -> Self:
        """Open the lists of these centres. Raises IndexCorruptedError."""
        return cls(read_index(path, faiss.IndexIVFPQFastScan), centres)

    def reaching(self, reach: float) -> "Lists":
        """The same lists searched with another reach."""
        return Lists(self.index, replace(self.centres, reach=reach))

    def search(self, query: Embeddings, count: int, selector: faiss.IDSelector | None) -> Numbers:
        """About the `count` passages best by inner product and some more, in any order; fewer only when there are no more.

        Embeddings are of unit length, so the best are the nearest, and distances do not change when all have `mean` taken off. The lists
        whose centres are nearest are opened first. The last of the nearest `count` in them gives a distance that the others have to
        reach, and then every list is opened that may hold such passages: whose best is `reach` spreads better than its middle. A
        question like a passage opens few lists and one that is like none many; so do a filter that lets few through and a long list of
        results. No fixed number of lists suits all of these; compare Li et al., "Improving Approximate Nearest Neighbor Search through
        Learned Adaptive Early Termination", SIGMOD 2020.

        Args:
            query: float32 (dimension,), of any length.
            count: How many; half as many more are given, because distances at 4 bits may confuse neighbours.
            selector: Which passages may be found, None for all.
        """
        known, point = self.centres, np.ascontiguousarray(query - self.centres.mean, dtype=np.float32)
        better = 2 * min(known.reach, 1e3) * float(np.linalg.norm(query))
        least = self._distances(point) + known.spreads * (known.spreads - np.float32(better))
        first = min(len(least), max(_FIRST_LISTS, len(least) // _FIRST_SHARE))
        opened = np.argpartition(least, first - 1)[:first]
        kept = count + count // 2
        found = self._scan(point, kept, selector, opened)
        enough = len(found[0]) >= count and np.isfinite(known.reach)
        left = least <= found[0][count - 1] if enough else np.ones(len(least), dtype=bool)
        left[opened] = False
        return _nearest(found, self._scan(point, kept, selector, np.flatnonzero(left)), kept)

    def _distances(self, point: Embeddings) -> NDArray[np.float32]:
        """Squared distance of the point from every centre."""
        on_one_core()
        # Not in numpy: for many centres its BLAS wakes a team of threads, which on a busy machine costs milliseconds.
        _, distances, lists = self._middles.range_search(point[None], np.inf)
        in_order = np.empty_like(distances)
        in_order[lists] = distances
        return in_order

    def _scan(
        self, point: Embeddings, count: int, selector: faiss.IDSelector | None, opened: Numbers
    ) -> Found:
        """The nearest of some lists, nearest first, with their squared distances."""
        if not opened.size:
            return np.empty(0, dtype=np.float32), np.empty(0, dtype=np.int64)
        on_one_core()
        lists, unused = opened.astype(np.int64), np.zeros(len(opened), dtype=np.float32)
        distances, numbers = np.empty(count, dtype=np.float32), np.empty(count, dtype=np.int64)
        parameters = faiss.SearchParametersIVF(nprobe=len(lists), sel=selector)  # type: ignore[call-arg]  # takes its fields
        pointers = [faiss.swig_ptr(array) for array in (point, lists, unused, distances, numbers)]
        self.index.search_preassigned_c(  # type: ignore[attr-defined]  # the method of C++, which takes parameters
            1,
            pointers[0],
            count,
            *pointers[1:],
            False,  # noqa: FBT003  # keep no pairs of list and place
            parameters,
        )
        kept = numbers >= 0
        return distances[kept], numbers[kept]


def _nearest(one: Found, other: Found, count: int) -> Numbers:
    """The passages of two scans, the nearest so many of both."""
    numbers = np.concatenate([one[1], other[1]])
    if len(numbers) <= count:
        return numbers
    return numbers[np.argpartition(np.concatenate([one[0], other[0]]), count - 1)[:count]]
