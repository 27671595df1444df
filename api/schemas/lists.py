"""Lists of documents: what is asked and what is answered."""

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Schema
from api.schemas.documents import DocumentSummary
from api.schemas.filters import FilterRequest
from indexer.models import DocumentRecord


class DocumentsRequest(FilterRequest):
    """Which documents to list."""

    limit: Annotated[int, Field(ge=1, le=1_000, description="documents at most")] = 100
    offset: Annotated[int, Field(ge=0, description="documents to skip")] = 0


class DocumentList(Schema):
    """One page of a list of documents."""

    generation: Annotated[int, Field(description="generation of the index that answered")]
    total: Annotated[int, Field(description="documents that pass the filters")]
    limit: Annotated[int, Field(description="documents asked for")]
    offset: Annotated[int, Field(description="documents skipped")]
    documents: Annotated[tuple[DocumentSummary, ...], Field(description="ordered by id")]

    @classmethod
    def of(cls, generation: int, records: Sequence[DocumentRecord], request: DocumentsRequest) -> Self:
        """One page of the records that pass the filters."""
        shown = records[request.offset : request.offset + request.limit]
        return cls(
            generation=generation,
            total=len(records),
            limit=request.limit,
            offset=request.offset,
            documents=tuple(DocumentSummary.of(record) for record in shown),
        )
