"""Duplicates: passages that say the same in other places, so that one of them can stand for all.

A consolidated print repeats the original, a file is kept in two formats, and laws share articles word for word. Provisions that differ
in a number or in a negation say different things however many words they share, so they are never duplicates.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from string import digits
from typing import Self

from corpus.normalize import key
from indexer.analyzers.spelling import keyed

NEAR = 0.9
"""Share of word sequences in common (Jaccard) from which two passages say the same."""

_SHINGLE = 5
_LEAST_WORDS = 8
"""Shorter passages are headings and labels, which mean what stands around them."""

# `ㆍ` is a letter to Unicode and a middle dot in laws.
_WORD = re.compile(r"[^\Wㆍ]+")
_NUMBER = re.compile(r"\d+")
_FIGURES = bytes(byte if chr(byte) in digits else ord(" ") for byte in range(256))
_NEGATION = re.compile(
    r"\b(?:không|chưa|chẳng|cấm|trừ|ngoại trừ|not|no|never|nor|neither|without|except|unless|cannot)\b|n['’]t\b|않|아니|없|못하|금지|제외"
)


class Likeness:
    """What of a passage is compared. Nothing is worked out before it is asked for: numbers alone tell most passages apart.

    Args:
        text: The passage.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def figures(self) -> tuple[bytes, ...]:
        """Its numbers as far as they are written in ASCII: equal where `numbers` are, and much faster to find."""
        return tuple(sorted(self._text.encode("ascii", "replace").translate(_FIGURES).split()))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Its numbers, each as often as it stands there, in order of their digits."""
        return tuple(sorted(_NUMBER.findall(self._text)))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words in order, without case and punctuation."""
        return tuple(map(keyed, _WORD.findall(self._text)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Its different words."""
        return frozenset(self.words)

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        """Its sequences of five words (Broder, "On the resemblance and containment of documents", 1997)."""
        return frozenset(zip(*(self.words[start:] for start in range(_SHINGLE)), strict=False))

    @cached_property
    def negations(self) -> Counter[str]:
        """Its negations, each as often as it stands there."""
        return Counter(_NEGATION.findall(key(self._text).text))

    def same_as(self, other: Self) -> bool:
        """Whether both say the same: word for word, or nearly so with equal numbers and negations. Symmetric."""
        if self.numbers != other.numbers or min(len(self.words), len(other.words)) < _LEAST_WORDS:
            return False
        alike = self.words == other.words or (self.may_resemble(other) and self.resemblance(other) >= NEAR)
        return alike and self.negations == other.negations

    def may_resemble(self, other: Self) -> bool:
        """Whether the words of one that the other lacks are few enough: each stands in a sequence of its own, and five at most in one.

        Of passages of five words or more; quickly told, and seldom true of passages that do not say the same.
        """
        sequences = min(len(self.words), len(other.words)) - _SHINGLE + 1
        most = _SHINGLE * sequences * (1 - NEAR) / NEAR
        return len(self.vocabulary ^ other.vocabulary) < most + 1

    def resemblance(self, other: Self) -> float:
        """Jaccard: sequences of words in both by sequences in either, 0 to 1, of passages of five words or more.

        Where there are too many more of them in one for the passages to say the same, only a bound: fewer by more.
        """
        fewer, more = sorted((len(self.shingles), len(other.shingles)))
        if fewer < NEAR * more:
            return fewer / more
        common = len(self.shingles & other.shingles)
        return common / (fewer + more - common)


def fold(
    texts: Sequence[str], preference: Callable[[int], tuple[int, ...]], most: int
) -> list[tuple[int, ...]]:
    """Group passages that say the same.

    Args:
        texts: Of the passages, best first.
        preference: For a place in `texts`, what decides which passage of a group is shown, smallest first; equal ones stay in order. Asked
            only where there is a choice.
        most: Groups wanted; passages of further ones are in none.

    Returns:
        Groups of places, in the order of the best of each; the first place of a group is the one to show.
    """
    groups: list[list[int]] = []
    leaders: defaultdict[tuple[bytes, ...], list[tuple[Likeness, list[int]]]] = defaultdict(list)
    for place, text in enumerate(texts):
        likeness = Likeness(text)
        alike = leaders[likeness.figures]
        group = next((members for leader, members in alike if leader.same_as(likeness)), None)
        if group is not None:
            group.append(place)
        elif len(groups) < most:
            groups.append([place])
            alike.append((likeness, groups[-1]))
    return [
        tuple(sorted(members, key=preference)) if len(members) > 1 else (members[0],) for members in groups
    ]
