"""What was read from the disk or made of it, kept in memory within a bound; for what never changes, so that it stays right."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Values by key; those used longest ago are forgotten first. Safe to share between threads.

    Args:
        read: Reads the values of some keys. What it does not find is left out, and asked for again the next time; what it finds besides
            is remembered too.
        most: What the values may weigh together; what weighs more alone is not remembered.
        weigh: What one weighs.
    """

    def __init__(
        self,
        read: Callable[[Collection[Key]], Mapping[Key, Value]],
        most: int,
        weigh: Callable[[Value], int] = lambda _: 1,
    ) -> None:
        self._read = read
        self._most = most
        self._weigh = weigh
        self._known: OrderedDict[Key, Value] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def has(self, key: Key) -> bool:
        """Whether the value of a key is in memory now."""
        return key in self._known

    def of(self, keys: Iterable[Key]) -> dict[Key, Value]:
        """The values of some keys, in no order; all that are not in memory are read at once."""
        wanted = dict.fromkeys(keys)
        with self._lock:
            found = {key: self._known[key] for key in wanted if key in self._known}
            for key in found:
                self._known.move_to_end(key)
        if len(found) < len(wanted):
            read = self._read([key for key in wanted if key not in found])
            found.update((key, value) for key, value in read.items() if key in wanted)
            with self._lock:
                self._remember(read)
        return found

    def _remember(self, read: Mapping[Key, Value]) -> None:
        for key, value in read.items():
            if key not in self._known and self._weigh(value) <= self._most:
                self._known[key] = value
                self._weight += self._weigh(value)
        while self._weight > self._most:
            self._weight -= self._weigh(self._known.popitem(last=False)[1])


class Kept(Generic[Key, Value]):
    """The values that were asked for last, by key. Safe to share between threads.

    It is told how a value is made whenever one is asked for. `functools.lru_cache` around a method knows it from the start, and so keeps
    the object that it belongs to: with all its files, until garbage is collected.

    Args:
        most: How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key; threads that ask at once make the same."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return made
