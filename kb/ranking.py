"""Ranking: one order of provisions from what the retrievers found, first inside each language, then over all of them."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.models import LANGUAGES, Language
from kb.fusion import StandardScale, fuse_standard_scores, reciprocal_rank_score
from kb.models import Evidence, Explanation
from kb.query import Wording
from kb.retrieval import LanguageLists, ProvisionKey, RetrieverList

_FEW_PASSAGES = 50
_SMALL_SHARE = 0.05
"""A language with fewer passages than this share of the largest, and fewer than `_FEW_PASSAGES`, is hardly there."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each retriever counts for in the lists of one language; they add up to 1."""

    lexical: float
    dense: float


_WORDS = Weights(1.0, 0.0)
_MEANING = Weights(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the lists of the retrievers become one ranking.

    Attributes:
        own: In the language of the question, and in all languages for a question that shows none (`950/QĐ-TTg`).
        unaccented: In Vietnamese, for a question typed without accents, which an encoder hardly understands: on vi-law without
            accents nDCG@10 is .572 with these weights and .474 with equal ones.
        foreign: In other languages, where words can match only as names, numbers and identifiers.
        foreign_list: What a rank in another language's list counts for when the lists are merged: the lists alternate, that of
            the question's language first.
        stray_list: What a rank counts for among passages that show no language (columns of numbers, stamps), and among the
            few of a language that is hardly there (a quotation, a bibliography): these come after the first page.
    """

    own: Weights = Weights(0.5, 0.5)
    unaccented: Weights = Weights(0.8, 0.2)
    foreign: Weights = Weights(0.1, 0.9)
    foreign_list: float = 0.99
    stray_list: float = 0.85

    def weights(self, language: Language, asked: Wording) -> Weights:
        """The weights in the list of a language."""
        if asked.language not in {language, "und"}:
            return self.foreign
        return self.unaccented if asked.unaccented else self.own

    def list_weights(self, lists: Sequence[LanguageLists], asked: Language) -> dict[Language, float]:
        """What a rank in the list of each language counts for."""
        most = max((found.passages for found in lists), default=0)
        return {found.language: self._list_weight(found, asked, most) for found in lists}

    def _list_weight(self, found: LanguageLists, asked: Language, most: int) -> float:
        if found.language == "und" or found.passages < min(_FEW_PASSAGES, most * _SMALL_SHARE):
            return self.stray_list
        return 1.0 if found.language == asked else self.foreign_list


FUSED = Recipe()
LEXICAL = Recipe(own=_WORDS, unaccented=_WORDS, foreign=_WORDS)
DENSE = Recipe(own=_MEANING, unaccented=_MEANING, foreign=_MEANING)


@dataclass(frozen=True, slots=True)
class RankedProvision:
    """A provision in a ranking.

    Attributes:
        key: The provision.
        passage: Its best window.
        explanation: Where it stood in each list.
    """

    key: ProvisionKey
    passage: int
    explanation: Explanation


Raise = Callable[[Sequence[RankedProvision]], list[RankedProvision]]


def rank(
    lists: Sequence[LanguageLists], asked: Wording, recipe: Recipe = FUSED, raised: Raise = list
) -> list[RankedProvision]:
    """One ranking from the lists of all languages, best first.

    Inside a language, standard scores are added. Between languages, scores mean different things, so ranks decide.

    Args:
        lists: What was found in each language.
        asked: How the question is worded.
        recipe: How to weigh.
        raised: Puts the list of a language in another order, by what else is known of the question.
    """
    searched = [found for found in lists if found.lexical.windows or found.dense.windows]
    ranked = {
        found.language: raised(rank_language(found, recipe.weights(found.language, asked)))
        for found in searched
    }
    return merge(ranked, recipe.list_weights(searched, asked.language))


def rank_language(found: LanguageLists, weights: Weights) -> list[RankedProvision]:
    """The provisions of one language, best first; a retriever of weight 0 adds none and counts for nothing."""
    legs = [
        (leg, StandardScale.of(leg.scores.values(), complete=leg.complete), weight)
        for leg, weight in ((found.lexical, weights.lexical), (found.dense, weights.dense))
        if weight
    ]
    fused = fuse_standard_scores([(leg.scores, scale, weight) for leg, scale, weight in legs])
    ordered = sorted(fused, key=lambda key: (-fused[key], key))
    lexical, dense = _evidence(found.lexical), _evidence(found.dense)
    return [
        RankedProvision(
            key,
            _best_window(key, legs),
            Explanation(found.language, lexical.get(key), dense.get(key), fused[key], place),
        )
        for place, key in enumerate(ordered, start=1)
    ]


def merge(
    ranked: Mapping[Language, Sequence[RankedProvision]], weights: Mapping[Language, float]
) -> list[RankedProvision]:
    """Merge the rankings of several languages by weighted reciprocal ranks.

    The lists hold different passages, so there is nothing to add up. A provision whose windows are in two languages stands where it
    ranks higher: that a bilingual page is in two lists says nothing of its relevance. Equal scores are ordered by the standing
    of each inside its own list, then by language and id.

    Args:
        ranked: The ranking of each language, best first.
        weights: What a rank in the list of each language counts for.
    """
    entries = [
        _with_merged(entry, reciprocal_rank_score(rank, weights[language]))
        for language, listed in ranked.items()
        for rank, entry in enumerate(listed, start=1)
    ]
    first: dict[ProvisionKey, RankedProvision] = {}
    for entry in sorted(entries, key=_merged_order):
        first.setdefault(entry.key, entry)
    return list(first.values())


def shown_scores(fused: Iterable[float | None]) -> list[float]:
    """The scores shown to callers for a ranking, best first: 0 to 1, larger is better, never rising along the ranking.

    A fused standard score z becomes 1 / (1 + exp(-z)): .5 for the average of what was retrieved, .95 for three deviations
    above it. Lists of different languages are merged by rank, so a hit may follow one whose z is lower; it then shows the
    score of the one before it. This orders the hits of one answer; it is no probability of being relevant, and scores of
    different queries do not compare.

    Args:
        fused: The fused standard score of each hit, None for a hit that was named by the query and comes first with 1.
    """
    shown: list[float] = []
    ceiling = 1.0
    for z in fused:
        ceiling = ceiling if z is None else min(ceiling, 1 / (1 + math.exp(-z)))
        shown.append(ceiling)
    return shown


def _evidence(leg: RetrieverList) -> dict[ProvisionKey, Evidence]:
    return {key: Evidence(rank, score) for rank, (key, score) in enumerate(leg.scores.items(), start=1)}


def _best_window(key: ProvisionKey, legs: Sequence[tuple[RetrieverList, StandardScale, float]]) -> int:
    """The window of a provision that both retrievers together like best; the first in the knowledge base on a tie."""
    scores = [
        ({posting.passage: posting.score for posting in leg.windows.get(key, ())}, scale, weight)
        for leg, scale, weight in legs
    ]
    fused = fuse_standard_scores(scores)
    return min(fused, key=lambda passage: (-fused[passage], passage))


def _with_merged(entry: RankedProvision, score: float) -> RankedProvision:
    return replace(entry, explanation=replace(entry.explanation, merged=score))


def _merged_order(entry: RankedProvision) -> tuple[float, float, int, ProvisionKey]:
    why = entry.explanation
    return -(why.merged or 0.0), -(why.fused or 0.0), LANGUAGES.index(why.language), entry.key
