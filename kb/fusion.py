"""The arithmetic of fusion: standard scores."""

import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

Key = TypeVar("Key", bound=Hashable)

FLOOR = -2.0
"""No standard score counts for less, so that one retriever alone cannot bury what the other is sure of."""


@dataclass(frozen=True, slots=True)
class StandardScale:
    """Turns the scores of one retriever into standard scores z = max(-2, (s - mean) / sd).

    Scores of different retrievers have different units (BM25 has no upper bound, a cosine ends at 1); standard scores do not.

    Attributes:
        mean: Of the scores of the list.
        deviation: Their population standard deviation, 0 when all are equal.
        missing: The z of whatever the list does not contain.
    """

    mean: float
    deviation: float
    missing: float

    @classmethod
    def of(cls, scores: Collection[float], *, complete: bool) -> Self:
        """The scale of one list.

        Args:
            scores: Every score in the list.
            complete: Whether the list ends because nothing else matched. What is missing then scored nothing and gets the floor;
                otherwise it was cut off just below the list and gets the list's own minimum.
        """
        if not scores:
            return cls(0.0, 0.0, 0.0)
        mean = math.fsum(scores) / len(scores)
        deviation = math.sqrt(math.fsum((score - mean) ** 2 for score in scores) / len(scores))
        lowest = cls(mean, deviation, FLOOR)
        return lowest if complete else cls(mean, deviation, lowest.z(min(scores)))

    def z(self, score: float | None) -> float:
        """The standard score; None stands for something that the list does not contain."""
        return self.missing if score is None else self.all_z([score])[0]

    def all_z(self, scores: Collection[float]) -> list[float]:
        """The standard scores of many scores of the list, in their order."""
        mean, deviation = self.mean, self.deviation
        # Scores that differ by rounding alone are equal: dividing by such a deviation would blow the noise up to whole units.
        if deviation <= 1e-9 * max(1.0, abs(mean)):
            return [0.0] * len(scores)
        return [z if (z := (score - mean) / deviation) > FLOOR else FLOOR for score in scores]


def fuse_standard_scores(
    lists: Sequence[tuple[Mapping[Key, float], StandardScale, float]],
) -> dict[Key, float]:
    """Weighted sum of standard scores: score(d) = sum over the lists of weight * z(d).

    Args:
        lists: For each retriever its scores, their scale, and its weight.

    Returns:
        A score for everything that stands in at least one list, in the order it was first met.
    """
    fused = {key: 0.0 for scores, _, _ in lists for key in scores}
    for scores, scale, weight in lists:
        found, missing = dict(zip(scores, scale.all_z(scores.values()), strict=True)), scale.missing
        for key in fused:
            fused[key] += weight * found.get(key, missing)
    return fused
