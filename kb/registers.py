"""Registers: things by the names they have. They never change; a changed copy costs what changed, and the copy of one table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

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
