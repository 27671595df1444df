"""Terms of English, and of text that shows no language: its words."""

from collections.abc import Callable

from indexer.analyzers.spelling import SpelledAnalyzer, words
from indexer.models import Term


class LatinAnalyzer(SpelledAnalyzer):
    """Lower-case words as they are spelled, symbols whole and in parts."""

    @property
    def name(self) -> str:
        """Name and version."""
        return "latin-words-3"

    def _spelled(self, text: str, form: Callable[[str], str]) -> list[Term]:
        return words(text, form)
