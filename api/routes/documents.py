"""Documents and provisions as they are stored."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.dependencies import OpenBase
from api.schemas import (
    DocumentDetail,
    DocumentList,
    DocumentsRequest,
    ProvisionDetail,
)

router = APIRouter(prefix="/v1", tags=["documents"])


@router.get(
    "/documents",
    operation_id="list_documents",
    summary="List documents",
    description="Documents that pass the filters, ordered by id, one page of them.",
)
def list_documents(base: OpenBase, request: Annotated[DocumentsRequest, Query()]) -> DocumentList:
    """One page of the list."""
    generation = base.generation
    records = base.documents(request.to_filters(), request.language)
    return DocumentList.of(generation, records, request)


@router.get(
    "/documents/{document_id:path}",
    operation_id="get_document",
    summary="Get a document",
    description="Stored text, pages, tree of provisions and quality report of one document.",
)
def get_document(
    base: OpenBase, document_id: Annotated[str, Path(examples=["policy-corpus/vi/982-qd-ttg.md"])]
) -> DocumentDetail:
    """The whole document."""
    return DocumentDetail.of(base.document(document_id))


@router.get(
    "/provisions/{provision_id:path}",
    operation_id="get_provision",
    summary="Get a provision",
    description="One provision with its text, its subtree and its neighbours. The id is `<document id>#<anchor>` with the `#` "
    "written as `%23`, or the document id with the anchor as a parameter.",
)
def get_provision(
    base: OpenBase,
    provision_id: Annotated[str, Path(examples=["policy-corpus/vi/982-qd-ttg.md#dieu-1"])],
    anchor: Annotated[str | None, Query(description="anchor, when the id is that of the document")] = None,
) -> ProvisionDetail:
    """The provision with its place in its document."""
    identifier = provision_id if anchor is None else f"{provision_id}#{anchor}"
    return ProvisionDetail.of(base.provision(identifier))
