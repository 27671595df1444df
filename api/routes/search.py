"""Searching: the same question as a JSON body or as an address."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import OpenBase
from api.schemas import SearchRequest, SearchResponse

router = APIRouter(prefix="/v1", tags=["search"])

_ABOUT = (
    "Finds provisions by words and by meaning in Vietnamese, Korean and English, also across languages. A document number or a "
    "citation in the question (`950/QĐ-TTg`, `스마트도시법 제2조`) is answered first. Every hit says where its text stands and why "
    "it was found."
)


@router.post("/search", operation_id="search", summary="Search provisions", description=_ABOUT)
def search(base: OpenBase, request: SearchRequest) -> SearchResponse:
    """Answer a question given as JSON."""
    return SearchResponse.of(base.search(request.to_query()))


@router.get(
    "/search", operation_id="search_by_address", summary="Search provisions by address", description=_ABOUT
)
def search_by_address(base: OpenBase, request: Annotated[SearchRequest, Query()]) -> SearchResponse:
    """Answer a question given as query parameters."""
    return search(base, request)
