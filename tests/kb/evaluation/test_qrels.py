"""Judgments: both forms give the same, and one clear error for each line that is of neither."""

from pathlib import Path

import ir_measures
import pytest

from corpus.errors import CollectionError
from kb.evaluation.qrels import read_qrels, write_qrels

QRELS = {"q1": {"law/1#제2조": 2, "b": 0}, "q2": {"b": -1}}
BEIR = "query-id\tcorpus-id\tscore\nq1\tlaw/1#제2조\t2\nq1\tb\t0\n\nq2\tb\t-1\r\n"
TREC = "q1 0 law/1#제2조 2\nq1\t0\tb\t0\n\nq2  Q0  b  -1\r\n"


@pytest.mark.parametrize("content", [BEIR, TREC])
def test_both_forms(tmp_path: Path, content: str) -> None:
    path = tmp_path / "qrels"
    path.write_text(content, encoding="utf-8", newline="")
    assert read_qrels(path) == QRELS


def test_ids_with_spaces_between_tabs(tmp_path: Path) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text("query-id\tcorpus-id\tscore\nq 1\tĐiều 2\t1\n", encoding="utf-8")
    assert read_qrels(path) == {"q 1": {"Điều 2": 1}}


def test_what_is_written_others_read(tmp_path: Path) -> None:
    path = tmp_path / "qrels.txt"
    write_qrels(path, QRELS)
    assert read_qrels(path) == QRELS
    found = ir_measures.read_trec_qrels(str(path))  # type: ignore[no-untyped-call]
    theirs = {(one.query_id, one.doc_id): one.relevance for one in found}
    assert theirs == {("q1", "law/1#제2조"): 2, ("q1", "b"): 0, ("q2", "b"): -1}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("query-id\tcorpus-id\tscore\nq1\t2\n", "line 2: three fields between tabs are expected, not 2"),
        ("query-id\tcorpus-id\tscore\nq1\t2\thigh\n", "line 2: 'high' is no whole number"),
        ("query-id\tcorpus-id\tscore\nq1\t2\t1\nq1\t2\t0\n", "line 3: 2 has another grade for q1 above"),
        ("q1\t2\t1\n", "line 1: the header (query-id, corpus-id, score) is missing"),
        ("q1 0 a 1\n\nq1 0 b\n", "line 3: four fields between white space are expected, not 3"),
        ("q1 0 a 0.5\n", "line 1: '0.5' is no whole number"),
    ],
)
def test_what_is_of_neither_form(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "qrels"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CollectionError) as raised:
        read_qrels(path)
    assert message in str(raised.value)
