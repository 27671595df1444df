"""Randomisation test and bootstrap: small cases counted by hand, and what must hold for all."""

import math
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.evaluation.significance import bootstrap_interval, randomisation_test


def test_every_exchange_of_three_queries_is_counted() -> None:
    # Of the 8 exchanges of +1 +1 +1, only +++ and --- are as large as the observed sum of 3.
    assert randomisation_test([1, 1, 1], [0, 0, 0]) == pytest.approx(2 / 8)


def test_a_difference_in_one_query_only_is_chance() -> None:
    assert randomisation_test([0.5, 0.5, 1.0], [0.5, 0.5, 0.0]) == 1


def test_equal_systems_differ_by_nothing() -> None:
    assert randomisation_test([0.25] * 40, [0.25] * 40) == 1


def test_a_consistent_difference_over_many_queries_is_no_chance() -> None:
    better = [0.5 + 0.01 * (number % 5) for number in range(60)]
    worse = [value - 0.1 for value in better]
    assert randomisation_test(better, worse, rounds=2_000) == pytest.approx(1 / 2_001)


def test_drawn_and_exact_values_agree() -> None:
    first = [0.9, 0.8, 0.4, 0.7, 0.6, 0.3, 0.9, 0.5, 0.4, 0.8, 0.7, 0.6, 0.2, 0.9, 0.5, 0.6]
    second = [0.7, 0.9, 0.3, 0.6, 0.5, 0.4, 0.6, 0.5, 0.3, 0.9, 0.4, 0.6, 0.1, 0.8, 0.6, 0.5]
    exact = randomisation_test(first, second)
    # A pair without a difference changes no sum, so it only turns the exact count into a drawn one.
    drawn = randomisation_test([*first, 0.5], [*second, 0.5], rounds=50_000)
    assert drawn == pytest.approx(exact, abs=0.01)


def test_both_directions_are_the_same() -> None:
    first, second = [0.1 * (number % 7) for number in range(30)], [0.1 * (number % 5) for number in range(30)]
    assert randomisation_test(first, second) == randomisation_test(second, first)


def test_pairs_are_needed() -> None:
    with pytest.raises(ValueError, match="pairs are needed"):
        randomisation_test([1.0], [1.0, 0.0])


def test_the_interval_of_two_values_by_hand() -> None:
    # Two draws from 0 and 1 have the means 0, 1/2 and 1 with chances 1/4, 1/2 and 1/4.
    assert bootstrap_interval([0, 1]) == (0, 1)
    assert bootstrap_interval([0, 1], confidence=0.4) == (0.5, 0.5)


def test_the_interval_of_a_share_is_that_of_the_binomial_distribution() -> None:
    # 100 draws from 50 ones and 50 zeros: 95 % of the counts lie from 40 to 60 (cumulative binomial 0.018 at 39, 0.028 at 40).
    assert bootstrap_interval([0.0, 1.0] * 50) == pytest.approx((0.4, 0.6))


def test_the_interval_nears_that_of_the_normal_distribution() -> None:
    values = [(number * 37 % 101) / 100 for number in range(101)] * 10
    mean = fmean(values)
    error = math.sqrt(fmean((value - mean) ** 2 for value in values) / len(values))
    low, high = bootstrap_interval(values)
    assert (low, high) == pytest.approx((mean - 1.96 * error, mean + 1.96 * error), abs=0.1 * error)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
@settings(max_examples=30, deadline=None)
def test_an_interval_stays_among_the_values(values: list[float]) -> None:
    low, high = bootstrap_interval(values, rounds=200)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
    assert (low, high) == bootstrap_interval(values, rounds=200)


def test_a_mean_needs_values() -> None:
    with pytest.raises(ValueError, match="needs values"):
        bootstrap_interval([])
