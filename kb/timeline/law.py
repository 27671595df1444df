"""The law of one generation: what was in force on a day, and why."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from corpus.models import Span
from indexer.models import DocumentRecord
from indexer.seams import SearchBackend
from kb.contents import ContentCache
from kb.timeline.days import day_before
from kb.timeline.left_out import LeftOut
from kb.timeline.life import Life, may_hold
from kb.timeline.models import (
    Cause,
    Event,
    Exclusion,
    Expression,
    Include,
    Timeline,
    Validity,
    ValidityStatus,
)
from kb.timeline.statements import Statement
from kb.timeline.told import Moved, Told
from kb.unswept import unswept
from kb.works import Work, Works

_HELD_ONCE: frozenset[ValidityStatus] = frozenset({"repealed", "expired", "superseded", "suspended"})
_PENDING: frozenset[ValidityStatus] = frozenset({"pending"})
_UNKNOWN: frozenset[ValidityStatus] = frozenset({"unknown"})
HOLDING: frozenset[ValidityStatus] = frozenset({"in_force", "partly_expired"})
_DAYS_IN_MEMORY = 16


class Law:
    """What is said of all works of one generation, without the texts; shared by all threads.

    Args:
        works: The works of the generation.
        told: What its documents say of them that decides what held.
        history: All that they say, where it is known; it is read when it is first asked for.
    """

    def __init__(self, works: Works, told: Told, history: Told | None = None) -> None:
        self.works = works
        self._told = told
        self._history = history
        self._lives: dict[str, Life] = {}
        self._days: OrderedDict[tuple[str, frozenset[Include]], LeftOut] = OrderedDict()

    def changed(self, backend: SearchBackend, works: Works, news: Iterable[str]) -> Self:
        """The law of the next generation; what is known of a work, and of days that were asked for, is kept where it stays true.

        Args:
            backend: The next generation.
            works: Its works.
            news: Ids of the documents that are gone, came or were replaced.
        """
        news = list(news)
        told, moved = self._told.changed(backend, self.works, works, news)
        history = self._history
        if history is not None:
            history, _ = history.changed(backend, self.works, works, news)
        law = type(self)(works, told, history)
        if self._lives or self._days:
            law._keep(self, moved())
        return law

    def _keep(self, before: Self, moved: Moved) -> None:
        """What was worked out for the generation before and is true of this one too."""
        self._lives = {key: life for key, life in before._lives.copy().items() if key not in moved.told}
        self._days = OrderedDict(
            (asked, left_out.changed(self._outside(moved.ruled, *asked), moved.ruled))
            for asked, left_out in before._days.copy().items()
        )

    def life(self, work: Work) -> Life:
        """All that is said of a work that decides what held."""
        life = self._lives.get(work.key)
        if life is None:
            life = self._lives[work.key] = Life(work, self._told.about(work, self.works))
        return life

    def history(self, backend: SearchBackend, work: Work) -> Sequence[Statement]:
        """Everything that is said of a work.

        Args:
            backend: The generation.
            work: One of its works.
        """
        if self._history is None:  # two threads that ask at once make the same
            self._history = self._told.of_all_kinds(backend, self.works)
        return self._history.about(work, self.works)

    def outside(self, on: str, include: frozenset[Include]) -> Exclusion:
        """What a search as of a day leaves out; worked out once for each day.

        Args:
            on: The day, ISO 8601.
            include: What is let in although it did not hold on that day.
        """
        left_out = self._days.get((on, include))
        if left_out is None:
            with unswept():
                left_out = LeftOut(self._outside(self.works.by_identity, on, include))
            self._days[on, include] = left_out
            while len(self._days) > _DAYS_IN_MEMORY:
                self._days.popitem(last=False)
        return left_out.exclusion

    def _outside(self, keys: Iterable[str], on: str, include: frozenset[Include]) -> Mapping[str, Exclusion]:
        """What these works leave out, by their keys; those that leave out nothing are not named."""
        unwanted = _unwanted(include)
        there = (work for key in keys if (work := self.works.by_identity.get(key)))
        holding = (work for work in there if any(may_hold(record, on) for record in work.documents))
        found = {work.key: _left_out(self.life(work), on, unwanted) for work in holding}
        return {key: exclusion for key, exclusion in found.items() if exclusion.without}


class LawReader:
    """Answers on validity from one pinned generation, with the sentences they follow from.

    Args:
        law: Of the generation.
        backend: The generation.
        contents: Contents of documents used before.
    """

    def __init__(self, law: Law, backend: SearchBackend, contents: ContentCache) -> None:
        self._law = law
        self._backend = backend
        self._contents = contents

    def validity(self, record: DocumentRecord, anchor: str, on: str) -> Validity:
        """Whether a document, or with an anchor one of its provisions, held on a day, ISO 8601."""
        return self._validity(
            self._law.life(self._law.works.by_document[record.document_id]), record, anchor, on
        )

    def timeline(self, work: Work, on: str) -> Timeline:
        """The life of a work, with its validity on a day: that of the expression that holds then, else of the newest."""
        life = self._law.life(work)
        told = sorted(_told_once(self.history(work)), key=lambda one: one.date or one.earliest or "9999")
        events = map(self._event, told)
        return Timeline(
            work.key,
            work.newest.title,
            tuple(events),
            _expressions(work, life),
            self._validity(life, self.holding(work, on), "", on),
        )

    def history(self, work: Work) -> Sequence[Statement]:
        """Everything that is said of a work."""
        return self._law.history(self._backend, work)

    def holding(self, work: Work, on: str) -> DocumentRecord:
        """The expression of a work that holds on a day, else the newest."""
        life = self._law.life(work)
        holding = (one for one in reversed(work.documents) if life.rule(one, "", on).status in HOLDING)
        return next(holding, work.newest)

    def _validity(self, life: Life, record: DocumentRecord, anchor: str, on: str) -> Validity:
        ruling, stretch = life.rule(record, anchor, on), life.stretch(record, anchor, on)
        doubts = life.doubts(record, anchor) if ruling.status != "not_law" else ()
        return Validity(
            ruling.status,
            on,
            stretch.since,
            stretch.until,
            tuple(map(self._cause, ruling.causes)),
            tuple(map(self._cause, doubts)),
        )

    def _cause(self, statement: Statement) -> Cause:
        text, span = statement.printed, Span(0, 0)
        if statement.evidence is not None:
            span = statement.evidence
            text = self._backend.excerpt(self._record(statement.source).row, span)
        return Cause(
            statement.kind, statement.source, statement.anchor, span, text, statement.date, statement.certain
        )

    def _event(self, statement: Statement) -> Event:
        actor = self._record(statement.actor) if statement.actor and not statement.only else None
        called = (actor.header.work_id or actor.header.number or actor.title) if actor else statement.called
        return Event(statement.date, self._cause(statement), called, statement.anchors)

    def _record(self, document_id: str) -> DocumentRecord:
        return self._law.works.record(document_id)


def _left_out(life: Life, on: str, unwanted: frozenset[ValidityStatus]) -> Exclusion:
    """What of one work had an unwanted status on a day."""
    without: list[tuple[str, str]] = []
    statuses: dict[str, ValidityStatus] = {}
    for record in life.work.documents:
        status = life.rule(record, "", on).status
        if status in unwanted:
            statuses[record.document_id] = status
            without.append((record.document_id, ""))
        else:
            without += [(record.document_id, anchor) for anchor in life.apart(record, on, unwanted)]
    return Exclusion(frozenset(without), statuses)


def _unwanted(include: frozenset[Include]) -> frozenset[ValidityStatus]:
    left_out = {"repealed": _HELD_ONCE, "pending": _PENDING, "unknown": _UNKNOWN}
    return frozenset().union(*(statuses for name, statuses in left_out.items() if name not in include))


def _told_once(statements: Sequence[Statement]) -> Iterable[Statement]:
    """Statements without those that say the same again; of several that of the acting document, and sentences before headers."""
    said: dict[tuple[object, ...], Statement] = {}
    for one in sorted(statements, key=lambda one: (one.actor != one.source, one.evidence is None)):
        said.setdefault((one.kind, one.only or one.actor or one.called, one.date, one.anchors), one)
    return said.values()


def _expressions(work: Work, life: Life) -> tuple[Expression, ...]:
    """The expressions of a work, each until the day before the next one of other wording."""
    found = []
    for record in work.documents:
        begin, following = life.begin(record), life.next_begin(record)
        end = day_before(following) if following else None
        found.append(Expression(record.document_id, record.language, record.header.number, begin, end))
    return tuple(found)
