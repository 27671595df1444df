"""The page of figures: what a person wrote around the table stays."""

import json
from pathlib import Path

import pytest

from indexer.encoders.hashing import HashingEncoder
from kb.evaluation.evaluate import evaluate
from kb.evaluation.report import EvaluationReport
from tests.quality.evaluation import BEGIN, END, collections, written


@pytest.fixture
def reports(tmp_path: Path) -> list[EvaluationReport]:
    folder = tmp_path / "sets" / "tiny"
    folder.mkdir(parents=True)
    (tmp_path / "sets" / "NOTES").mkdir()
    for name in ("corpus", "queries"):
        (folder / f"{name}.jsonl").write_text(json.dumps({"_id": "1", "text": "đất đai"}))
    (folder / "qrels.txt").write_text("1 0 1 1\n")
    found = collections(tmp_path / "sets")
    assert [collection.name for collection in found] == ["tiny"]
    return [evaluate(collection, HashingEncoder(), tmp_path / "cache") for collection in found]


def test_only_what_stands_between_the_marks_is_replaced(reports: list[EvaluationReport]) -> None:
    page = f"# Quality\n\nWhy.\n\n{BEGIN}\nold\n{END}\n\nDecided.\n"
    once = written(page, reports, HashingEncoder(), "2030-01-02")
    assert once.startswith(f"# Quality\n\nWhy.\n\n{BEGIN}\n\nMeasured 2030-01-02 with the encoder hashing")
    assert once.endswith(f" |\n\n{END}\n\nDecided.\n")
    assert "| tiny | 1 | full | 1.000 ±0.000 |" in once
    assert "old" not in once
    assert written(once, reports, HashingEncoder(), "2030-01-02") == once


@pytest.mark.parametrize("page", ["no marks", f"{END} {BEGIN}", f"{BEGIN} {END} {BEGIN} {END}"])
def test_a_page_without_marks_is_not_touched(page: str) -> None:
    with pytest.raises(ValueError, match="each once"):
        written(page, [], HashingEncoder(), "2030-01-02")
