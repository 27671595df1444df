"""How files were read: the report of one file, and what a run over many came to."""

from typing import Annotated, Self

from pydantic import Field

from api.schemas.base import Diagnostic, Schema
from corpus import models, quality


class OcrPage(Schema):
    """A page whose text was recognised from its picture."""

    number: Annotated[int, Field(ge=1, description="counted from 1")]
    confidence: Annotated[
        float, Field(ge=0, le=1, description="mean over its words, by the recogniser itself")
    ]

    @classmethod
    def of(cls, page: models.OcrPage) -> Self:
        """The same page."""
        return cls(number=page.number, confidence=page.confidence)


class QualityReport(Schema):
    """What became of one file on its way to text."""

    format: Annotated[str, Field(description="format found in the bytes", examples=["pdf", "hwpx"])]
    encoding: Annotated[
        str | None, Field(description="encoding of the bytes; null where the format fixes it")
    ]
    pages: Annotated[int, Field(description="number of pages; 1 for formats without pages")]
    empty_pages: Annotated[tuple[int, ...], Field(description="pages without text, counted from 1")]
    characters: Annotated[int, Field(description="length of the stored text")]
    repaired: Annotated[int, Field(description="characters of the file that were changed or dropped")]
    diagnostics: Annotated[tuple[Diagnostic, ...], Field(description="warnings, in the order of the text")]
    ocr_pages: Annotated[tuple[OcrPage, ...], Field(description="pages whose text comes from OCR")] = ()
    encoding_evidence: Annotated[
        str | None, Field(description="why it is that encoding", examples=["all its bytes are valid UTF-8"])
    ] = None
    unknown_words: Annotated[
        float | None,
        Field(
            ge=0,
            le=1,
            description="share of words that can be no Vietnamese, Korean or English ones; null for too few words",
        ),
    ] = None

    @classmethod
    def of(cls, report: models.QualityReport) -> Self:
        """The reader's report."""
        return cls(
            format=report.format,
            encoding=report.encoding,
            pages=report.pages,
            empty_pages=report.empty_pages,
            characters=report.characters,
            repaired=report.repaired,
            diagnostics=tuple(Diagnostic.of(found) for found in report.diagnostics),
            ocr_pages=tuple(OcrPage.of(page) for page in report.ocr_pages),
            encoding_evidence=report.encoding_evidence,
            unknown_words=report.unknown_words,
        )


class RunQuality(Schema):
    """What a run over many files came to."""

    documents: Annotated[int, Field(description="files that became text")]
    formats: Annotated[dict[str, int], Field(description="number of them by format, the most frequent first")]
    failures: Annotated[
        dict[str, int],
        Field(description="number of files that became no text, by class of the error"),
    ]
    pages: Annotated[int, Field(description="pages of all documents")]
    empty_pages: Annotated[int, Field(description="those without text")]
    ocr_pages: Annotated[int, Field(description="those whose text comes from OCR")]
    ocr_confidence: Annotated[
        float | None, Field(ge=0, le=1, description="mean over the pages from OCR; null without any")
    ]
    characters: Annotated[int, Field(description="length of all texts")]
    repaired: Annotated[int, Field(description="characters that were changed or dropped")]
    unknown_words: Annotated[
        float | None,
        Field(ge=0, le=1, description="mean share over the documents, weighted by their characters"),
    ]
    doubtful: Annotated[int, Field(description="documents that a person should look at")]

    @classmethod
    def of(cls, run: quality.RunQuality) -> Self:
        """The summary of the reports."""
        return cls(
            documents=run.documents,
            formats=dict(run.formats),
            failures=dict(run.failures),
            pages=run.pages,
            empty_pages=run.empty_pages,
            ocr_pages=run.ocr_pages,
            ocr_confidence=run.ocr_confidence,
            characters=run.characters,
            repaired=run.repaired,
            unknown_words=run.unknown_words,
            doubtful=run.doubtful,
        )
