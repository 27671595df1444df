"""Comparison: two rankings of the same queries, by what each query gains or loses."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kb.evaluation.significance import randomisation_test

_ROUNDING = 1e-9


class Pair(NamedTuple):
    """What a query measures in two runs."""

    query_id: str
    value: float
    baseline: float

    @property
    def gain(self) -> float:
        """How much more it is than in the baseline; 0 for what differs by rounding."""
        difference = self.value - self.baseline
        return difference if abs(difference) > _ROUNDING else 0.0


@dataclass(frozen=True)
class Comparison:
    """One measure of a system beside that of a baseline.

    Attributes:
        system: Name of the system.
        baseline: Name of what it is compared with.
        measure: Name of the measure.
        pairs: The values of each query.
    """

    system: str
    baseline: str
    measure: str
    pairs: tuple[Pair, ...]

    @property
    def difference(self) -> float:
        """Mean of the system less mean of the baseline."""
        return math.fsum(pair.gain for pair in self.pairs) / len(self.pairs)

    @cached_property
    def p_value(self) -> float:
        """Two-sided, of the paired randomisation test."""
        return randomisation_test([pair.value for pair in self.pairs], [pair.baseline for pair in self.pairs])

    @property
    def gains(self) -> tuple[Pair, ...]:
        """The queries that the system answers better, the greatest gain first."""
        return tuple(sorted((pair for pair in self.pairs if pair.gain > 0), key=lambda pair: -pair.gain))

    @property
    def losses(self) -> tuple[Pair, ...]:
        """The queries that the baseline answers better, the greatest loss first."""
        return tuple(sorted((pair for pair in self.pairs if pair.gain < 0), key=lambda pair: pair.gain))

    @property
    def ties(self) -> int:
        """How many queries are equal."""
        return sum(pair.gain == 0 for pair in self.pairs)


def compare(
    system: str,
    values: Mapping[str, Mapping[str, float]],
    baseline: str,
    others: Mapping[str, Mapping[str, float]],
) -> tuple[Comparison, ...]:
    """Compare two systems by every measure.

    Args:
        system: Name of the system.
        values: By measure, then query id.
        baseline: Name of the other.
        others: Its values, of the same measures and queries.
    """
    return tuple(
        Comparison(
            system,
            baseline,
            measure,
            tuple(Pair(query_id, value, others[measure][query_id]) for query_id, value in measured.items()),
        )
        for measure, measured in values.items()
    )
