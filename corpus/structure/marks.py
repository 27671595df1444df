"""What may begin a numbered unit: the mark found at a place, and the rule that found it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from corpus.structure.numerals import Numeral, Order

ARTICLE_LEVEL = 50
"""Level of Điều and 조. Lower levels hold articles, higher levels lie inside them."""


class Role(Enum):
    """How much a mark proves by its form alone."""

    COMPONENT = "component"
    """An annex, an attachment or a set of addenda, in which numbering starts again."""
    HEADING = "heading"
    """A level named by a word: `Chương II`, `제3조(정의)`."""
    ENUMERATOR = "enumerator"
    """A bare number or letter, `1.`, `a)`, which needs its sequence as a witness."""
    BULLET = "bullet"
    """A dash; numbered by its position."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where a numbered unit may begin.

    Attributes:
        kind: First word of the anchor's last step.
        step: Number as the anchor writes it; empty when it is numbered by its position.
        level: Depth in the hierarchy of its country; a unit lies inside the nearest open unit of a lower level.
        role: What the form proves.
        label: Label as printed.
        start: Offset of the unit.
        body: Offset of what follows the label (and a title that the grammar has read already).
        order: Place in the sequence.
        last: Place of the last unit when the mark stands for several (`제2조부터 제5조까지 생략`).
        title: Title, when it is written into the label's own form, as in `제2조(정의)`.
    """

    kind: str
    step: str
    level: int
    role: Role
    label: str
    start: int
    body: int
    order: Order = ()
    last: Order = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One surface form of one level.

    Attributes:
        kind: Kind of the unit.
        level: Its level.
        role: What the form proves.
        starts: Characters that the form may begin with.
        pattern: Matches at the place of the label; groups `label` and, unless numbered by position, `number`; optionally
            `title` and `last` (the number that ends a range).
        numeral: Reads the number.
    """

    kind: str
    level: int
    role: Role
    starts: str
    pattern: re.Pattern[str]
    numeral: Callable[[str], Numeral | None] | None = None

    def read(self, text: str, position: int) -> Mark | None:
        """The mark at this offset, or None."""
        match = self.pattern.match(text, position)
        if match is None:
            return None
        groups = match.groupdict()
        numeral = self._numeral(groups.get("number"))
        if numeral is None:
            return None
        last = self._numeral(groups.get("last"))
        title = " ".join((groups.get("title") or "").split())
        return Mark(
            kind=self.kind, step=numeral.step, level=self.level, role=self.role,
            label=" ".join(match["label"].split()), start=match.start(), body=match.end(),
            order=numeral.order, last=last.order if last else (), title=title or None,
        )  # fmt: skip

    def _numeral(self, printed: str | None) -> Numeral | None:
        if self.numeral is None or not printed:
            return Numeral((), "")
        return self.numeral(printed)


class RuleTable:
    """Rules, looked up by the character that a mark begins with."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        starts = {start for rule in rules for start in rule.starts}
        self._rules = {start: tuple(rule for rule in rules if start in rule.starts) for start in starts}

    def read(self, text: str, position: int) -> list[Mark]:
        """Every reading of what stands at this offset, the likeliest form first."""
        readings = (rule.read(text, position) for rule in self._rules.get(text[position : position + 1], ()))
        return [mark for mark in readings if mark is not None]
