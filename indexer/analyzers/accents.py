"""Syllables of a question that were typed without their accents, although others have theirs."""

import re
from collections.abc import Sequence

from corpus.languages import SYLLABLES, has_accents
from corpus.legacy.rimes import is_written
from corpus.models import Span
from indexer.models import Term

_WORD = re.compile(r"[^\W\d_]+")


def mostly_bare(text: str) -> bool:
    """Whether most syllables of a text lack their accents, or may: of right Vietnamese only one of four has none."""
    words = _words(text)
    return len(_bare(words, text)) > _accented(words, text)


def without_accents(text: str, folded: Sequence[Term]) -> list[Term]:
    """Of the folded terms of a text those with a syllable that seems to lack its accents.

    - `quy hoạch do thi thong minh`: more syllables are bare than not, so each bare one may lack its accents
    - `thủ tục cap phép xây dựng`: `cap` alone does; no syllable is written so (a stop needs a tone)
    - none of `quy hoạch đô thị thông minh`: `quy` and `minh` are right as they are; and none of a text without any accent

    Args:
        text: In NFC.
        folded: Its terms without accents, with their places in it.
    """
    words = _words(text)
    if not _accented(words, text):
        return []
    mostly = mostly_bare(text)
    lacking = [word for word in _bare(words, text) if mostly or not is_written(word.of(text))]
    return [term for term in folded if any(_holds(term, word) for word in lacking)]


def _words(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def _bare(words: Sequence[Span], text: str) -> list[Span]:
    return [word for word in words if word.of(text).lower() in SYLLABLES]


def _accented(words: Sequence[Span], text: str) -> int:
    return sum(has_accents(word.of(text)) for word in words)


def _holds(term: Term, word: Span) -> bool:
    return term.start <= word.start and word.end <= term.end
