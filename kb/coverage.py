"""Coverage: how much of a question's words a passage holds, rare words counting for more.

BM25 has no upper bound and grows with the question, so its scores compare only within one question. The share of the question that was
matched is comparable: 0 when no word is there, 1 when all are.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from corpus.languages import has_accents
from corpus.models import Language
from indexer.analyzers import analyzer_for
from indexer.models import Clause
from indexer.passage_terms import PassageTerms
from indexer.rarity import rarity
from indexer.seams import SearchBackend


class Coverage(NamedTuple):
    """What a passage holds of a question.

    Attributes:
        matched: Words of the question that it holds.
        asked: Words of the question.
        share: The part of the question's weight that was matched, pairs of words included, 0 to 1.
    """

    matched: int
    asked: int
    share: float


NOTHING = Coverage(0, 0, 0.0)


@dataclass(frozen=True, slots=True)
class _Wording:
    """The terms of one text of a clause, with their weights; `folded` where they are those of lenient search; and what they come to."""

    weights: Mapping[str, float]
    folded: bool
    total: float
    words: int

    @classmethod
    def of(cls, weights: Mapping[str, float], *, folded: bool) -> Self:
        return cls(weights, folded, math.fsum(weights.values()), _words(weights))

    def coverage(self, held: PassageTerms) -> Coverage:
        found = self.weights.keys() & (held.folded if self.folded else held.exact)
        share = math.fsum(self.weights[term] for term in found) / self.total if self.total else 0.0
        return Coverage(_words(found), self.words, min(1.0, share))


@dataclass(frozen=True, slots=True)
class QuestionTerms:
    """The words of a question as the passages of one language are searched for them.

    Attributes:
        clauses: For each clause its weight and its texts.
    """

    clauses: tuple[tuple[float, tuple[_Wording, ...]], ...]

    @classmethod
    def of(cls, clauses: Sequence[Clause], language: Language, backend: SearchBackend) -> Self:
        """The terms of a lexical query in one language, each weighing as in BM25 (`indexer.rarity`)."""
        return cls(
            tuple(
                (clause.weight, tuple(_wording(text, language, backend) for text in clause.alternatives))
                for clause in clauses
            )
        )

    def coverage(self, held: PassageTerms) -> Coverage:
        """What a passage holds of the question; of the texts of a clause the one that it covers best counts."""
        best = []
        for weight, wordings in self.clauses:
            covered = [(one.coverage(held), weight * one.total) for one in wordings]
            if covered:
                best.append(max(covered, key=lambda one: one[0].share))
        total = math.fsum(mass for _, mass in best)
        if not total:
            return NOTHING
        share = math.fsum(mass * covered.share for covered, mass in best) / total
        return Coverage(
            sum(covered.matched for covered, _ in best), sum(covered.asked for covered, _ in best), share
        )


def _wording(text: str, language: Language, backend: SearchBackend) -> _Wording:
    analyzer = analyzer_for(language)
    lenient = [] if has_accents(text) else analyzer.folded(text)
    terms = list(dict.fromkeys(term.text for term in lenient or analyzer.terms(text)))
    passages = backend.manifest.passages.get(language, 0)
    counts = backend.frequencies(terms, language, folded=bool(lenient))
    weights = {term: rarity(min(counts[term], passages), passages) for term in terms}
    return _Wording.of(weights, folded=bool(lenient))


def _words(terms: Sequence[str] | Mapping[str, float] | set[str]) -> int:
    """How many of them are single words: pairs are written with `_` between their parts."""
    return sum("_" not in term for term in terms)
