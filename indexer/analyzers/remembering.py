"""An analyzer that remembers: one question is analyzed by several parts of a search, and the words of a glossary come again and again."""

from collections.abc import Sequence
from functools import lru_cache

from indexer.models import Analyzed, Term
from indexer.seams import Analyzer

_TEXTS = 1_024
_LONGEST = 500
"""Characters of a text that is remembered; passages are seldom shorter, and not analyzed again."""


class RememberingAnalyzer:
    """Another analyzer, which is asked once for each of the short texts that came last. Safe to use from several threads.

    Args:
        analyzer: The other one.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._terms = lru_cache(maxsize=_TEXTS)(analyzer.terms)
        self._folded = lru_cache(maxsize=_TEXTS)(analyzer.folded)

    @property
    def name(self) -> str:
        """That of the other analyzer."""
        return self._analyzer.name

    def terms(self, text: str) -> list[Term]:
        """Its terms for exact search."""
        return self._analyzer.terms(text) if len(text) > _LONGEST else list(self._terms(text))

    def folded(self, text: str) -> list[Term]:
        """Its terms for lenient search."""
        return self._analyzer.folded(text) if len(text) > _LONGEST else list(self._folded(text))

    def analyze(self, texts: Sequence[str]) -> list[Analyzed]:
        """What it makes of many texts, which are not remembered."""
        return self._analyzer.analyze(texts)
