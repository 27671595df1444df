"""Relations: what the citations of a document say that it does, or that others do, to other law."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import cast, get_args

from corpus.citations.find import find_citations
from corpus.citations.forms import Forms
from corpus.citations.models import Citation
from corpus.dates import find_dates
from corpus.models import Document, Provision, Span
from corpus.relations.authority import may_change
from corpus.relations.korean_effects import addenda_begins
from corpus.relations.lists import heads_item, list_leads
from corpus.relations.models import Relation, RelationKind
from corpus.relations.reach import anchors_of
from corpus.relations.sentences import Sentences

_KINDS = frozenset(get_args(RelationKind))
_CHANGES = frozenset({"amends", "amends_wording", "repeals_part", "replaces", "repeals"})
_ENDS = frozenset({"repeals", "repeals_part", "replaces", "terminates", "suspends"})
_WEAK = frozenset({None, "enacts", "details", "guides", "implements"})
_FROM = re.compile(r"(?:kể\s+)?từ\s+(?:ngày|0\s*giờ)|부터|với hiệu lực từ", re.IGNORECASE)
_AMENDING_TITLE = re.compile(r"\s*(?:sửa đổi|bổ sung|bãi bỏ|thay thế|đính chính)", re.IGNORECASE)
_OWN = frozenset({"this_document", "this_article", "this_part"})
_NEAR_DATE = 40


def find_relations(document: Document) -> tuple[Relation, ...]:
    """The relations that the sentences of a document state, in the order of the text.

    New wording that an amending provision gives to another document states nothing of this one. Where a provision only says
    `Bãi bỏ khoản 2 Điều 48`, its target is the document that the provisions around it, or the title, say are amended. What a
    document could not do by its rank is taken for a slip of the reading and left out.

    Args:
        document: With its tree, header and citations.
    """
    return tuple(_Reader(document).relations())


class _Reader:
    """Reads the relations of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._low = Forms.of(document.text).low
        self._sentences = Sentences(document.text, document.root)
        self._addenda = addenda_begins(document)
        self._starts = [citation.span.start for citation in document.citations]

    def relations(self) -> Iterator[Relation]:
        for place, citation in enumerate(self._document.citations):
            if citation.ref in _OWN or citation.quoted or self._replaced_words(citation):
                continue
            listed = self._listed.get(place) if citation.relation in _WEAK else None
            relation = self._relation(
                place, replace(citation, relation=listed, subject=None) if listed else citation
            )
            if relation is not None and self._possible(relation):
                yield relation

    @cached_property
    def _listed(self) -> Mapping[int, RelationKind]:
        """What the leads of lists say of the first document of each item, by the place of its citation."""
        found: dict[int, RelationKind] = {}
        for kind, stretch in list_leads(self._low):
            unit = self._document.root.holding(Span(stretch.start - 1, stretch.start))
            end = unit.span.end if unit.children else min(unit.span.end, stretch.end)
            first, last = bisect_right(self._starts, stretch.start - 1), bisect_right(self._starts, end - 1)
            for place in range(first, last):
                if heads_item(self._low, self._starts[place], stretch.start):
                    found.setdefault(place, kind)
        return found

    def _relation(self, place: int, citation: Citation) -> Relation | None:
        subject = self._before(place, citation.subject) if citation.subject else None
        if citation.relation == "amended_by":
            amended = subject or (None if citation.subject else self._amended_before(place, citation))
            return self._stated("amends", citation, amended, citation.span) if amended else None
        if citation.relation not in _KINDS or (citation.subject and subject is None):
            return None
        kind = cast("RelationKind", citation.relation)
        if kind == "terminates" and not self._heads_sentence(citation):
            return None
        if citation.ref != "amended_document" or citation.names_document:
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
            anchors_of(target),
            self._date(kind, evidence, anchor),
            evidence,
            min(one.confidence for one in (actor, target) if one is not None),
        )

    def _possible(self, relation: Relation) -> bool:
        """Whether it acts on other law, and its actor stands high enough to change it."""
        actor, target = relation.actor, relation.target
        if target is None or (actor is not None and actor.id is not None and actor.id == target.id):
            return False
        changes = relation.kind in _CHANGES or relation.kind in _ENDS
        return not changes or may_change(actor or self._document.header, target)

    def _heads_sentence(self, citation: Citation) -> bool:
        return heads_item(self._low, citation.span.start, self._sentences.around(citation.span).start)

    def _replaced_words(self, citation: Citation) -> bool:
        """Whether a Korean amendment only names it inside the words that it replaces: `"제8조"를 "제11조"로 한다`."""
        if citation.lang != "ko" or citation.relation not in _CHANGES:
            return False
        unit = self._document.root.holding(citation.span)
        before = self._text[unit.span.start : citation.span.start]
        return before.count('"') % 2 == 1 or before.count("“") > before.count("”")

    def _before(self, place: int, identity: str | None) -> Citation | None:
        """The nearest citation before a place that names this work."""
        earlier = reversed(self._document.citations[:place])
        return next((one for one in earlier if identity and one.id == identity), None)

    def _amended_before(self, place: int, actor: Citation) -> Citation | None:
        """The document named last before `được sửa đổi bởi …` that its actor may change, where its identity is not known."""
        start = self._sentences.around(actor.span).start
        for before in reversed(self._document.citations[:place]):
            if before.span.start < start:
                return None
            if before.names_document and before.relation != "amended_by" and may_change(actor, before):
                return before
        return None

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

    @cached_property
    def _amended_by_title(self) -> Citation | None:
        title = self._document.header.title or ""
        if not _AMENDING_TITLE.match(title):
            return None
        named = [citation for citation in find_citations(title) if citation.names_document]
        return named[0] if len(named) == 1 else None

    def _between(self, start: int, end: int) -> Sequence[Citation]:
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)
        return self._document.citations[first:last]

    def _date(self, kind: RelationKind, evidence: Span, anchor: str) -> str | None:
        """The day from which the sentence, or the addendum around it, counts; a date that belongs to a citation is none."""
        stated = self._stated_day(evidence) if kind in _ENDS else None
        return stated or self._addenda.get(anchor.partition(".")[0])

    def _stated_day(self, evidence: Span) -> str | None:
        text = evidence.of(self._text)
        cited = [
            Span(one.span.start - evidence.start, one.span.end - evidence.start)
            for one in self._between(evidence.start, evidence.end)
        ]
        for mention in find_dates(text):
            inside = any(span.start <= mention.span.start < span.end for span in cited)
            lead = text[max(0, mention.span.start - _NEAR_DATE) : mention.span.start + len("từ ngày ")]
            if mention.precision == "day" and not inside and _FROM.search(lead):
                return mention.iso
        return None


def _around(root: Provision, span: Span) -> list[Provision]:
    path = [root]
    while True:
        inner = next((child for child in path[-1].children if child.span.contains(span)), None)
        if inner is None:
            return path
        path.append(inner)
