"""Signals: what is known of a hit, in figures that mean the same for every question, language and size of collection."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Self

from corpus.models import Language
from indexer.models import ProvisionKey
from indexer.passage_terms import PassageTerms
from indexer.seams import SearchBackend
from kb.coverage import NOTHING, Coverage, QuestionTerms
from kb.query import Wording
from kb.ranking import RankedProvision
from kb.retrieval import Asked, LanguageLists

FIRST_HITS = 10
"""Hits from which it is judged whether anything answers, however many are asked for."""


class Signals(NamedTuple):
    """The evidence for one hit.

    Attributes:
        cosine: Of the question and the passage without what texts of their languages share; where only words found it, that of the last
            passage found by meaning, which is above it.
        margin: How far the cosine lies above the mean of the list of its language.
        coverage: What the passage holds of the question's words.
        foreign: Whether it is in another language than the question.
        list_rank: Place in the fused list of its language, counted from 1.
        unaccented: Whether the question is Vietnamese typed without accents, whose cosines are lower.
    """

    cosine: float
    margin: float
    coverage: Coverage
    foreign: bool
    list_rank: int
    unaccented: bool = False

    @property
    def of_hit(self) -> tuple[float, ...]:
        """What the relevance of the hit is told from, in the order of `HIT_SIGNALS`."""
        depth = -math.log(self.list_rank)
        unaccented = float(self.unaccented)
        return self.cosine, self.margin, self.coverage.share, depth, float(self.foreign), unaccented


HIT_SIGNALS = ("cosine", "margin", "coverage", "minus_log_rank", "foreign", "unaccented")
QUESTION_SIGNALS = ("best_cosine", "best_coverage")


def of_question(signals: Sequence[Signals]) -> tuple[float, ...]:
    """What it is told from whether the question is answered at all, in the order of `QUESTION_SIGNALS`.

    Args:
        signals: Of the first `FIRST_HITS` hits, at least one.
    """
    return max(one.cosine for one in signals), max(one.coverage.share for one in signals)


@dataclass(frozen=True, slots=True)
class _Cosines:
    """The cosines of one language: of each provision, their mean, and the smallest of them."""

    of_each: Mapping[ProvisionKey, float]
    mean: float
    least: float

    @classmethod
    def of(cls, found: LanguageLists) -> Self:
        each = found.likeness or found.dense.scores
        scores = list(each.values()) or [0.0]
        return cls(each, math.fsum(scores) / len(scores), min(scores))


class SignalReader:
    """Reads the signals of the hits of one question.

    Args:
        backend: The generation that was searched.
        asked: How the question is worded.
        questions: What was asked of each language.
        lists: What was found in each language.
    """

    def __init__(
        self,
        backend: SearchBackend,
        asked: Wording,
        questions: Mapping[Language, Asked],
        lists: Sequence[LanguageLists],
    ) -> None:
        self._asked = asked
        self._cosines = {found.language: _Cosines.of(found) for found in lists}
        self._backend = backend
        self._read: dict[ProvisionKey, Signals] = {}
        # The hits are seldom in all languages that were searched.
        self._terms = cache(lambda language: QuestionTerms.of(questions[language].clauses, language, backend))

    def read(self, entries: Sequence[RankedProvision]) -> list[Signals]:
        """The signals of some hits, in their order; each is worked out once."""
        new = [entry for entry in entries if entry.key not in self._read]
        held = self._backend.terms([entry.passage for entry in new])
        for entry in new:
            self._read[entry.key] = self._signals(entry, self._coverage(entry, held.get(entry.passage)))
        return [self._read[entry.key] for entry in entries]

    def _coverage(self, entry: RankedProvision, held: PassageTerms | None) -> Coverage:
        return self._terms(entry.explanation.language).coverage(held) if held else NOTHING

    def _signals(self, entry: RankedProvision, coverage: Coverage) -> Signals:
        why = entry.explanation
        cosines = self._cosines[why.language]
        cosine = cosines.of_each.get(entry.key, cosines.least)
        foreign = why.language != "und" and not self._asked.is_own(why.language)
        margin = cosine - cosines.mean
        return Signals(cosine, margin, coverage, foreign, why.list_rank or 1, self._asked.unaccented)
