"""Passages that a search leaves out, asked for by number."""

import numpy as np
from numpy.typing import NDArray


class LeftOutPassages:
    """A set of passage numbers as one flag for each number.

    Args:
        passages: int64 (n,), none negative; a number may come twice.
    """

    def __init__(self, passages: NDArray[np.int64]) -> None:
        self._flags = np.zeros(int(passages.max(initial=-1)) + 2, dtype=bool)
        self._flags[passages] = True
        self._count = int(np.count_nonzero(self._flags))

    def __len__(self) -> int:
        return self._count

    def among(self, passages: NDArray[np.int64]) -> NDArray[np.bool_]:
        """For each of these numbers whether it is left out, bool (n,)."""
        # What is beyond the largest number left out shares the last flag, which is never set.
        found: NDArray[np.bool_] = self._flags[np.minimum(passages, self._flags.size - 1)]
        return found
