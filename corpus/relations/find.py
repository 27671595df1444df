"""Relations: what the citations of a document say that it does, or that others do, to other law."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast, get_args

from corpus.citations import Citation, find_citations
from corpus.dates import find_dates
from corpus.errors import IdentifierError
from corpus.identifiers import Anchor
from corpus.models import Document, Provision, Span
from corpus.relations.korean_effects import addenda_begins
from corpus.relations.models import Relation, RelationKind
from corpus.relations.sentences import Sentences

_KINDS = frozenset(get_args(RelationKind))
_CHANGES = frozenset({"amends", "amends_wording", "repeals_part", "replaces", "repeals"})
_ENDS = frozenset({"repeals", "repeals_part", "replaces", "terminates", "suspends"})
_FROM = re.compile(r"(?:kể\s+)?từ\s+(?:ngày|0\s*giờ)|부터|với hiệu lực từ", re.IGNORECASE)
_AMENDING_TITLE = re.compile(r"\s*(?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính)", re.IGNORECASE)
_NEAR_DATE = 40


def find_relations(document: Document) -> tuple[Relation, ...]:
    """The relations that the sentences of a document state, in the order of the text.

    New wording that an amending provision gives to another document states nothing of this one. Where a provision only says
    `Bãi bỏ khoản 2 Điều 48`, its target is the document that the provisions around it, or the title, say are amended.

    Args:
        document: With its tree, header and citations.
    """
    return tuple(_Reader(document).relations())


class _Reader:
    """Reads the relations of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sentences = Sentences(document.text, document.root)
        self._addenda = addenda_begins(document)
        self._starts = [citation.span.start for citation in document.citations]

    def relations(self) -> Iterator[Relation]:
        for place, citation in enumerate(self._document.citations):
            if (
                citation.relation is None
                or citation.quoted
                or citation.ref in {"this_document", "this_article", "this_part"}
            ):
                continue
            relation = self._relation(place, citation)
            if relation is not None and relation.actor != relation.target:
                yield relation

    def _relation(self, place: int, citation: Citation) -> Relation | None:
        subject = self._before(place, citation.subject) if citation.subject else None
        if citation.relation == "amended_by":
            amended = subject or (None if citation.subject else self._amended_before(place))
            return self._stated("amends", citation, amended, citation.span) if amended else None
        if citation.relation not in _KINDS or (citation.subject and subject is None):
            return None
        kind = cast("RelationKind", citation.relation)
        if citation.ref != "amended_document" or citation.id:
            return self._stated(kind, subject, citation, citation.span)
        target = self._amended(citation)
        return self._stated(kind, subject, target, citation.span) if target else None

    def _stated(self, kind: RelationKind, actor: Citation | None, target: Citation, span: Span) -> Relation:
        evidence = self._sentences.around(span)
        anchor = self._document.root.holding(span).anchor
        return Relation(
            kind,
            actor,
            target,
            anchor,
            tuple(_anchors(target)),
            self._date(evidence, anchor) if kind in _ENDS else None,
            evidence,
            min(one.confidence for one in (actor, target) if one is not None),
        )

    def _before(self, place: int, identity: str | None) -> Citation | None:
        """The nearest citation before a place that names this work."""
        earlier = reversed(self._document.citations[:place])
        return next((one for one in earlier if identity and one.id == identity), None)

    def _amended_before(self, place: int) -> Citation | None:
        """The document named right before `được sửa đổi bởi …`, where its identity is not known."""
        before = self._document.citations[place - 1] if place else None
        named = before and before.names_document and before.relation != "amended_by"
        return before if named and before else None

    def _amended(self, citation: Citation) -> Citation | None:
        """The document that the provisions around a relative citation amend, with the provisions that it names."""
        document = self._amended_around(citation.span) or self._amended_by_title
        if document is None:
            return None
        return replace(
            document,
            span=citation.span,
            raw=citation.raw,
            provisions=citation.provisions,
            ranges=citation.ranges,
        )

    def _amended_around(self, span: Span) -> Citation | None:
        """The document that the lead of a unit around a place names as amended, from the inside out."""
        for unit in reversed(_around(self._document.root, span)):
            end = min((child.span.start for child in unit.children), default=unit.span.end)
            for citation in self._between(unit.span.start, min(end, span.start)):
                if citation.relation in _CHANGES and citation.names_document and citation.subject is None:
                    return citation
        return None

    @property
    def _amended_by_title(self) -> Citation | None:
        title = self._document.header.title or ""
        if not _AMENDING_TITLE.match(title):
            return None
        named = [citation for citation in find_citations(title) if citation.names_document]
        return named[0] if len(named) == 1 else None

    def _between(self, start: int, end: int) -> Sequence[Citation]:
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
        return self._document.citations[first:last]

    def _date(self, evidence: Span, anchor: str) -> str | None:
        """The day from which the sentence, or the addendum around it, counts; a date that belongs to a citation is none."""
        text = evidence.of(self._document.text)
        cited = [
            Span(one.span.start - evidence.start, one.span.end - evidence.start)
            for one in self._between(evidence.start, evidence.end)
        ]
        for mention in find_dates(text):
            inside = any(span.start <= mention.span.start < span.end for span in cited)
            lead = text[max(0, mention.span.start - _NEAR_DATE) : mention.span.start + len("từ ngày ")]
            if mention.iso and len(mention.iso) == len("2018-08-01") and not inside and _FROM.search(lead):
                return mention.iso
        return self._addenda.get(anchor.partition(".")[0])


def _around(root: Provision, span: Span) -> list[Provision]:
    path = [root]
    while True:
        inner = next((child for child in path[-1].children if child.span.contains(span)), None)
        if inner is None:
            return path
        path.append(inner)


def _anchors(citation: Citation) -> Iterator[str]:
    """The provisions that a citation names; of a range of numbered units every one."""
    yield from citation.provisions
    for first, last in citation.ranges:
        yield from _written_out(first, last)


def _written_out(first: str, last: str) -> Iterator[str]:
    try:
        begin, end = Anchor.parse(first).steps[-1], Anchor.parse(last).steps[-1]
    except IdentifierError:
        return
    path = first.rpartition(".")[0]
    numbers = begin.number, end.number
    if begin.kind == end.kind and all(number.isdecimal() for number in numbers):
        for number in range(int(numbers[0]), int(numbers[1]) + 1):
            yield f"{path}.{begin.kind}-{number}" if path else f"{begin.kind}-{number}"
    else:
        yield from (first, last)
