"""What peers are given: the passages of the index with their embeddings, and samples that keep every answer."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.segmentation import indexed_text, segment
from indexer.builder.states import title_of
from indexer.encoders.hashing import HashingEncoder
from kb.evaluation.collection import Collection, Record, Topic, read_collection
from kb.evaluation.indexing import index_collection
from kb.evaluation.records import as_documents
from tests.benchmarks.peers.export import sampled, write_passages, write_set

RECORDS = [
    Record(f"법/{number}", f"도시법 제{number}조(제목)", f"내용 {number} " * 200) for number in range(1, 9)
]


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    known = Collection(
        "known",
        tmp_path / "none",
        (Topic("q", "도시법 제8조"),),
        {"q": {"법/8": 1, "법/7": 0}, "unasked": {"법/1": 1}},
    )
    write_set(known, RECORDS, tmp_path / "known")
    return read_collection(tmp_path / "known")


def test_a_sample_keeps_every_answer(collection: Collection) -> None:
    ids = [record.record_id for record in sampled(collection, 4, seed=7)]
    assert len(ids) == 4
    assert ids == sorted(ids)
    assert ids[-1] == "법/8"
    assert ids == [record.record_id for record in sampled(collection, 4, seed=7)]
    assert list(sampled(collection, 100, seed=7)) == RECORDS


def test_a_set_over_the_same_corpus_has_the_same_index(collection: Collection, tmp_path: Path) -> None:
    write_set(collection, None, tmp_path / "again")
    again = read_collection(tmp_path / "again")
    assert (again.name, again.corpus_sha256()) == ("again", collection.corpus_sha256())
    assert (again.topics, again.qrels) == (collection.topics, collection.qrels)


def test_passages_are_those_that_were_embedded(collection: Collection, tmp_path: Path) -> None:
    encoder = HashingEncoder()
    indexed = index_collection(collection, encoder, tmp_path / "cache")
    count = write_passages(indexed, tmp_path)
    lines = (tmp_path / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    passages = [json.loads(line) for line in lines]
    [law] = as_documents(RECORDS)
    texts = [
        indexed_text(title_of(law.document.header), passage, law.document.text)
        for passage in segment(law.document, encoder.count_tokens)
    ]
    assert [passage["text"] for passage in passages] == texts
    assert {passage["record"] for passage in passages} == {record.record_id for record in RECORDS}
    vectors = np.load(tmp_path / "vectors.npy")
    assert vectors.shape == (count, encoder.dimension)
    assert vectors == pytest.approx(encoder.encode_passages(texts), abs=1e-3)
