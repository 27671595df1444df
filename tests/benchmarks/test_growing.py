"""A knowledge base that grows without a network: sizes are reached, changes change a hundred passages, and recall is measured."""

from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.document import parse_document
from corpus.readers import read_text
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from tests.benchmarks.growth.building import Growing, Real
from tests.benchmarks.growth.recall import recall
from tests.benchmarks.invented import Inventor
from tests.benchmarks.soak import change_files

_REAL = """Điều 1. Phạm vi
Dự án đô thị thông minh được lập trên cơ sở quy hoạch đã được phê duyệt.
Điều 2. Trách nhiệm
Cơ quan chủ trì lấy ý kiến bằng văn bản của các đơn vị liên quan.
Điều 3. Hiệu lực
Văn bản này có hiệu lực từ ngày ký.
"""


@pytest.fixture
def real(tmp_path: Path) -> Real:
    documents = [("real", parse_document(read_text(_REAL)))]
    with IndexBuilder(tmp_path / "real", HashingEncoder()) as builder:
        builder.add(documents)
    return Real(documents, tmp_path / "real", ["đô thị thông minh"])


@pytest.fixture
def growing(real: Real, tmp_path: Path) -> Growing:
    return Growing(tmp_path / "growing", HashingEncoder(), real)


def _held(home: Path) -> dict[str, int]:
    """Passages by document."""
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        return {record.document_id: record.passages for record in backend.documents()}


def test_it_grows_by_whole_documents(growing: Growing) -> None:
    assert growing.grow_to(3).passages == 3
    assert growing.grow_to(40).passages == 62
    assert _held(growing.home) == {"real": 3, "invented/1": 31, "invented/2": 31}


def test_a_change_replaces_a_hundred_passages(growing: Growing) -> None:
    first, second = growing.change(), growing.change()
    assert (first.added, first.passages) == (4, 100)
    assert (second.updated, second.passages) == (4, 100)
    assert sum(_held(growing.home).values()) == 100


def test_recall_of_an_exact_index_is_one(growing: Growing) -> None:
    growing.grow_to(30)
    queries = HashingEncoder().encode_queries(["đô thị thông minh", "hiệu lực"])
    assert recall(growing.home, queries).at_10 == 1.0


def test_files_come_change_and_go(tmp_path: Path) -> None:
    folder, inventor = tmp_path / "files", Inventor([_REAL])
    seen = []
    for turn in range(3):
        change_files(folder, inventor, turn)
        seen.append({int(path.stem): path.read_text(encoding="utf-8") for path in folder.iterdir()})
    for turn, (before, after) in enumerate(pairwise(seen)):
        first = 4 * turn + 1
        assert sorted(before) == list(range(first, first + 12))
        assert sorted(before.keys() - after.keys()) == list(range(first, first + 4))
        assert sorted(after.keys() - before.keys()) == list(range(first + 12, first + 16))
        changed = {number for number in before.keys() & after.keys() if before[number] != after[number]}
        assert sorted(changed) == list(range(first + 8, first + 12))
