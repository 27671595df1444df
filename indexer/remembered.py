"""What was read of passages, kept in memory within a bound, so that the passages of a ranking cost no reading twice."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """Values by passage number, for what never changes of a passage. May be used by many threads at once.

    Args:
        read: Gives the values of passages; those it does not know are left out.
        most: How many are kept.
    """

    def __init__(self, read: Callable[[Sequence[int]], Mapping[int, Value]], most: int) -> None:
        self._read = read
        self._most = most
        self._known: dict[int, Value] = {}

    def of(self, numbers: Sequence[int]) -> dict[int, Value]:
        """The values of passages by number, in no order; those not in memory are read together."""
        known = self._known
        found = {number: known[number] for number in numbers if number in known}
        missing = [number for number in numbers if number not in found]
        if missing:
            read = self._read(missing)
            found.update(read)
            self._remember(read)
        return found

    def _remember(self, read: Mapping[int, Value]) -> None:
        """Take in what was read; when it is too much begin anew, since a dictionary that another thread looks into may not shrink."""
        if len(self._known) + len(read) > self._most:
            self._known = {}
        self._known.update(read)
