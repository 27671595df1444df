"""The languages of a question that mixes them: its parts are told apart by their script."""

import re
from collections.abc import Iterator

from corpus.languages import SYLLABLES, detect_language, has_accents
from corpus.models import Language

_HANGUL = re.compile("[가-힣]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]{2,}")
_FEWEST_WORDS = 2
"""English words, or Vietnamese ones without accents, that make a part: one alone is a name or a borrowed word."""


def languages_of(text: str) -> tuple[Language, ...]:
    """The languages that a question in NFC is in, that of most of it first.

    - ``스마트시티 관련 nghị định`` → ko, vi
    - ``quy định về 개인정보`` → vi, ko
    - ``RP매매 방식``, ``AI 데이터``, ``다저스(Los Angeles Dodgers)`` → ko: abbreviations, names and single borrowed words are no other
      language
    """
    main = detect_language(text)
    if not _HANGUL.search(text):
        return (main,)
    return tuple(dict.fromkeys((main, *_others(text))))


def _others(text: str) -> Iterator[Language]:
    yield "ko"
    rest = _HANGUL.sub(" ", text)
    words = [word for word in _LATIN.findall(rest) if word.islower()]
    language = detect_language(rest)
    if language == "vi" and (has_accents(rest) or _spelled(words) >= _FEWEST_WORDS):
        yield "vi"
    if language == "en" and len(words) >= _FEWEST_WORDS:
        yield "en"


def _spelled(words: list[str]) -> int:
    return sum(word.lower() in SYLLABLES for word in words)
