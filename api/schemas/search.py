"""A search: what is asked and what is answered, the same on the command line (`--json`) and over HTTP."""

from typing import Annotated, Self

from pydantic import ConfigDict, Field

from api.schemas.answers import LegalAnswer
from api.schemas.base import Schema, Span
from api.schemas.citations import Day
from api.schemas.documents import DocumentId, Header
from api.schemas.filters import FilterRequest
from api.schemas.law import Validity
from api.vocabulary import resolve_issuers, resolve_types
from corpus.models import Language
from kb import models
from kb.query import MAX_CHARACTERS, MAX_LIMIT, Query
from kb.timeline.models import Include, ValidityStatus

ProvisionId = Annotated[
    str,
    Field(
        description="document id, `#` and the provision's anchor",
        examples=["policy-corpus/vi/982-qd-ttg.md#dieu-1"],
    ),
]


class SearchRequest(FilterRequest):
    """A question with its filters."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"query": "quyết định phê duyệt đề án đô thị thông minh", "limit": 5, "types": ["qd"]},
                {"query": "스마트도시법 제2조", "language": "ko"},
            ]
        }
    )

    query: Annotated[
        str,
        Field(
            min_length=1,
            max_length=MAX_CHARACTERS,
            description="question, words, or the number of a document",
            examples=["quyết định phê duyệt đề án đô thị thông minh", "950/QĐ-TTg", "스마트도시법 제2조"],
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT, description="hits at most")] = 10
    as_of: Annotated[
        str | None,
        Field(
            description="day whose law is searched; null for today. A document that the query names is answered whatever its status",
            examples=["2026-07-01"],
        ),
    ] = None
    include: Annotated[
        tuple[Include, ...],
        Field(
            description="what is searched although it was not in force on that day: `repealed` (all that held once), `pending`, "
            "`unknown`",
            examples=[["repealed"]],
        ),
    ] = ()

    def to_query(self) -> Query:
        """The question as the knowledge base takes it.

        Raises:
            InvalidQueryError: A type or an issuer is unknown, or a parameter is out of range.
        """
        return Query(
            text=self.query,
            limit=self.limit,
            language=self.language,
            types=resolve_types(self.types),
            issuers=resolve_issuers(self.issuers),
            issued_from=self.issued_from,
            issued_to=self.issued_to,
            as_of=self.as_of,
            include=frozenset(self.include),
        )


class Evidence(Schema):
    """What one retriever says of a hit."""

    rank: Annotated[int, Field(ge=1, description="place in that retriever's list of the hit's language")]
    score: Annotated[float, Field(description="BM25 (lexical) or cosine (dense)")]

    @classmethod
    def of(cls, evidence: models.Evidence) -> Self:
        """Rank and score as the retriever gave them."""
        return cls(rank=evidence.rank, score=evidence.score)


class Explanation(Schema):
    """Why a hit stands where it stands."""

    language: Annotated[Language, Field(description="language whose list it comes from")]
    lexical: Annotated[Evidence | None, Field(description="word search; null where it found nothing")]
    dense: Annotated[Evidence | None, Field(description="search by meaning; null where it found nothing")]
    fused: Annotated[float | None, Field(description="weighted sum of both retrievers' standard scores")]
    list_rank: Annotated[int | None, Field(description="place in the fused list of its language")]
    merged: Annotated[float | None, Field(description="score with which the languages' lists were merged")]
    from_reference: Annotated[
        bool, Field(description="whether it comes first because the query names it or its document")
    ]
    of_cited_law: Annotated[
        bool, Field(description="whether it stands higher because the query cites the law that it is part of")
    ]

    @classmethod
    def of(cls, explanation: models.Explanation) -> Self:
        """The ranker's explanation."""
        return cls(
            language=explanation.language,
            lexical=Evidence.of(explanation.lexical) if explanation.lexical else None,
            dense=Evidence.of(explanation.dense) if explanation.dense else None,
            fused=explanation.fused,
            list_rank=explanation.list_rank,
            merged=explanation.merged,
            from_reference=explanation.from_reference,
            of_cited_law=explanation.of_cited_law,
        )


class Hit(Schema):
    """A provision that answers, shown by its best passage."""

    document_id: DocumentId
    provision_id: ProvisionId
    title: Annotated[str, Field(description="title of the document, or its id when it has none")]
    path: Annotated[tuple[str, ...], Field(description="headings from the outside in")]
    language: Annotated[Language, Field(description="language of the text")]
    text: Annotated[str, Field(description="the passage, exactly as stored")]
    span: Annotated[Span, Field(description="where the passage stands in the document's stored text")]
    spans: Annotated[
        tuple[Span, ...],
        Field(description="what the query matched, counted in `text`; add `span.start` for the stored text"),
    ]
    page: Annotated[int | None, Field(description="page on which the passage begins, counted from 1")]
    score: Annotated[
        float, Field(ge=0, le=1, description="larger is better; never larger than the hit before")
    ]
    explanation: Annotated[Explanation, Field(description="rank and score from each retriever")]
    header: Annotated[Header, Field(description="what the document says of itself")]
    validity: Annotated[
        Validity, Field(description="whether the provision held on the day asked for, and why")
    ]

    @classmethod
    def of(cls, hit: models.Hit) -> Self:
        """The hit of a search result."""
        return cls(
            document_id=hit.document_id,
            provision_id=hit.provision_id,
            title=hit.title,
            path=hit.path,
            language=hit.language,
            text=hit.text,
            span=Span.of(hit.span),
            spans=tuple(Span.of(span) for span in hit.spans),
            page=hit.page,
            score=hit.score,
            explanation=Explanation.of(hit.explanation),
            header=Header.of(hit.header),
            validity=Validity.of(hit.validity),
        )


class DocumentGroup(Schema):
    """The hits of one document."""

    document_id: DocumentId
    title: Annotated[str, Field(description="its title, or its id when it has none")]
    hits: Annotated[tuple[int, ...], Field(description="places in `hits`, counted from 0, best first")]

    @classmethod
    def of(cls, group: models.DocumentGroup) -> Self:
        """The group of a search result."""
        return cls(document_id=group.document_id, title=group.title, hits=group.hits)


class ReferenceAnswer(Schema):
    """What became of the document that the query names."""

    text: Annotated[str, Field(description="the reference as it was understood", examples=["qd 950 ttg"])]
    document_ids: Annotated[
        tuple[str, ...], Field(description="documents it may mean, best match first; empty when none is here")
    ]
    provision_ids: Annotated[
        tuple[str, ...], Field(description="the provisions named in them that exist, in the same order")
    ]
    missing_anchors: Annotated[
        tuple[str, ...], Field(description="anchors named that the best matching document does not have")
    ]

    @classmethod
    def of(cls, reference: models.ReferenceAnswer) -> Self:
        """The resolved reference of a search result."""
        return cls(
            text=reference.text,
            document_ids=reference.document_ids,
            provision_ids=reference.provision_ids,
            missing_anchors=reference.missing_anchors,
        )


class SearchResponse(Schema):
    """The answer to one search, from one generation of the index."""

    generation: Annotated[int, Field(description="generation that answered")]
    query: Annotated[str, Field(description="the question, in NFC and without white space around it")]
    query_language: Annotated[Language, Field(description="language the question is written in")]
    took_ms: Annotated[float, Field(ge=0, description="wall time of the search in milliseconds")]
    hits: Annotated[tuple[Hit, ...], Field(description="provisions, best first")]
    documents: Annotated[tuple[DocumentGroup, ...], Field(description="the same hits, grouped by document")]
    reference: Annotated[
        ReferenceAnswer | None, Field(description="the document the query names; null when it names none")
    ]
    answer: Annotated[
        LegalAnswer | None,
        Field(
            description="what relations and dates say, when the query asks whether a law is in force or what became of it"
        ),
    ]
    reasons: Annotated[tuple[str, ...], Field(description="when there are no hits: why")]
    as_of: Day
    left_out: Annotated[
        dict[ValidityStatus, int],
        Field(
            description="documents left out because they did not hold on that day, by status",
            examples=[{"repealed": 3}],
        ),
    ]

    @classmethod
    def of(cls, result: models.SearchResult) -> Self:
        """The knowledge base's answer."""
        return cls(
            generation=result.generation,
            query=result.query.text,
            query_language=result.query.language,
            took_ms=result.took_ms,
            hits=tuple(Hit.of(hit) for hit in result.hits),
            documents=tuple(DocumentGroup.of(group) for group in result.documents),
            reference=ReferenceAnswer.of(result.reference) if result.reference else None,
            answer=LegalAnswer.of(result.answer) if result.answer else None,
            reasons=result.reasons,
            as_of=result.as_of,
            left_out=dict(result.left_out),
        )
