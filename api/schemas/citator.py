"""The citator: links between documents, checked drafts, and the audit of a knowledge base."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field

from api.schemas.base import Request, Schema, Span
from api.schemas.citations import Citation, Day
from api.schemas.documents import DocumentId
from api.schemas.law import Validity
from api.schemas.search import ProvisionId
from kb.citator import models

MAX_DRAFT_CHARACTERS = 2_000_000

Direction = Literal["cites", "cited_by"]


class Meant(Schema):
    """What a citation means in this knowledge base."""

    document_ids: Annotated[
        tuple[str, ...], Field(description="documents it means, best first; empty when none is here")
    ]
    provision_ids: Annotated[tuple[str, ...], Field(description="provisions of the first one that it names")]
    missing: Annotated[tuple[str, ...], Field(description="anchors it names that are not there")]
    contradictions: Annotated[tuple[models.Contradiction, ...], Field(description="what it says differently")]
    certain: Annotated[bool, Field(description="whether its words decide for one work")]

    @classmethod
    def of(cls, meant: models.Meant) -> Self:
        """The meaning of a citation."""
        return cls(
            document_ids=meant.document_ids,
            provision_ids=meant.provision_ids,
            missing=meant.missing,
            contradictions=meant.contradictions,
            certain=meant.certain,
        )


class CitationLink(Schema):
    """One citation, from where it stands to what it means."""

    source: Annotated[ProvisionId, Field(description="provision it stands in")]
    span: Annotated[Span, Field(description="in the stored text of the citing document")]
    text: Annotated[str, Field(description="exactly these characters")]
    citation: Annotated[Citation, Field(description="as it was understood")]
    meant: Annotated[Meant, Field(description="what it means here")]
    reach: Annotated[
        models.Reach,
        Field(description="it means just what was asked for, something below, or something around it"),
    ]

    @classmethod
    def of(cls, link: models.CitationLink) -> Self:
        """The link of the citator."""
        return cls(
            source=link.source,
            span=Span.of(link.span),
            text=link.text,
            citation=Citation.of(link.citation),
            meant=Meant.of(link.meant),
            reach=link.reach,
        )


class CitationsRequest(Request):
    """Which citations to list."""

    id: Annotated[
        str,
        Field(
            min_length=1,
            description="document id, work id, number or title; or a provision as `<document>#<anchor>`",
            examples=[
                "policy-corpus/vi/10-2021-nd-cp.md",
                "vn/nd/cp/2021/10",
                "policy-corpus/ko/주택법.md#jo-2",
            ],
        ),
    ]
    direction: Annotated[Direction, Field(description="what it cites, or what cites it")] = "cites"
    limit: Annotated[int, Field(ge=1, le=1_000, description="citations at most")] = 100
    offset: Annotated[int, Field(ge=0, description="citations to skip")] = 0


class CitationList(Schema):
    """One page of citations."""

    generation: Annotated[int, Field(description="generation of the index that answered")]
    id: Annotated[str, Field(description="what was asked for")]
    direction: Annotated[Direction, Field(description="what it cites, or what cites it")]
    total: Annotated[int, Field(description="how many there are")]
    limit: Annotated[int, Field(description="citations asked for")]
    offset: Annotated[int, Field(description="citations skipped")]
    citations: Annotated[
        tuple[CitationLink, ...], Field(description="by document id, then in the order of the text")
    ]

    @classmethod
    def of(cls, generation: int, links: Sequence[models.CitationLink], request: CitationsRequest) -> Self:
        """One page of the links."""
        shown = links[request.offset : request.offset + request.limit]
        return cls(
            generation=generation,
            id=request.id,
            direction=request.direction,
            total=len(links),
            limit=request.limit,
            offset=request.offset,
            citations=tuple(map(CitationLink.of, shown)),
        )


class CheckRequest(Request):
    """A draft to check."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "text": "Căn cứ Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 của Chính phủ;",
                    "as_of": "2026-11-22",
                },
                {"text": "「스마트도시 조성 및 산업진흥 등에 관한 법률」 제35조에 따라"},
            ]
        }
    )

    text: Annotated[str, Field(max_length=MAX_DRAFT_CHARACTERS, description="the draft")]
    as_of: Annotated[str | None, Field(description="day for which validity is looked up; null for today")] = (
        None
    )


class Finding(Schema):
    """What a check says of one citation."""

    verdict: Annotated[
        models.Verdict, Field(description="the worst that is true of it; `exists` when all is well")
    ]
    span: Annotated[Span, Field(description="in the text that was checked")]
    text: Annotated[str, Field(description="exactly these characters")]
    message: Annotated[str, Field(description="one sentence for the drafter")]
    suggestion: Annotated[str | None, Field(description="what to write or cite instead, where that is known")]
    citation: Annotated[Citation, Field(description="as it was understood")]
    meant: Annotated[Meant, Field(description="what it means in the knowledge base")]
    validity: Annotated[Validity | None, Field(description="of what it means, on the day of the check")]

    @classmethod
    def of(cls, finding: models.Finding) -> Self:
        """The finding of the citator."""
        return cls(
            verdict=finding.verdict,
            span=Span.of(finding.span),
            text=finding.text,
            message=finding.message,
            suggestion=finding.suggestion,
            citation=Citation.of(finding.citation),
            meant=Meant.of(finding.meant),
            validity=Validity.of(finding.validity) if finding.validity else None,
        )


class CheckResponse(Schema):
    """Every citation of a draft with its verdict."""

    generation: Annotated[int, Field(description="generation of the index that answered")]
    on: Day
    text: Annotated[str, Field(description="the text as it was checked; every span counts in it")]
    faults: Annotated[int, Field(description="findings that have to be mended")]
    findings: Annotated[
        tuple[Finding, ...], Field(description="one for each citation, in the order of the text")
    ]

    @classmethod
    def of(cls, report: models.CheckReport) -> Self:
        """The report of the citator."""
        return cls(
            generation=report.generation,
            on=report.on,
            text=report.text,
            faults=len(report.faults),
            findings=tuple(map(Finding.of, report.findings)),
        )


class AuditEntry(Schema):
    """A document that refers to, or rests on, law that is dead or changed."""

    document_id: DocumentId
    source: Annotated[ProvisionId, Field(description="provision that cites")]
    basis: Annotated[bool, Field(description="whether the document rests on it")]
    changed_by: Annotated[tuple[str, ...], Field(description="documents that changed the basis since")]
    finding: Annotated[Finding, Field(description="what is wrong with the citation")]

    @classmethod
    def of(cls, entry: models.AuditEntry) -> Self:
        """The entry of the citator."""
        return cls(
            document_id=entry.document_id,
            source=entry.source,
            basis=entry.basis,
            changed_by=entry.changed_by,
            finding=Finding.of(entry.finding),
        )


class AuditResponse(Schema):
    """Dead references, and documents that rest on law that changed."""

    generation: Annotated[int, Field(description="generation of the index that answered")]
    on: Day
    citations: Annotated[int, Field(description="citations of other documents that were looked at")]
    resolved: Annotated[int, Field(description="of these, how many mean a document that is here")]
    entries: Annotated[
        tuple[AuditEntry, ...], Field(description="by document id, then in the order of the text")
    ]

    @classmethod
    def of(cls, report: models.AuditReport) -> Self:
        """The report of the citator."""
        return cls(
            generation=report.generation,
            on=report.on,
            citations=report.citations,
            resolved=report.resolved,
            entries=tuple(map(AuditEntry.of, report.entries)),
        )
