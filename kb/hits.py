"""Hits: ranked and named provisions, with the text, marks, page and header a reader needs to judge them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.models import Page, Provision, Span
from indexer.models import DocumentContent, DocumentRecord, PassageRecord, ProvisionKey
from kb.calibration import FIRST_HITS
from kb.citator.extent import is_digest
from kb.highlights import Highlighter
from kb.models import DocumentGroup, Duplicate, Explanation, Hit
from kb.page import PageEntry, page_of
from kb.pinned import Pinned
from kb.provisions import find, first_page, headings, provision_id
from kb.ranking import RankedProvision
from kb.scores import Scorer

_SHOWN = 1_500
"""Characters of a named provision that are shown at most; about as many as a long passage has."""


class _Place(NamedTuple):
    """Where what is shown stands in its document: the provision, the headings down to it, and the characters."""

    anchor: str
    path: tuple[str, ...]
    span: Span
    text: str


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
        first, known = named[:limit], frozenset(named)
        rest = [entry for entry in ranked if entry.key not in known]
        # Scores are those of a whole page, so that they do not change with the number of hits that is asked for.
        page = page_of(rest, max(limit, FIRST_HITS) - len(first), self.pinned.backend, self._standing)
        found = [*(entry for entry in ranked if entry.key in first), *(one.entry for one in page)]
        explained = dict(zip((entry.key for entry in found), scorer.explained(found), strict=True))
        hits = [self._named(key, explained.get(key)) for key in first]
        scores = scorer.shown(len(hits), [explained[one.entry.key] for one in page])
        hits += self._ranked(page[: limit - len(hits)], explained)
        return tuple(replace(hit, score=score) for hit, score in zip(hits, scores, strict=False))

    def _standing(self, passage: PassageRecord) -> tuple[int, ...]:
        """What is in force before what is not, and texts of law before digests of them."""
        record = self._record(passage.document_id)
        status = self.pinned.law.validity(record, passage.anchor, self.day).status
        return int(status not in {"in_force", "partly_expired"}), int(is_digest(record))

    def _ranked(
        self, page: Sequence[PageEntry], explained: Mapping[ProvisionKey, Explanation]
    ) -> Iterator[Hit]:
        """Provisions shown by their best passage; of their documents no more is read than the pages."""
        terms = self.pinned.backend.terms([shown.passage.passage for shown in page])
        records = [self._record(shown.passage.document_id) for shown in page]
        pages = self.pinned.backend.pages({record.row for record in records})
        for shown, record in zip(page, records, strict=True):
            passage, why = shown.passage, explained[shown.entry.key]
            spans = self.highlighter.spans(passage.text, why.language, terms.get(passage.passage))
            place = _Place(passage.anchor, passage.path, passage.span, passage.text)
            duplicates = tuple(map(self._duplicate, shown.duplicates))
            yield replace(self._hit(record, place, pages[record.row], spans, why), duplicates=duplicates)

    def _duplicate(self, passage: PassageRecord) -> Duplicate:
        title = self._record(passage.document_id).title
        return Duplicate(passage.document_id, provision_id(passage.document_id, passage.anchor), title)

    def _named(self, key: ProvisionKey, explanation: Explanation | None) -> Hit:
        """A provision that the query names, shown from its beginning, with its standing in the ranking if it has one."""
        record = self._record(key.document_id)
        why = (explanation or Explanation(record.language))._replace(from_reference=True)
        content = self.pinned.content(record)
        line = find(content.root, key.anchor) or ()
        span = _beginning(content, line)
        place = _Place(key.anchor, headings(line), span, span.of(content.text))
        return self._hit(record, place, content.pages, self.highlighter.spans(place.text, why.language), why)

    def _hit(
        self,
        record: DocumentRecord,
        place: _Place,
        pages: Sequence[Page],
        spans: tuple[Span, ...],
        explanation: Explanation,
    ) -> Hit:
        return Hit(
            document_id=record.document_id,
            provision_id=provision_id(record.document_id, place.anchor),
            title=record.title,
            path=place.path,
            language=explanation.language,
            text=place.text,
            span=place.span,
            spans=spans,
            page=first_page(pages, place.span),
            score=1.0,
            explanation=explanation,
            header=record.header,
            validity=self.pinned.law.validity(record, place.anchor, self.day),
        )

    def _record(self, document_id: str) -> DocumentRecord:
        return self.pinned.holdings.names.by_id[document_id]


def group_by_document(hits: Sequence[Hit]) -> tuple[DocumentGroup, ...]:
    """The places of the hits of each document, in the order of each document's best hit."""
    places: dict[str, list[int]] = {}
    titles: Mapping[str, str] = {hit.document_id: hit.title for hit in hits}
    for place, hit in enumerate(hits):
        places.setdefault(hit.document_id, []).append(place)
    return tuple(
        DocumentGroup(document_id, titles[document_id], tuple(found)) for document_id, found in places.items()
    )


def _beginning(content: DocumentContent, line: Sequence[Provision]) -> Span:
    """The span of the last provision of a line, cut at the last line of text that ends within what is shown."""
    span = line[-1].span if line else content.root.span
    if span.end - span.start <= _SHOWN:
        return span
    cut = content.text.rfind("\n", span.start, span.start + _SHOWN)
    return Span(span.start, cut if cut > span.start else span.start + _SHOWN)
