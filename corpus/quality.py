"""Quality reports read by a person: which documents need a look, and what a run over many files came to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from corpus.models import Diagnostic, QualityReport

_DOUBTFUL_WORDS = 0.1
# Diagnostics that may mean lost, wrong or foreign text; the others tell what was put right or left out on purpose.
_GRAVE = (
    "looks_like_error_page",
    "damaged_text_layer",
    "unknown_words",
    "legacy_font_suspected",
    "exchanged_letters",
    "replacement_characters",
    "broken_page",
    "broken_markup",
    "no_end_marker",
    "ocr_failed",
    "pages_without_text",
    "ocr_page",
    "extension_mismatch",
    "charset_mismatch",
)
_CONFLICT = "_conflict"


@dataclass(frozen=True, slots=True)
class RunQuality:
    """What a run over many files came to.

    Attributes:
        documents: Files that became text.
        formats: Number of them by format, the most frequent first.
        failures: Number of files that became no text, by class of the error, the most frequent first.
        pages: Pages of all documents; 1 for each in a format without pages.
        empty_pages: Those without text.
        ocr_pages: Those whose text comes from OCR.
        ocr_confidence: Mean confidence over these, from 0 to 1; None without any.
        characters: Length of all texts.
        repaired: Characters that were changed or dropped.
        unknown_words: Mean share over the documents that have one, weighted by their characters; None without any.
        doubtful: Documents with at least one concern.
    """

    documents: int
    formats: Mapping[str, int]
    failures: Mapping[str, int]
    pages: int
    empty_pages: int
    ocr_pages: int
    ocr_confidence: float | None
    characters: int
    repaired: int
    unknown_words: float | None
    doubtful: int


def concerns(report: QualityReport, diagnostics: Iterable[Diagnostic] = ()) -> tuple[str, ...]:
    """Why a person should look at a document, the gravest first: codes of diagnostics, `unknown_words`, `empty_pages`.

    Args:
        report: Of its file.
        diagnostics: Of the document as it was understood.
    """
    codes = {found.code for found in (*report.diagnostics, *diagnostics)}
    if (report.unknown_words or 0.0) > _DOUBTFUL_WORDS:
        codes.add("unknown_words")
    conflicts = sorted(code for code in codes if code.endswith(_CONFLICT))
    empty = ("empty_pages",) if report.empty_pages else ()
    return (*(code for code in _GRAVE if code in codes), *conflicts, *empty)


def summarise(
    documents: Iterable[tuple[QualityReport, Iterable[Diagnostic]]], failures: Iterable[str]
) -> RunQuality:
    """One summary of many reports.

    Args:
        documents: The report of each document, and the diagnostics of the document as it was understood.
        failures: Class of the error of each file that failed.
    """
    noted = list(documents)
    reports = [report for report, _ in noted]
    confidences = [page.confidence for report in reports for page in report.ocr_pages]
    return RunQuality(
        documents=len(reports),
        formats=_counted(report.format for report in reports),
        failures=_counted(failures),
        pages=sum(report.pages for report in reports),
        empty_pages=sum(len(report.empty_pages) for report in reports),
        ocr_pages=len(confidences),
        ocr_confidence=fmean(confidences) if confidences else None,
        characters=sum(report.characters for report in reports),
        repaired=sum(report.repaired for report in reports),
        unknown_words=_weighted_share(reports),
        doubtful=sum(bool(concerns(report, diagnostics)) for report, diagnostics in noted),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _weighted_share(reports: Iterable[QualityReport]) -> float | None:
    weighed = [
        (report.unknown_words, report.characters) for report in reports if report.unknown_words is not None
    ]
    total = sum(weight for _, weight in weighed)
    return sum(share * weight for share, weight in weighed) / total if total else None
