"""What every schema shares, and the two small values that most of them contain."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

from corpus import models


class Schema(BaseModel):
    """An immutable document of the API; unknown fields are refused, so that a misspelt one is noticed.

    Its validator is built with its first use: of fifty schemas a command needs few.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Request(Schema):
    """What is asked of the API; its validator is there from the start, for FastAPI builds its own around it."""

    model_config = ConfigDict(defer_build=False)


class Span(Schema):
    """A half-open range of characters (Unicode code points) of a document's stored text."""

    start: Annotated[int, Field(ge=0, description="first character")]
    end: Annotated[int, Field(ge=0, description="one past the last character")]

    @classmethod
    def of(cls, span: models.Span) -> Self:
        """The same range."""
        return cls(start=span.start, end=span.end)


class Diagnostic(Schema):
    """Something a person should know about a text."""

    code: Annotated[str, Field(description="a stable word for programs", examples=["gap_in_sequence"])]
    message: Annotated[str, Field(description="one sentence for people")]
    span: Annotated[Span | None, Field(description="the characters it speaks of")] = None
    page: Annotated[int | None, Field(ge=1, description="the page, counted from 1")] = None

    @classmethod
    def of(cls, diagnostic: models.Diagnostic) -> Self:
        """The diagnostic of a reader or a parser."""
        return cls(
            code=diagnostic.code,
            message=diagnostic.message,
            span=Span.of(diagnostic.span) if diagnostic.span else None,
            page=diagnostic.page,
        )
