"""Searching: the same question as a JSON body or as an address."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.dependencies import InTurn, LibraryOfServer
from api.schemas import SearchRequest, SearchResponse

router = APIRouter(prefix="/v1", tags=["search"])

_ABOUT = (
    "Finds provisions by words and by meaning in Vietnamese, Korean and English, also across languages. A document number or a "
    "citation in the question (`950/QĐ-TTg`, `스마트도시법 제2조`) is answered first. Every hit says where its text stands and why "
    "it was found."
)


@router.post(
    "/search",
    operation_id="search",
    summary="Search provisions",
    description=_ABOUT,
    response_model=SearchResponse,
    dependencies=[InTurn],
)
def search(library: LibraryOfServer, request: SearchRequest) -> Response:
    """Answer a question given as JSON."""
    answer = SearchResponse.of(library.search(request.to_query()))
    # Written here, where it holds up nobody, and not checked against its own schema a second time.
    return Response(answer.model_dump_json(), media_type="application/json")


@router.get(
    "/search",
    operation_id="search_by_address",
    summary="Search provisions by address",
    description=_ABOUT,
    response_model=SearchResponse,
    dependencies=[InTurn],
)
def search_by_address(library: LibraryOfServer, request: Annotated[SearchRequest, Query()]) -> Response:
    """Answer a question given as query parameters."""
    return search(library, request)
