"""The scores of one answer: the chance of each hit to be relevant, and whether anything answers at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from indexer.models import Manifest
from kb.calibration import FIRST_HITS, Calibration, SignalReader, load_calibration, never_rising
from kb.models import Explanation
from kb.ranking import RankedProvision, shown_scores


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores the hits of one question.

    Attributes:
        reader: Reads what is known of each hit.
        calibration: What that is worth; None where the encoder is not the one it was fitted on, so that nothing can be claimed.
    """

    reader: SignalReader
    calibration: Calibration | None

    @classmethod
    def of(cls, reader: SignalReader, manifest: Manifest) -> Self:
        """The scorer for a generation."""
        calibration = load_calibration()
        fits = calibration.encoder_fingerprint == manifest.encoder_fingerprint
        return cls(reader, calibration if fits else None)

    def explained(self, entries: Sequence[RankedProvision]) -> list[Explanation]:
        """The explanations of merged provisions, with what they hold of the question and the chance that they are relevant."""
        return [
            entry.explanation._replace(
                merged=entry.merged,
                coverage=signals.coverage,
                relevance=self.calibration.relevance_of(signals) if self.calibration else None,
            )
            for entry, signals in zip(entries, self.reader.read(entries), strict=True)
        ]

    def answered(self, ranked: Sequence[RankedProvision]) -> bool | None:
        """Whether a ranking seems to answer the question; None where that cannot be told."""
        if not ranked:
            return False
        return self.calibration.answers(self.reader.read(ranked[:FIRST_HITS])) if self.calibration else None

    def shown(self, named: int, found: Sequence[Explanation]) -> list[float]:
        """The scores of hits, best first: 0 to 1, never rising.

        Without a calibration they are those of `kb.ranking.shown_scores`, which order the hits of one answer and say no more.

        Args:
            named: How many hits come first because the query names them; each has 1.
            found: The explanations of the others.
        """
        if self.calibration is None:
            return shown_scores([*[None] * named, *(why.fused for why in found)])
        return [*[1.0] * named, *never_rising([why.relevance or 0.0 for why in found])]
