"""Ranking: one order of provisions from what the retrievers found, first inside each language, then over all of them."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import NamedTuple

from corpus.models import LANGUAGES, Language
from indexer.models import ProvisionKey
from kb.fusion import StandardScale, fuse_standard_scores
from kb.models import Evidence, Explanation
from kb.query import Wording
from kb.retrieval import Approach, LanguageLists, RetrieverList

_FEW_PASSAGES = 50
_SMALL_SHARE = 0.05
"""A language with fewer passages than this share of the largest, and fewer than `_FEW_PASSAGES`, is hardly there."""
_PLACE = 0.12
"""What a place in the list of a language costs when lists are merged, in units of likeness: more mixes the languages of a page more.
nDCG@10 of xl-policy is .61 with .05, .60 with .08 and .57 where lists merely alternate; the sample collection, answered in all, gains."""
_STRAY = 2.0
"""More than the ten places of a first page and all likeness."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts for in the lists of one language.

    Attributes:
        lexical: The standard score of the lexical retriever.
        dense: That of the dense retriever; the two weights add up to 1.
        caption: A caption (title and headings) that the question says all of, in standard scores. One of which it says a share
            counts for the square of the share: half of the words of a caption is what any neighbour has.
    """

    lexical: float
    dense: float
    caption: float = 0.0


_WORDS = Weights(1.0, 0.0, 4.0)
_MEANING = Weights(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the lists of the retrievers become one ranking.

    Attributes:
        own: In the language of the question, and in all languages for a question that shows none (`950/QĐ-TTg`). A caption counts
            for 2: with more, questions that cite an article lose what questions without a citation gain.
        unaccented: In Vietnamese, for a question typed without accents, which an encoder hardly understands: on vi-law without
            accents nDCG@10 is .572 with these weights and .474 with equal ones. Its words are those of too many captions.
        foreign: In other languages, where words can match only as names, numbers and identifiers.
        bridged: In other languages, for a question with terms that the glossary brings there.
    """

    own: Weights = Weights(0.5, 0.5, 2.0)
    unaccented: Weights = Weights(0.8, 0.2)
    foreign: Weights = Weights(0.1, 0.9)
    bridged: Weights = Weights(0.4, 0.6, 2.0)

    def weights(self, approach: Approach, language: Language, asked: Wording) -> Weights:
        """The weights in the list of a language, to which the question came in this way."""
        match approach:
            case "foreign":
                return self.foreign
            case "bridged":
                found = self.bridged
            case "own":
                found = self.unaccented if asked.unaccented and language == "vi" else self.own
        return replace(found, caption=0.0) if asked.language == "en" else found


def hardly_there(passages: Mapping[Language, int]) -> frozenset[Language]:
    """The languages that are hardly there among others, by how many passages each has."""
    few = min(_FEW_PASSAGES, max(passages.values(), default=0) * _SMALL_SHARE)
    return frozenset(language for language, count in passages.items() if count < few)


def _handicaps(lists: Sequence[LanguageLists]) -> dict[Language, float]:
    """What puts behind the first page passages without a language (columns of numbers, stamps) and the few of one that is hardly there."""
    strays = {"und", *hardly_there({found.language: found.passages for found in lists})}
    return {found.language: _STRAY if found.language in strays else 0.0 for found in lists}


FUSED = Recipe()
LEXICAL = Recipe(own=_WORDS, unaccented=_WORDS, foreign=_WORDS, bridged=_WORDS)
DENSE = Recipe(own=_MEANING, unaccented=_MEANING, foreign=_MEANING, bridged=_MEANING)


class RankedProvision(NamedTuple):
    """A provision in a ranking.

    Attributes:
        key: The provision.
        passage: Its best window.
        explanation: Where it stood in each list.
        merged: What it was worth when the lists of the languages were merged, see `merge`; None in the list of one language.
    """

    key: ProvisionKey
    passage: int
    explanation: Explanation
    merged: float | None = None


Raise = Callable[[Sequence[RankedProvision]], list[RankedProvision]]


def rank(
    lists: Sequence[LanguageLists], asked: Wording, recipe: Recipe = FUSED, raised: Raise = list
) -> list[RankedProvision]:
    """One ranking from the lists of all languages, best first.

    Inside a language, standard scores and captions are added. Between languages, ranks decide, and how alike the best of each is to
    the question.

    Args:
        lists: What was found in each language.
        asked: How the question is worded.
        recipe: How to weigh.
        raised: Puts the list of a language in another order, by what else is known of the question.
    """
    searched = [found for found in lists if found.lexical.windows or found.dense.windows]
    ranked = {
        found.language: raised(rank_language(found, recipe.weights(found.approach, found.language, asked)))
        for found in searched
    }
    # What is typed without accents an encoder hardly understands, so its likeness says nothing.
    likeness = {found.language: {} if asked.unaccented else found.likeness for found in searched}
    return merge(ranked, likeness, _handicaps(searched), asked.language)


def rank_language(found: LanguageLists, weights: Weights) -> list[RankedProvision]:
    """The provisions of one language, best first; a retriever of weight 0 adds none and counts for nothing."""
    legs = [
        (leg, StandardScale.of(leg.scores.values(), complete=leg.complete), weight)
        for leg, weight in ((found.lexical, weights.lexical), (found.dense, weights.dense))
        if weight
    ]
    fused = fuse_standard_scores([(leg.scores, scale, weight) for leg, scale, weight in legs])
    said = {key: found.captions.get(key, 0.0) for key in fused}
    ordered = sorted((-(z + weights.caption * said[key] ** 2), key) for key, z in fused.items())
    lexical, dense, windows = _evidence(found.lexical), _evidence(found.dense), _best_windows(legs)
    return [
        RankedProvision(
            key,
            windows[key],
            Explanation(found.language, lexical.get(key), dense.get(key), said[key], -below, place),
        )
        for place, (below, key) in enumerate(ordered, start=1)
    ]


def merge(
    ranked: Mapping[Language, Sequence[RankedProvision]],
    likeness: Mapping[Language, Mapping[ProvisionKey, float]],
    handicaps: Mapping[Language, float],
    asked: Language,
) -> list[RankedProvision]:
    """Merge the rankings of several languages; each keeps its order.

    What stands first in the ranking of a language is worth its likeness to the question, and what stands lower is worth less by
    `_PLACE` for each place; at any time the list whose next provision is worth most gives it. So lists alternate, and that of the
    language which holds what was asked for comes first. Where likeness is not known the lists alternate, that of the question's language
    first. A provision whose windows are in two languages stands where it ranks higher.

    Args:
        ranked: The ranking of each language, best first.
        likeness: Of the provisions of each language to the question, comparable between languages.
        handicaps: What is taken off everything of a language.
        asked: The question's language.
    """
    comparable = all(likeness[language] for language, listed in ranked.items() if listed)
    entries = [
        (*_merged_order(asked, worth, entry), entry)
        for language, listed in ranked.items()
        for entry, worth in zip(
            listed,
            _worths(listed, likeness[language] if comparable else {}, handicaps[language]),
            strict=True,
        )
    ]
    first: dict[ProvisionKey, RankedProvision] = {}
    for below, *_, key, entry in sorted(entries):
        if key not in first:
            first[key] = RankedProvision(key, entry.passage, entry.explanation, -below)
    return list(first.values())


def _worths(
    listed: Sequence[RankedProvision], likeness: Mapping[ProvisionKey, float], handicap: float
) -> Iterator[float]:
    """What each provision of a list is worth, never rising: nothing is given before what stands above it."""
    least = min(likeness.values(), default=0.0)
    worths = (
        likeness.get(entry.key, least) - _PLACE * place - handicap for place, entry in enumerate(listed)
    )
    return accumulate(worths, min)


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


def _best_windows(legs: Sequence[tuple[RetrieverList, StandardScale, float]]) -> dict[ProvisionKey, int]:
    """The window of each provision that both retrievers together like best; the first in the knowledge base on a tie."""
    found = [(dict(chain.from_iterable(leg.windows.values())), scale, weight) for leg, scale, weight in legs]
    fused = fuse_standard_scores(found)
    best: dict[ProvisionKey, tuple[float, int]] = {}
    for leg, _, _ in legs:
        for key, windows in leg.windows.items():
            for passage, _ in windows:
                standing = -fused[passage], passage
                if key not in best or standing < best[key]:
                    best[key] = standing
    return {key: passage for key, (_, passage) in best.items()}


def _merged_order(
    asked: Language, worth: float, entry: RankedProvision
) -> tuple[float, int, bool, int, ProvisionKey]:
    why = entry.explanation
    return (
        -worth,
        why.list_rank or 0,
        why.language != asked,
        LANGUAGES.index(why.language),
        entry.key,
    )
