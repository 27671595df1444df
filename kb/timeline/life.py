"""The life of one work: which of its expressions and provisions held on a day.

Rules (Law on the Promulgation of Legal Documents 64/2025/QH15, chapter on effect; for Korea the order of versions by 시행일):

- Law holds from its own first day of effect until other law ends it, or until the end that it sets itself. Where a text gives no
  first day nothing is assumed: the status is unknown, but before its issue it was not there.
- What ends law counts from the day it names, else from the day the ending document takes effect. Without that day the status is unknown.
- A provision shares the fate of its document, unless it begins, ends or pauses on its own.
- A sentence that is not certain to mean this work decides nothing; it is named as a doubt.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.identifiers.types import types_by_token
from corpus.relations.models import EffectKind, RelationKind
from indexer.models import DocumentRecord
from kb.timeline.days import day_before
from kb.timeline.models import ValidityStatus
from kb.timeline.statements import Statement
from kb.works import Work

Kind = RelationKind | EffectKind

_ENDS: frozenset[Kind] = frozenset({"repeals", "replaces", "terminates", "expires"})
_PARTS: frozenset[Kind] = frozenset({"repeals_part", "deleted"})
_MAKES_LAW = frozenset(
    {
        "hp", "boluat", "luat", "pl", "lenh", "nq", "nqlt", "nd", "qd", "tt", "ttlt", "ct", "vbhn", "phap-dien", "quy-che", "quy-dinh",
        "qcvn", "qcdp", "tcvn", "const", "act", "pd", "om", "mo", "treaty", "gosi", "hullyeong", "yegyu", "gonggo", "jichim", "jorye",
        "gyuchik",
    }
)  # fmt: skip
"""Types of documents that can be in force; a letter, a report or a plan cannot."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A status with the statements it follows from."""

    status: ValidityStatus
    since: str | None = None
    until: str | None = None
    causes: tuple[Statement, ...] = ()
    doubts: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Life:
    """A work with everything that is said of it.

    Attributes:
        work: Its expressions.
        statements: What their texts and other documents say.
    """

    work: Work
    statements: tuple[Statement, ...]

    def begin(self, record: DocumentRecord) -> str | None:
        """The first day of an expression; the header wins over the sentences."""
        return next((one.date for one in self._begins(record) if one.date), None)

    def next_begin(self, record: DocumentRecord) -> str | None:
        """The first day of the expression that takes the place of this one."""
        begin = self.begin(record)
        if begin is None:
            return None
        others = (other for other in self.work.documents if _other_wording(record, other))
        return min((day for other in others if (day := self.begin(other)) and day > begin), default=None)

    def rule(self, record: DocumentRecord, anchor: str, on: str) -> Ruling:
        """The status of a document, or with an anchor of one of its provisions, on a day."""
        if not makes_law(record):
            return Ruling("not_law")
        doubts = tuple(one for one in self._about(record, anchor) if _may_end(one) and not one.certain)
        ruling = self._rule_whole(record, on)
        if anchor and ruling.status in {"in_force", "partly_expired"}:
            ruling = self._rule_provision(record, anchor, on, ruling)
        return Ruling(ruling.status, ruling.since, ruling.until, ruling.causes, doubts)

    def ruled_apart(
        self, record: DocumentRecord, on: str, unwanted: frozenset[ValidityStatus]
    ) -> Iterator[str]:
        """Anchors of provisions that on this day have a status of their own among the unwanted ones."""
        named = {anchor for one in self._about(record) for anchor in one.anchors if one.certain}
        for anchor in sorted(named):
            if self.rule(record, anchor, on).status in unwanted:
                yield anchor

    def _rule_whole(self, record: DocumentRecord, on: str) -> Ruling:
        begins = tuple(self._begins(record))
        begin = self.begin(record)
        ended = self._ended((one for one in self._about(record) if not one.anchors), on)
        if ended:
            return ended
        first = begin or record.header.issued
        if first and on < first:
            return Ruling("pending", None, day_before(begin) if begin else None, begins[:1])
        if begin is None:
            return Ruling("unknown", causes=begins)
        return self._paused(record, "", on) or self._holding(record, begin, on, begins)

    def _holding(self, record: DocumentRecord, begin: str, on: str, begins: tuple[Statement, ...]) -> Ruling:
        following = self.next_begin(record)
        if following and following <= on:
            newer = tuple(one for one in self.statements if one.kind == "effective" and one.date == following)
            return Ruling("superseded", following, None, newer[:1])
        parts = tuple(one for one in self._about(record) if _ends_part(one) and one.date and one.date <= on)
        until = self._last_day(record, following, on)
        if parts:
            return Ruling("partly_expired", min(one.date or "" for one in parts), until, parts)
        return Ruling("in_force", begin, until, begins[:1])

    def _last_day(self, record: DocumentRecord, following: str | None, on: str) -> str | None:
        """The last day of what holds now, as far as something sets one."""
        ends = [
            one.date for one in self._about(record) if one.certain and one.kind in _ENDS and not one.anchors
        ]
        coming = [day for day in (*ends, following) if day and day > on]
        return day_before(min(coming)) if coming else None

    def _rule_provision(self, record: DocumentRecord, anchor: str, on: str, whole: Ruling) -> Ruling:
        own = [one for one in self._about(record, anchor) if one.anchors and one.certain]
        begins = sorted(
            (one for one in own if one.kind == "effective" and one.date), key=lambda one: one.date or ""
        )
        if begins and on < (begins[-1].date or ""):
            return Ruling("pending", None, day_before(begins[-1].date or ""), tuple(begins[-1:]))
        ended = self._ended(own, on)
        if ended:
            return ended
        below = tuple(
            one for one in self._about(record)
            if _ends_part(one) and one.date and one.date <= on and any(a.startswith(f"{anchor}.") for a in one.anchors)
        )  # fmt: skip
        paused = self._paused(record, anchor, on)
        if paused:
            return paused
        since = begins[-1].date if begins else whole.since
        if below:
            return Ruling("partly_expired", below[0].date, None, below)
        causes = tuple(begins[-1:]) or (
            whole.causes if whole.status == "in_force" else tuple(self._begins(record))[:1]
        )
        return Ruling("in_force", since if begins else self.begin(record), whole.until, causes)

    def _ended(self, statements: Iterable[Statement], on: str) -> Ruling | None:
        """What ends of these statements make of the day; an end of unknown date leaves the status unknown."""
        ends = [
            one
            for one in statements
            if one.certain and (one.kind in _ENDS or (one.kind in _PARTS and one.anchors))
        ]
        dated = sorted((one for one in ends if one.date and one.date <= on), key=lambda one: one.date or "")
        if dated:
            status: ValidityStatus = "expired" if dated[0].kind == "expires" else "repealed"
            return Ruling(status, dated[0].date, None, tuple(dated))
        undated = tuple(one for one in ends if one.date is None)
        deleted = tuple(one for one in undated if one.kind == "deleted")
        if deleted:
            return Ruling("repealed", None, None, deleted)
        return Ruling("unknown", None, None, undated) if undated else None

    def _paused(self, record: DocumentRecord, anchor: str, on: str) -> Ruling | None:
        for one in self._about(record, anchor):
            pausing = one.kind in {"suspends", "suspended"} and one.certain and (anchor or not one.anchors)
            if pausing and one.date and one.date <= on and (one.until is None or on <= one.until):
                return Ruling("suspended", one.date, one.until, (one,))
        return None

    def _begins(self, record: DocumentRecord) -> Iterator[Statement]:
        own = (one for one in self.statements if one.only == record.document_id)
        return (one for one in own if one.kind == "effective" and not one.anchors)

    def _about(self, record: DocumentRecord, anchor: str | None = None) -> Iterator[Statement]:
        """Statements about an expression; with an anchor those that reach it."""
        for one in self.statements:
            if one.only in {None, record.document_id} and (
                anchor is None or not anchor or one.reaches(anchor)
            ):
                yield one


def makes_law(record: DocumentRecord) -> bool:
    """Whether a document can be in force: it is of a type that makes law, and bears a number or, in Korea, the title of one."""
    header = record.header
    entry = types_by_token().get(header.type or "")
    if entry is None or entry.token not in _MAKES_LAW:
        return False
    return bool(header.number) or (entry.country == "kr" and bool(header.title))


def _other_wording(record: DocumentRecord, other: DocumentRecord) -> bool:
    """Whether two documents hold different versions: another number (in Korea that of the amending act), or another day of effect."""
    return (record.header.number, record.header.effective) != (other.header.number, other.header.effective)


def _may_end(statement: Statement) -> bool:
    return statement.kind in _ENDS or statement.kind in _PARTS or statement.kind == "suspends"


def _ends_part(statement: Statement) -> bool:
    """Whether it surely ends a part of the work, known or not; what only this expression leaves out is no news of the law."""
    if not statement.certain or statement.kind == "deleted":
        return False
    return statement.kind == "repeals_part" or (statement.kind in _ENDS and bool(statement.anchors))
