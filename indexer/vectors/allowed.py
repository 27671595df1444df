"""What a search may find, as the bitmap that FAISS asks for every candidate."""

import faiss
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
"""Different passage numbers, int64 (n,), ascending."""


class AllowedPassages:
    """Passage numbers a search is limited to.

    Args:
        passages: None negative.
    """

    def __init__(self, passages: Numbers) -> None:
        self.numbers = passages
        self._bits = _bitmap(self.numbers)
        self.selector = _selector(self._bits)

    def without(self, deleted: Numbers) -> "AllowedPassages":
        """These less the deleted ones; this very object where none of them is among these."""
        known = deleted[deleted < len(self._bits) * 8]
        if not (self._bits[known >> 3] >> (known & 7) & 1).any():
            return self
        return AllowedPassages(np.setdiff1d(self.numbers, deleted, assume_unique=True))

    def between(self, first: int, last: int) -> Numbers:
        """Those from the first to the last number, both included."""
        start, stop = np.searchsorted(self.numbers, (first, last + 1))
        return self.numbers[start:stop]


class NotDeleted:
    """All passages but the deleted ones.

    Args:
        deleted: Their numbers.
    """

    def __init__(self, deleted: Numbers) -> None:
        self._bits = _bitmap(deleted)
        self._deleted = _selector(self._bits)
        self.selector = faiss.IDSelectorNot(self._deleted)


def _bitmap(numbers: Numbers) -> NDArray[np.uint8]:
    flags = np.zeros(int(numbers.max(initial=0)) + 1, dtype=bool)
    flags[numbers] = True
    return np.packbits(flags, bitorder="little")


def _selector(bits: NDArray[np.uint8]) -> faiss.IDSelector:
    # FAISS keeps a pointer, so the bytes must live as long as the selector.
    return faiss.IDSelectorBitmap(bits)  # type: ignore[call-arg, arg-type]  # takes an array, whatever its stub says
