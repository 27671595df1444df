"""Hits: ranked and named provisions, with the text, marks, page and header a reader needs to judge them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.models import Span
from indexer.models import DocumentContent, DocumentRecord, PassageRecord, ProvisionKey
from kb.calibration import FIRST_HITS
from kb.citator.extent import is_digest
from kb.highlights import Highlighter
from kb.models import DocumentGroup, Duplicate, Explanation, Hit
from kb.page import PageEntry, page_of
from kb.pinned import Pinned
from kb.provisions import find, headings, pages_of, provision_id
from kb.ranking import RankedProvision
from kb.scores import Scorer

_SHOWN = 1_500
"""Characters of a named provision that are shown at most; about as many as a long passage has."""


@dataclass(frozen=True, slots=True)
class HitMaker:
    """Makes the hits of one answer from one pinned generation.

    Attributes:
        pinned: The generation.
        highlighter: Marks what the question matched.
        day: For which the validity of what is shown is told, ISO 8601.
    """

    pinned: Pinned
    highlighter: Highlighter
    day: str

    def make(
        self, named: Sequence[ProvisionKey], ranked: Sequence[RankedProvision], limit: int, scorer: Scorer
    ) -> tuple[Hit, ...]:
        """Named provisions first, then the ranking without them and without repeating what says the same.

        Args:
            named: Provisions that the query names, best match first.
            ranked: The ranking, best first.
            limit: Hits at most.
            scorer: Scores them.
        """
        first = named[:limit]
        rest = [entry for entry in ranked if entry.key not in set(named)]
        # Scores are those of a whole page, so that they do not change with the number of hits that is asked for.
        page = page_of(rest, max(limit, FIRST_HITS) - len(first), self.pinned.backend, self._standing)
        found = [*(entry for entry in ranked if entry.key in set(first)), *(one.entry for one in page)]
        explained = dict(zip((entry.key for entry in found), scorer.explained(found), strict=True))
        hits = [self._named(key, explained.get(key)) for key in first]
        scores = scorer.shown(len(hits), [explained[one.entry.key] for one in page])
        hits += [self._ranked(one, explained[one.entry.key]) for one in page[: limit - len(hits)]]
        return tuple(replace(hit, score=score) for hit, score in zip(hits, scores, strict=False))

    def _standing(self, passage: PassageRecord) -> tuple[int, ...]:
        """What is in force before what is not, and texts of law before digests of them."""
        record = self.pinned.holdings.names.by_id[passage.document_id]
        status = self.pinned.law.validity(record, passage.anchor, self.day).status
        return int(status not in {"in_force", "partly_expired"}), int(is_digest(record))

    def _ranked(self, shown: PageEntry, explanation: Explanation) -> Hit:
        passage = shown.passage
        record = self.pinned.holdings.names.by_id[passage.document_id]
        content = self.pinned.content(record)
        hit = self._hit(record, content, passage.anchor, passage.span, explanation)
        return replace(hit, path=passage.path, duplicates=tuple(map(self._duplicate, shown.duplicates)))

    def _duplicate(self, passage: PassageRecord) -> Duplicate:
        title = self.pinned.holdings.names.by_id[passage.document_id].title
        return Duplicate(passage.document_id, provision_id(passage.document_id, passage.anchor), title)

    def _named(self, key: ProvisionKey, explanation: Explanation | None) -> Hit:
        """A provision that the query names, shown from its beginning, with its standing in the ranking if it has one."""
        record = self.pinned.holdings.names.by_id[key.document_id]
        content = self.pinned.content(record)
        explanation = explanation or Explanation(record.language)
        span = _beginning(content, key.anchor)
        return self._hit(record, content, key.anchor, span, explanation._replace(from_reference=True))

    def _hit(
        self,
        record: DocumentRecord,
        content: DocumentContent,
        anchor: str,
        span: Span,
        explanation: Explanation,
    ) -> Hit:
        text = span.of(content.text)
        language = explanation.language
        pages = pages_of(content.pages, span)
        return Hit(
            document_id=record.document_id,
            provision_id=provision_id(record.document_id, anchor),
            title=record.title,
            path=headings(find(content.root, anchor) or ()),
            language=language,
            text=text,
            span=span,
            spans=self.highlighter.spans(text, language),
            page=pages[0].number if pages else None,
            score=1.0,
            explanation=explanation,
            header=record.header,
            validity=self.pinned.law.validity(record, anchor, self.day),
        )


def group_by_document(hits: Sequence[Hit]) -> tuple[DocumentGroup, ...]:
    """The places of the hits of each document, in the order of each document's best hit."""
    places: dict[str, list[int]] = {}
    titles: Mapping[str, str] = {hit.document_id: hit.title for hit in hits}
    for place, hit in enumerate(hits):
        places.setdefault(hit.document_id, []).append(place)
    return tuple(
        DocumentGroup(document_id, titles[document_id], tuple(found)) for document_id, found in places.items()
    )


def _beginning(content: DocumentContent, anchor: str) -> Span:
    """The span of a provision, cut at the last line that ends within what is shown."""
    line = find(content.root, anchor)
    span = line[-1].span if line else content.root.span
    if span.end - span.start <= _SHOWN:
        return span
    cut = content.text.rfind("\n", span.start, span.start + _SHOWN)
    return Span(span.start, cut if cut > span.start else span.start + _SHOWN)
