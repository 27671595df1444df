"""Terms of English, and of text that shows no language: its words."""

from collections.abc import Iterator, Sequence

from indexer.analyzers.spelling import SpelledAnalyzer
from indexer.models import Term


class LatinAnalyzer(SpelledAnalyzer):
    """Lower-case words as they are spelled, symbols whole and in parts."""

    @property
    def name(self) -> str:
        """Name and version."""
        return "latin-words-3"

    def _places(self, text: str, found: Sequence[Term]) -> Iterator[tuple[int, int, int, int]]:
        del text
        return ((number, number, word.start, word.end) for number, word in enumerate(found))
