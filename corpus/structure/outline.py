"""The tree under construction: which marks are taken for units, and where each unit ends."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.models import Diagnostic, Span
from corpus.structure.grammar import Grammar
from corpus.structure.marks import ARTICLE_LEVEL, Mark, Role
from corpus.structure.numerals import Order
from corpus.structure.paragraphs import trim
from corpus.structure.sequence import Place, Relation, relate, skipped

_DEEP_LEVEL = 84
"""Items from this level on only divide a numbered section; elsewhere their marks are running text."""

_ANNOUNCEMENT = 300
"""Characters in which an amending unit names the provision that it gives a new wording."""

_LONGEST_GAP = 15
"""A bare number that skips more than this is a year or an amount, not the next item of a text that lost some."""


@dataclass(slots=True)
class Unit:
    """A unit found: open while it may still grow.

    Attributes:
        level: Level of its mark; -1 for the document.
        anchor: Its anchor.
        start: Offset of its label.
        mark: What it began with; None for the document.
        title: Its title.
        end: Offset behind its last character, once it is closed.
        children: Units inside it.
        counts: Number of units of each kind directly inside it.
        latest: The latest number of each sequence directly inside it (of each sequence anywhere inside it, for a component).
        announces_wording: Whether its text announced the new wording of another document's provision.
        signed: Whether its signatures have begun.
    """

    level: int
    anchor: str
    start: int
    mark: Mark | None = None
    title: str | None = None
    end: int = 0
    children: list["Unit"] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    latest: dict[tuple[str, int], Order] = field(default_factory=dict)
    announces_wording: bool = False
    signed: bool = False

    @property
    def is_component(self) -> bool:
        """Whether numbering starts again inside it."""
        return self.mark is None or self.mark.role is Role.COMPONENT


class Outline:
    """A stack of open units, grown mark by mark in the order of the text."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self._text = text
        self._grammar = grammar
        self._root = Unit(level=-1, anchor="", start=0, end=len(text))
        self._open = [self._root]
        self._taken: dict[str, int] = {}
        self._diagnostics: list[Diagnostic] = []

    @property
    def component(self) -> Unit:
        """The innermost open component: the document, an annex, an attachment or a set of addenda."""
        return _component(self._open)

    def choose(self, marks: Iterable[Mark], place: Place) -> Mark | None:
        """The reading that the sequence speaks for, None when all of them are running text."""
        admitted = [(relation, mark) for mark in marks if (relation := self._admit(mark, place)) is not None]
        return min(admitted, key=lambda pair: pair[0])[1] if admitted else None

    def add(self, mark: Mark, title: str | None) -> None:
        """Begins a unit at the mark, and ends those that cannot contain it."""
        relation = self._relation(mark)
        while self._open[-1].level >= mark.level:
            self._close(mark.start)
        parent, component = self._open[-1], self.component
        component.signed = False
        if relation is Relation.GAP:
            self._note(mark, "gap_in_sequence", "numbers are missing before this one")
        anchor = self._anchor(component if mark.level == ARTICLE_LEVEL else parent, parent, mark)
        for scope in (parent, component):
            scope.latest[mark.kind, mark.level] = mark.last or mark.order
        unit = Unit(mark.level, anchor, mark.start, mark, mark.title or title)
        parent.children.append(unit)
        self._open.append(unit)

    def sign_off(self, start: int) -> None:
        """Ends all units of the innermost component: signatures and recipients begin at this offset."""
        component = self.component
        if component.children:
            self.step_out(start)
            component.signed = True

    def step_out(self, start: int) -> None:
        """Ends all units of the innermost component at this offset."""
        component = self.component
        while self._open[-1] is not component:
            self._close(start)

    def finish(self) -> tuple[Unit, tuple[Diagnostic, ...]]:
        """The document with all units closed, and what was noticed, in the order of the text."""
        while len(self._open) > 1:
            self._close(len(self._text))
        return self._root, tuple(self._diagnostics)

    def _admit(self, mark: Mark, place: Place) -> Relation | None:
        relation = self._relation(mark)
        if not self._has_room(mark, relation) or not self._has_evidence(mark, relation, place):
            return None
        return None if self._is_new_wording(mark, relation) else relation

    def _has_room(self, mark: Mark, relation: Relation) -> bool:
        """Whether such a unit may stand here at all."""
        parent = self._parent(mark)
        if mark.role in {Role.COMPONENT, Role.HEADING}:
            return True
        if self.component.signed:
            return False
        if mark.level >= _DEEP_LEVEL:
            return parent.level >= ARTICLE_LEVEL
        if mark.kind == "para" and mark.level > ARTICLE_LEVEL:
            return _extends(parent, mark) or relation in {Relation.NEXT, Relation.FIRST}
        return True

    def _has_evidence(self, mark: Mark, relation: Relation, place: Place) -> bool:
        """Whether number and place speak for a unit rather than for running text."""
        if place.continues_citation:
            return False
        if relation in {Relation.NEXT, Relation.FIRST}:
            return True
        if not place.begins_paragraph:
            return False
        if mark.role is not Role.ENUMERATOR:
            return True
        if relation is Relation.GAP:
            return skipped(self._latest(mark), mark.order) <= _LONGEST_GAP
        return self._begins_again(mark, place)

    def _begins_again(self, mark: Mark, place: Place) -> bool:
        """Lists restart under headings without a number; a heading in capitals may repeat a number by mistake."""
        if mark.level >= _DEEP_LEVEL or self._inside_article():
            return False
        return set(mark.order) == {1} or (place.in_capitals and mark.order == self._latest(mark))

    def _is_new_wording(self, mark: Mark, relation: Relation) -> bool:
        """Whether the mark belongs to wording that the open unit gives to another document, unquoted."""
        unit, style = self._open[-1], self._grammar.amending
        if unit.mark is None or style is None:
            return False
        unit.announces_wording = unit.announces_wording or style.announces(
            self._text, unit.mark.body, mark.start
        )
        if not unit.announces_wording:
            return False
        follows = relation is Relation.NEXT and mark.level <= unit.level
        if style.goes_on(self._text, mark, follows=follows):
            return False
        if mark.role is not Role.HEADING or not follows:
            return True
        # `Sửa đổi Điều 2 như sau:` and the new Điều 2 behind it, in an Điều 1: the number alone would make it the next article.
        named = mark.label.casefold() in self._text[unit.start : unit.start + _ANNOUNCEMENT].casefold()
        return named and style.announces(self._text, unit.mark.body, mark.start)

    def _relation(self, mark: Mark) -> Relation:
        latest = self._latest(mark)
        if latest is None and mark.kind == "para" and _extends(self._parent(mark), mark):
            return relate(None, mark.order[-1:])
        return relate(latest, mark.order)

    def _latest(self, mark: Mark) -> Order | None:
        """Articles are numbered through a component; a chapter may go on from the part before; items start again."""
        key = mark.kind, mark.level
        component = self.component if mark.role is not Role.COMPONENT else self._parent(mark)
        if mark.level == ARTICLE_LEVEL:
            return component.latest.get(key)
        latest = self._parent(mark).latest.get(key)
        if latest is None and mark.role is Role.HEADING and set(mark.order) != {1}:
            return component.latest.get(key)
        return latest

    def _parent(self, mark: Mark) -> Unit:
        return next(unit for unit in reversed(self._open) if unit.level < mark.level)

    def _inside_article(self) -> bool:
        return any(unit.level == ARTICLE_LEVEL for unit in self._open)

    def _close(self, end: int) -> None:
        unit = self._open.pop()
        unit.end = trim(self._text, unit.start, end).end

    def _anchor(self, base: Unit, parent: Unit, mark: Mark) -> str:
        parent.counts[mark.kind] += 1
        step = f"{mark.kind}-{mark.step or parent.counts[mark.kind]}"
        anchor = f"{base.anchor}.{step}" if base.anchor else step
        self._taken[anchor] = times = self._taken.get(anchor, 0) + 1
        if times == 1:
            return anchor
        self._note(mark, "duplicate_anchor", "this number occurs a second time")
        return f"{anchor}~{times}"

    def _note(self, mark: Mark, code: str, what: str) -> None:
        span = Span(mark.start, mark.start + len(mark.label))
        self._diagnostics.append(Diagnostic(code, f"{mark.label}: {what}", span))


def _component(units: list[Unit]) -> Unit:
    return next(unit for unit in reversed(units) if unit.is_component)


def _extends(parent: Unit, mark: Mark) -> bool:
    """Whether a decimal number goes on from the number of its parent: 2.1 lies inside 2."""
    return parent.mark is not None and parent.mark.order == mark.order[:-1]
