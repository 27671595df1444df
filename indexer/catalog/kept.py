"""What was read last from the catalog, kept in memory: rows never change and are never numbered again, so it stays right."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by number; those used longest ago are let go first. Safe to share between threads.

    Args:
        read: Reads the values of some numbers; what it does not find is left out, and asked for again the next time.
        size: What the values kept may weigh together.
        weigh: What one weighs.
    """

    def __init__(
        self,
        read: Callable[[Collection[int]], Mapping[int, Value]],
        size: int,
        weigh: Callable[[Value], int] = lambda _: 1,
    ) -> None:
        self._read = read
        self._size = size
        self._weigh = weigh
        self._values: OrderedDict[int, Value] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def of(self, numbers: Iterable[int]) -> dict[int, Value]:
        """The values of some numbers; all that are not in memory are read at once."""
        wanted = set(numbers)
        with self._lock:
            found = {number: self._values[number] for number in wanted & self._values.keys()}
            for number in found:
                self._values.move_to_end(number)
        missing = wanted - found.keys()
        read = self._read(missing) if missing else {}
        with self._lock:
            self._remember(read)
        return {**found, **read}

    def _remember(self, read: Mapping[int, Value]) -> None:
        for number, value in read.items():
            if number not in self._values:
                self._values[number] = value
                self._weight += self._weigh(value)
        while self._weight > self._size and self._values:
            self._weight -= self._weigh(self._values.popitem(last=False)[1])
