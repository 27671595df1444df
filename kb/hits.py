"""Hits: ranked and named provisions, with the text, marks, page and header a reader needs to judge them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.models import Provision, Span
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


class _Shown(NamedTuple):
    """What is shown of a provision: the headings down to it, characters of its document with their marks, and the page they begin on."""

    anchor: str
    path: tuple[str, ...]
    span: Span
    text: str
    spans: tuple[Span, ...]
    page: int | None


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
        shown = page[: limit - len(first)]
        scores = scorer.shown(len(first), [explained[one.entry.key] for one in page])
        named_hits = (
            self._named(key, score, explained.get(key)) for key, score in zip(first, scores, strict=False)
        )
        return *named_hits, *self._ranked(shown, scores[len(first) :], explained)

    def _standing(self, passage: PassageRecord) -> tuple[int, ...]:
        """What is in force before what is not, and texts of law before digests of them."""
        record = self._record(passage.document_id)
        status = self.pinned.law.validity(record, passage.anchor, self.day).status
        return int(status not in {"in_force", "partly_expired"}), int(is_digest(record))

    def _ranked(
        self,
        page: Sequence[PageEntry],
        scores: Sequence[float],
        explained: Mapping[ProvisionKey, Explanation],
    ) -> Iterator[Hit]:
        """Provisions shown by their best passage; of their documents no more is read than the pages."""
        terms = self.pinned.backend.terms([entry.passage.passage for entry in page])
        records = [self._record(entry.passage.document_id) for entry in page]
        pages = self.pinned.backend.pages({record.row for record in records})
        for (entry, passage, others), record, score in zip(page, records, scores, strict=False):
            why = explained[entry.key]
            spans = self.highlighter.spans(passage.text, why.language, terms[passage.passage])
            begins = first_page(pages[record.row], passage.span)
            shown = _Shown(passage.anchor, passage.path, passage.span, passage.text, spans, begins)
            yield self._hit(record, shown, why, score, tuple(map(self._duplicate, others)))

    def _duplicate(self, passage: PassageRecord) -> Duplicate:
        title = self._record(passage.document_id).title
        return Duplicate(passage.document_id, provision_id(passage.document_id, passage.anchor), title)

    def _named(self, key: ProvisionKey, score: float, explanation: Explanation | None) -> Hit:
        """A provision that the query names, shown from its beginning, with its standing in the ranking if it has one."""
        record = self._record(key.document_id)
        why = (explanation or Explanation(record.language))._replace(from_reference=True)
        content = self.pinned.content(record)
        line = find(content.root, key.anchor) or ()
        span = _beginning(content, line)
        text, terms = span.of(content.text), self.pinned.backend.terms_within(record.row, span)
        spans = self.highlighter.spans(text, why.language, terms)
        begins = first_page(content.pages, span)
        return self._hit(record, _Shown(key.anchor, headings(line), span, text, spans, begins), why, score)

    def _hit(
        self,
        record: DocumentRecord,
        shown: _Shown,
        explanation: Explanation,
        score: float,
        duplicates: tuple[Duplicate, ...] = (),
    ) -> Hit:
        return Hit(
            document_id=record.document_id,
            provision_id=provision_id(record.document_id, shown.anchor),
            title=record.title,
            path=shown.path,
            language=explanation.language,
            text=shown.text,
            span=shown.span,
            spans=shown.spans,
            page=shown.page,
            score=score,
            explanation=explanation,
            header=record.header,
            validity=self.pinned.law.validity(record, shown.anchor, self.day),
            duplicates=duplicates,
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
