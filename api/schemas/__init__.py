"""The one schema of `--json` and of HTTP. Everything is built from the dataclasses of the other packages by explicit constructors."""

from api.schemas.answers import LegalAnswer
from api.schemas.base import Diagnostic, Schema, Span
from api.schemas.citations import Citation, Effect, Range, Relation
from api.schemas.citator import (
    AuditEntry,
    AuditResponse,
    CheckRequest,
    CheckResponse,
    CitationLink,
    CitationList,
    CitationsRequest,
    Finding,
    Meant,
)
from api.schemas.documents import (
    DocumentDetail,
    DocumentSummary,
    Header,
    Page,
    Provision,
)
from api.schemas.explanations import Evidence, Explanation
from api.schemas.indexing import DocumentWarning, Failure, IndexReport
from api.schemas.law import (
    Cause,
    DayRequest,
    Event,
    Expression,
    TimelineResponse,
    Validity,
    WorkDetail,
)
from api.schemas.lists import DocumentList, DocumentsRequest
from api.schemas.problem import InvalidField, Problem
from api.schemas.provisions import ProvisionDetail
from api.schemas.quality import OcrPage, QualityReport, RunQuality
from api.schemas.reading import FileReport, ParseResponse, ReadResponse, ReportResponse
from api.schemas.search import (
    DocumentGroup,
    Hit,
    ReferenceAnswer,
    SearchRequest,
    SearchResponse,
)
from api.schemas.status import Health, Readiness, StatusResponse
from api.schemas.understanding import Understanding

__all__ = [
    "AuditEntry",
    "AuditResponse",
    "Cause",
    "CheckRequest",
    "CheckResponse",
    "Citation",
    "CitationLink",
    "CitationList",
    "CitationsRequest",
    "DayRequest",
    "Diagnostic",
    "DocumentDetail",
    "DocumentGroup",
    "DocumentList",
    "DocumentSummary",
    "DocumentWarning",
    "DocumentsRequest",
    "Effect",
    "Event",
    "Evidence",
    "Explanation",
    "Expression",
    "Failure",
    "FileReport",
    "Finding",
    "Header",
    "Health",
    "Hit",
    "IndexReport",
    "InvalidField",
    "LegalAnswer",
    "Meant",
    "OcrPage",
    "Page",
    "ParseResponse",
    "Problem",
    "Provision",
    "ProvisionDetail",
    "QualityReport",
    "Range",
    "ReadResponse",
    "Readiness",
    "ReferenceAnswer",
    "Relation",
    "ReportResponse",
    "RunQuality",
    "Schema",
    "SearchRequest",
    "SearchResponse",
    "Span",
    "StatusResponse",
    "TimelineResponse",
    "Understanding",
    "Validity",
    "WorkDetail",
]
