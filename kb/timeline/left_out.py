"""What a search as of one day leaves out, kept by work, so that another generation looks only at the works that changed."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Self

from kb.timeline.models import Exclusion, ValidityStatus


class LeftOut:
    """What one generation leaves out on one day.

    Args:
        by_work: By the key of the work; works that leave out nothing need not be named.
    """

    def __init__(self, by_work: Mapping[str, Exclusion]) -> None:
        self._by_work = by_work

    def changed(self, by_work: Mapping[str, Exclusion], moved: Iterable[str]) -> Self:
        """What another generation leaves out.

        Args:
            by_work: What it leaves out of the works that moved.
            moved: The keys of these.
        """
        kept = dict(self._by_work)
        for key in moved:
            kept.pop(key, None)
        return type(self)({**kept, **by_work})

    @cached_property
    def exclusion(self) -> Exclusion:
        """All of it; the same object each time."""
        without: set[tuple[str, str]] = set()
        statuses: dict[str, ValidityStatus] = {}
        for one in self._by_work.values():
            without |= one.without
            statuses |= one.statuses
        return Exclusion(frozenset(without), statuses)
