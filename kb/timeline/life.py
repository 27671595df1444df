"""The life of one work: which of its expressions and provisions held on a day.

Rules (Law on the Promulgation of Legal Documents 64/2025/QH15, chapter on effect; for Korea the order of versions by 시행일):

- Law holds from its own first day of effect until other law ends it, or until the end that it sets itself. Where a text gives no
  first day nothing is assumed: the status is unknown, but before its issue it was not there.
- What ends law counts from the day it names, else from the day the ending document takes effect. Where that day is not known, the
  status is unknown from the issue of the ending document on. What was said before a version was issued does not end that version.
- A provision shares the fate of its document, unless it begins, ends or pauses on its own; then what is said of the smallest unit
  around it decides when it begins.
- A sentence that is not certain to mean this work decides nothing; it is named as a doubt.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from corpus.identifiers.types import types_by_token
from indexer.models import DocumentRecord
from kb.timeline.days import day_after, day_before, first_day
from kb.timeline.models import ValidityStatus
from kb.timeline.said import ENDS, PARTS, PAUSES, Said, Statements, line_to, may_decide
from kb.timeline.statements import Statement
from kb.works import Work

_MAKES_LAW = frozenset(
    {
        "hp", "boluat", "luat", "pl", "lenh", "nq", "nqlt", "nd", "qd", "tt", "ttlt", "ct", "vbhn", "phap-dien", "quy-che", "quy-dinh",
        "qcvn", "qcdp", "tcvn", "const", "act", "pd", "om", "mo", "treaty", "gosi", "hullyeong", "yegyu", "gonggo", "jichim", "jorye",
        "gyuchik",
    }
)  # fmt: skip
"""Types of documents that can be in force; a letter, a report or a plan cannot."""
_OPEN: frozenset[ValidityStatus] = frozenset({"unknown", "not_law"})


@dataclass(frozen=True, slots=True)
class Ruling:
    """A status on a day, with the statements it follows from, the decisive one first."""

    status: ValidityStatus
    causes: Statements = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first and the last day of a status; None where it has none, or where it is not known."""

    since: str | None = None
    until: str | None = None


class Life:
    """A work with everything that is said of it.

    Args:
        work: Its expressions.
        statements: What their texts and other documents say.
    """

    def __init__(self, work: Work, statements: Statements) -> None:
        self.work = work
        self.statements = statements
        self._chapters = {record.document_id: _Chapter(record, self) for record in work.documents}

    def begin(self, record: DocumentRecord) -> str | None:
        """The first day of an expression, as its header, its clauses or another document of the same expression say."""
        return self._chapters[record.document_id].begin

    def next_begin(self, record: DocumentRecord) -> str | None:
        """The first day of the expression that takes the place of this one."""
        return self._chapters[record.document_id].following

    def rule(self, record: DocumentRecord, anchor: str, on: str) -> Ruling:
        """The status of a document, or with an anchor of one of its provisions, on a day, ISO 8601."""
        return self._chapters[record.document_id].rule(anchor, on)

    def stretch(self, record: DocumentRecord, anchor: str, on: str) -> Stretch:
        """How long the status of a day lasts."""
        return self._chapters[record.document_id].stretch(anchor, on)

    def doubts(self, record: DocumentRecord, anchor: str) -> Statements:
        """What may have ended or suspended a document or a provision, but is not certain to mean it."""
        line = {*line_to(anchor)}
        return tuple(
            one for one in self.statements
            if not one.certain and may_decide(one) and one.only in {None, record.document_id}
            and (not one.anchors or not anchor or line.intersection(one.anchors))
        )  # fmt: skip

    def apart(self, record: DocumentRecord, on: str, unwanted: frozenset[ValidityStatus]) -> Iterator[str]:
        """Anchors of provisions that on this day have a status of their own among the unwanted ones."""
        chapter = self._chapters[record.document_id]
        return (anchor for anchor in chapter.said.at if chapter.rule(anchor, on).status in unwanted)


class _Chapter:
    """One document in the life of its work."""

    def __init__(self, record: DocumentRecord, life: Life) -> None:
        self._record = record
        self._life = life

    @cached_property
    def said(self) -> Said:
        """What is said of it, without what was said of earlier versions before it was issued."""
        return Said.of(self._about())

    @cached_property
    def begin(self) -> str | None:
        """The first day of the expression."""
        return self._begins[0].date if self._begins else None

    @cached_property
    def following(self) -> str | None:
        """The first day of the next expression."""
        if self.begin is None:
            return None
        others = (self._life.begin(other) for other in self._life.work.documents if self._differs(other))
        return min((day for day in others if day and day > self.begin), default=None)

    def rule(self, anchor: str, on: str) -> Ruling:
        """The status of the document, or of a provision, on a day; before its issue no document was there."""
        issued = self._record.header.issued
        if issued and on < issued:
            return Ruling("pending", self._begins[:1])
        if not makes_law(self._record):
            return Ruling("not_law")
        said = [*self.said.reaching(anchor), *self.said.whole]
        return _ended(said, on) or self._replaced(on) or _open_end(said, on) or self._begun(said, anchor, on)

    def stretch(self, anchor: str, on: str) -> Stretch:
        """The days around one on which the status is the same; a unit that is left out ended before this expression was there."""
        ruling = self.rule(anchor, on)
        status = ruling.status
        if status in _OPEN:
            return Stretch()
        turns = self._turns(anchor)
        before = (day for day in reversed(turns) if day <= on)
        behind = (day for day in turns if day > on)
        since = next((day for day in before if self.rule(anchor, day_before(day)).status != status), None)
        until = next((day for day in behind if self.rule(anchor, day).status != status), None)
        if status == "repealed" and ruling.causes[0].kind == "deleted":
            since = ruling.causes[0].date
        return Stretch(since, day_before(until) if until else None)

    def _replaced(self, on: str) -> Ruling | None:
        """What a later expression makes of the day."""
        if self.following is None or on < self.following:
            return None
        newer = (one for one in self._life.statements if one.kind == "effective" and not one.anchors)
        return Ruling("superseded", tuple(one for one in newer if one.date == self.following)[:1])

    def _begun(self, said: Statements, anchor: str, on: str) -> Ruling:
        """What remains when nothing has ended it: whether it has begun, is suspended, or has lost parts."""
        own = (one for one in said if one.kind == "effective" and one.anchors)
        begins = (*itertools.islice(own, 1), *self._begins)[:1]
        if not begins or begins[0].date is None:
            return Ruling("unknown", begins)
        if on < begins[0].date:
            return Ruling("pending", begins)
        parts = tuple(one for one in self.said.parts.get(anchor, ()) if one.date and one.date <= on)
        return _paused(said, on) or (Ruling("partly_expired", parts) if parts else Ruling("in_force", begins))

    def _turns(self, anchor: str) -> list[str]:
        """The days on which the status may change, the first first."""
        said = [*self.said.whole, *self.said.reaching(anchor), *self.said.parts.get(anchor, ())]
        days = {one.date or one.earliest for one in said}
        days |= {day_after(one.until) for one in said if one.until}
        days |= {self.begin, self.following, first_day(self._record.header.issued)}
        return sorted(day for day in days if day)

    @cached_property
    def _begins(self) -> Statements:
        """What says when the expression begins, what gives a day first: its own document before others, the header before clauses."""
        same = [other.document_id for other in self._life.work.documents if not self._differs(other)]
        ids = sorted(same, key=lambda document_id: document_id != self._record.document_id)
        whole = [one for one in self._life.statements if one.kind == "effective" and not one.anchors]
        found = (one for document_id in ids for one in whole if one.only == document_id)
        listed = sorted(found, key=lambda one: one.date is None)
        # A sentence that says the same as the header is the better evidence.
        return tuple(sorted(listed, key=lambda one: (one.date != listed[0].date, one.evidence is None)))

    def _about(self) -> Iterator[Statement]:
        issued = self._record.header.issued or ""
        for one in self._life.statements:
            earlier = one.only is None and one.date is not None and one.date < issued
            if one.only in {None, self._record.document_id} and not earlier:
                yield one

    def _differs(self, other: DocumentRecord) -> bool:
        """Whether another document of the work holds another version: in Korea the number is that of the amending act."""
        one, two = self._record.header, other.header
        if not _korean(self._record):
            return False
        return one.number != two.number or bool(
            one.effective and two.effective and one.effective != two.effective
        )


def _ended(said: Statements, on: str) -> Ruling | None:
    """What these statements end by a day that is known, or leave out."""
    ends = [one for one in said if one.kind in ENDS or one.kind in PARTS]
    dated = sorted((one for one in ends if one.date and one.date <= on), key=lambda one: one.date or "")
    left_out = [one for one in ends if one.kind == "deleted" and one.date is None]
    if not dated and not left_out:
        return None
    causes = tuple(dated or left_out)
    return Ruling("expired" if causes[0].kind == "expires" else "repealed", causes)


def _open_end(said: Statements, on: str) -> Ruling | None:
    """What these statements end or suspend at a day that is not known, so that nothing is known any more."""
    ends = (one for one in said if one.kind in ENDS or one.kind in PARTS or one.kind in PAUSES)
    undated = tuple(one for one in ends if one.date is None and (one.earliest or "") <= on)
    return Ruling("unknown", undated) if undated else None


def _paused(said: Statements, on: str) -> Ruling | None:
    pauses = (one for one in said if one.kind in PAUSES and one.date and one.date <= on)
    running = tuple(one for one in pauses if one.until is None or on <= one.until)
    return Ruling("suspended", running) if running else None


def may_hold(record: DocumentRecord, on: str) -> bool:
    """Whether a document has a status on a day that depends on more than that it is no law."""
    return makes_law(record) or on < (record.header.issued or "")


def makes_law(record: DocumentRecord) -> bool:
    """Whether a document can be in force: it is of a type that makes law, and bears a number or, in Korea, the title of one."""
    header = record.header
    if header.type not in _MAKES_LAW:
        return False
    return bool(header.number) or (_korean(record) and bool(header.title))


def _korean(record: DocumentRecord) -> bool:
    entry = types_by_token().get(record.header.type or "")
    return entry is not None and entry.country == "kr"
