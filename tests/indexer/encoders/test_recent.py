from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoders.hashing import HashingEncoder
from indexer.encoders.recent import RecentRows
from indexer.models import Embeddings


@given(st.lists(st.lists(st.text(max_size=2), max_size=6), max_size=8), st.integers(0, 4))
def test_rows_are_those_of_the_encoder(calls: list[list[str]], most: int) -> None:
    encoder = HashingEncoder()
    recent = RecentRows(encoder.encode_queries, most)
    for texts in calls:
        np.testing.assert_array_equal(recent.rows(texts), encoder.encode_queries(texts))


def test_texts_used_last_are_remembered() -> None:
    asked: list[str] = []

    def encode(texts: Sequence[str]) -> Embeddings:
        asked.extend(texts)
        return HashingEncoder().encode_queries(texts)

    recent = RecentRows(encode, 2)
    for texts in (["a", "b", "a"], ["a"], ["c"], ["a"], ["b"]):
        recent.rows(texts)
    assert asked == ["a", "b", "c", "b"]


def test_rows_given_out_are_copies() -> None:
    recent = RecentRows(HashingEncoder().encode_queries, 2)
    recent.rows(["a"])[:] = 0
    assert recent.rows(["a"]).any()
