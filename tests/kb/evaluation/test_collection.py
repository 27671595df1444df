"""Test collections: the accepted forms, and one clear error for each that is not."""

import gzip
import json
from pathlib import Path

import pytest

from corpus.errors import CollectionError
from kb.evaluation.collection import Record, read_collection

CORPUS = '{"_id": "law/1#a", "title": "Luật", "text": "Điều một"}\n{"_id": "2", "text": "Dòng\u2028hai"}\n'
QUERIES = '{"_id": "q1", "text": "một"}\n{"_id": "q2", "text": "không ai đánh giá"}\n'
QRELS = "query-id\tcorpus-id\tscore\nq1\tlaw/1#a\t2\nq1\t2\t0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus.jsonl").write_text(CORPUS, encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(QUERIES, encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text(QRELS, encoding="utf-8")
    return tmp_path


def test_a_plain_folder(folder: Path) -> None:
    collection = read_collection(folder)
    assert collection.name == folder.name
    assert [topic.query_id for topic in collection.topics] == ["q1"]
    assert collection.qrels == {"q1": {"law/1#a": 2, "2": 0}}
    assert list(collection.records()) == [
        Record("law/1#a", "Luật", "Điều một"),
        Record("2", "", "Dòng\u2028hai"),
    ]


def test_packed_and_plain_corpora_are_the_same(folder: Path, tmp_path: Path) -> None:
    plain = read_collection(folder)
    digest, records = plain.corpus_sha256(), list(plain.records())
    (folder / "corpus.jsonl").unlink()
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(CORPUS.encode()))
    packed = read_collection(folder)
    assert (packed.corpus_sha256(), list(packed.records())) == (digest, records)


def test_the_corpus_of_another_folder(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "INFO.json").write_text(json.dumps({"name": "second", "corpus": "../corpus.jsonl", "docs": 2}))
    (other / "queries.jsonl").write_text(QUERIES, encoding="utf-8")
    (other / "qrels.tsv").write_text(QRELS, encoding="utf-8")
    collection = read_collection(other)
    assert collection.name == "second"
    assert collection.corpus_sha256() == read_collection(folder).corpus_sha256()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("corpus.jsonl", '{"_id": "1"}\n', "line 1: 'text' must be a string"),
        (
            "corpus.jsonl",
            '{"_id": "1", "text": "a"}\n\n{"_id": "1", "text": "b"}\n',
            "line 3: the id 1 comes twice",
        ),
        ("corpus.jsonl", "no json\n", "line 1: no JSON"),
        ("corpus.jsonl", "[1]\n", "line 1: must be a JSON object"),
        ("queries.jsonl", QUERIES + QUERIES, "two queries have the same _id"),
        ("queries.jsonl", '{"_id": 1, "text": "a"}\n', "line 1: '_id' must be a string"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\n", "no query has a relevant document"),
        ("INFO.json", "{", "no JSON in UTF-8"),
        ("INFO.json", "[]", "must hold one JSON object"),
        ("INFO.json", '{"corpus": "../missing.jsonl"}', "has no ../missing.jsonl"),
    ],
)
def test_what_is_not_in_form(folder: Path, name: str, content: str, message: str) -> None:
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(CollectionError) as raised:
        list(read_collection(folder).records())
    assert message in str(raised.value)


def test_bytes_that_are_no_utf8(folder: Path) -> None:
    (folder / "queries.jsonl").write_bytes(b'{"_id": "q1", "text": "\xc7\xd1"}\n')
    with pytest.raises(CollectionError, match="UTF-8"):
        read_collection(folder)


def test_a_damaged_archive(folder: Path) -> None:
    (folder / "corpus.jsonl").unlink()
    (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(CORPUS.encode())[:-12])
    with pytest.raises(CollectionError, match="damaged"):
        list(read_collection(folder).records())


@pytest.mark.parametrize("name", ["qrels.txt", "qrels/test.tsv"])
def test_judgments_under_other_names(folder: Path, name: str) -> None:
    before = read_collection(folder).qrels
    (folder / "qrels").mkdir()
    (folder / "qrels.tsv").rename(folder / name)
    assert read_collection(folder).qrels == before


def test_missing_judgments(folder: Path) -> None:
    (folder / "qrels.tsv").unlink()
    with pytest.raises(CollectionError, match=r"has no qrels\.tsv or qrels\.txt or qrels/test\.tsv"):
        read_collection(folder)


def test_a_missing_file(folder: Path) -> None:
    (folder / "queries.jsonl").unlink()
    with pytest.raises(CollectionError, match="cannot be opened"):
        read_collection(folder)
