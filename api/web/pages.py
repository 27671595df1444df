"""The routes of the pages, rendered on the server."""

from collections.abc import Mapping
from typing import NamedTuple

import jinja2
from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import HTMLResponse

from api.dependencies import InTurn, LibraryOfServer, OpenBase
from api.library import Facets, Library
from api.schemas import Problem, SearchRequest
from api.web.frame import Frame, Holdings, frame_of
from api.web.reading_page import ReadingPage, parse_marks, reading_page
from api.web.search_form import Asked, read_form
from api.web.search_page import Notice, SearchPage, search_page
from corpus.errors import IndexNotFoundError, QueryError, VkbError
from indexer.models import DocumentRecord
from kb.models import SearchResult

router = APIRouter()

_ROWS = 100

_TEMPLATES = jinja2.Environment(
    loader=jinja2.PackageLoader("api.web"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class ErrorPage(NamedTuple):
    """What the error template shows."""

    title: str
    text: str
    command: str


class ListRow(NamedTuple):
    """A line of the list of documents."""

    title: str
    href: str
    language: str
    number: str | None
    issued: str | None


class ListPage(NamedTuple):
    """One page of the list of documents."""

    total: int
    rows: tuple[ListRow, ...]
    previous: str
    next: str


@router.get("/", response_class=HTMLResponse, dependencies=[InTurn])
def show_search(request: Request, library: LibraryOfServer) -> HTMLResponse:
    """The search form, with the answer once something was asked."""
    asked = read_form(request.query_params)
    try:
        facets = library.facets()
    except VkbError as error:
        frame = frame_of(request, None)
        return _render("search.html", frame, search_page(asked, None, frame, notice=_closed(error, frame)))
    frame = frame_of(request, Holdings(facets.documents, facets.generation))
    if not asked.query:
        return _render("search.html", frame, search_page(asked, facets, frame))
    return _answer(library, asked, facets, frame)


@router.get("/documents", response_class=HTMLResponse)
def show_documents(request: Request, base: OpenBase, page: int = 1) -> HTMLResponse:
    """All documents, in pages."""
    records = base.documents()
    frame = frame_of(request, Holdings(len(records), base.generation))
    return _render("documents.html", frame, _list_page(records, max(page, 1), frame))


@router.get("/documents/{document_id:path}", response_class=HTMLResponse)
def show_document(
    request: Request, library: LibraryOfServer, document_id: str, mark: str = ""
) -> HTMLResponse:
    """One document to read, with the spans of `mark` highlighted."""
    facets = library.facets()
    base = library.base()
    stored = base.document(document_id)
    validity = base.validity(stored.record.document_id)
    frame = frame_of(request, Holdings(facets.documents, stored.generation))
    return _render("document.html", frame, reading_page(stored, validity, parse_marks(mark), frame))


def error_page(
    request: Request, error: Exception, problem: Problem, headers: Mapping[str, str]
) -> HTMLResponse:
    """An error for a person. What is said of unexpected errors is only that they happened."""
    frame = frame_of(request, None)
    if isinstance(error, IndexNotFoundError):
        notice = _empty(error, frame)
        page = ErrorPage(notice.title, notice.text, notice.command)
    elif problem.status == 404:
        page = ErrorPage(frame.labels.say("not_found"), frame.labels.say("not_found_help"), "")
    elif problem.status < 500:
        page = ErrorPage(frame.labels.say("invalid"), problem.detail, "")
    else:
        page = ErrorPage(frame.labels.say("failed"), frame.labels.say("failed_help"), "")
    response = _render("error.html", frame, page, problem.status)
    response.headers.update(headers)
    return response


def _render(
    template: str, frame: Frame, page: SearchPage | ReadingPage | ListPage | ErrorPage, status: int = 200
) -> HTMLResponse:
    text = _TEMPLATES.get_template(template).render(frame=frame, labels=frame.labels, page=page)
    # The words depend on the reader's language and the answer on the generation: what is kept must be asked about again.
    return HTMLResponse(text, status, {"Vary": "Accept-Language", "Cache-Control": "no-cache"})


def _answer(library: Library, asked: Asked, facets: Facets, frame: Frame) -> HTMLResponse:
    labels = frame.labels
    try:
        request = SearchRequest.model_validate(asked.parameters())
        result = library.search(request.to_query())
    except ValidationError as error:
        text = "; ".join(f"{found['loc'][0]}: {found['msg']}" for found in error.errors())
        notice = Notice(labels.say("invalid"), text, bad=True)
        return _render("search.html", frame, search_page(asked, facets, frame, notice=notice), 422)
    except QueryError as error:
        notice = Notice(labels.say("invalid"), str(error), bad=True)
        return _render("search.html", frame, search_page(asked, facets, frame, notice=notice), 422)
    nothing = None if result.hits else _nothing(library, result, facets, frame)
    return _render("search.html", frame, search_page(asked, facets, frame, result=result, notice=nothing))


def _nothing(library: Library, result: SearchResult, facets: Facets, frame: Frame) -> Notice:
    """Why a search found nothing: no document passes its filters, or none that does holds a match."""
    query = result.query.query
    passing = sum(
        query.language in (None, record.language) for record in library.base().documents(query.filters)
    )
    found = "nothing_in_force" if result.left_out else "nothing_matches"
    name = found if passing else "nothing_passes"
    text = frame.labels.say(name, passing=passing, total=facets.documents, day=result.as_of)
    if passing and result.required:
        phrases = ", ".join(f"“{phrase}”" for phrase in result.required)
        text = frame.labels.say("no_phrase", phrases=phrases)
    return Notice(frame.labels.say("nothing_found"), text)


def _closed(error: VkbError, frame: Frame) -> Notice:
    if isinstance(error, IndexNotFoundError):
        return _empty(error, frame)
    return Notice(frame.labels.say("out_of_order"), str(error), bad=True)


def _empty(error: IndexNotFoundError, frame: Frame) -> Notice:
    return Notice(
        frame.labels.say("empty_index"),
        frame.labels.say("empty_index_help"),
        command=f"vkb index PATH --home {error.home}",
    )


def _list_page(records: list[DocumentRecord], number: int, frame: Frame) -> ListPage:
    start = (number - 1) * _ROWS
    rows = tuple(
        ListRow(
            record.title,
            frame.document(record.document_id),
            record.language,
            record.header.number,
            record.header.issued,
        )
        for record in records[start : start + _ROWS]
    )
    return ListPage(
        total=len(records),
        rows=rows,
        previous=frame.link("/documents", {"page": str(number - 1)}) if number > 1 else "",
        next=frame.link("/documents", {"page": str(number + 1)}) if start + _ROWS < len(records) else "",
    )
