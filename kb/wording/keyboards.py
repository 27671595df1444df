"""Text typed with the keyboard in another mode: Telex or VNI that nothing converted, Korean in Latin letters, misplaced tone marks.

A conversion is made only where the text as a whole is clearly typed so. Nothing is guessed word by word: `this tax` would be two
Vietnamese syllables in Telex, `city` two Korean ones.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Literal

from corpus.languages import ENGLISH_FUNCTION_WORDS, SYLLABLES, has_accents
from kb.wording.hangul_keys import from_hangul_keys
from kb.wording.syllables import well_placed
from kb.wording.telex import from_telex, from_vni

Slip = Literal["telex", "vni", "hangul_keys", "tone_placement"]
"""How a question was typed that had to be rewritten before it could be understood."""

_WORD = re.compile(r"(?<![\w/&.@-])[A-Za-z]+(?![\w/&@]|[.-]\w)")
_KEYS = re.compile(r"(?<![\w/&.@-])[A-Za-z][A-Za-z0-9]*(?![\w/&@]|[.-]\w)")
_ACCENTED = re.compile(r"[^\W\d_]+")
_SYMBOL = re.compile(r"\d|/|^[^a-zà-ỹ]+$")
_HANGUL = re.compile("[가-힣]")
_ENGLISH_VOWEL = re.compile("[aeiou]")
_CAPITAL_INSIDE = re.compile("(?<=[a-z])[A-Z]")
_RARE_VOWEL = frozenset((2, 3, 12, 17))
"""ㅑ ㅒ ㅛ ㅠ in the order of Unicode: the i, O, y and b of Latin letters, common in English and rare in Korean."""
_VOWELS, _FINALS = 21, 28

_LEAST_CONVERTED = 0.4
"""Share of the words that a conversion has to change: of the syllables of Vietnamese, three of four have a mark."""
_LEAST_MADE = 0.85
"""Share of the words that have to be Vietnamese syllables after it."""
_FEWEST_KEYS = 2
"""Keys of marks in the whole text: one alone is a number behind a word (`khoan2`) or a name (`Mary`)."""
_UNLIKE_ENGLISH = re.compile("[a-z]j|^dd|aa|uw|ng[frx]|nh[sfrx]|chs", re.IGNORECASE)
"""Keys of Telex that no English word has; then one mark will do."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A text as it was meant.

    Attributes:
        text: The text with the slip undone.
        slip: How it had been typed; None where nothing had to be done.
    """

    text: str
    slip: Slip | None = None


def understood(text: str) -> Typed:
    """What a text in NFC was meant to say.

    - ``quy hoachj ddoo thij``, ``nha2 o73 xa4 ho65i`` → ``quy hoạch đô thị``, ``nhà ở xã hội``
    - ``tmakxmehtl rPghlr`` → ``스마트도시 계획``
    - ``tóan``, ``cuả`` → ``toán``, ``của``
    - English, Korean, Vietnamese without accents, and identifiers stay as they are
    """
    placed = _ACCENTED.sub(lambda match: well_placed(match[0]), text)
    if placed != text:
        return Typed(placed, "tone_placement")
    if has_accents(" ".join(token for token in text.split() if not _SYMBOL.search(token))):
        return Typed(text)
    korean = _HANGUL.search(text) is not None
    for slip, pattern, convert, proven in _KEYBOARDS:
        shouted = text.isupper() and not korean
        words = [word for word in pattern.findall(text) if shouted or not _is_abbreviation(word)]
        if proven([(word, convert(word)) for word in words]) and not (korean and slip == "hangul_keys"):
            return Typed(pattern.sub(partial(_converted, convert=convert, shouted=shouted), text), slip)
    return Typed(text)


Convert = Callable[[str], str | None]
Pairs = Sequence[tuple[str, str | None]]


def _is_abbreviation(word: str) -> bool:
    """Whether a word stands in capitals, in a text that does not: `GIS` is none of `gí`."""
    return word.isupper() and len(word) > 1


def _converted(match: re.Match[str], convert: Convert, *, shouted: bool) -> str:
    word = match[0]
    kept = _is_english(word) or (_is_abbreviation(word) and not shouted)
    return word if kept else convert(word) or word


def _vietnamese_proven(pairs: Pairs) -> bool:
    """Nearly all words are Vietnamese once converted, many of them only then, and none is English."""
    made = {word: syllable for word, syllable in pairs if syllable}
    unchanged = [word for word, syllable in pairs if not syllable and word.lower() in SYLLABLES]
    changed = sum(syllable is not None for _, syllable in pairs)
    keys = sum(len(word) - len(syllable) for word, syllable in made.items())
    return (
        changed >= max(1, _LEAST_CONVERTED * len(pairs))
        and changed + len(unchanged) >= _LEAST_MADE * len(pairs)
        and (keys >= _FEWEST_KEYS or any(map(_UNLIKE_ENGLISH.search, made)))
        and not any(_is_english(word) for word, _ in pairs)
    )


def _korean_proven(pairs: Pairs) -> bool:
    """Every word is Korean, none is English or Vietnamese, and together they are more than chance makes of Latin letters."""
    if not pairs or any(made is None or _is_english(word) or word in SYLLABLES for word, made in pairs):
        return False
    made = "".join(korean or "" for _, korean in pairs)
    rare = sum((ord(syllable) - ord("가")) // _FINALS % _VOWELS in _RARE_VOWEL for syllable in made)
    strange = any(not _ENGLISH_VOWEL.search(word) or _CAPITAL_INSIDE.search(word) for word, _ in pairs)
    return rare * 3 <= len(made) and len(made) >= (2 if strange else 3)


def _is_english(word: str) -> bool:
    return word.lower() in ENGLISH_FUNCTION_WORDS or word.lower() in _english_words()


@cache
def _english_words() -> frozenset[str]:
    """English words and international abbreviations that spell Vietnamese in Telex or Korean on its keyboard."""
    lines = files("kb.wording").joinpath("english_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_KEYBOARDS: tuple[tuple[Slip, re.Pattern[str], Convert, Callable[[Pairs], bool]], ...] = (
    ("telex", _WORD, from_telex, _vietnamese_proven),
    ("vni", _KEYS, from_vni, _vietnamese_proven),
    ("hangul_keys", _WORD, from_hangul_keys, _korean_proven),
)
