"""Evaluation end to end on a collection of a few lines, through the real index."""

import json
from pathlib import Path

import pytest

from corpus.errors import CollectionError
from indexer.encoders.hashing import HashingEncoder
from kb.evaluation.collection import Record
from kb.evaluation.evaluate import as_document, document_id, evaluate
from kb.evaluation.report import EvaluationReport, measure, system_report, table

RECORDS = [
    {"_id": "luat/xay-dung#Điều_1", "title": "Luật Xây dựng", "text": "Giấy phép xây dựng do Ủy ban nhân dân cấp tỉnh cấp."},
    {"_id": "luat/xay-dung#Điều_2", "title": "Luật Xây dựng", "text": "Chủ đầu tư chịu trách nhiệm về chất lượng công trình."},
    {"_id": "luat/dat-dai#Điều_9", "title": "Luật Đất đai", "text": "Nhà nước bồi thường khi thu hồi đất."},
    {"_id": "한국/도시#제2조", "title": "도시개발법", "text": "도시개발구역의 지정권자는 시ㆍ도지사이다."},
    {"_id": "heading", "title": "Chỉ có tiêu đề", "text": " "},
    {"_id": "nothing", "title": "", "text": ""},
]  # fmt: skip
QUERIES = [
    {"_id": "permit", "text": "ai cấp giấy phép xây dựng"},
    {"_id": "land", "text": "bồi thường khi thu hồi đất"},
    {"_id": "zone", "text": "도시개발구역의 지정권자"},
]
QRELS = [
    ("permit", "luat/xay-dung#Điều_1", 2),
    ("permit", "luat/xay-dung#Điều_2", 1),
    ("land", "luat/dat-dai#Điều_9", 1),
    ("zone", "한국/도시#제2조", 1),
]


def write_set(folder: Path, corpus: str | None = None) -> Path:
    folder.mkdir()
    if corpus is None:
        lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
        (folder / "corpus.jsonl").write_text("\n".join(lines), encoding="utf-8")
    else:
        (folder / "INFO.json").write_text(json.dumps({"name": folder.name, "corpus": corpus}))
    queries = [json.dumps(query, ensure_ascii=False) for query in QUERIES]
    (folder / "queries.jsonl").write_text("\n".join(queries), encoding="utf-8")
    qrels = ["query-id\tcorpus-id\tscore", *(f"{query}\t{record}\t{grade}" for query, record, grade in QRELS)]
    (folder / "qrels.tsv").write_text("\n".join(qrels), encoding="utf-8")
    return folder


def test_systems_are_measured_and_the_index_is_kept(tmp_path: Path) -> None:
    encoder, cache = HashingEncoder(), tmp_path / "cache"
    first = evaluate(write_set(tmp_path / "first"), encoder, cache)
    assert first.embedded == 5
    assert first.query_ids == ("permit", "land", "zone")
    assert list(first.systems) == ["lexical", "dense", "fused", "full"]
    # Every question repeats the words of its answer, so the lexical ranking puts it first.
    assert list(first.systems["lexical"].values["mrr@10"]) == [1, 1, 1]
    assert first.systems["fused"].means["recall@100"] == 1
    second = evaluate(write_set(tmp_path / "second", corpus="../first/corpus.jsonl"), encoder, cache)
    assert second.embedded == 0
    assert {name: system.values for name, system in second.systems.items()} == {
        name: system.values for name, system in first.systems.items()
    }
    assert len(list(cache.iterdir())) == 1


def test_records_become_documents_of_one_provision() -> None:
    document = as_document(Record("1", "Luật Xây dựng", "1. Một\n2. Hai\n"))
    assert [provision.anchor for provision in document.root.walk()] == ["", "text-1"]
    assert document.header.title == "Luật Xây dựng"
    assert document.text.split() == ["1.", "Một", "2.", "Hai"]
    assert as_document(Record("2", "Chỉ có tiêu đề", " ")).text == "Chỉ có tiêu đề"


def test_ids_of_records_are_safe() -> None:
    assert document_id("luat/đất#2%") == "luat%2F%C4%91%E1%BA%A5t%232%25"
    assert len({document_id("a/b"), document_id("a%2Fb"), document_id("a b"), document_id("a+b")}) == 4


def report() -> EvaluationReport:
    better = [measure(["a", "b"], {"a": 1}), measure(["c", "d"], {"c": 1})]
    worse = [measure(["a", "b"], {"b": 1}), measure(["c", "d"], {"e": 1})]
    systems = {"lexical": system_report(worse), "dense": system_report(better)}
    return EvaluationReport("small", ("q1", "q2"), 1.26, 0, systems)


def test_report_as_json() -> None:
    assert report().as_json() == {
        "set": "small",
        "queries": 2,
        "seconds": 1.3,
        "systems": {
            "lexical": {"ndcg@10": 0.3155, "recall@10": 0.5, "recall@100": 0.5, "mrr@10": 0.25},
            "dense": {"ndcg@10": 1.0, "recall@10": 1.0, "recall@100": 1.0, "mrr@10": 1.0},
        },
    }


def test_report_as_table() -> None:
    assert table([report()]).splitlines() == [
        "| set | queries | system | ndcg@10 | recall@10 | recall@100 | mrr@10 | seconds |",
        "|---|---|---|---|---|---|---|---|",
        "| small | 2 | lexical | 0.3155 | 0.5000 | 0.5000 | 0.2500 | 1 |",
        "| small | 2 | dense | 1.0000 | 1.0000 | 1.0000 | 1.0000 | 1 |",
    ]


def test_significance_of_a_difference() -> None:
    # Two queries: of the four exchanges of signs two are as large as the observed sum.
    assert report().p_value("dense", "lexical") == 0.5


def test_a_folder_without_a_collection(tmp_path: Path) -> None:
    with pytest.raises(CollectionError):
        evaluate(tmp_path, HashingEncoder(), tmp_path / "cache")


def test_a_query_that_users_may_not_ask_finds_nothing(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "long")
    query = {"_id": "permit", "text": "giấy phép " * 300}
    (folder / "queries.jsonl").write_text(json.dumps(query, ensure_ascii=False), encoding="utf-8")
    systems = evaluate(folder, HashingEncoder(), tmp_path / "cache").systems
    assert systems["fused"].means["recall@100"] == 1
    assert systems["full"].means["recall@100"] == 0
