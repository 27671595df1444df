"""Analyzers turn text into terms, passages and queries alike; `analyzer_for` gives the one of a language."""

from collections.abc import Container
from functools import cache

from corpus.models import Language
from indexer.analyzers.korean import KoreanAnalyzer, load_morphemes
from indexer.analyzers.latin import LatinAnalyzer
from indexer.analyzers.remembering import RememberingAnalyzer
from indexer.analyzers.vietnamese import VietnameseAnalyzer
from indexer.analyzers.words import load_words
from indexer.seams import Analyzer

__all__ = ["analyzer_for", "load_engines"]


@cache
def analyzer_for(language: Language) -> Analyzer:
    """The analyzer of a language, the same object each time, safe to use from several threads.

    English, and text that shows no language (`und`), share one.
    """
    match language:
        case "vi":
            return RememberingAnalyzer(VietnameseAnalyzer())
        case "ko":
            return RememberingAnalyzer(KoreanAnalyzer())
        case "en" | "und":
            return RememberingAnalyzer(LatinAnalyzer())


def load_engines(languages: Container[str]) -> None:
    """Load now what the first text in one of these languages would wait for, as far as that starts no threads."""
    if "ko" in languages:
        load_morphemes()
    if "vi" in languages:
        load_words()
