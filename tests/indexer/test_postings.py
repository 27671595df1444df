from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.models import Posting
from indexer.postings import Found, best


@settings(deadline=None, max_examples=100)
@given(
    scores=st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=120),
    limit=st.integers(0, 130),
    order=st.randoms(use_true_random=False),
)
def test_ties_at_the_cut_are_decided_by_passage_number_whatever_the_engine_keeps(
    scores: list[float], limit: int, order: object
) -> None:
    everything = [Posting(passage, score) for passage, score in enumerate(scores)]
    shuffled = sorted(everything, key=lambda _: order.random())  # type: ignore[attr-defined]  # a Random
    engine = sorted(shuffled, key=lambda posting: -posting.score)
    expected = sorted(everything, key=lambda posting: (-posting.score, posting.passage))[:limit]
    assert best(lambda count: _found(engine[:count]), limit, 5) == expected


def test_noise_below_the_last_meaningful_decimal_does_not_order_equal_passages() -> None:
    engine = [Posting(9, 1.0000001), Posting(2, 1.0)]
    assert best(lambda count: _found(engine[:count]), 2, 5) == [Posting(2, 1.0), Posting(9, 1.0)]


def _found(postings: Sequence[Posting]) -> Found:
    return np.array([one.score for one in postings]), np.array([one.passage for one in postings], np.int64)
