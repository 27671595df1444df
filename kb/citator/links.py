"""Links: what a document or provision cites, and what cites it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from indexer.models import DocumentRecord, StoredCitation, StoredRelation
from kb.citator.checking import OWN
from kb.citator.meaning import Interpreter
from kb.citator.models import CitationLink, Reach
from kb.citator.surroundings import Surroundings
from kb.pinned import Pinned
from kb.provisions import provision_id, split_id
from kb.works import Work


@dataclass(frozen=True, slots=True)
class Links:
    """The citations between the documents of one pinned generation.

    A document's references to itself are no links.

    Attributes:
        pinned: The generation.
        interpreter: Knows what citations mean.
    """

    pinned: Pinned
    interpreter: Interpreter

    def cites(self, record: DocumentRecord, anchor: str) -> tuple[CitationLink, ...]:
        """What a document, or with an anchor one of its provisions, cites, in the order of its text."""
        relations = list(self.pinned.backend.relations([record.row]))
        return tuple(link for stored, link in self.of(record, relations) if _within(stored.anchor, anchor))

    def cited_by(self, work: Work, anchor: str) -> tuple[CitationLink, ...]:
        """The citations of a work, or with an anchor of one of its provisions, by document id, then in the order of the text.

        A citation of the whole law is none of its provisions.
        """
        asking = {one.document_id for one in self.pinned.backend.citing(work.names)}
        relations = self._relations()
        asking |= {source for source, stated in relations.items() if self._acts_on(work, stated)}
        own = {record.document_id for record in work.documents}
        return tuple(
            link
            for document_id in sorted(asking - own)
            for _, found in self.of(
                self.pinned.holdings.works.record(document_id), relations.get(document_id, [])
            )
            if (link := _reaching(found, own, anchor)) is not None
        )

    def of(
        self, record: DocumentRecord, relations: list[StoredRelation]
    ) -> Iterator[tuple[StoredCitation, CitationLink]]:
        """The links out of a document, whether or not they lead anywhere here.

        Args:
            record: The document.
            relations: Those that it states.
        """
        stored = self.pinned.backend.citations(record.document_id)
        around = self.surroundings(record, stored, relations)
        own = self.pinned.holdings.works.by_document[record.document_id]
        for one in stored:
            if one.citation.ref in OWN:
                continue
            meant = self.interpreter.meant(one.citation, around)
            if meant.works == 1 and self.pinned.holdings.works.by_document[meant.document_ids[0]] is own:
                continue
            source = provision_id(record.document_id, one.anchor)
            yield one, CitationLink(source, one.citation.span, one.citation.raw, one.citation, meant)

    def surroundings(
        self, record: DocumentRecord, stored: tuple[StoredCitation, ...], relations: list[StoredRelation]
    ) -> Surroundings:
        """What a stored document adds to the words of its citations."""
        day = record.header.issued or self.pinned.backend.manifest.created_at[: len("2018-08-01")]
        return Surroundings.of([one.citation for one in stored], [one.relation for one in relations], day)

    def _relations(self) -> Mapping[str, list[StoredRelation]]:
        found: dict[str, list[StoredRelation]] = {}
        for one in self.pinned.backend.relations():
            found.setdefault(one.document_id, []).append(one)
        return found

    def _acts_on(self, work: Work, stated: list[StoredRelation]) -> bool:
        """Whether a document amends a work, and so may mean it where its words do not name it."""
        targets = (one.relation.target for one in stated if one.relation.target)
        return any(work in self.pinned.holdings.works.mean(target).works for target in targets)


def _reaching(link: CitationLink, own: set[str], anchor: str) -> CitationLink | None:
    """A link with how it reaches what is asked for; None when it does not."""
    if own.isdisjoint(link.meant.document_ids):
        return None
    meant = (*link.meant.provision_ids, *link.meant.between_ids)
    cited = [split_id(identifier)[1] for identifier in meant] or [""]
    found = {_reach(one, anchor) for one in cited}
    reach: Reach | None = next((one for one in ("exact", "below", "around") if one in found), None)
    return replace(link, reach=reach) if reach else None


def _reach(cited: str, asked: str) -> Reach | None:
    if cited == asked:
        return "exact"
    if _within(cited, asked):
        return "below"
    return "around" if cited and _within(asked, cited) else None


def _within(anchor: str, around: str) -> bool:
    return not around or anchor == around or anchor.startswith(f"{around}.")
