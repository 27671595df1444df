"""Sequence as evidence: numbers rise by one, restart under a new parent, and anything else is doubtful."""

from dataclasses import dataclass
from enum import IntEnum

from corpus.structure.numerals import Order


class Relation(IntEnum):
    """How a number stands to the one before it, best evidence first."""

    NEXT = 0
    """One after another: 4 → 5, 4 → 4a → 4b → 5, 제3조 → 제3조의2 → 제4조, 1.1. → 1.2. → 2.1."""
    FIRST = 1
    """The first of its sequence."""
    FREE = 2
    """Numbered by position, or by a code that follows no sequence."""
    GAP = 3
    """Numbers are missing before it."""
    BACK = 4
    """Not larger than the one before it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the lines say about the place of a mark.

    Attributes:
        begins_paragraph: Whether a paragraph begins there, or the mark stands directly behind another one.
        continues_citation: Whether the text before breaks off where a number must follow.
        in_capitals: Whether its line is written in capitals, as headings are.
    """

    begins_paragraph: bool
    continues_citation: bool = False
    in_capitals: bool = False


def relate(latest: Order | None, order: Order) -> Relation:
    """How a number stands to the latest of its sequence, which is None when nothing opened it yet."""
    if not order:
        return Relation.FREE
    if latest is None:
        return Relation.FIRST if set(order) == {1} else Relation.GAP
    if not latest or _follows(latest, order):
        return Relation.NEXT
    return Relation.GAP if order > latest else Relation.BACK


def skipped(latest: Order | None, order: Order) -> int:
    """How many whole numbers lie between them."""
    return order[0] - (latest[0] if latest else 0) - 1


def _follows(latest: Order, order: Order) -> bool:
    same = 0
    while same < min(len(latest), len(order)) and latest[same] == order[same]:
        same += 1
    rest = order[same:]
    if same == len(latest):
        return len(rest) == 1 and rest[0] <= 2  # 4 → 4a; in Korea the first inserted article is 제3조의2
    return len(rest) > 0 and rest[0] == latest[same] + 1 and set(rest[1:]) <= {1}
