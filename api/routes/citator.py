"""The citator: who cites whom, drafts checked, the knowledge base audited."""

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Body, Query

from api.dependencies import OpenBase
from api.schemas import (
    AuditResponse,
    CheckRequest,
    CheckResponse,
    CitationList,
    CitationsRequest,
    DayRequest,
)
from corpus.document import parse_document
from corpus.readers import read_file, read_text

router = APIRouter(prefix="/v1", tags=["citator"])

_CHECKED = (
    "Every citation of the draft comes back with a verdict, exact offsets, one sentence that gives the facts, and what to cite "
    "instead where that is known. Nothing passes in silence: what cannot be looked up is named as such."
)


@router.get(
    "/citations",
    operation_id="list_citations",
    summary="List citations",
    description="What a document or provision cites, or what cites it; references of a document to itself are left out.",
)
def list_citations(base: OpenBase, request: Annotated[CitationsRequest, Query()]) -> CitationList:
    """One page of the citations in one direction."""
    generation = base.generation
    links = base.cites(request.id) if request.direction == "cites" else base.cited_by(request.id)
    return CitationList.of(generation, links, request)


@router.post("/check", operation_id="check_draft", summary="Check a draft", description=_CHECKED)
def check_draft(base: OpenBase, request: CheckRequest) -> CheckResponse:
    """Check a draft given as text."""
    return CheckResponse.of(base.check(parse_document(read_text(request.text)), request.as_of))


@router.post(
    "/check/file",
    operation_id="check_file",
    summary="Check a draft in a file",
    description=f"The body is the file: PDF, DOCX, HWP, HWPX, HTML, Markdown or text. {_CHECKED}",
)
def check_file(
    base: OpenBase,
    draft: Annotated[bytes, Body(media_type="application/octet-stream")],
    request: Annotated[DayRequest, Query()],
) -> CheckResponse:
    """Check a draft given as a file, which is read in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="vkb-") as folder:
        path = Path(folder) / "draft"
        path.write_bytes(draft)
        source = read_file(path)
    return CheckResponse.of(base.check(parse_document(source), request.as_of))


@router.get(
    "/audit",
    operation_id="audit",
    summary="Audit the knowledge base",
    description="References to law that is dead or not yet in force, and documents whose legal basis was changed since they were made.",
)
def audit(base: OpenBase, request: Annotated[DayRequest, Query()]) -> AuditResponse:
    """Audit all documents as of a day."""
    return AuditResponse.of(base.audit(request.as_of))
