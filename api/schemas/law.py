"""What held when: validity with its causes, works and their timelines."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field

from api.schemas.base import Request, Schema, Span
from api.schemas.citations import Anchors, Day
from api.schemas.documents import DocumentId
from kb.timeline import models
from kb.timeline.models import ValidityStatus

Status = Annotated[
    ValidityStatus,
    Field(
        description="`expired`: its own term is over; `repealed`: other law ended it; `superseded`: a later version holds; "
        "`unknown`: nothing says; `not_law`: a document that makes no law"
    ),
]


class Cause(Schema):
    """A sentence from which a status follows."""

    kind: Annotated[
        str, Field(description="what the sentence does", examples=["effective", "replaces", "repeals"])
    ]
    document_id: DocumentId
    anchor: Annotated[str, Field(description="provision it stands in", examples=["dieu-57.khoan-2"])]
    span: Annotated[Span, Field(description="the sentence in that document; empty where its header says so")]
    text: Annotated[str, Field(description="exactly these characters, or the field as printed")]
    date: Annotated[str | None, Field(description="first day of what it does; null when it is not known")]
    certain: Annotated[bool, Field(description="whether it surely means this work")]

    @classmethod
    def of(cls, cause: models.Cause) -> Self:
        """The cause of a ruling."""
        return cls(
            kind=cause.kind,
            document_id=cause.document_id,
            anchor=cause.anchor,
            span=Span.of(cause.span),
            text=cause.text,
            date=cause.date,
            certain=cause.certain,
        )


class Validity(Schema):
    """Whether a document or a provision held on a day."""

    status: Status
    on: Day
    since: Annotated[str | None, Field(description="first day of this status, where it is known")]
    until: Annotated[str | None, Field(description="last day of this status, where it is known")]
    causes: Annotated[
        tuple[Cause, ...], Field(description="sentences it follows from, the decisive one first")
    ]
    doubts: Annotated[
        tuple[Cause, ...], Field(description="sentences that may touch it but are not certain to mean it")
    ]

    @classmethod
    def of(cls, validity: models.Validity) -> Self:
        """The validity on a day."""
        return cls(
            status=validity.status,
            on=validity.on,
            since=validity.since,
            until=validity.until,
            causes=tuple(map(Cause.of, validity.causes)),
            doubts=tuple(map(Cause.of, validity.doubts)),
        )


class Expression(Schema):
    """A dated version of a work, as one document holds it."""

    document_id: DocumentId
    language: Annotated[str, Field(description="language of its text")]
    number: Annotated[str | None, Field(description="as printed; of a Korean act that of the amending act")]
    valid_from: Annotated[str | None, Field(description="first day; null when it is not known")]
    valid_to: Annotated[
        str | None, Field(description="last day; null while it holds or when it is not known")
    ]

    @classmethod
    def of(cls, expression: models.Expression) -> Self:
        """The version of a timeline."""
        return cls(
            document_id=expression.document_id,
            language=expression.language,
            number=expression.number,
            valid_from=expression.valid_from,
            valid_to=expression.valid_to,
        )


class Event(Schema):
    """Something that happened to a work."""

    date: Annotated[str | None, Field(description="ISO 8601; null when it is not known")]
    cause: Annotated[Cause, Field(description="what says so")]
    actor: Annotated[str | None, Field(description="the document that acts; null for the work itself")]
    anchors: Anchors

    @classmethod
    def of(cls, event: models.Event) -> Self:
        """The event of a timeline."""
        return cls(date=event.date, cause=Cause.of(event.cause), actor=event.actor, anchors=event.anchors)


class DayRequest(Request):
    """The day that an answer is for."""

    as_of: Annotated[
        str | None,
        Field(description="day for which validity is told; null for today", examples=["2026-07-01"]),
    ] = None


class WorkDetail(Schema):
    """A law: its versions, and whether it is in force."""

    generation: Annotated[int, Field(description="generation of the index that answered")]
    work: Annotated[
        str, Field(description="its identity, or the key it is known by", examples=["vn/qd/ttg/2018/950"])
    ]
    title: Annotated[str, Field(description="title of its newest version")]
    expressions: Annotated[tuple[Expression, ...], Field(description="by first day, the oldest first")]
    validity: Annotated[Validity, Field(description="on the day asked for")]

    @classmethod
    def of(cls, generation: int, timeline: models.Timeline) -> Self:
        """The work of a timeline."""
        return cls(
            generation=generation,
            work=timeline.work,
            title=timeline.title,
            expressions=tuple(map(Expression.of, timeline.expressions)),
            validity=Validity.of(timeline.validity),
        )


class TimelineResponse(Schema):
    """The life of a law."""

    model_config = ConfigDict(title="Timeline")

    generation: Annotated[int, Field(description="generation of the index that answered")]
    work: Annotated[
        str, Field(description="its identity, or the key it is known by", examples=["vn/qd/ttg/2018/950"])
    ]
    title: Annotated[str, Field(description="title of its newest version")]
    events: Annotated[tuple[Event, ...], Field(description="by date, the oldest first")]
    expressions: Annotated[tuple[Expression, ...], Field(description="by first day, the oldest first")]
    validity: Annotated[Validity, Field(description="on the day asked for")]

    @classmethod
    def of(cls, generation: int, timeline: models.Timeline) -> Self:
        """The timeline of a work."""
        return cls(
            generation=generation,
            work=timeline.work,
            title=timeline.title,
            events=tuple(map(Event.of, timeline.events)),
            expressions=tuple(map(Expression.of, timeline.expressions)),
            validity=Validity.of(timeline.validity),
        )
