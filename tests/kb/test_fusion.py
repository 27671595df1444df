"""Fusion: the arithmetic written out, and what holds for all scores."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.fusion import FLOOR, StandardScale, fuse_standard_scores

finite_scores = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30)


def test_standard_scores_of_a_list_that_was_cut_off() -> None:
    # mean 4, deviation sqrt((4 + 0 + 4) / 3)
    scale = StandardScale.of([6.0, 4.0, 2.0], complete=False)
    deviation = math.sqrt(8 / 3)
    assert scale.z(6.0) == pytest.approx(2 / deviation)
    assert scale.z(4.0) == pytest.approx(0)
    assert scale.missing == pytest.approx(-2 / deviation)


def test_what_a_complete_list_misses_gets_the_floor() -> None:
    assert StandardScale.of([6.0, 4.0, 2.0], complete=True).z(None) == FLOOR


def test_an_outlier_below_is_floored() -> None:
    # mean 9, deviation 3: the last lies 3 deviations below
    scale = StandardScale.of([10.0] * 9 + [0.0], complete=False)
    assert scale.z(0.0) == FLOOR
    assert scale.missing == FLOOR


def test_both_retrievers_count_by_their_weight() -> None:
    lexical, dense = {"a": 3.0, "b": 1.0}, {"b": 0.9, "c": 0.7}
    fused = fuse_standard_scores(
        [
            (lexical, StandardScale.of(lexical.values(), complete=False), 0.5),
            (dense, StandardScale.of(dense.values(), complete=False), 0.5),
        ]
    )
    # z is +1 and -1 in both lists; what is missing has the minimum, -1
    assert fused == {"a": pytest.approx(0.0), "b": pytest.approx(0.0), "c": pytest.approx(-1.0)}


def test_an_empty_list_says_nothing() -> None:
    assert StandardScale.of([], complete=True).z(None) == 0


def test_equal_scores_are_average_in_spite_of_rounding() -> None:
    scores = [0.1 + 0.2, 0.3, 0.3]
    assert [StandardScale.of(scores, complete=False).z(score) for score in scores] == [0, 0, 0]


@settings(max_examples=100, deadline=None)
@given(finite_scores)
def test_standard_scores_keep_the_order_and_the_floor(scores: list[float]) -> None:
    scale = StandardScale.of(scores, complete=False)
    standard = [scale.z(score) for score in sorted(scores)]
    assert standard == sorted(standard)
    assert min(standard) >= FLOOR
    assert scale.missing <= min(standard) or scale.missing == pytest.approx(min(standard))
