"""The page: which of the ranked provisions are shown, each with the places that say the same."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from indexer.models import PassageRecord
from indexer.seams import SearchBackend
from kb.duplicates import fold
from kb.ranking import RankedProvision

_SPARE = 20
"""Ranked provisions looked at beyond those asked for: what is folded away makes room for them."""


class PageEntry(NamedTuple):
    """A ranked provision on the page.

    Attributes:
        entry: Its standing.
        passage: Its best window.
        duplicates: Passages that say the same elsewhere, best first.
    """

    entry: RankedProvision
    passage: PassageRecord
    duplicates: tuple[PassageRecord, ...]


def page_of(
    ranked: Sequence[RankedProvision],
    limit: int,
    backend: SearchBackend,
    standing: Callable[[PassageRecord], tuple[int, ...]],
) -> list[PageEntry]:
    """The first provisions of a ranking, without repeating what says the same.

    Args:
        ranked: The ranking, best first.
        limit: Provisions at most.
        backend: The generation.
        standing: What decides which of several equal passages is shown, smallest first.
    """
    if not limit:
        return []
    looked_at = ranked[: limit + _SPARE]
    records = backend.passages([entry.passage for entry in looked_at])
    passages = [records[entry.passage] for entry in looked_at]
    groups = fold([passage.text for passage in passages], lambda place: standing(passages[place]), limit)
    return [
        PageEntry(looked_at[shown], passages[shown], tuple(passages[place] for place in others))
        for shown, *others in groups
    ]
