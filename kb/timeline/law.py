"""The law of one generation: what was in force on a day, and why."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from corpus.models import Span
from indexer.models import DocumentRecord, SearchBackend
from kb.contents import ContentCache
from kb.timeline.days import day_before
from kb.timeline.life import Life, Ruling
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
from kb.works import Work, Works

_HELD_ONCE: frozenset[ValidityStatus] = frozenset({"repealed", "expired", "superseded", "suspended"})
_PENDING: frozenset[ValidityStatus] = frozenset({"pending"})
_UNKNOWN: frozenset[ValidityStatus] = frozenset({"unknown"})
HOLDING: frozenset[ValidityStatus] = frozenset({"in_force", "partly_expired"})
_DAYS_IN_MEMORY = 64


class Law:
    """What is said of all works of one generation, without the texts; made once for each generation, shared by all threads.

    Args:
        works: The works of the generation.
        statements: By the key of the work they are about, see `kb.timeline.statements.read_statements`.
    """

    def __init__(self, works: Works, statements: Mapping[str, Sequence[Statement]]) -> None:
        self.works = works
        self._lives = {work.key: Life(work, tuple(statements.get(work.key, ()))) for work in works}
        # A generation never changes, so neither does what a day leaves of it.
        self.outside = lru_cache(maxsize=_DAYS_IN_MEMORY)(self._outside)

    def life(self, work: Work) -> Life:
        """Everything that is said of a work."""
        return self._lives[work.key]

    def _outside(self, on: str, include: frozenset[Include]) -> Exclusion:
        """What a search as of a day leaves out.

        Args:
            on: The day, ISO 8601.
            include: What is let in although it did not hold on that day.
        """
        unwanted = _unwanted(include)
        without: list[tuple[str, str]] = []
        counts: Counter[ValidityStatus] = Counter()
        for life in self._lives.values():
            for record in life.work.documents:
                status = life.rule(record, "", on).status
                if status in unwanted:
                    counts[status] += 1
                    without.append((record.document_id, ""))
                elif status in HOLDING:
                    dead = life.ruled_apart(record, on, unwanted)
                    without += [(record.document_id, anchor) for anchor in dead]
        return Exclusion(tuple(without), dict(counts))


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
        life = self._law.life(self._law.works.by_document[record.document_id])
        return self._told(life.rule(record, anchor, on), on)

    def timeline(self, work: Work, on: str) -> Timeline:
        """The life of a work, with its validity on a day: that of the expression that holds then, else of the newest."""
        life = self._law.life(work)
        rulings = {record.document_id: life.rule(record, "", on) for record in work.documents}
        holding = next((one for one in rulings.values() if one.status in HOLDING), None)
        events = sorted(map(self._event, life.statements), key=lambda event: event.date or "9999")
        return Timeline(
            work.key,
            work.newest.title,
            tuple(events),
            _expressions(work, life),
            self._told(holding or rulings[work.newest.document_id], on),
        )

    def _told(self, ruling: Ruling, on: str) -> Validity:
        return Validity(
            ruling.status,
            on,
            ruling.since,
            ruling.until,
            tuple(map(self._cause, ruling.causes)),
            tuple(map(self._cause, ruling.doubts)),
        )

    def _cause(self, statement: Statement) -> Cause:
        text, span = statement.printed, Span(0, 0)
        if statement.evidence is not None:
            span = statement.evidence
            text = span.of(self._contents.get(self._backend, self._record(statement.source)).text)
        return Cause(
            statement.kind, statement.source, statement.anchor, span, text, statement.date, statement.certain
        )

    def _event(self, statement: Statement) -> Event:
        actor = self._record(statement.actor) if statement.actor and not statement.only else None
        called = (actor.header.work_id or actor.header.number or actor.title) if actor else None
        return Event(statement.date, self._cause(statement), called, statement.anchors)

    def _record(self, document_id: str) -> DocumentRecord:
        return self._law.works.record(document_id)


def _unwanted(include: frozenset[Include]) -> frozenset[ValidityStatus]:
    left_out = {"repealed": _HELD_ONCE, "pending": _PENDING, "unknown": _UNKNOWN}
    return frozenset().union(*(statuses for name, statuses in left_out.items() if name not in include))


def _expressions(work: Work, life: Life) -> tuple[Expression, ...]:
    """The expressions of a work, each until the day before the next one of other wording."""
    found = []
    for record in work.documents:
        begin, following = life.begin(record), life.next_begin(record)
        end = day_before(following) if following else None
        found.append(Expression(record.document_id, record.language, record.header.number, begin, end))
    return tuple(found)
