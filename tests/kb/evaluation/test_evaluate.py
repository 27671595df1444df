"""Evaluation end to end on a collection of a few lines, through the real index."""

import json
from pathlib import Path

from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.evaluation.collection import Record, read_collection
from kb.evaluation.evaluate import evaluate
from kb.evaluation.records import as_documents
from kb.evaluation.report import EvaluationReport

RECORDS = [
    {"_id": "luat/xay-dung#Điều_1", "title": "Luật Xây dựng", "text": "Giấy phép xây dựng do Ủy ban nhân dân cấp tỉnh cấp."},
    {"_id": "luat/xay-dung#Điều_2", "title": "Luật Xây dựng", "text": "Chủ đầu tư chịu trách nhiệm về chất lượng công trình."},
    {"_id": "luat/dat-dai#Điều_9", "title": "Luật Đất đai", "text": "Nhà nước bồi thường khi thu hồi đất."},
    {"_id": "한국/도시#제2조", "title": "도시개발법 제2조(지정권자)", "text": "도시개발구역의 지정권자는 시ㆍ도지사이다."},
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


def measured(folder: Path, cache: Path) -> EvaluationReport:
    return evaluate(read_collection(folder), HashingEncoder(), cache)


def test_systems_are_measured_and_the_index_is_kept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = measured(write_set(tmp_path / "first"), cache)
    assert first.embedded == 5
    assert first.query_ids == ("permit", "land", "zone")
    assert list(first.systems) == ["lexical", "dense", "fused", "full"]
    # Every question repeats the words of its answer, so the lexical ranking puts it first.
    assert first.systems["lexical"].values["rr@10"] == {"permit": 1, "land": 1, "zone": 1}
    assert first.systems["fused"].means["recall@100"].value == 1
    second = measured(write_set(tmp_path / "second", corpus="../first/corpus.jsonl"), cache)
    assert second.embedded == 0
    assert {name: system.values for name, system in second.systems.items()} == {
        name: system.values for name, system in first.systems.items()
    }
    assert len(list(cache.iterdir())) == 1


def test_an_index_of_another_form_is_rebuilt_without_embedding_again(tmp_path: Path) -> None:
    folder, cache = write_set(tmp_path / "set"), tmp_path / "cache"
    first = measured(folder, cache)
    [home] = cache.iterdir()
    (home / "records.json").write_text(json.dumps({"form": "another", "records": {}}))
    with IndexBuilder(home, HashingEncoder()) as builder:
        [other] = as_documents([Record("of another form", "", "một tài liệu của dạng cũ")])
        builder.add([(other.document_id, other.document)])
    again = measured(folder, cache)
    assert (first.embedded, again.embedded) == (5, 0)
    assert again.systems["full"].run == first.systems["full"].run


def test_full_uses_the_law_and_the_article_that_a_query_names(tmp_path: Path) -> None:
    folder = tmp_path / "named"
    folder.mkdir()
    articles = ["지정권자는 시ㆍ도지사이다.", "사업계획을 수립한다.", "사업계획의 변경을 승인한다."]
    lines = [
        {"_id": f"도시#{number}", "title": f"도시개발법 제{number}조(제목)", "text": text}
        for number, text in enumerate(articles, start=1)
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, lines)))
    query = {"_id": "named", "text": "도시개발법 제1조 제2항에서 정한 사업계획의 변경 승인"}
    (folder / "queries.jsonl").write_text(json.dumps(query))
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nnamed\t도시#1\t1\n", encoding="utf-8")
    systems = measured(folder, tmp_path / "cache").systems
    assert systems["lexical"].means["rr@10"].value < 1
    assert systems["full"].means["rr@10"].value == 1


def test_a_query_that_users_may_not_ask_finds_nothing(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "long")
    query = {"_id": "permit", "text": "giấy phép " * 300}
    (folder / "queries.jsonl").write_text(json.dumps(query, ensure_ascii=False), encoding="utf-8")
    systems = measured(folder, tmp_path / "cache").systems
    assert systems["fused"].means["recall@100"].value == 1
    assert systems["full"].means["recall@100"].value == 0
    assert systems["full"].refused == ("permit",)
    assert systems["fused"].refused == ()
