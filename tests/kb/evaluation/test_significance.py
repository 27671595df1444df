"""The randomisation test: small cases counted by hand, and what must hold for all."""

import pytest

from kb.evaluation.significance import randomisation_test


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
