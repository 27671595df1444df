"""Judging: what is wrong with a citation whose meaning is known."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, get_args

from corpus.citations.models import Citation
from indexer.models import DocumentRecord
from kb.citator.extent import extent, extent_text, tells
from kb.citator.meaning import Interpreter
from kb.citator.models import Meant, Verdict
from kb.citator.nearest import Neighbours
from kb.citator.titles import alike
from kb.citator.wording import called, is_korean, numbered, printed_day, said
from kb.pinned import Pinned
from kb.provisions import split_id
from kb.timeline.days import day_after
from kb.timeline.life import Ruling, Stretch
from kb.timeline.models import ValidityStatus
from kb.units import Units

_SEVERITY = {verdict: place for place, verdict in enumerate(get_args(Verdict))}
_ENDED: dict[ValidityStatus, tuple[Verdict, str]] = {
    "repealed": ("repealed", "was repealed"),
    "expired": ("expired", "expired"),
    "superseded": ("superseded", "gave way to a later version"),
    "suspended": ("suspended", "was suspended"),
}
_AMENDS = frozenset({"amends", "amends_wording", "repeals_part"})


class Judgement(NamedTuple):
    """One thing that is to be said of a citation.

    Attributes:
        verdict: What it is.
        message: In words, without a full stop.
        suggestion: What to write instead.
    """

    verdict: Verdict
    message: str
    suggestion: str | None = None


class Judge:
    """Judges citations in one pinned generation as of one day.

    Args:
        pinned: The generation.
        interpreter: Knows what they mean.
        on: The day, ISO 8601.
    """

    def __init__(self, pinned: Pinned, interpreter: Interpreter, on: str) -> None:
        self._pinned = pinned
        self._works = pinned.holdings.works
        self._law = pinned.holdings.law
        self._interpreter = interpreter
        self._neighbours = Neighbours(self._works)
        self._on = on
        self._rulings: dict[tuple[str, str], Ruling] = {}

    def judge(self, citation: Citation, meant: Meant) -> Judgement:
        """The worst that is true of a citation of another document, with the other faults behind it in its message."""
        if "blank_number" in citation.warnings:
            return Judgement("could_not_check", "the number is left blank")
        if not meant.document_ids:
            return self._absent(citation)
        if meant.works > 1:
            return self._ambiguous(meant)
        return joined((*self.faults(citation, meant), self._sound(meant)))

    def faults(self, citation: Citation, meant: Meant) -> Iterator[Judgement]:
        """Everything that is wrong with a citation of one work."""
        record = self._works.record(meant.document_ids[0])
        yield from self._contradictions(citation, meant, record)
        yield from self._missing(meant.missing, record)
        yield from self.not_holding(citation, meant, record)

    def ruling(self, record: DocumentRecord, anchor: str) -> Ruling:
        """What is said of a provision on the day; worked out once."""
        key = record.document_id, anchor
        if key not in self._rulings:
            life = self._law.life(self._works.by_document[record.document_id])
            self._rulings[key] = life.rule(record, anchor, self._on)
        return self._rulings[key]

    def _stretch(self, record: DocumentRecord, anchor: str) -> Stretch:
        life = self._law.life(self._works.by_document[record.document_id])
        return life.stretch(record, anchor, self._on)

    def _absent(self, citation: Citation) -> Judgement:
        if not citation.names_document:
            return Judgement("could_not_check", "the words do not say which document they mean")
        near = self._neighbours.nearest(citation)
        if near is None:
            return Judgement("not_in_knowledge_base", "no document of the knowledge base answers to it")
        name = called(near.record)
        if near.verdict == "not_in_knowledge_base":
            return Judgement(
                near.verdict, f"no document here answers to it; there is {name}", numbered(near.record)
            )
        if near.verdict == "wrong_title":
            return Judgement(near.verdict, f"no law has this title; there is {name}", near.record.title)
        return Judgement(near.verdict, f"this title belongs to {name}", numbered(near.record))

    def _ambiguous(self, meant: Meant) -> Judgement:
        records = [self._works.record(document_id) for document_id in meant.document_ids]
        return Judgement(
            "ambiguous", f"it may mean {' or '.join(map(called, records))}: give number and date"
        )

    def _contradictions(
        self, citation: Citation, meant: Meant, record: DocumentRecord
    ) -> Iterator[Judgement]:
        name = called(record)
        if "number" in meant.contradictions:
            number = record.header.number if is_korean(record) else numbered(record)
            yield Judgement("wrong_number", f"the document of this title is {name}", number)
        if "title" in meant.contradictions:
            other = self._neighbours.titled(citation)
            aside = f"; the title given is that of {numbered(other)}" if other and other is not record else ""
            yield Judgement("wrong_title", f"this number belongs to {name}{aside}", record.title)
        if "date" in meant.contradictions and record.header.issued:
            day = printed_day(record.header.issued, korean=is_korean(record))
            yield Judgement("wrong_date", f"{name} is dated {day}", day)

    def _missing(self, anchors: tuple[str, ...], record: DocumentRecord) -> Iterator[Judgement]:
        units = self._interpreter.units(record)
        ended = {anchor: around for anchor in anchors if (around := self._ended_around(anchor, record))}
        for around in dict.fromkeys(ended.values()):
            what, since = f"{said(around)} of {called(record)}", self._stretch(record, around).since
            yield self._ended(record, what, self.ruling(record, around), since, certain=True)
        anchors = tuple(anchor for anchor in anchors if anchor not in ended)
        unseen = tuple(anchor for anchor in anchors if not tells(units, record, anchor))
        inserted = tuple(
            anchor for anchor in anchors if anchor not in unseen and self._inserted(anchor, record)
        )
        for some, why in ((unseen, "may not be whole"), (inserted, "was amended since")):
            if some:
                text = f"{' and '.join(map(said, some))} not found in the text of {called(record)} that is here, which {why}"
                yield Judgement("could_not_check", text)
        yield from absences(
            called(record), [one for one in anchors if one not in {*unseen, *inserted}], units
        )

    def _ended_around(self, anchor: str, record: DocumentRecord) -> str | None:
        """The unit around a missing one that is there, where that unit was ended: nothing of it but its label is left."""
        units = self._interpreter.units(record)
        around = anchor.rpartition(".")[0]
        while around:
            unit = units.cited(around)
            if unit is not None:
                return unit.anchor if self.ruling(record, unit.anchor).status in _ENDED else None
            around = around.rpartition(".")[0]
        return None

    def _inserted(self, anchor: str, record: DocumentRecord) -> bool:
        """Whether an amendment may have put in a provision: it touches its article, or the provision has the number of an inserted one."""
        article = anchor.partition(".")[0]
        history = self._pinned.law.history(self._works.by_document[record.document_id])
        amending = [one for one in history if one.kind in _AMENDS]
        numbered_between = not article.rpartition("-")[2].isdecimal() or article.count("-") > 1
        touched = {touched.partition(".")[0] for one in amending for touched in one.anchors}
        return article in touched or (numbered_between and bool(amending))

    def not_holding(self, citation: Citation, meant: Meant, record: DocumentRecord) -> Iterator[Judgement]:
        """What keeps the provisions that a citation means, or the document, from being in force on the day."""
        anchors = [split_id(identifier)[1] for identifier in meant.provision_ids] or [""]
        for anchor in anchors:
            ruling = self.ruling(record, anchor)
            what = f"{said(anchor)} of {called(record)}" if anchor else called(record)
            if ruling.status in _ENDED:
                since = self._stretch(record, anchor).since
                yield self._ended(record, what, ruling, since, certain=meant.certain)
            elif ruling.status == "pending":
                yield self._pending(citation, record, what, self._stretch(record, anchor).until)
            elif ruling.status == "unknown":
                text = f"nothing here says surely whether {what} is in force on {self._on}"
                yield Judgement("validity_unknown", text)

    def _ended(
        self, record: DocumentRecord, what: str, ruling: Ruling, since: str | None, *, certain: bool
    ) -> Judgement:
        verdict, words = _ENDED[ruling.status]
        actor = self._actor(record, ruling)
        day = f" on {since}" if since else ""
        text = f"{what} {words}{day}" + (f" by {called(actor)}" if actor else "")
        if not certain:
            return Judgement(
                "ambiguous", f"it may mean a document that no longer holds, and {text}: give number and date"
            )
        return Judgement(verdict, text, self._instead(record, ruling, actor))

    def _actor(self, record: DocumentRecord, ruling: Ruling) -> DocumentRecord | None:
        acting = (one.actor for one in ruling.causes if one.actor and one.actor != record.document_id)
        actor = next(acting, None)
        return self._works.record(actor) if actor else None

    def _instead(self, record: DocumentRecord, ruling: Ruling, actor: DocumentRecord | None) -> str | None:
        """What took the place of dead law: the act that replaces it, one on the same matter, or the version of the day."""
        if ruling.status == "superseded":
            return called(self._works.by_document[record.document_id].newest)
        if actor is None:
            return None
        replaced = any(one.kind == "replaces" for one in ruling.causes)
        return numbered(actor) if replaced or alike(record.title, actor.title) else None

    def _pending(self, citation: Citation, record: DocumentRecord, what: str, until: str | None) -> Judgement:
        begin = day_after(until) if until else None
        if is_korean(record) and citation.type != "promulgation" and self._changed_before(record):
            text = f"only a later version of {what} is here, in force from {begin}, not that of {self._on}"
            return Judgement("validity_unknown", text)
        text = f"{what} is not yet in force on {self._on}"
        return Judgement("not_yet_in_force", text + (f" but from {begin}" if begin else ""))

    def _changed_before(self, record: DocumentRecord) -> bool:
        """Whether a Korean text is a later version of its law: earlier ones left addenda."""
        own = self._works.by_document[record.document_id]
        return len(self._interpreter.amending_numbers(own)) > 1

    def _sound(self, meant: Meant) -> Judgement:
        record = self._works.record(meant.document_ids[0])
        status = self.ruling(record, "").status
        if status == "not_law":
            return Judgement("exists", f"it means {called(record)}")
        aside = ", though parts of it ended" if status == "partly_expired" and not meant.provision_ids else ""
        return Judgement("exists", f"{called(record)} is in force on {self._on}{aside}")


def absences(name: str, missing: Sequence[str], units: Units) -> Iterator[Judgement]:
    """What is said of provisions that a document surely does not have."""
    for anchor in missing:
        ends = extent(units, anchor)
        suggestion = " – ".join(map(said, dict.fromkeys(ends))) if ends else None
        yield Judgement(
            "wrong_provision", f"{name} has no {said(anchor)}: {extent_text(units, anchor)}", suggestion
        )


def joined(judgements: tuple[Judgement, ...]) -> Judgement:
    """The worst of several judgements, the other faults behind it; all is well only where nothing else is said."""
    worst, *rest = sorted(dict.fromkeys(judgements), key=lambda one: _SEVERITY[one.verdict])
    faults = [one.message for one in rest if one.verdict != "exists"]
    suggestion = worst.suggestion or next((one.suggestion for one in rest if one.suggestion), None)
    return Judgement(worst.verdict, "; ".join([worst.message, *faults]), suggestion)
