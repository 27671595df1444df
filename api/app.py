"""The HTTP application: routes, pages, error handlers and what every response has."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from api.announcement import IDENTITY_HEADER
from api.errors import MEDIA_TYPE, describe_error
from api.library import Library
from api.middleware import SECURITY_HEADERS, BodyLimit, ResponseHeaders
from api.opening import open_base
from api.routes import citator, documents, search, status, works
from api.schemas import Problem
from api.settings import Settings
from api.turns import Turns
from api.web import pages
from corpus.errors import VkbError

_ABOUT = (
    "A knowledge base of Vietnamese and Korean law and policy with semantic search. Every answer names the generation of the index "
    "it came from; every span counts Unicode code points of a document's stored text."
)

_STATIC = Path(__file__).parent / "web" / "static"


def create_app(settings: Settings, identity: str = "", at_once: int = 1) -> FastAPI:
    """An application over the knowledge base of these settings.

    It answers at once, and opens the knowledge base aside: until then `/readyz` answers 503, and a question waits. The index need not
    exist yet: the pages say how to make one, and the first request after it was made is answered from it.

    Args:
        settings: Where the knowledge base lies, and what requests may cost.
        identity: Of this server, see `api.announcement`.
        at_once: How many searches may be at work at the same time.
    """
    app = FastAPI(
        title="VKB",
        version=version("vkb"),
        description=_ABOUT,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.library = Library(partial(open_base, settings))
    app.state.turns = Turns(at_once)
    for router in (search.router, documents.router, works.router, citator.router, status.router):
        app.include_router(router, responses=_problem_responses())
    app.include_router(pages.router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    for kind in (VkbError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, _answer_error)
    app.add_middleware(BodyLimit, limit=settings.request_bytes, drafts=settings.draft_bytes)
    app.add_middleware(ResponseHeaders, headers={**SECURITY_HEADERS, IDENTITY_HEADER: identity})
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    library: Library = app.state.library
    prepared = asyncio.create_task(run_in_threadpool(library.prepare))
    yield
    await prepared
    await run_in_threadpool(library.close)


async def _answer_error(request: Request, error: Exception) -> Response:
    """A problem document; a page for a browser that asked for a page."""
    problem = describe_error(error, request.url.path)
    headers = {**SECURITY_HEADERS, **(getattr(error, "headers", None) or {})}
    if _wants_page(request):
        return await run_in_threadpool(pages.error_page, request, error, problem, headers)
    body = problem.model_dump_json(exclude_defaults=False)
    return Response(body, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def _wants_page(request: Request) -> bool:
    return not request.url.path.startswith("/v1/") and "text/html" in request.headers.get("accept", "")


def _problem_responses() -> dict[int | str, dict[str, Any]]:
    """How OpenAPI describes errors, the same for every operation."""
    schema: Mapping[str, Any] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "4XX": {"description": "The request cannot be answered as it was put", "content": schema},
        "5XX": {"description": "The server cannot answer now", "content": schema, "model": Problem},
        422: {"description": "A value is not allowed", "content": schema},
    }
