"""Works: whether a law is in force, and what happened to it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.dependencies import OpenBase
from api.schemas import DayRequest, TimelineResponse, WorkDetail

router = APIRouter(prefix="/v1/works", tags=["law"])

WorkId = Annotated[
    str,
    Path(examples=["vn/nd/cp/2021/10", "10/2021/NĐ-CP"], description="work id, number, title or document id"),
]


# The longer address comes first: a work id has slashes, and would swallow its ending.
@router.get(
    "/{work_id:path}/timeline",
    operation_id="get_timeline",
    summary="Get the timeline of a work",
    description="Every sentence that begins, changes or ends a law, by date, with the document and provision it stands in.",
)
def get_timeline(
    base: OpenBase, work_id: WorkId, request: Annotated[DayRequest, Query()]
) -> TimelineResponse:
    """The life of a law."""
    return TimelineResponse.of(base.generation, base.timeline(work_id, request.as_of))


@router.get(
    "/{work_id:path}",
    operation_id="get_work",
    summary="Get a work",
    description="The versions of a law that are here, and whether it is in force on a day, with the sentences that say so.",
)
def get_work(base: OpenBase, work_id: WorkId, request: Annotated[DayRequest, Query()]) -> WorkDetail:
    """The law with its versions."""
    return WorkDetail.of(base.generation, base.timeline(work_id, request.as_of))
