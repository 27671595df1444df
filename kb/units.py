"""The units of a document's tree, found as citations name them."""

from collections import defaultdict
from collections.abc import Iterator

from corpus.errors import IdentifierError
from corpus.identifiers import Anchor
from corpus.models import Provision


class Units:
    """The provisions of one tree by anchor, made once for many citations."""

    def __init__(self, root: Provision) -> None:
        self._by_anchor = {unit.anchor: unit for unit in root.walk()}
        self._places = {anchor: place for place, anchor in enumerate(self._by_anchor)}
        self._by_ending: defaultdict[str, list[Provision]] = defaultdict(list)
        for anchor, unit in self._by_anchor.items():
            self._by_ending[_ending(anchor)].append(unit)

    def __iter__(self) -> Iterator[Provision]:
        """Every unit, the whole document first, in the order of the text."""
        return iter(self._by_anchor.values())

    def cited(self, cited: str) -> Provision | None:
        """The unit that a citation means: the one with this anchor, else the first that it describes without naming every level."""
        if cited in self._by_anchor:
            return self._by_anchor[cited]
        try:
            wanted = Anchor.parse(cited)
        except IdentifierError:
            return None
        return next((unit for unit in self._by_ending[_ending(cited)] if _means(unit, wanted)), None)

    def between(self, first: Provision, last: Provision) -> tuple[Provision, ...]:
        """The units of a range, both ends included: those beside its first one, up to its last one."""
        around = first.anchor.rpartition(".")[0]
        begin, end = self._places[first.anchor], self._places[last.anchor]
        found = list(self._by_anchor.values())[begin : end + 1]
        return tuple(
            unit for unit in found if unit.kind == first.kind and unit.anchor.rpartition(".")[0] == around
        )


def _ending(anchor: str) -> str:
    return anchor.rpartition(".")[2]


def _means(unit: Provision, cited: Anchor) -> bool:
    try:
        return Anchor.parse(unit.anchor).matches(cited)
    except IdentifierError:
        return False
