"""The audit of a whole knowledge base: dead references, and documents that rest on law that changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.models import DocumentRecord, StoredRelation
from kb.citator.checking import finding
from kb.citator.judging import Judge, Judgement
from kb.citator.links import Links
from kb.citator.meaning import Interpreter
from kb.citator.models import DEAD, AuditEntry, AuditReport, CitationLink
from kb.citator.wording import called, is_korean, numbered
from kb.pinned import Pinned
from kb.provisions import split_id
from kb.timeline.models import ValidityStatus
from kb.works import Work

_BASES = frozenset({"based_on", "delegated_by", "details", "guides"})
_CHANGES = frozenset({"amends", "amends_wording", "repeals_part"})
_GONE: frozenset[ValidityStatus] = frozenset({"repealed", "expired", "superseded"})
_ADDENDA = "buchik"
"""Addenda speak of the law of their own day."""
_REPORTED = DEAD | {"not_yet_in_force"}


@dataclass(frozen=True, slots=True)
class Auditor:
    """Audits one pinned generation as of one day.

    Documents that are dead themselves are not audited, nor are addenda, nor citations of what the citing document itself ended.
    A basis that was amended is reported once for each document that rests on it.

    Attributes:
        pinned: The generation.
        on: The day, ISO 8601.
    """

    pinned: Pinned
    on: str

    def audit(self) -> AuditReport:
        """Every reference to law that is dead or not yet in force, and every basis that was amended."""
        interpreter = Interpreter(self.pinned, self.on)
        judge = Judge(self.pinned, interpreter, self.on)
        links = Links(self.pinned, interpreter)
        relations: dict[str, list[StoredRelation]] = {}
        for one in self.pinned.backend.relations():
            relations.setdefault(one.document_id, []).append(one)
        seen = resolved = 0
        entries: list[AuditEntry] = []
        for record in self.pinned.backend.documents():
            found = [link for _, link in links.of(record, relations.get(record.document_id, []))]
            seen += len(found)
            resolved += sum(link.meant.works == 1 for link in found)
            if judge.ruling(record, "").status not in _GONE:
                entries += self._entries(record, found, judge)
        generation = self.pinned.backend.manifest.generation
        return AuditReport(self.on, generation, seen, resolved, tuple(entries))

    def _entries(
        self, record: DocumentRecord, links: list[CitationLink], judge: Judge
    ) -> Iterator[AuditEntry]:
        rested: set[str] = set()
        for link in links:
            if link.meant.works != 1 or split_id(link.source)[1].startswith(_ADDENDA):
                continue
            basis = link.citation.relation in _BASES
            first = basis and link.meant.document_ids[0] not in rested
            changed = self._changed_by(record, link) if first else ()
            judgement = self._judgement(record, link, judge) or (self._amended(changed) if changed else None)
            rested |= {link.meant.document_ids[0]} if basis else set()
            if judgement:
                yield self._entry(link, judgement, basis=basis, changed=changed)

    def _judgement(self, record: DocumentRecord, link: CitationLink, judge: Judge) -> Judgement | None:
        """What is wrong with the force of what is cited, unless the citing document itself did it."""
        target = self.pinned.holdings.works.record(link.meant.document_ids[0])
        for judgement in judge.not_holding(link.citation, link.meant, target):
            if judgement.verdict in _REPORTED and not self._did_it(record, target, link, judge):
                return judgement
        return None

    def _did_it(
        self, record: DocumentRecord, target: DocumentRecord, link: CitationLink, judge: Judge
    ) -> bool:
        anchors = [split_id(identifier)[1] for identifier in link.meant.provision_ids] or [""]
        causes = (one for anchor in anchors for one in judge.ruling(target, anchor).causes)
        return any(record.document_id in {one.source, one.actor} for one in causes)

    def _changed_by(self, record: DocumentRecord, link: CitationLink) -> tuple[str, ...]:
        """What changed a basis between the issue of a document and the day: in Korea newer versions, elsewhere amending documents."""
        work = self.pinned.holdings.works.by_document[link.meant.document_ids[0]]
        made = record.header.issued
        if made is None:
            return ()
        found = self._newer(work, made) if is_korean(work.newest) else self._amending(work, made)
        return tuple(one for one in dict.fromkeys(found) if one != record.document_id)

    def _newer(self, work: Work, made: str) -> Iterator[str]:
        life = self.pinned.holdings.law.life(work)
        for record in work.documents:
            issued, begin = record.header.issued or "", life.begin(record) or ""
            if issued > made and begin <= self.on:
                yield record.document_id

    def _amending(self, work: Work, made: str) -> Iterator[str]:
        for one in self.pinned.law.history(work):
            if one.kind in _CHANGES and one.certain and one.actor and one.date and made < one.date <= self.on:
                yield one.actor

    def _amended(self, changed: tuple[str, ...]) -> Judgement:
        records = [self.pinned.holdings.works.record(document_id) for document_id in changed]
        names = ", ".join(map(called, records))
        return Judgement("amended", f"it was changed since by {names}", "; ".join(map(numbered, records)))

    def _entry(
        self, link: CitationLink, judgement: Judgement, *, basis: bool, changed: tuple[str, ...]
    ) -> AuditEntry:
        target = self.pinned.holdings.works.record(link.meant.document_ids[0])
        anchor = split_id(link.meant.provision_ids[0])[1] if link.meant.provision_ids else ""
        validity = self.pinned.law.validity(target, anchor, self.on)
        found = finding(link.citation, judgement, link.meant, validity)
        return AuditEntry(split_id(link.source)[0], link.source, found, basis, changed)
