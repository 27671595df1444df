"""Terms of English, and of text that shows no language: its words."""

from collections.abc import Callable, Sequence

from indexer.analyzers.spelling import composed, folded, in_order, keyed, placed, symbols, words
from indexer.models import Term


class LatinAnalyzer:
    """Lower-case words as they are spelled, symbols whole and in parts."""

    @property
    def name(self) -> str:
        """Name and version."""
        return "latin-words-1"

    def terms(self, text: str) -> list[Term]:
        """Words and symbols."""
        return _terms(text, keyed)

    def folded(self, text: str) -> list[Term]:
        """The same without diacritics, for names: `Đà Nẵng` gives `da`, `nang`."""
        return _terms(text, folded)

    def terms_batch(self, texts: Sequence[str]) -> list[list[Term]]:
        """`terms` of each text."""
        return [self.terms(text) for text in texts]


def _terms(text: str, form: Callable[[str], str]) -> list[Term]:
    source = composed(text)
    return placed(in_order([*words(source.text, form), *symbols(source.text, form)]), source)
