"""Why a hit stands where it stands: what each part of the search says of it."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Schema
from corpus.models import Language
from kb import coverage, models


class Evidence(Schema):
    """What one retriever says of a hit."""

    rank: Annotated[int, Field(ge=1, description="place in that retriever's list of the hit's language")]
    score: Annotated[float, Field(description="BM25 (lexical) or cosine (dense)")]

    @classmethod
    def of(cls, evidence: models.Evidence) -> Self:
        """Rank and score as the retriever gave them."""
        return cls(rank=evidence.rank, score=evidence.score)


class Coverage(Schema):
    """What a passage holds of the question's words."""

    matched: Annotated[int, Field(ge=0, description="words of the question that it holds")]
    asked: Annotated[int, Field(ge=0, description="words of the question")]
    share: Annotated[
        float, Field(ge=0, le=1, description="matched part of the question, rare words counting for more")
    ]

    @classmethod
    def of(cls, coverage: coverage.Coverage) -> Self:
        """The coverage of a hit."""
        return cls(matched=coverage.matched, asked=coverage.asked, share=coverage.share)


class Explanation(Schema):
    """Why a hit stands where it stands."""

    language: Annotated[Language, Field(description="language whose list it comes from")]
    lexical: Annotated[Evidence | None, Field(description="word search; null where it found nothing")]
    dense: Annotated[Evidence | None, Field(description="search by meaning; null where it found nothing")]
    caption: Annotated[float, Field(description="share of title and headings that the question says, 0 to 1")]
    fused: Annotated[
        float | None, Field(description="what both retrievers and the headings count for together")
    ]
    list_rank: Annotated[int | None, Field(description="place in the fused list of its language")]
    merged: Annotated[float | None, Field(description="score with which the languages' lists were merged")]
    from_reference: Annotated[
        bool, Field(description="whether it comes first because the query names it or its document")
    ]
    of_cited_law: Annotated[
        bool, Field(description="whether it stands higher because the query cites the law that it is part of")
    ]
    coverage: Annotated[
        Coverage | None,
        Field(description="which part of the question stands in it; null where nothing found it"),
    ]
    relevance: Annotated[
        float | None,
        Field(
            ge=0,
            le=1,
            description="probability of being relevant; null where nothing found it or nothing is calibrated",
        ),
    ]

    @classmethod
    def of(cls, explanation: models.Explanation) -> Self:
        """The ranker's explanation."""
        return cls(
            language=explanation.language,
            lexical=Evidence.of(explanation.lexical) if explanation.lexical else None,
            dense=Evidence.of(explanation.dense) if explanation.dense else None,
            caption=explanation.caption,
            fused=explanation.fused,
            list_rank=explanation.list_rank,
            merged=explanation.merged,
            from_reference=explanation.from_reference,
            of_cited_law=explanation.of_cited_law,
            coverage=Coverage.of(explanation.coverage) if explanation.coverage else None,
            relevance=explanation.relevance,
        )
