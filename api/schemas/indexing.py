"""What a run of the indexer did."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Diagnostic, Schema
from api.schemas.quality import QualityReport, RunQuality
from indexer import models


class Failure(Schema):
    """A file that could not be indexed."""

    source: Annotated[str, Field(description="its path")]
    error: Annotated[str, Field(description="class of the error", examples=["EncryptedFileError"])]
    message: Annotated[str, Field(description="what is wrong and what to do")]

    @classmethod
    def of(cls, failure: models.Failure) -> Self:
        """The builder's record of it."""
        return cls(source=failure.source, error=failure.error, message=failure.message)


class DocumentWarning(Schema):
    """Something to know about a document that was indexed nevertheless."""

    document_id: Annotated[str, Field(description="the document")]
    diagnostic: Annotated[Diagnostic, Field(description="what was noticed")]


class IndexReport(Schema):
    """What one run of the indexer did."""

    generation: Annotated[int, Field(description="generation that was published")]
    sequence: Annotated[int, Field(description="last change of the catalog it reflects")]
    added: Annotated[int, Field(description="new documents")]
    updated: Annotated[int, Field(description="documents whose file changed")]
    unchanged: Annotated[int, Field(description="documents left as they were")]
    removed: Annotated[int, Field(description="documents whose file is gone")]
    provisions: Annotated[int, Field(description="provisions written")]
    passages: Annotated[int, Field(description="passages written")]
    embedded: Annotated[int, Field(description="passages that had to be embedded")]
    seconds: Annotated[float, Field(description="wall time")]
    failures: Annotated[tuple[Failure, ...], Field(description="files that could not be indexed")]
    warnings: Annotated[tuple[DocumentWarning, ...], Field(description="diagnostics of indexed documents")]
    reports: Annotated[
        dict[str, QualityReport],
        Field(description="how the files of the documents written in this run were read, by document id"),
    ]
    quality: Annotated[RunQuality, Field(description="these reports and the failures in one")]

    @classmethod
    def of(cls, report: models.IndexReport) -> Self:
        """The builder's report."""
        return cls(
            generation=report.generation,
            sequence=report.sequence,
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            removed=report.removed,
            provisions=report.provisions,
            passages=report.passages,
            embedded=report.embedded,
            seconds=report.seconds,
            failures=tuple(Failure.of(failure) for failure in report.failures),
            warnings=tuple(
                DocumentWarning(document_id=document_id, diagnostic=Diagnostic.of(diagnostic))
                for document_id, diagnostic in report.warnings
            ),
            reports={document_id: QualityReport.of(found) for document_id, found in report.reports.items()},
            quality=RunQuality.of(report.quality),
        )
