"""What a citation reaches: the anchors it names, ranges written out."""

from collections.abc import Iterator

from corpus.citations.models import Citation
from corpus.errors import IdentifierError
from corpus.identifiers import Anchor

_LONGEST = 400
"""Units of the longest range that is written out; a longer one keeps its ends."""


def anchors_of(citation: Citation) -> tuple[str, ...]:
    """The provisions that a citation names; of a range of numbered units every one."""
    return (*citation.provisions, *(anchor for ends in citation.ranges for anchor in _written_out(*ends)))


def _written_out(first: str, last: str) -> Iterator[str]:
    try:
        begin, end = Anchor.parse(first).steps[-1], Anchor.parse(last).steps[-1]
    except IdentifierError:
        return
    numbered = begin.kind == end.kind and begin.number.isdecimal() and end.number.isdecimal()
    if not numbered or int(end.number) - int(begin.number) >= _LONGEST:
        yield from (first, last)
        return
    path = first.rpartition(".")[0]
    for number in range(int(begin.number), int(end.number) + 1):
        yield f"{path}.{begin.kind}-{number}" if path else f"{begin.kind}-{number}"
