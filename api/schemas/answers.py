"""Answers from relations and dates, to questions of whether law is in force and what became of it."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Schema
from api.schemas.law import Event, Validity
from kb import questions
from kb.questions import QuestionKind


class LegalAnswer(Schema):
    """What relations and dates say to a question of force."""

    kind: Annotated[QuestionKind, Field(description="what is asked")]
    asked: Annotated[str, Field(description="the document, as the query names it")]
    work: Annotated[str | None, Field(description="identity of the work, or the key it is known by")]
    document_id: Annotated[
        str | None,
        Field(description="the version that is spoken of; null when the document is unknown or ambiguous"),
    ]
    provision: Annotated[
        str, Field(description="anchor of the provision asked about; empty for the document")
    ]
    validity: Annotated[Validity | None, Field(description="on the day asked for")]
    events: Annotated[
        tuple[Event, ...],
        Field(description="what answers the question, the oldest first; empty: nothing here says"),
    ]
    candidates: Annotated[tuple[str, ...], Field(description="documents it may be, when it may be several")]

    @classmethod
    def of(cls, answer: questions.LegalAnswer) -> Self:
        """The answer of the knowledge base."""
        return cls(
            kind=answer.kind,
            asked=answer.asked,
            work=answer.timeline.work if answer.timeline else None,
            document_id=answer.document_id,
            provision=answer.provision,
            validity=Validity.of(answer.validity) if answer.validity else None,
            events=tuple(map(Event.of, answer.events)),
            candidates=answer.candidates,
        )
