"""What is found before it is shown: the same order, whether anyone looks at it or not."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.backends.local import LocalIndex
from indexer.encoders.hashing import HashingEncoder
from kb.asking import Asker
from kb.pinned import Pinned
from kb.provisions import provision_id
from kb.query import Query
from kb.search import Search


@pytest.fixture
def search(home: Path) -> Iterator[Search]:
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        yield Search(Pinned.of(backend), Asker.by(HashingEncoder()))


@pytest.mark.parametrize(
    "text",
    [
        "đô thị thông minh",
        "950/QĐ-TTg",
        "Quyết định 950 kinh phí",
        "스마트도시법 제2조",
        "smart city act article 3 재원",
        "quyet dinh 950",
    ],
)
def test_hits_come_in_the_order_that_was_found(search: Search, text: str) -> None:
    query = Query(text, limit=100)
    shown = [hit.provision_id for hit in search.run(query).hits]
    assert [provision_id(*key) for key in search.find(query).provisions] == shown


def test_what_is_named_comes_first_and_once(search: Search) -> None:
    found = search.find(Query("스마트도시법 제2조"))
    assert found.named is not None
    assert found.provisions[: len(found.named.provisions)] == found.named.provisions
    assert found.named.provisions[0] in {entry.key for entry in found.ranked}
    assert len(set(found.provisions)) == len(found.provisions)
