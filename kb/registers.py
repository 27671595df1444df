"""Registers: things by the names they have. They never change; a changed copy costs what changed, and the copy of one table."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Self, TypeVar

Thing = TypeVar("Thing")

Register = Mapping[str, tuple[Thing, ...]]
"""By name everything that has it, in one order."""

Named = Iterable[tuple[str, Thing]]
"""Names with what has them."""


def changed(
    register: Register[Thing], gone: Named[Thing], came: Named[Thing], order: Callable[[Thing], str]
) -> dict[str, tuple[Thing, ...]]:
    """A copy of a register without what is gone and with what came, as if it had been made of that from the start.

    Args:
        register: As it was.
        gone: Every name of what is gone.
        came: Every name of what came.
        order: Tells things of one name apart, and puts them in order.
    """
    lost: defaultdict[str, set[str]] = defaultdict(set)
    for name, thing in gone:
        lost[name].add(order(thing))
    found: defaultdict[str, list[Thing]] = defaultdict(list)
    for name in lost:
        found[name] = [thing for thing in register.get(name, ()) if order(thing) not in lost[name]]
    for name, thing in came:
        if name not in found:
            found[name] = [*register.get(name, ())]
        found[name].append(thing)
    kept = dict(register)
    for name, things in found.items():
        if things:
            kept[name] = tuple(sorted(things, key=order))
        else:
            kept.pop(name, None)
    return kept


class LateRegister(Mapping[str, tuple[Thing, ...]]):
    """A register that is made when it is first asked: most searches ask nothing of most registers.

    Args:
        things: Everything in it.
        names: The names of a thing.
        order: Tells things of one name apart, and puts them in order.
        made: The register, where it is known.
    """

    def __init__(
        self,
        things: Collection[Thing],
        names: Callable[[Thing], Iterable[str]],
        order: Callable[[Thing], str],
        made: Register[Thing] | None = None,
    ) -> None:
        self._things, self._names, self._order = things, names, order
        self._made = made

    def changed(self, things: Collection[Thing], gone: Iterable[Thing], came: Iterable[Thing]) -> Self:
        """The register of these things; it is not made either before it is asked, unless this one is.

        Args:
            things: All of them.
            gone: Those that are not among them any more.
            came: Those that were not among them before.
        """
        made = self._made
        if made is not None:
            made = changed(made, self._named(gone), self._named(came), self._order)
        return type(self)(things, self._names, self._order, made)

    def __getitem__(self, name: str) -> tuple[Thing, ...]:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def _all(self) -> Register[Thing]:
        if self._made is None:  # two threads that ask at once make the same
            self._made = changed({}, (), self._named(self._things), self._order)
        return self._made

    def _named(self, things: Iterable[Thing]) -> Named[Thing]:
        return ((name, thing) for thing in things for name in dict.fromkeys(self._names(thing)))
