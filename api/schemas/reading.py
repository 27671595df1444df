"""What `vkb read` and `vkb parse` make of one file."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Diagnostic, Schema
from api.schemas.citations import Citation, Effect, Relation
from api.schemas.documents import Header, Page, Provision
from api.schemas.indexing import Failure
from api.schemas.quality import QualityReport, RunQuality
from corpus import models
from corpus.models import Language


class ReadResponse(Schema):
    """The text of a file and how it was won."""

    source: Annotated[str, Field(description="the file")]
    text: Annotated[str, Field(description="stored text")]
    pages: Annotated[tuple[Page, ...], Field(description="pages in order")]
    metadata: Annotated[dict[str, str], Field(description="front matter or document properties as found")]
    report: Annotated[QualityReport, Field(description="what happened on the way")]

    @classmethod
    def of(cls, source: str, read: models.SourceText) -> Self:
        """What the reader returned for this file."""
        return cls(
            source=source,
            text=read.text,
            pages=tuple(Page.of(page) for page in read.pages),
            metadata=dict(read.metadata),
            report=QualityReport.of(read.report),
        )


class ParseResponse(Schema):
    """A file, understood: header, tree of provisions, what it says of other law, and what the parsers noticed."""

    source: Annotated[str, Field(description="the file")]
    language: Annotated[Language, Field(description="language of most of it")]
    header: Annotated[Header, Field(description="what the document says of itself")]
    root: Annotated[Provision, Field(description="tree of provisions")]
    diagnostics: Annotated[tuple[Diagnostic, ...], Field(description="in the order of the text")]
    citations: Annotated[
        tuple[Citation, ...], Field(description="what it refers to, in the order of the text")
    ]
    relations: Annotated[
        tuple[Relation, ...], Field(description="what it does to other law, and other law to it")
    ]
    effects: Annotated[tuple[Effect, ...], Field(description="when it, or parts of it, take and lose effect")]

    @classmethod
    def of(cls, source: str, document: models.Document) -> Self:
        """The parsed document."""
        return cls(
            source=source,
            language=document.language,
            header=Header.of(document.header),
            root=Provision.of(document.root),
            diagnostics=tuple(Diagnostic.of(found) for found in document.diagnostics),
            citations=tuple(map(Citation.of, document.citations)),
            relations=tuple(map(Relation.of, document.relations)),
            effects=tuple(map(Effect.of, document.effects)),
        )


class FileReport(Schema):
    """One file of `vkb read --report`: either what was made of it, or why it could not be read."""

    source: Annotated[str, Field(description="the file")]
    failure: Annotated[Failure | None, Field(description="why it could not be read")] = None
    language: Annotated[Language | None, Field(description="language of most of it")] = None
    header: Annotated[Header | None, Field(description="what the document says of itself")] = None
    report: Annotated[QualityReport | None, Field(description="how it was read")] = None
    diagnostics: Annotated[
        tuple[Diagnostic, ...],
        Field(description="what the parsers noticed, beside the warnings of the report"),
    ] = ()
    concerns: Annotated[
        tuple[str, ...],
        Field(description="why a person should look at it, the gravest first", examples=[["unknown_words"]]),
    ] = ()


class ReportResponse(Schema):
    """The reports of several files, and what they came to."""

    summary: Annotated[RunQuality, Field(description="all of them in one")]
    files: Annotated[tuple[FileReport, ...], Field(description="doubtful ones first, failed ones last")]
