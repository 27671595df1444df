"""What was understood of a query before anything was searched."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Schema
from corpus.models import Language
from kb import models
from kb.intents import Intent
from kb.wording import Slip


class Understanding(Schema):
    """A query as it was understood."""

    searched_for: Annotated[
        str,
        Field(
            description="the question that was searched for; differs from `query` where that was typed in Telex, in VNI, with the "
            "two-set Korean keyboard left in Latin letters, or with tone marks on wrong vowels",
            examples=["quy hoạch đô thị"],
        ),
    ]
    slip: Annotated[Slip | None, Field(description="how it had been typed, where that had to be undone")]
    languages: Annotated[
        tuple[Language, ...], Field(description="its languages, that of most of the words first")
    ]
    intent: Annotated[Intent, Field(description="what kind of answer it wants")]
    required: Annotated[
        tuple[str, ...],
        Field(
            description="exact phrases, in quotes in the query, that every hit contains in its text, its headings or its document's title"
        ),
    ]
    unmet: Annotated[
        tuple[str, ...],
        Field(
            description="exact phrases that nothing contains; the hits were found by the words of the query"
        ),
    ]
    abbreviations: Annotated[
        dict[str, str],
        Field(description="abbreviations, written out", examples=[{"ĐTTM": "đô thị thông minh"}]),
    ]
    terms: Annotated[
        dict[str, str],
        Field(
            description="what statutes call what was typed",
            examples=[{"스마트시티": "스마트도시"}],
        ),
    ]

    @classmethod
    def of(cls, result: models.SearchResult) -> Self:
        """What a search understood."""
        asked = result.query
        return cls(
            searched_for=asked.text,
            slip=asked.slip,
            languages=asked.wording.languages,
            intent=asked.intent,
            required=result.required,
            unmet=result.unmet,
            abbreviations=dict(asked.expansions.abbreviations),
            terms=dict(asked.expansions.terms),
        )
