"""The calibration as it is used: probabilities, the threshold, scores that never rise, and the file of the package."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.calibration import Calibration, Logistic, Signals, load_calibration, never_rising
from kb.calibration.signals import HIT_SIGNALS, QUESTION_SIGNALS, of_question
from kb.coverage import Coverage
from kb.ranking import FUSED

MODEL = Logistic(("cosine", "coverage"), (2.0, 4.0), -3.0)
SIGNALS = Signals(0.9, 0.05, Coverage(3, 4, 0.5), foreign=True, list_rank=3)


def test_a_probability_by_hand() -> None:
    # -3 + 2 * .5 + 4 * .75 = 1
    assert MODEL.probability((0.5, 0.75)) == pytest.approx(1 / (1 + math.exp(-1)))
    assert MODEL.probability((-10.0, 0.0)) == pytest.approx(math.exp(-23) / (1 + math.exp(-23)))


@pytest.mark.parametrize("odds", [-1e6, 1e6])
def test_certainty_does_not_overflow(odds: float) -> None:
    assert Logistic((), (), odds).probability(()) == (odds > 0)


def test_signals_in_the_order_of_their_names() -> None:
    assert SIGNALS.of_hit == (0.9, 0.05, 0.5, -math.log(3), 1.0, 0.0)
    assert len(HIT_SIGNALS) == len(SIGNALS.of_hit)
    better = SIGNALS._replace(cosine=0.8, coverage=Coverage(4, 4, 1.0))
    assert of_question([SIGNALS, better]) == (0.9, 1.0)
    assert len(QUESTION_SIGNALS) == 2


def test_what_is_below_the_threshold_is_no_answer() -> None:
    presence = Logistic(QUESTION_SIGNALS, (10.0, 0.0), -9.0)
    calibration = Calibration("some encoder", MODEL, presence, 0.5, {})
    assert calibration.answers([SIGNALS])  # log-odds 0: exactly the threshold
    assert calibration.answers([SIGNALS._replace(cosine=0.89)]) is False


def test_of_a_question_without_accents_nothing_is_claimed() -> None:
    calibration = Calibration("some encoder", MODEL, Logistic(QUESTION_SIGNALS, (10.0, 0.0), -9.0), 0.5, {})
    assert calibration.answers([SIGNALS._replace(unaccented=True)]) is None


def test_stored_and_read_again() -> None:
    calibration = Calibration("some encoder", MODEL, MODEL, 0.25, {"fitted": "2026-11-22"})
    assert Calibration.from_json(json.loads(json.dumps(calibration.as_json()))) == calibration


def test_pooled_by_hand() -> None:
    assert never_rising([0.5, 0.1, 0.3, 0.2, 0.0]) == pytest.approx([0.5, 0.2, 0.2, 0.2, 0.0])
    assert never_rising([0.1, 0.2, 0.6]) == pytest.approx([0.3, 0.3, 0.3])
    assert never_rising([]) == []


@given(st.lists(st.floats(0, 1), max_size=35), st.lists(st.floats(0, 1), max_size=12))
def test_scores_never_rise_and_the_first_pages_stay(values: list[float], more: list[float]) -> None:
    shown = never_rising(values)
    assert shown == sorted(shown, reverse=True)
    assert all(0 <= score <= 1 for score in shown)
    pages = len(values) // 10 * 10
    assert never_rising([*values[:pages], *more])[:pages] == shown[:pages]
    assert math.fsum(shown[:10]) == pytest.approx(math.fsum(values[:10]))


def test_the_calibration_of_the_package() -> None:
    calibration = load_calibration()
    assert calibration.relevance.signals == HIT_SIGNALS
    assert calibration.presence.signals == QUESTION_SIGNALS
    assert all(
        weight >= 0 for weight in (*calibration.relevance.weights[:4], *calibration.presence.weights[:2])
    )
    assert 0 < calibration.threshold < 1
    assert calibration.provenance["unseen"]["expected_calibration_error"]["all"] < 0.05


def test_the_calibration_was_fitted_on_the_ranking_of_today() -> None:
    """Fails after a change of the recipe: `make calibrate` fits anew."""
    assert load_calibration().provenance["recipe"] == repr(FUSED)
