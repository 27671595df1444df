"""What the knowledge base holds, and the two questions an orchestrator asks."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException

from api.dependencies import LibraryOfServer, OpenBase
from api.schemas import Health, Readiness, StatusResponse

router = APIRouter(tags=["status"])


@router.get(
    "/v1/status",
    operation_id="get_status",
    summary="Status of the knowledge base",
    description="What the knowledge base holds and how it was built.",
)
def get_status(base: OpenBase) -> StatusResponse:
    """Counts, encoder and generation."""
    return StatusResponse.of(base.status())


@router.get(
    "/healthz",
    operation_id="get_health",
    summary="Whether the process lives",
    description="Answers as long as the process does, whatever the state of the index.",
)
async def get_health() -> Health:
    """Always ok; answered on the event loop, so that busy searches cannot delay it."""
    return Health()


@router.get(
    "/readyz",
    operation_id="get_readiness",
    summary="Whether searches can be answered",
    description="200 when the index is open and the models are loaded, else 503 with the reason.",
)
def get_readiness(library: LibraryOfServer) -> Readiness:
    """The generation that answers."""
    if not library.prepared:
        raise HTTPException(503, "the knowledge base is being opened", {"Retry-After": "1"})
    return Readiness(generation=library.base().generation)
