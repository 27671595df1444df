"""Duplicates: passages that say the same in other places, so that one of them can stand for all.

A consolidated print repeats the original, a file is kept in two formats, and laws share articles word for word. Provisions that differ
in a number or in a negation say different things however many words they share, so they are never duplicates.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.normalize import key

NEAR = 0.9
"""Share of word sequences in common (Jaccard) from which two passages say the same."""

_SHINGLE = 5
_LEAST_WORDS = 8
"""Shorter passages are headings and labels, which mean what stands around them."""

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_NEGATION = re.compile(
    r"\b(?:không|chưa|chẳng|cấm|trừ|ngoại trừ|not|no|never|nor|neither|without|except|unless|cannot)\b|n['’]t\b|않|아니|없|못하|금지|제외"
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a passage is compared.

    Attributes:
        words: Its words in order, without case and punctuation.
        shingles: Its sequences of five words (Broder, "On the resemblance and containment of documents", 1997).
        guarded: Its numbers and negations, each as often as it stands there.
    """

    words: tuple[str, ...]
    shingles: frozenset[tuple[str, ...]]
    guarded: Counter[str]

    @classmethod
    def of(cls, text: str) -> Self:
        """The likeness of a passage's text."""
        plain = key(text).text
        words = tuple(_WORD.findall(plain))
        shingles = (words[start : start + _SHINGLE] for start in range(max(1, len(words) - _SHINGLE + 1)))
        guarded = Counter((*_NUMBER.findall(plain), *_NEGATION.findall(plain)))
        return cls(words, frozenset(shingles), guarded)

    def same_as(self, other: Self) -> bool:
        """Whether both say the same: word for word, or nearly so with equal numbers and negations. Symmetric."""
        if min(len(self.words), len(other.words)) < _LEAST_WORDS or self.guarded != other.guarded:
            return False
        return self.words == other.words or self.resemblance(other) >= NEAR

    def resemblance(self, other: Self) -> float:
        """Jaccard: sequences of words in both by sequences in either, 0 to 1."""
        return len(self.shingles & other.shingles) / len(self.shingles | other.shingles)


def fold(texts: Sequence[str], preference: Callable[[int], tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Group passages that say the same.

    Args:
        texts: Of the passages, best first.
        preference: For a place in `texts`, what decides which passage of a group is shown, smallest first; equal ones stay in order. Asked
            only where there is a choice.

    Returns:
        Groups of places, in the order of the best of each; the first place of a group is the one to show.
    """
    leaders: list[tuple[Likeness, list[int]]] = []
    for place, text in enumerate(texts):
        likeness = Likeness.of(text)
        group = next((members for leader, members in leaders if leader.same_as(likeness)), None)
        if group is None:
            leaders.append((likeness, [place]))
        else:
            group.append(place)
    return [
        tuple(sorted(members, key=preference)) if len(members) > 1 else (members[0],)
        for _, members in leaders
    ]
