"""What citations mean in one pinned generation: documents, provisions that exist, and what is said wrongly of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.citations.models import Citation
from corpus.models import Provision, Span
from indexer.models import DocumentRecord
from kb.citator.extent import is_digest
from kb.citator.models import Contradiction, Meant
from kb.citator.surroundings import Surroundings
from kb.citator.titles import contradicts, printed_in
from kb.citator.wording import is_korean
from kb.naming import running_number
from kb.pinned import Pinned
from kb.provisions import provision_id
from kb.timeline import HOLDING
from kb.units import Units
from kb.works import Work

_HEAD = 3_000
"""Characters at the beginning of a document in which its whole title is printed."""
_NATIVE = {True: "ko", False: "vi"}


@dataclass(frozen=True, slots=True)
class Sense:
    """What the words that name a document mean, whatever provision of it they go on to name.

    Attributes:
        works: The works they fit.
        records: Their documents, best first, see `Meant.document_ids`.
        certain: Whether the words decide for one work.
        contradictions: What they say differently from it.
    """

    works: tuple[Work, ...] = ()
    records: tuple[DocumentRecord, ...] = ()
    certain: bool = False
    contradictions: tuple[Contradiction, ...] = ()


class NamedUnits(NamedTuple):
    """The units of a text that a citation names.

    Attributes:
        found: Those it names one by one, and the ends of ranges.
        between: Those between the ends of ranges.
        missing: Anchors of those that the text does not have.
    """

    found: tuple[Provision, ...] = ()
    between: tuple[Provision, ...] = ()
    missing: tuple[str, ...] = ()


class Interpreter:
    """Tells what citations mean in one pinned generation; resolves equal words once.

    Args:
        pinned: The generation.
        on: The day whose version of a law is meant, ISO 8601.
    """

    def __init__(self, pinned: Pinned, on: str) -> None:
        self._on = on
        self._pinned = pinned
        self._senses: dict[tuple[Citation, str], Sense] = {}
        self._units: dict[str, Units] = {}

    def meant(self, citation: Citation, around: Surroundings) -> Meant:
        """What a citation means; nothing when it names no document, or none that is here."""
        completed = around.completed(citation)
        sense = self.sense(completed, around)
        if len(sense.works) != 1:
            ids = tuple(record.document_id for record in sense.records)
            return Meant(ids, works=len(sense.works))
        records, named = self._provisions(sense.records, citation)
        first = records[0].document_id
        return Meant(
            tuple(record.document_id for record in records),
            tuple(provision_id(first, unit.anchor) for unit in named.found),
            tuple(provision_id(first, unit.anchor) for unit in named.between),
            named.missing,
            sense.contradictions,
            sense.certain,
            works=1,
        )

    def sense(self, citation: Citation, around: Surroundings) -> Sense:
        """What the words that name a document mean."""
        titled = around.titled.get(citation.span)
        words = _document_words(citation)
        if titled is not None:
            return self._event(words, _document_words(titled), around.day)
        if not citation.names_document:
            return Sense()
        key = words, around.day
        if key not in self._senses:
            self._senses[key] = self._made(words, around.day)
        return self._senses[key]

    def units(self, record: DocumentRecord) -> Units:
        """The units of a document, for as long as this lives."""
        if record.document_id not in self._units:
            self._units[record.document_id] = self._pinned.units(record)
        return self._units[record.document_id]

    def _same_version(self, records: tuple[DocumentRecord, ...]) -> Iterator[DocumentRecord]:
        """The first document and those that hold the same version of its work."""
        life = self._pinned.holdings.law.life(self._pinned.holdings.works.by_document[records[0].document_id])
        begin = life.begin(records[0])
        return (record for record in records if record is records[0] or life.begin(record) == begin)

    def own_units(self, record: DocumentRecord) -> Units:
        """The units of a law that a document has: a digest has none."""
        if not is_digest(record):
            return self.units(record)
        return Units(replace(self._pinned.content(record).root, children=()))

    def amending_numbers(self, work: Work) -> frozenset[str]:
        """Promulgation numbers of all acts that made or changed a Korean law: of its versions, and of the addenda these carry."""
        own = (running_number(record.header.number or "") for record in work.documents)
        addenda = (
            unit.anchor.removeprefix("buchik-")
            for record in work.documents
            for unit in self.units(record)
            if unit.kind == "buchik"
        )
        return frozenset((*filter(None, own), *addenda))

    def _event(self, event: Citation, titled: Citation, day: str) -> Sense:
        """The law whose title stands before a promulgation number; the version of that number first."""
        sense = self._made(titled, day)
        if len(sense.works) != 1 or event.number is None:
            return sense
        own = [
            record
            for record in sense.records
            if running_number(record.header.number or "") == event.number.lstrip("0")
        ]
        rest = [record for record in sense.records if record not in own]
        wrong = not own and event.number.lstrip("0") not in self.amending_numbers(sense.works[0])
        return replace(
            sense, records=(*own, *rest), certain=True, contradictions=("number",) if wrong else ()
        )

    def _made(self, words: Citation, day: str) -> Sense:
        meaning = self._pinned.holdings.works.mean(words)
        holding = tuple(work for work in meaning.works if self._holds(work, day))
        works = holding if len(meaning.works) > 1 and len(holding) == 1 else meaning.works
        if len(works) != 1:
            return Sense(works, tuple(work.newest for work in works))
        records = self._ordered(works[0])
        return Sense(works, records, meaning.certain, tuple(self._contradictions(words, works[0], records)))

    def _holds(self, work: Work, day: str) -> bool:
        life = self._pinned.holdings.law.life(work)
        return any(life.rule(record, "", day).status in HOLDING for record in work.documents)

    def _ordered(self, work: Work) -> tuple[DocumentRecord, ...]:
        """The documents of a work: texts before digests, what held on the day first, then the nearest before it, originals first."""
        life = self._pinned.holdings.law.life(work)

        def standing(record: DocumentRecord) -> tuple[bool, bool, str, bool, int]:
            begin = life.begin(record) or record.header.issued or ""
            holds = life.rule(record, "", self._on).status in HOLDING
            native = record.language == _NATIVE[is_korean(record)]
            return not is_digest(record), holds, begin if begin <= self._on else "", native, record.provisions

        return tuple(sorted(work.documents, key=standing, reverse=True))

    def _contradictions(
        self, citation: Citation, work: Work, records: tuple[DocumentRecord, ...]
    ) -> Iterator[Contradiction]:
        if citation.number and all(self._other_number(record, citation, work) for record in records):
            yield "number"
        elif citation.title and citation.number and all(self._other_title(one, citation) for one in records):
            yield "title"
        if "date" in self._pinned.holdings.works.mean(citation).contradictions:
            yield "date"

    def _other_number(self, record: DocumentRecord, citation: Citation, work: Work) -> bool:
        cited = (citation.number or "").lstrip("0").lower()
        held = running_number(record.header.number or "")
        if is_korean(record) and citation.type in {"promulgation", "act", "pd", "om", "mo"}:
            return cited not in self.amending_numbers(work)
        return held is not None and held != cited

    def _other_title(self, record: DocumentRecord, citation: Citation) -> bool:
        """Whether neither the title nor the head of a document has the title that a citation gives it."""
        title = citation.title or ""
        if not record.header.title or not contradicts(title, record.header.title, citation.type):
            return False
        head = self._pinned.content(record).text[:_HEAD]
        return not printed_in(title, head)

    def _provisions(
        self, records: tuple[DocumentRecord, ...], citation: Citation
    ) -> tuple[tuple[DocumentRecord, ...], NamedUnits]:
        """The documents, the one that has the provisions first, with what it has and has not of them."""
        if not (citation.provisions or citation.ranges):
            return records, NamedUnits()
        tried = []
        for record in self._same_version(records):
            named = cited_units(self.own_units(record), citation)
            if not named.missing:
                return (record, *(one for one in records if one is not record)), named
            tried.append(named)
        return records, tried[0]


def cited_units(units: Units, citation: Citation) -> NamedUnits:
    """The units that a citation names in a text."""
    wanted = (*citation.provisions, *(end for ends in citation.ranges for end in ends))
    found = {anchor: units.cited(anchor) for anchor in wanted}
    between = (
        unit
        for first, last in citation.ranges
        if (begin := found[first]) and (end := found[last])
        for unit in units.between(begin, end)[1:-1]
    )
    return NamedUnits(
        tuple(unit for unit in found.values() if unit),
        tuple(between),
        tuple(anchor for anchor, unit in found.items() if unit is None),
    )


def _document_words(citation: Citation) -> Citation:
    """A citation without what does not name its document, so that equal words are resolved once."""
    return replace(
        citation, span=Span(0, 0), raw="", provisions=(), ranges=(), relation=None, subject=None,
        quoted=False, note=None, confidence=1.0, warnings=(), via=None, ref=None,
    )  # fmt: skip
