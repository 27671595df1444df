"""Vietnamese terms: syllables and syllable bigrams.

As good for ranking as segmented words (nDCG@10 .587/.594 against .587/.572 on questions about laws) at 1/130 of the cost,
and, unlike words, the same for a query as for the passage it comes from.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from indexer.analyzers.spelling import SpelledAnalyzer, are_neighbours
from indexer.models import Term


class VietnameseAnalyzer(SpelledAnalyzer):
    """Lower-case syllables with the tone mark in one place (`hoà` → `hòa`), bigrams `quyết_định`, symbols whole and in parts."""

    @property
    def name(self) -> str:
        """Name and version."""
        return "vietnamese-syllables-3"

    def _places(self, text: str, found: Sequence[Term]) -> Iterator[tuple[int, int, int, int]]:
        for number, (syllable, following) in enumerate(zip_longest(found, found[1:])):
            if following and are_neighbours(text, syllable, following):
                yield number, number + 1, syllable.start, following.end
            yield number, number, syllable.start, syllable.end
