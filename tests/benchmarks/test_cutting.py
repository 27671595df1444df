"""Sets of a number of passages: judged records stay, others fill up, and a second call makes the same."""

import json
from pathlib import Path

import pytest

from indexer.encoders.hashing import HashingEncoder
from kb.evaluation.collection import Collection, read_collection
from kb.evaluation.qrels import write_qrels
from tests.benchmarks.cutting import cut


def _write(folder: Path, prefix: str, count: int) -> Path:
    folder.mkdir()
    records = (
        {"_id": f"{prefix}{number}", "text": f"đô thị {prefix} {number} " * 20} for number in range(count)
    )
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (folder / "queries.jsonl").write_text(json.dumps({"_id": "q", "text": "đô thị"}), encoding="utf-8")
    write_qrels(folder / "qrels.txt", {"q": {f"{prefix}9": 1}})
    return folder


@pytest.fixture
def judged(tmp_path: Path) -> Collection:
    return read_collection(_write(tmp_path / "judged", "a", 10))


@pytest.fixture
def filling(tmp_path: Path) -> Collection:
    return Collection("more", _write(tmp_path / "more", "b", 10) / "corpus.jsonl", (), {})


@pytest.mark.parametrize(("passages", "own", "others"), [(1, 1, 0), (4, 4, 0), (13, 10, 3), (99, 10, 10)])
def test_a_set_is_filled_up(
    judged: Collection, filling: Collection, tmp_path: Path, passages: int, own: int, others: int
) -> None:
    made = cut(judged, filling, passages, HashingEncoder(), tmp_path / "made")
    ids = [record.record_id for record in made.records()]
    assert "a9" in ids
    assert [len([one for one in ids if one[0] == letter]) for letter in "ab"] == [own, others]
    assert ids == sorted(ids)
    assert made.topics == judged.topics
    again = cut(judged, filling, passages, HashingEncoder(), tmp_path / "again")
    assert list(again.records()) == list(made.records())
