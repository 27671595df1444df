"""Questions of force: what is asked of a named document beyond its text, answered from relations and dates, before anything is searched.

Nghị định 06/2021/NĐ-CP còn hiệu lực không?      văn bản nào thay thế Nghị định 10/2021
스마트도시법 개정 이력                              Is Decree 10/2021 still in force?
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.models import Span
from corpus.normalize import fold
from corpus.relations.models import EffectKind, RelationKind
from indexer.models import DocumentRecord
from kb.pinned import Pinned
from kb.timeline.models import Cause, Event, Timeline, Validity
from kb.works import Work

QuestionKind = Literal[
    "history", "effective_date", "replaced_by", "amended_by", "guided_by", "based_on", "validity"
]

_ASKED: Mapping[QuestionKind, str] = {
    "history": r"lich su|qua trinh sua doi|cac lan sua doi|연혁|이력|\bhistory\b|\btimeline\b",
    "effective_date": (
        r"ngay (?:co |bat dau (?:co )?)?hieu luc|(?:khi nao|bao gio|tu ngay nao).{0,20}hieu luc|hieu luc (?:ke )?tu (?:khi|bao|ngay nao)"
        r"|시행일|언제.{0,6}시행|시행.{0,6}언제|\beffective date\b|\bwhen\b.{0,40}\b(?:effect|force|effective)\b"
    ),
    "replaced_by": r"thay the|bai bo|폐지|대체|\breplac|\bsupersed|\brepeal",
    "amended_by": r"sua doi|bo sung|개정|\bamend",
    "guided_by": r"huong dan|quy dinh chi tiet|하위\s?법령|위임|\bguid|\bimplement|\bdetail",
    "based_on": r"can cu|co so phap ly|근거|\blegal bas[ie]s\b|\bbased on\b",
    "validity": (
        r"(?:con|het|co) (?:hieu luc|ap dung)|hieu luc (?:khong|chua)|con duoc ap dung|현행|유효|효력|시행\s?중"
        r"|\bin (?:force|effect)\b|\bvalid\b|\bexpired?\b"
    ),
}
"""Words by kind, in folded form, in Vietnamese, Korean and English; the first kind whose words are met is asked for."""
_PATTERNS = {kind: re.compile(words) for kind, words in _ASKED.items()}
_SHOWN: Mapping[QuestionKind, frozenset[RelationKind | EffectKind]] = {
    "effective_date": frozenset({"effective"}),
    "replaced_by": frozenset({"replaces", "repeals", "terminates", "expires", "repeals_part"}),
    "amended_by": frozenset({"amends", "amends_wording", "repeals_part", "corrects", "consolidates"}),
    "guided_by": frozenset({"details", "guides", "delegated_by", "implements"}),
    "validity": frozenset(
        {"effective", "expires", "replaces", "repeals", "terminates", "repeals_part", "suspends", "suspended"}
    ),
}
"""Kinds of events that answer a question; those that it does not name are answered by all."""
_NUMBER = re.compile(r"(?<![\d/])(\d{1,5})/((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class LegalAnswer:
    """What relations and dates say to a question of force.

    Attributes:
        kind: What is asked.
        asked: The document, as the query names it.
        document_id: The expression that is spoken of: the one in force on the day, else the newest; None when the document is unknown
            or ambiguous.
        provision: Anchor of the provision that is asked about; empty for the document.
        validity: Of the document or provision on the day; None when the document is unknown or ambiguous.
        timeline: Of its work.
        events: What answers the question, the oldest first; empty when nothing in this knowledge base says anything.
        candidates: Ids of the documents it may be, one for each work, when it may be several; empty when it is unknown.
    """

    kind: QuestionKind
    asked: str
    document_id: str | None = None
    provision: str = ""
    validity: Validity | None = None
    timeline: Timeline | None = None
    events: tuple[Event, ...] = ()
    candidates: tuple[str, ...] = ()


def question_of(words: str) -> QuestionKind | None:
    """What kind of question these words ask, accents or not; None when they ask for text.

    Args:
        words: The query without the name of the document.
    """
    folded = fold(words).text
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(folded)), None)


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers questions of force in one pinned generation.

    Attributes:
        pinned: The generation.
        day: For which it is told what held, ISO 8601.
    """

    pinned: Pinned
    day: str

    def answer(
        self, kind: QuestionKind, asked: str, words: str, named: tuple[tuple[DocumentRecord, str], ...]
    ) -> LegalAnswer:
        """Answer a question.

        Args:
            kind: What is asked.
            asked: The document as the query names it.
            words: The query without that name.
            named: Documents that it may mean, the best match first, each with the anchor that is asked about.
        """
        by_document = self.pinned.holdings.works.by_document
        fitting = [(record, anchor) for record, anchor in named if _numbered(record, words)]
        works = {
            by_document[record.document_id].key: (record, anchor) for record, anchor in reversed(fitting)
        }
        if len(works) != 1:
            candidates = tuple(record.document_id for record, _ in reversed(works.values()))
            return LegalAnswer(kind, asked, candidates=candidates)
        record, anchor = next(iter(works.values()))
        return self._answer(kind, asked, by_document[record.document_id], anchor)

    def _answer(self, kind: QuestionKind, asked: str, work: Work, anchor: str) -> LegalAnswer:
        law = self.pinned.law
        shown, timeline = law.holding(work, self.day), law.timeline(work, self.day)
        return LegalAnswer(
            kind,
            asked,
            shown.document_id,
            anchor,
            law.validity(shown, anchor, self.day),
            timeline,
            self._bases(shown) if kind == "based_on" else _answering(kind, timeline, anchor),
        )

    def _bases(self, record: DocumentRecord) -> tuple[Event, ...]:
        """What a document rests on by its own opening lines, in their order."""
        found = []
        for stored in self.pinned.backend.citations(record.document_id):
            cited = stored.citation
            if cited.relation == "based_on":
                span = Span(*cited.span)
                cause = Cause("based_on", record.document_id, stored.anchor, span, cited.raw, None)
                called = cited.id or cited.title or cited.id_pattern or cited.raw
                found.append(Event(record.header.issued, cause, called))
        return tuple(found)


def _answering(kind: QuestionKind, timeline: Timeline, anchor: str) -> tuple[Event, ...]:
    kinds = _SHOWN.get(kind)
    return tuple(
        event
        for event in timeline.events
        if (kinds is None or event.cause.kind in kinds) and _touches(event, anchor)
    )


def _touches(event: Event, anchor: str) -> bool:
    """Whether an event is about a provision, what is around it, or what is in it."""
    return not event.anchors or any(
        f"{anchor}.".startswith(f"{one}.") or f"{one}.".startswith(f"{anchor}.") or not anchor
        for one in event.anchors
    )


def _numbered(record: DocumentRecord, words: str) -> bool:
    """Whether no number that stands beside the title contradicts a document: `Luật Xây dựng 135/2025`."""
    said = _NUMBER.search(words)
    return said is None or (record.header.number or "").lstrip("0").startswith(
        f"{said[1].lstrip('0')}/{said[2]}"
    )
