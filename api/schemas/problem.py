"""Problem details (RFC 9457), the one form of every error over HTTP."""

from typing import Annotated

from pydantic import Field

from api.schemas.base import Schema


class InvalidField(Schema):
    """One value of a request that is not allowed."""

    location: Annotated[
        str, Field(description="where it stands", examples=["body.limit", "query.issued_from"])
    ]
    message: Annotated[str, Field(description="what is wrong with it")]


class Problem(Schema):
    """Why a request was not answered (RFC 9457)."""

    type: Annotated[
        str,
        Field(
            description="stable name of the kind of problem; about:blank when the status says it all",
            examples=["urn:vkb:problem:not-found"],
        ),
    ] = "about:blank"
    title: Annotated[str, Field(description="the kind in words", examples=["Not found"])]
    status: Annotated[int, Field(ge=400, le=599, description="HTTP status", examples=[404])]
    detail: Annotated[str, Field(description="what is wrong here and what to do next")]
    instance: Annotated[str, Field(description="path of the request", examples=["/v1/documents/laws/a.md"])]
    errors: Annotated[tuple[InvalidField, ...], Field(description="the values that are not allowed")] = ()
