"""Which documents need a look, and the summary of a run."""

from corpus.models import Diagnostic, OcrPage, QualityReport
from corpus.quality import concerns, summarise

SOUND = QualityReport("markdown", "utf-8", 1, (), 900, 2, unknown_words=0.0)
SCAN = QualityReport(
    "pdf",
    None,
    3,
    (2,),
    100,
    0,
    (Diagnostic("ocr_page", "low", page=1), Diagnostic("running_header_removed", "1 line")),
    (OcrPage(1, 0.6), OcrPage(3, 0.9)),
    unknown_words=0.2,
)


def test_concerns_name_the_gravest_first_and_nothing_that_was_put_right() -> None:
    assert concerns(SOUND) == ()
    assert concerns(SOUND, [Diagnostic("gap_in_sequence", "3 is missing")]) == ()
    assert concerns(SCAN) == ("unknown_words", "ocr_page", "empty_pages")
    conflict = Diagnostic("name_number_conflict", "the name says 3, the text 4")
    assert concerns(SOUND, [conflict]) == ("name_number_conflict",)


def test_a_summary_adds_up() -> None:
    summary = summarise([(SOUND, ()), (SCAN, ()), (SOUND, ())], ["NeedsOcrError", "DamagedFileError"] * 2)
    assert summary.documents == 3
    assert list(summary.formats.items()) == [("markdown", 2), ("pdf", 1)]
    assert list(summary.failures.items()) == [("DamagedFileError", 2), ("NeedsOcrError", 2)]
    assert (summary.pages, summary.empty_pages, summary.ocr_pages, summary.repaired) == (5, 1, 2, 4)
    assert (summary.ocr_confidence, summary.doubtful, summary.characters) == (0.75, 1, 1900)
    assert summary.unknown_words == 0.2 * 100 / 1900


def test_a_summary_of_nothing_has_no_means() -> None:
    summary = summarise([], [])
    assert (summary.documents, summary.ocr_confidence, summary.unknown_words) == (0, None, None)
