"""What chance could do: to the mean of a system over other queries, and to the difference between two systems on the same ones."""

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_EXACT_UP_TO = 16
_BATCH = 1_000
_ROUNDING = 1e-12


def bootstrap_interval(
    values: Sequence[float], confidence: float = 0.95, rounds: int = 10_000, seed: int = 7
) -> tuple[float, float]:
    """Confidence interval of a mean: the quantiles of the means of samples drawn from the values, as many, with replacement.

    The percentile bootstrap: Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7(1), 1979,
    doi:10.1214/aos/1176344552; Efron & Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13. Unlike that of Student's t
    it stays between the smallest and the largest value.

    Args:
        values: One value per query.
        confidence: How often such an interval shall hold the mean over all queries there could be.
        rounds: Samples drawn.
        seed: Of the random numbers: equal seeds give equal intervals.

    Returns:
        Lower and upper end.

    Raises:
        ValueError: There are no values.
    """
    if not values:
        raise ValueError("a mean needs values")
    measured = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(seed)
    means = [
        measured[generator.integers(0, len(measured), size=(size, len(measured)), dtype=np.int32)].mean(
            axis=1
        )
        for size in _batches(rounds)
    ]
    tail = (1 - confidence) / 2
    low, high = np.quantile(np.concatenate(means), (tail, 1 - tail))
    return float(low), float(high)


def randomisation_test(
    first: Sequence[float], second: Sequence[float], rounds: int = 100_000, seed: int = 7
) -> float:
    """Two-sided paired randomisation test: how often a difference of means at least as large comes up when labels are exchanged at random.

    Fisher, "The Design of Experiments", 1935; for retrieval: Smucker, Allan & Carterette, "A comparison of statistical significance tests
    for information retrieval evaluation", CIKM 2007, doi:10.1145/1321440.1321528. Exact up to 16 queries (every exchange is tried),
    else drawn `rounds` times; the drawn value counts the observed labelling too, so it is never 0 (Phipson & Smyth 2010,
    doi:10.2202/1544-6115.1585).

    Args:
        first: One value per query.
        second: The values of the other system, for the same queries in the same order.
        rounds: Random exchanges drawn when there are more than 16 queries.
        seed: Of the random numbers: equal seeds give equal values.

    Returns:
        The p value, above 0 and at most 1.

    Raises:
        ValueError: The two have different lengths, or are empty.
    """
    if len(first) != len(second) or not first:
        raise ValueError(f"pairs are needed, not {len(first)} and {len(second)} values")
    differences = np.asarray(first, dtype=np.float64) - np.asarray(second, dtype=np.float64)
    observed = abs(float(differences.sum())) - _ROUNDING
    if len(differences) <= _EXACT_UP_TO:
        signs = np.array(list(itertools.product((1.0, -1.0), repeat=len(differences))))
        return float(np.mean(np.abs(signs @ differences) >= observed))
    return (1 + _as_large(differences, observed, rounds, seed)) / (rounds + 1)


def _as_large(differences: NDArray[np.float64], observed: float, rounds: int, seed: int) -> int:
    """In how many of the random exchanges the sum of differences is at least the observed one, drawn in batches to bound memory."""
    generator = np.random.default_rng(seed)
    count = 0
    for size in _batches(rounds):
        signs = generator.integers(0, 2, size=(size, len(differences)), dtype=np.int8) * 2.0 - 1.0
        count += int(np.count_nonzero(np.abs(signs @ differences) >= observed))
    return count


def _batches(rounds: int) -> Iterator[int]:
    """Sizes that add up to `rounds`, to bound memory."""
    return (min(_BATCH, rounds - start) for start in range(0, rounds, _BATCH))
