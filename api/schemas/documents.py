"""Documents and provisions, as lists and one at a time."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Diagnostic, Schema, Span
from api.schemas.quality import QualityReport
from corpus import models
from corpus.identifiers import akoma_name, expression_of
from corpus.models import Language
from indexer.models import DocumentRecord
from kb.models import StoredDocument

DocumentId = Annotated[
    str,
    Field(
        description="stable id: folder name and path below it", examples=["policy-corpus/vi/982-qd-ttg.md"]
    ),
]


class Header(Schema):
    """What a document says of itself; what is unknown is null."""

    work_id: Annotated[
        str | None, Field(description="identity of the work", examples=["vn/qd/ttg/2018/950"])
    ] = None
    number: Annotated[str | None, Field(description="number as printed", examples=["950/QĐ-TTg"])] = None
    type: Annotated[str | None, Field(description="token of the document type", examples=["qd"])] = None
    issuer: Annotated[str | None, Field(description="token of the issuer", examples=["ttg"])] = None
    issuer_name: Annotated[str | None, Field(description="issuer as printed")] = None
    issued: Annotated[
        str | None,
        Field(description="date of issue, ISO 8601, as precise as known", examples=["2018-08-01", "2026-06"]),
    ] = None
    effective: Annotated[str | None, Field(description="date of effect in the same form")] = None
    title: Annotated[str | None, Field(description="title without type and number")] = None
    expires: Annotated[str | None, Field(description="last day of effect, where its source names one")] = None
    signer: Annotated[str | None, Field(description="who signed it")] = None
    revision: Annotated[str | None, Field(description="kind of a Korean revision", examples=["일부개정"])] = (
        None
    )
    law_id: Annotated[
        str | None, Field(description="number in the register of law.go.kr", examples=["010719"])
    ] = None
    aliases: Annotated[
        tuple[str, ...], Field(description="other numbers that sources print for it; disputed")
    ] = ()

    @classmethod
    def of(cls, header: models.Header) -> Self:
        """The header that the parser read."""
        return cls(**{name: getattr(header, name) for name in cls.model_fields})


class Provision(Schema):
    """A numbered unit of a document with everything below it."""

    anchor: Annotated[
        str,
        Field(
            description="path of the unit; empty for the whole document", examples=["dieu-1.muc-3.khoan-1"]
        ),
    ]
    kind: Annotated[str, Field(description="kind of unit", examples=["dieu", "jo", "text"])]
    label: Annotated[str, Field(description="label as printed", examples=["Điều 5", "제3조의2"])]
    title: Annotated[str | None, Field(description="heading after the label")]
    span: Annotated[Span, Field(description="label, heading, text and all children")]
    children: Annotated[tuple["Provision", ...], Field(description="units inside it, in order")]

    @classmethod
    def of(cls, provision: models.Provision) -> Self:
        """The same tree."""
        return cls(
            anchor=provision.anchor,
            kind=provision.kind,
            label=provision.label,
            title=provision.title,
            span=Span.of(provision.span),
            children=tuple(cls.of(child) for child in provision.children),
        )


class Page(Schema):
    """One page of the file."""

    number: Annotated[int, Field(ge=1, description="counted from 1")]
    span: Annotated[Span, Field(description="its characters of the stored text")]

    @classmethod
    def of(cls, page: models.Page) -> Self:
        """The same page."""
        return cls(number=page.number, span=Span(start=page.start, end=page.end))


class DocumentSummary(Schema):
    """A document as a list shows it."""

    document_id: DocumentId
    title: Annotated[str, Field(description="its title, or its id when it has none")]
    language: Annotated[Language, Field(description="language of most of it")]
    header: Annotated[Header, Field(description="what it says of itself")]
    expression_id: Annotated[
        str | None,
        Field(
            description="the dated language version of the work that it holds",
            examples=["kr/act/010719@ko:2020-02-27"],
        ),
    ]
    akoma_ntoso: Annotated[
        str | None,
        Field(
            description="its name in the Akoma Ntoso Naming Convention 1.0",
            examples=["/akn/vn/act/decision/ttg/2018-08-01/950/vie@"],
        ),
    ]
    source: Annotated[str, Field(description="file it was read from")]
    characters: Annotated[int, Field(description="length of the stored text")]
    provisions: Annotated[int, Field(description="number of provisions")]
    passages: Annotated[int, Field(description="number of indexed passages")]
    indexed_at: Annotated[str, Field(description="UTC, ISO 8601", examples=["2026-11-22T10:00:00+00:00"])]

    @classmethod
    def of(cls, record: DocumentRecord) -> Self:
        """The catalog's record."""
        expression = expression_of(record.header, record.language)
        return cls(
            document_id=record.document_id,
            title=record.title,
            language=record.language,
            header=Header.of(record.header),
            expression_id=expression.format() if expression else None,
            akoma_ntoso=akoma_name(record.header, record.language),
            source=record.source,
            characters=record.characters,
            provisions=record.provisions,
            passages=record.passages,
            indexed_at=record.indexed_at,
        )


class DocumentDetail(Schema):
    """A whole document: stored text, pages, provisions and quality report."""

    generation: Annotated[int, Field(description="generation of the index that answered")]
    document: Annotated[DocumentSummary, Field(description="as in a list")]
    text: Annotated[str, Field(description="stored text; every span counts in it")]
    pages: Annotated[tuple[Page, ...], Field(description="pages in order")]
    root: Annotated[Provision, Field(description="tree of provisions; the root spans the whole text")]
    report: Annotated[QualityReport, Field(description="what happened while the file was read")]
    diagnostics: Annotated[tuple[Diagnostic, ...], Field(description="what the parsers noticed")]
    metadata: Annotated[dict[str, str], Field(description="front matter or document properties as found")]

    @classmethod
    def of(cls, stored: StoredDocument) -> Self:
        """The stored document."""
        content = stored.content
        return cls(
            generation=stored.generation,
            document=DocumentSummary.of(stored.record),
            text=content.text,
            pages=tuple(Page.of(page) for page in content.pages),
            root=Provision.of(content.root),
            report=QualityReport.of(content.report),
            diagnostics=tuple(Diagnostic.of(found) for found in content.diagnostics),
            metadata=dict(content.metadata),
        )
