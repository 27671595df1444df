"""The one schema of `--json` and of HTTP. Everything is built from the dataclasses of the other packages by explicit constructors."""

from api.schemas.base import Diagnostic, Schema, Span
from api.schemas.documents import (
    DocumentDetail,
    DocumentSummary,
    Header,
    Page,
    Provision,
)
from api.schemas.evaluation import EvaluationReport
from api.schemas.indexing import DocumentWarning, Failure, IndexReport
from api.schemas.lists import DocumentList, DocumentsRequest
from api.schemas.problem import InvalidField, Problem
from api.schemas.provisions import ProvisionDetail
from api.schemas.quality import OcrPage, QualityReport, RunQuality
from api.schemas.reading import FileReport, ParseResponse, ReadResponse, ReportResponse
from api.schemas.search import (
    DocumentGroup,
    Evidence,
    Explanation,
    Hit,
    ReferenceAnswer,
    SearchRequest,
    SearchResponse,
)
from api.schemas.status import Health, Readiness, StatusResponse

__all__ = [
    "Diagnostic",
    "DocumentDetail",
    "DocumentGroup",
    "DocumentList",
    "DocumentSummary",
    "DocumentWarning",
    "DocumentsRequest",
    "EvaluationReport",
    "Evidence",
    "Explanation",
    "Failure",
    "FileReport",
    "Header",
    "Health",
    "Hit",
    "IndexReport",
    "InvalidField",
    "OcrPage",
    "Page",
    "ParseResponse",
    "Problem",
    "Provision",
    "ProvisionDetail",
    "QualityReport",
    "ReadResponse",
    "Readiness",
    "ReferenceAnswer",
    "ReportResponse",
    "RunQuality",
    "Schema",
    "SearchRequest",
    "SearchResponse",
    "Span",
    "StatusResponse",
]
