"""Fitting and measuring a calibration: halves that share nothing, equal sets, errors by hand, and what the threshold lets through."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.calibration import Signals
from kb.coverage import Coverage
from kb.evaluation.calibration import (
    WRONGLY_DECLINED,
    LabelledQuestion,
    expected_calibration_error,
    fit_calibration,
    halves,
    measure_calibration,
    reliability,
)
from kb.evaluation.logistic import fit_logistic


def question(
    name: str,
    *golds: str,
    best: float = 0.9,
    share: float = 0.5,
    relevant: bool = True,
    answerable: bool = True,
) -> LabelledQuestion:
    signals = tuple(
        Signals(best - 0.01 * n, 0.05 - 0.01 * n, Coverage(1, 2, share / (n + 1)), n == 2, n + 1)
        for n in range(3)
    )
    return LabelledQuestion(
        "answered" if answerable else "unanswerable",
        name,
        answerable,
        frozenset(golds),
        signals,
        (relevant, False, False),
    )


@settings(max_examples=50, deadline=None)
@given(st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=2), max_size=20))
def test_halves_share_no_gold_and_lose_nothing(golds: list[frozenset[str]]) -> None:
    questions = [question(f"q{number}", *some) for number, some in enumerate(golds)]
    first, second = halves(questions)
    assert sorted(one.query_id for one in (*first, *second)) == sorted(one.query_id for one in questions)
    assert not {gold for one in first for gold in one.golds} & {gold for one in second for gold in one.golds}


def test_the_same_question_put_to_two_collections_stays_in_one_half() -> None:
    questions = [question(f"u{number}", answerable=False) for number in range(20)]
    first, second = halves([*questions, *questions])
    assert first
    assert second
    assert not {one.query_id for one in first} & {one.query_id for one in second}


def test_reliability_and_error_by_hand() -> None:
    scores = [(0.05, False), (0.05, False), (0.45, True), (0.41, False), (1.0, True)]
    assert [(one.hits, round(one.said, 4), one.found) for one in reliability(scores)] == [
        (2, 0.05, 0.0),
        (2, 0.43, 0.5),
        (1, 1.0, 1.0),
    ]
    assert expected_calibration_error(scores) == pytest.approx((2 * 0.05 + 2 * 0.07 + 0) / 5)


def test_logistic_regression_of_one_signal_by_hand() -> None:
    # Two values: the likelihood is greatest where the probabilities are the shares, 1/4 and 3/4; their log-odds are -log 3 and log 3.
    values = np.array([[0.0]] * 4 + [[1.0]] * 4)
    labels = np.array([1.0, 0, 0, 0, 1, 1, 1, 0])
    weights, intercept = fit_logistic(values, labels, np.ones(8), (True,))
    assert intercept == pytest.approx(-math.log(3), abs=0.02)
    assert weights[0] == pytest.approx(2 * math.log(3), abs=0.03)


def test_logistic_regression_as_scikit_learn_fits_it() -> None:
    linear = pytest.importorskip("sklearn.linear_model")
    random = np.random.default_rng(7)
    values = random.normal(size=(400, 3)) * (1.0, 5.0, 0.1) + (0.0, 2.0, 1.0)
    chance = 1 / (1 + np.exp(-(values @ (1.0, -0.3, 4.0) - 3)))
    labels = (random.random(400) < chance).astype(float)
    counts = random.random(400)
    found, intercept = fit_logistic(values, labels, counts, (False, False, False))
    scaled = (values - values.mean(axis=0)) / values.std(axis=0)
    # The ridge is 1/2 · .001 · |w|² beside a mean likelihood; scikit-learn has 1/2 · |w|² beside C times the sum.
    oracle = linear.LogisticRegression(C=1000.0, tol=1e-10).fit(
        scaled, labels, sample_weight=counts / counts.sum()
    )
    ours = 1 / (1 + np.exp(-(values @ found + intercept)))
    assert np.allclose(ours, oracle.predict_proba(scaled)[:, 1], atol=1e-4)


def test_a_rising_signal_never_speaks_against() -> None:
    values = np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 0.0], [3.0, 1.0]] * 5)
    labels = np.array([1.0, 1.0, 0.0, 0.0] * 5)
    (free, _), _ = fit_logistic(values, labels, np.ones(20), (False, False))
    (bound, _), _ = fit_logistic(values, labels, np.ones(20), (True, False))
    assert free < 0
    assert bound == 0


def test_fitted_on_what_can_be_told_apart_it_declines_what_is_not_answered() -> None:
    good = [question(f"q{n}", f"gold {n}", best=0.88 + 0.001 * (n % 9), share=0.6) for n in range(60)]
    bad = [
        question(f"u{n}", best=0.80 + 0.001 * (n % 9), share=0.1, relevant=False, answerable=False)
        for n in range(60)
    ]
    calibration = fit_calibration([*good, *bad], "some encoder", {})
    report = measure_calibration(calibration, [*good, *bad])
    assert report.declined["answered"] <= WRONGLY_DECLINED
    assert report.declined["unanswerable"] > 0.9
    assert report.error["all"] < 0.1
    assert report.questions == {"answered": 60, "unanswerable": 60}
