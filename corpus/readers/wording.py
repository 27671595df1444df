"""How many words of a text are no words: the sign of a wrong encoding, a font that lies, or bad recognition."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Literal

from corpus.hangul import is_common_hangul
from corpus.languages import SYLLABLES
from corpus.legacy.syllables import is_syllable

_CHARACTERS = 2_000_000
_WORDS_AT_LEAST = 20
_NO_WORD = re.compile(r"[\d/\\@_=<>{}|#+*]|[a-z]\.[a-z]{2}", re.ASCII)
_SEPARATORS = re.compile("[-‐-―.,;:!?…·•‧・ㆍ&~()\\[\\]'‘’\"“”「」『』《》〈〉【】〔〕°%]+")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_ABBREVIATION = re.compile(
    "[A-ZĐƯƠÔÂĂÊ]{2,10}|(?=[^A-Z]{0,3}[A-Z][^A-Z]{0,2}[A-Z])[A-Za-zĐ]{2,5}"
)  # UBND, TTg, IoT
_HANGUL = re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\ud7b0-\ud7ff]")
_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_OLD_HANGUL = re.compile(
    "[\u1100-\u115f\ua960-\ua97f]+[\u1160-\u11a7\ud7b0-\ud7c6]+[\u11a8-\u11ff\ud7cb-\ud7ff]*"
)
_SPELLED = re.compile("(?:[A-Z]?[a-z]+)+|[A-Z]+s?")
_UNSPEAKABLE = re.compile("[bcdfghjklmnpqrstvwxz]{6}|[aeiou]{5}|(.)\\1\\1")
_VOWEL = re.compile("[aeiouy]")
_LONGEST = 24

_Verdict = Literal["known", "unknown", "abbreviation", "none"]


def unknown_words(text: str) -> float | None:
    """The share of words that can be no Vietnamese, Korean or English ones, from 0 to 1; None for fewer than 20 words.

    - Vietnamese: a syllable by its grammar, with or without accents (``corpus.legacy.syllables``);
    - Korean: every syllable is one of the 2,350 of KS X 1001 or an old one in its letters, and no letter of one stands alone;
      Chinese characters count as known when KS X 1001 has them;
    - English and other words in plain letters: they have a vowel and at most five consonants in a row (`FinTech` is two words).

    Numbers, symbols of documents, addresses and single letters are no words. Abbreviations are none either, unless they
    outnumber the words: then they are letters of a font that lies. The first two million characters are counted.
    """
    counts = Counter[_Verdict]()
    for token, count in Counter(text[:_CHARACTERS].split()).items():
        for verdict in _verdicts(token):
            counts[verdict] += count
    unknown, words = counts["unknown"], counts["known"] + counts["unknown"]
    if counts["abbreviation"] > words:
        unknown, words = unknown + counts["abbreviation"], words + counts["abbreviation"]
    return unknown / words if words >= _WORDS_AT_LEAST else None


def _verdicts(token: str) -> list[_Verdict]:
    """What the words between two blanks are."""
    if _NO_WORD.search(token):
        return []
    return [_verdict(part) for part in map(_bare, _SEPARATORS.split(token)) if len(part) > 1]


def _bare(part: str) -> str:
    return _EDGES.sub("", part)


@lru_cache(maxsize=1 << 16)
def _verdict(word: str) -> _Verdict:
    if _ABBREVIATION.fullmatch(word):
        return "known" if word.lower() in SYLLABLES or is_syllable(word) else "abbreviation"
    if _HANGUL.search(word):
        return "known" if _is_korean(word) else "unknown"
    if _HAN.fullmatch(word):
        return "known" if _in_ks_x_1001(word) else "unknown"
    return "known" if is_syllable(word) or _is_plain(word) else "unknown"


def _is_korean(word: str) -> bool:
    """Hangul, alone or beside letters of other scripts that Korean words take in: ``AI를``, ``QĐ는``, ``道路법``."""
    return all(
        is_common_hangul(letter) if _HANGUL.match(letter) else _LATIN.match(letter) or _in_ks_x_1001(letter)
        for letter in _OLD_HANGUL.sub("", word)
    )


def _in_ks_x_1001(letters: str) -> bool:
    try:
        letters.encode("euc_kr")
    except UnicodeEncodeError:
        return False
    return True


def _is_plain(word: str) -> bool:
    """Whether the letters are those of a word in a Latin alphabet, accents set aside."""
    if len(word) > _LONGEST or not _LATIN.fullmatch(word):
        return False
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if letter.isascii())
    return (
        len(bare) == len(word)
        and bool(_SPELLED.fullmatch(word))
        and bool(_VOWEL.search(bare.lower()))
        and not _UNSPEAKABLE.search(bare.lower())
    )
