"""Embeddings in lists by direction, and a search that opens only the lists where something good can be."""

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
from indexer.vectors.rows import Found, on_one_core, open_mapped

LEVELS = 127
"""Largest whole number an embedding's component is written as."""

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
        scale: Whole numbers a unit of a component is divided into.
        trained: How many embeddings there were when the centres were found.
        reach: How many spreads above its centre the best of a list may lie, see `Lists.search`.
        recall: Share of the best ten passages that is found at this reach, as measured against an exact search.
    """

    centres: Embeddings
    spreads: NDArray[np.float32]
    mean: Embeddings
    scale: float
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
        plain = {name: named[name].item() for name in ("scale", "trained", "reach", "recall")}
        return cls(**(named | plain))

    def whole(self, embeddings: Embeddings) -> NDArray[np.uint8]:
        """Embeddings as whole numbers at 8 bits, uint8 (n, dimension), the way FAISS keeps signed bytes."""
        steps = np.rint((embeddings - self.mean) * np.float32(self.scale))
        codes: NDArray[np.uint8] = (np.clip(steps, -LEVELS, LEVELS) + (LEVELS + 1)).astype(np.uint8)
        return codes


class Lists:
    """The lists of a segment, mapped.

    Args:
        index: An inverted file of FAISS over signed bytes, by passage number; its own choice of lists is not used.
        centres: Of its lists.
    """

    def __init__(self, index: faiss.IndexIVFScalarQuantizer, centres: Centres) -> None:
        self.index = index
        self.centres = centres
        self._middles = faiss.IndexFlatIP(centres.centres.shape[1])
        self._middles.add(centres.centres)

    @classmethod
    def read(cls, path: Path, centres: Path) -> Self:
        """Open lists. Raises IndexCorruptedError."""
        return cls(open_mapped(path, faiss.IndexIVFScalarQuantizer), Centres.read(centres))

    def reaching(self, reach: float) -> "Lists":
        """The same lists searched with another reach."""
        return Lists(self.index, replace(self.centres, reach=reach))

    def search(self, query: Embeddings, count: int, selector: faiss.IDSelector | None) -> Found:
        """About the best `count` passages and some more, scores to some thousandths; fewer only when there are no more.

        The lists whose centres look best are opened first. The last of the best `count` in them gives a score that the others have to
        reach, and then every list is opened that may hold such passages: whose centre's own score and `reach` spreads are no less. A
        question like a passage opens few lists and one that is like none many; so do a filter that lets few through and a long list of
        results. No fixed number of lists suits all of these; compare Li et al., "Improving Approximate Nearest Neighbor Search through
        Learned Adaptive Early Termination", SIGMOD 2020.

        Args:
            query: float32 (dimension,).
            count: How many; a quarter more is given, because scores at 8 bits may confuse neighbours.
            selector: Which passages may be found, None for all.
        """
        known = self.centres
        promises = self._promised(query) + known.spreads * np.float32(min(known.reach, 1e3))
        first = min(len(promises), max(_FIRST_LISTS, len(promises) // _FIRST_SHARE))
        opened = np.argpartition(-promises, first - 1)[:first]
        kept = count + count // 4
        found = self._scan(query, kept, selector, opened)
        enough = len(found[0]) >= count and np.isfinite(known.reach)
        left = promises >= found[0][count - 1] if enough else np.ones(len(promises), dtype=bool)
        left[opened] = False
        return _merged(found, self._scan(query, kept, selector, np.flatnonzero(left)), kept)

    def _promised(self, query: Embeddings) -> NDArray[np.float32]:
        """Inner product of the query with every centre."""
        on_one_core()
        # Not `centres @ query`: for many centres numpy's BLAS wakes a team of threads, which on a busy machine costs milliseconds.
        _, scores, lists = self._middles.range_search(query[None], -np.inf)
        promised = np.empty_like(scores)
        promised[lists] = scores
        return promised

    def _scan(
        self, query: Embeddings, count: int, selector: faiss.IDSelector | None, opened: Numbers
    ) -> Found:
        """The best of some lists; scores are inner products with embeddings that have `mean` taken off."""
        if not opened.size:
            return np.empty(0, dtype=np.float32), np.empty(0, dtype=np.int64)
        on_one_core()
        step = LEVELS / float(np.abs(query).max(initial=1e-9))
        whole = np.rint(query * np.float32(step)).astype(np.float32)
        lists, unused = opened.astype(np.int64), np.zeros(len(opened), dtype=np.float32)
        scores, numbers = np.empty(count, dtype=np.float32), np.empty(count, dtype=np.int64)
        parameters = faiss.SearchParametersIVF(nprobe=len(lists), sel=selector)  # type: ignore[call-arg]  # takes its fields
        pointers = [faiss.swig_ptr(array) for array in (whole, lists, unused, scores, numbers)]
        self.index.search_preassigned_c(  # type: ignore[attr-defined]  # the method of C++, which takes parameters
            1,
            pointers[0],
            count,
            *pointers[1:],
            False,  # noqa: FBT003  # keep no pairs of list and place
            parameters,
        )
        kept = numbers >= 0
        return scores[kept] / np.float32(step * self.centres.scale), numbers[kept]


def _merged(one: Found, other: Found, count: int) -> Found:
    scores, numbers = np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]])
    order = np.argsort(-scores, kind="stable")[:count]
    return scores[order], numbers[order]
