"""The calibration: two logistic models and a threshold, fitted on judged questions and kept with the package."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Self

from kb.calibration.signals import Signals, of_question

FILE_NAME = "calibration.json"
_BLOCK = 10


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: probability = 1 / (1 + exp(-(intercept + sum of weight * signal))).

    Platt, "Probabilistic outputs for support vector machines", 1999, gives it for one score; this takes several.

    Attributes:
        signals: What each weight is for.
        weights: All in the unit of their signal.
        intercept: The log-odds where every signal is 0.
    """

    signals: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float

    def probability(self, values: Sequence[float]) -> float:
        """The probability, 0 to 1, from the signals in the order of `signals`."""
        odds = self.intercept + math.fsum(w * value for w, value in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-odds)) if odds > 0 else math.exp(odds) / (1 + math.exp(odds))


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the signals of hits are worth.

    Attributes:
        encoder_fingerprint: The encoder whose cosines it was fitted on; of another encoder it says nothing.
        relevance: Probability that a hit would be judged relevant.
        presence: Probability that anything answers the question, where half of the questions can be answered.
        threshold: Below this presence, nothing relevant was found.
        provenance: On what it was fitted and how well it does on questions it was not fitted on.
    """

    encoder_fingerprint: str
    relevance: Logistic
    presence: Logistic
    threshold: float
    provenance: Mapping[str, Any]

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The calibration in a file that `as_json` filled."""
        return cls(
            stored["encoder_fingerprint"],
            _logistic(stored["relevance"]),
            _logistic(stored["presence"]),
            stored["threshold"],
            stored["provenance"],
        )

    def as_json(self) -> dict[str, Any]:
        """All of it, as JSON has it."""
        return {
            "encoder_fingerprint": self.encoder_fingerprint,
            "relevance": _stored(self.relevance),
            "presence": _stored(self.presence),
            "threshold": self.threshold,
            "provenance": dict(self.provenance),
        }

    def relevance_of(self, hit: Signals) -> float:
        """The probability that a hit would be judged relevant."""
        return self.relevance.probability(hit.of_hit)

    def answers(self, first: Sequence[Signals]) -> bool | None:
        """Whether the first hits of a question are good enough to say that it is answered.

        None for a question typed without accents: an encoder understands too little of it to tell a poor answer from none.

        Args:
            first: The signals of its first hits, at least one.
        """
        if first[0].unaccented:
            return None
        return self.presence.probability(of_question(first)) >= self.threshold


@cache
def load_calibration() -> Calibration:
    """The calibration that comes with the package."""
    text = resources.files("kb.calibration").joinpath(FILE_NAME).read_text(encoding="utf-8")
    return Calibration.from_json(json.loads(text))


def never_rising(values: Sequence[float]) -> list[float]:
    """The numbers nearest to these (least squares) that never rise, ten at a time.

    A ranking and the probabilities of its hits need not agree, and a score that rises on the way down confuses. Pooling neighbours that
    violate the order keeps the mean of a page, so that what was calibrated stays so (pool adjacent violators: Barlow et al., Statistical
    inference under order restrictions, 1972). The first ten come out the same however many follow.
    """
    shown: list[float] = []
    for start in range(0, len(values), _BLOCK):
        ceiling = shown[-1] if shown else math.inf
        shown += [min(ceiling, value) for value in _pooled(values[start : start + _BLOCK])]
    return shown


def _pooled(values: Sequence[float]) -> list[float]:
    pools: list[tuple[float, int]] = []
    for value in values:
        pools.append((value, 1))
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            (later, many), (earlier, few) = pools.pop(), pools.pop()
            pools.append(((later * many + earlier * few) / (many + few), many + few))
    return [mean for mean, count in pools for _ in range(count)]


def _logistic(stored: Mapping[str, Any]) -> Logistic:
    return Logistic(tuple(stored["weights"]), tuple(stored["weights"].values()), stored["intercept"])


def _stored(model: Logistic) -> dict[str, Any]:
    return {"weights": dict(zip(model.signals, model.weights, strict=True)), "intercept": model.intercept}
