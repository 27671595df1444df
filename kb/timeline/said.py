"""What is said of one document, set out so that the statements about a provision are found without looking at the others."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.relations.models import EffectKind, RelationKind
from kb.timeline.statements import Statement

ENDS: frozenset[RelationKind | EffectKind] = frozenset({"repeals", "replaces", "terminates", "expires"})
PAUSES: frozenset[RelationKind | EffectKind] = frozenset({"suspends", "suspended"})
PARTS: frozenset[RelationKind | EffectKind] = frozenset({"repeals_part", "deleted"})
DECIDES = frozenset({"effective", *ENDS, *PAUSES, *PARTS})
RULING: frozenset[RelationKind] = frozenset(
    {"repeals", "replaces", "terminates", "suspends", "repeals_part", "consolidates"}
)
"""Relations from which it follows what held: those that decide, and those that let a text share what is said of the law it consolidates."""

Statements = Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Said:
    """The statements about one document that decide what held, those that are certain.

    Attributes:
        whole: About all of it.
        at: About one of its provisions, by anchor.
        parts: What ends provisions, by every anchor around them; under the empty anchor all of it. What only the text of this
            expression leaves out (`deleted`) is no news of the law, and not among them.
    """

    whole: Statements
    at: Mapping[str, Statements]
    parts: Mapping[str, Statements]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Self:
        """Set out these statements."""
        deciding = [one for one in statements if one.certain and one.kind in DECIDES]
        at: defaultdict[str, list[Statement]] = defaultdict(list)
        parts: defaultdict[str, dict[Statement, None]] = defaultdict(dict)
        for one in deciding:
            for anchor in one.anchors:
                at[anchor].append(one)
            if one.kind == "repeals_part" or (one.kind in ENDS and one.anchors):
                for around in {above for anchor in one.anchors for above in around_of(anchor)} or {""}:
                    parts[around][one] = None
        whole = [one for one in deciding if not one.anchors and one.kind not in PARTS]
        return cls(whole, dict(at), {anchor: tuple(found) for anchor, found in parts.items()})

    def reaching(self, anchor: str) -> list[Statement]:
        """About a provision or one around it, those about the smallest first."""
        return [one for above in line_to(anchor) for one in self.at.get(above, ())]


def may_decide(statement: Statement) -> bool:
    """Whether it would end or suspend the law it means, if it were certain what it means."""
    return statement.kind in DECIDES and statement.kind != "effective"


def line_to(anchor: str) -> list[str]:
    """An anchor and those around it, the smallest first; nothing for the whole document."""
    steps = anchor.split(".") if anchor else []
    return [".".join(steps[:length]) for length in range(len(steps), 0, -1)]


def around_of(anchor: str) -> list[str]:
    """The anchors around one, the smallest first, with the empty one of the document."""
    return [*line_to(anchor)[1:], ""]
