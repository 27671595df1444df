"""Logistic regression of a few signals, some of which may only speak for what they are signals of."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

_RIDGE = 1e-3
_STEPS = 100
_CLOSE = 1e-10


def fit_logistic(
    values: Matrix, labels: Matrix, weights: Matrix, rising: tuple[bool, ...]
) -> tuple[Matrix, float]:
    """Weights and intercept of greatest likelihood, where those of rising signals are not negative.

    Newton's method on standardised signals with a slight ridge, which keeps the weights finite where the labels can be told apart without
    error (Hastie, Tibshirani & Friedman, The Elements of Statistical Learning, 2009, 4.4.1). A rising signal whose weight comes out
    negative is left out, the most negative first.

    Args:
        values: Signals, float64 (n, signals).
        labels: 0 or 1, float64 (n,).
        weights: How much each row counts, float64 (n,); scaled to a sum of 1.
        rising: For each signal whether its weight may not be negative.

    Returns:
        Weights, float64 (signals,), in the unit of the signals, and the intercept.
    """
    mean, spread = values.mean(axis=0), values.std(axis=0)
    scaled = (values - mean) / np.where(spread > 0, spread, 1.0)
    kept = np.ones(values.shape[1], dtype=bool)
    while True:
        found = np.zeros(values.shape[1] + 1)
        found[np.append(kept, True)] = _newton(scaled[:, kept], labels, weights / weights.sum())
        wrong = np.where(rising, found[:-1], 0.0)
        if wrong.min(initial=0.0) >= 0:
            break
        kept[int(wrong.argmin())] = False
    unscaled = found[:-1] / np.where(spread > 0, spread, 1.0)
    return unscaled, float(found[-1] - unscaled @ mean)


def _newton(values: Matrix, labels: Matrix, weights: Matrix) -> Matrix:
    """Coefficients of the columns and, last, of a constant."""
    columns = np.column_stack([values, np.ones(len(values))])
    ridge = np.diag(np.append(np.full(values.shape[1], _RIDGE), 0.0))
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(columns @ found, -30, 30)))
        slope = columns.T @ (weights * (labels - chance)) - ridge @ found
        curve = (columns * (weights * chance * (1 - chance))[:, None]).T @ columns + ridge
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < _CLOSE:
            break
    return found
