"""Citations, and what texts state of other law and of their own effect."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Schema, Span
from corpus.citations import models
from corpus.models import Language
from corpus.relations import models as relations
from corpus.relations.models import DateBasis, EffectKind, RelationKind

Day = Annotated[str, Field(description="a day, ISO 8601", examples=["2026-07-01"])]
Anchors = Annotated[
    tuple[str, ...], Field(description="anchors of provisions", examples=[["dieu-5.khoan-2"]])
]


class Range(Schema):
    """A range of provisions."""

    first: Annotated[str, Field(description="anchor of the first one", examples=["dieu-5"])]
    last: Annotated[str, Field(description="anchor of the last one, included", examples=["dieu-7"])]


class Citation(Schema):
    """A reference to a document or to provisions, as the text makes it; what it does not say is null."""

    span: Annotated[Span, Field(description="its characters")]
    text: Annotated[str, Field(description="exactly these characters")]
    language: Annotated[Language, Field(description="language it is written in")]
    type: Annotated[str | None, Field(description="token of the document type", examples=["nd"])]
    number: Annotated[str | None, Field(description="running number as printed", examples=["269"])]
    year: Annotated[int | None, Field(description="year of the document", examples=[2025])]
    symbol: Annotated[str | None, Field(description="official symbol", examples=["NĐ-CP"])]
    issuers: Annotated[tuple[str, ...], Field(description="issuing bodies as printed")]
    date: Annotated[str | None, Field(description="date said beside it, ISO 8601")]
    title: Annotated[str | None, Field(description="title or name said")]
    work_id: Annotated[str | None, Field(description="identity of the work", examples=["vn/nd/cp/2025/269"])]
    id_pattern: Annotated[str | None, Field(description="identity with `*` for what is unknown")]
    provisions: Anchors
    ranges: Annotated[tuple[Range, ...], Field(description="ranges of provisions")]
    ref: Annotated[
        models.Ref | None,
        Field(description="what it means where it names no document", examples=["this_document"]),
    ]
    via: Annotated[str | None, Field(description="words that stand for a document named elsewhere")]
    relation: Annotated[models.Relation | None, Field(description="what the words around it make of it")]
    quoted: Annotated[bool, Field(description="whether it stands in new wording for another document")]
    confidence: Annotated[float, Field(ge=0, le=1, description="how sure the reading is")]
    warnings: Annotated[tuple[str, ...], Field(description="codes", examples=[["blank_number"]])]

    @classmethod
    def of(cls, citation: models.Citation) -> Self:
        """The citation that was found."""
        return cls(
            span=Span.of(citation.span),
            text=citation.raw,
            language=citation.lang,
            type=citation.type,
            number=citation.number,
            year=citation.year,
            symbol=citation.symbol,
            issuers=citation.issuers,
            date=citation.date,
            title=citation.title,
            work_id=citation.id,
            id_pattern=citation.id_pattern,
            provisions=citation.provisions,
            ranges=tuple(Range(first=first, last=last) for first, last in citation.ranges),
            ref=citation.ref,
            via=citation.via,
            relation=citation.relation,
            quoted=citation.quoted,
            confidence=citation.confidence,
            warnings=citation.warnings,
        )


class Relation(Schema):
    """One document acting on another, as a sentence states it."""

    kind: Annotated[RelationKind, Field(description="what is done")]
    actor: Annotated[Citation | None, Field(description="who acts; null for the stating document itself")]
    target: Annotated[Citation | None, Field(description="acted on; null for the stating document itself")]
    anchor: Annotated[str, Field(description="provision that holds the sentence")]
    target_anchors: Anchors
    date: Annotated[
        str | None, Field(description="day from which it counts; null: when the actor takes effect")
    ]
    evidence: Annotated[Span, Field(description="the sentence")]
    confidence: Annotated[float, Field(ge=0, le=1, description="how sure the reading is")]

    @classmethod
    def of(cls, relation: relations.Relation) -> Self:
        """The relation that was read."""
        return cls(
            kind=relation.kind,
            actor=Citation.of(relation.actor) if relation.actor else None,
            target=Citation.of(relation.target) if relation.target else None,
            anchor=relation.anchor,
            target_anchors=relation.target_anchors,
            date=relation.date,
            evidence=Span.of(relation.evidence),
            confidence=relation.confidence,
        )


class Effect(Schema):
    """When a document, or some of its provisions, takes effect, ends or pauses, as its text says."""

    kind: Annotated[EffectKind, Field(description="what begins on the day")]
    anchor: Annotated[str, Field(description="provision that holds the sentence")]
    anchors: Anchors
    date: Annotated[str | None, Field(description="first day, ISO 8601")]
    basis: Annotated[DateBasis, Field(description="how the day is given")]
    months: Annotated[int, Field(description="months to count from the basis")]
    days: Annotated[int, Field(description="days to count from the basis")]
    until: Annotated[str | None, Field(description="last day of a stretch")]
    evidence: Annotated[Span, Field(description="the sentence")]

    @classmethod
    def of(cls, effect: relations.Effect) -> Self:
        """The statement that was read."""
        return cls(
            kind=effect.kind,
            anchor=effect.anchor,
            anchors=effect.anchors,
            date=effect.date,
            basis=effect.basis,
            months=effect.months,
            days=effect.days,
            until=effect.until,
            evidence=Span.of(effect.evidence),
        )
