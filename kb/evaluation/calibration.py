"""Calibration: how the evidence for hits becomes a probability, fitted on one half of judged questions and measured on the other."""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kb.calibration import Calibration, Logistic, Signals, never_rising
from kb.calibration.signals import HIT_SIGNALS, QUESTION_SIGNALS, of_question
from kb.evaluation.logistic import fit_logistic

WRONGLY_DECLINED = 0.03
"""Share of the answerable questions, of the half that is fitted on, that the threshold may decline."""

_RISING_HIT = (True, True, True, True, False, False)
_RISING_QUESTION = (True, True)
"""Which signals can only speak for a hit, or for an answer; another language and missing accents may count either way."""

_BINS = 10


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A judged question with its first hits.

    Attributes:
        collection: Name of the set it belongs to; a set counts the same whatever its size.
        query_id: Its id there.
        answerable: Whether the collection answers it at all.
        golds: What was judged relevant; questions that share some are never in different halves.
        signals: Of its first hits, best first.
        relevant: Whether each of them was judged relevant; what was not judged counts as irrelevant.
        share: What its set counts for beside a set of 1.
    """

    collection: str
    query_id: str
    answerable: bool
    golds: frozenset[str]
    signals: tuple[Signals, ...]
    relevant: tuple[bool, ...]
    share: float = 1.0


class Bin(NamedTuple):
    """Hits whose probabilities lie in one tenth of the scale.

    Attributes:
        hits: How many.
        said: Mean of their probabilities.
        found: Share of them that is relevant.
    """

    hits: int
    said: float
    found: float


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """How a calibration does on questions that it was not fitted on.

    Attributes:
        questions: How many of each set.
        bins: All hits of all sets, by tenths of the score; empty tenths are left out.
        error: Expected calibration error of the hits of each set, and of `all`.
        declined: Share of the questions of each set that were declined; right where the name of the set begins with `unanswerable`.
    """

    questions: Mapping[str, int]
    bins: tuple[Bin, ...]
    error: Mapping[str, float]
    declined: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        """All of it, rounded to three places."""
        return {
            "questions": dict(self.questions),
            "expected_calibration_error": {name: round(value, 3) for name, value in self.error.items()},
            "declined": {name: round(value, 3) for name, value in self.declined.items()},
            "reliability": [[one.hits, round(one.said, 3), round(one.found, 3)] for one in self.bins],
        }


def halves(
    questions: Sequence[LabelledQuestion],
) -> tuple[list[LabelledQuestion], list[LabelledQuestion]]:
    """Two halves, to fit on and to measure on, that share no question and no relevant document.

    Questions joined by common golds, also over others, go the same way, by the hash of the first of them; so one half may be larger.
    """
    owners: dict[str, str] = {}

    def owner(name: str) -> str:
        while owners.setdefault(name, name) != name:
            name = owners[name]
        return name

    for question in questions:
        for gold in question.golds:
            first, second = sorted((owner(question.query_id), owner(f"gold {gold}")))
            owners[second] = first
    sides: tuple[list[LabelledQuestion], list[LabelledQuestion]] = [], []
    for question in questions:
        digest = hashlib.sha256(owner(question.query_id).encode()).digest()
        sides[digest[0] % 2].append(question)
    return sides


def fit_calibration(
    questions: Sequence[LabelledQuestion], encoder_fingerprint: str, provenance: Mapping[str, Any]
) -> Calibration:
    """Fit both models and choose the threshold; see `LabelledQuestion` for what counts how much."""
    asked = [question for question in questions if question.signals]
    relevance = _fit_relevance(asked)
    accented = [question for question in asked if not question.signals[0].unaccented]
    presence = _fit_presence(accented)
    answerable = [question for question in accented if question.answerable]
    chances = [presence.probability(of_question(question.signals)) for question in answerable]
    threshold = _quantile(chances, _weights(answerable), WRONGLY_DECLINED)
    rounded_down = math.floor(threshold * 10_000) / 10_000
    return Calibration(encoder_fingerprint, relevance, presence, rounded_down, provenance)


def measure_calibration(calibration: Calibration, questions: Sequence[LabelledQuestion]) -> CalibrationReport:
    """How a calibration does on questions, which should be others than it was fitted on."""
    scores: dict[str, list[tuple[float, bool]]] = {}
    declined: dict[str, list[bool]] = {}
    for question in questions:
        shown = never_rising([calibration.relevance_of(signals) for signals in question.signals])
        scores.setdefault(question.collection, []).extend(zip(shown, question.relevant, strict=True))
        declined.setdefault(question.collection, []).append(
            not question.signals or calibration.answers(question.signals) is False
        )
    everything = [pair for pairs in scores.values() for pair in pairs]
    return CalibrationReport(
        {name: len(values) for name, values in declined.items()},
        reliability(everything),
        {name: expected_calibration_error(pairs) for name, pairs in {**scores, "all": everything}.items()},
        {name: fmean(values) for name, values in declined.items()},
    )


def reliability(scores: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Probabilities and what came of them, by tenths (DeGroot & Fienberg, "The comparison and evaluation of forecasters", 1983)."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for score, relevant in scores:
        tenths.setdefault(min(_BINS - 1, int(score * _BINS)), []).append((score, relevant))
    return tuple(
        Bin(len(pairs), fmean(score for score, _ in pairs), fmean(relevant for _, relevant in pairs))
        for _, pairs in sorted(tenths.items())
    )


def expected_calibration_error(scores: Sequence[tuple[float, bool]]) -> float:
    """Mean difference between what was said and what was found over the tenths, each counting as often as it was used.

    Naeini, Cooper & Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.
    """
    total = len(scores)
    return math.fsum(abs(one.said - one.found) * one.hits / total for one in reliability(scores))


def _fit_relevance(questions: Sequence[LabelledQuestion]) -> Logistic:
    weights = _weights(questions)
    rows = [
        (signals.of_hit, relevant, weight / len(question.signals))
        for question, weight in zip(questions, weights, strict=True)
        for signals, relevant in zip(question.signals, question.relevant, strict=True)
    ]
    values, labels, counts = (_array(column) for column in zip(*rows, strict=True))
    return _rounded(HIT_SIGNALS, *fit_logistic(values, labels, counts, _RISING_HIT))


def _fit_presence(questions: Sequence[LabelledQuestion]) -> Logistic:
    weights = np.zeros(len(questions))
    for answerable in (True, False):
        places = [place for place, one in enumerate(questions) if one.answerable is answerable]
        weights[places] = _weights([questions[place] for place in places])
    values = _array([of_question(question.signals) for question in questions])
    labels = _array([question.answerable for question in questions])
    return _rounded(QUESTION_SIGNALS, *fit_logistic(values, labels, weights, _RISING_QUESTION))


def _weights(questions: Sequence[LabelledQuestion]) -> NDArray[np.float64]:
    """One weight a question, so that the size of its set means nothing; all together 1."""
    sizes = Counter(question.collection for question in questions)
    weights = _array([question.share / sizes[question.collection] for question in questions])
    weights /= weights.sum()
    return weights


def _quantile(values: Sequence[float], weights: NDArray[np.float64], share: float) -> float:
    """The value below which lies this share of the weight, or as little less as there can be."""
    order = np.argsort(values)
    below = np.cumsum(weights[order]) - weights[order]
    return float(np.asarray(values)[order][np.flatnonzero(below <= share)[-1]])


def _array(values: object) -> NDArray[np.float64]:
    return np.asarray(values, dtype=np.float64)


def _rounded(names: tuple[str, ...], weights: NDArray[np.float64], intercept: float) -> Logistic:
    return Logistic(names, tuple(round(float(weight), 4) for weight in weights), round(intercept, 4))
