"""The letters of a Vietnamese syllable and the vowel its tone belongs to."""

import re
import unicodedata
from functools import lru_cache

from corpus.legacy.rimes import is_written
from corpus.legacy.tables import TONES
from corpus.normalize import key

_TONES = frozenset(TONES.values())
_QUALITIES = "\u0302\u0306\u031b"
_ONSET = re.compile(r"(?:gi(?=[aeiouy])|qu(?=[aeiouy])|[^aeiouy]*)", re.IGNORECASE)
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_LETTER = re.compile("([^\u0300-\u036f])([\u0300-\u036f]*)")


def with_tone(toneless: str, tone: str) -> str:
    """A syllable with a tone on the vowel that carries it, in the old placement (`hòa`), as `corpus.normalize.key` has it.

    The vowel with a mark carries it, the second of two (`đường`); else the vowel before the end of a closed syllable (`toán`);
    else, in an open one, the middle of three vowels and the first of two (`ngoài`, `của`). The u of `qu` and the i of `gi` belong
    to the onset.

    Args:
        toneless: The syllable in NFC, without tone.
        tone: A combining mark, or an empty string for none.
    """
    if not tone:
        return toneless
    letters = [match[0] for match in _LETTER.finditer(unicodedata.normalize("NFD", toneless))]
    place = _tone_place(letters)
    if place is None:
        return toneless
    letters[place] += tone
    return unicodedata.normalize("NFC", "".join(letters))


def without_tone(syllable: str) -> tuple[str, str]:
    """A syllable in NFC without its tone, and the tone as a combining mark, empty where there is none or more than one."""
    decomposed = unicodedata.normalize("NFD", syllable)
    tones = [mark for mark in decomposed if mark in _TONES]
    bare = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", bare), tones[0] if len(tones) == 1 else ""


@lru_cache(maxsize=1 << 14)
def well_placed(word: str) -> str:
    """A word with its tone mark on the right vowel: `tóan` → `toán`, `cuả` → `của`; both usual placements stay (`hoà`, `hòa`).

    What is no Vietnamese syllable, wherever its mark stands, is left alone.
    """
    toneless, tone = without_tone(word)
    if not tone:
        return word
    right = with_tone(toneless, tone)
    return word if not is_written(right) or key(right).text == key(word).text else right


def _tone_place(letters: list[str]) -> int | None:
    bare = "".join(letter[0] for letter in letters)
    onset = _ONSET.match(bare)
    first = onset.end() if onset else 0
    vowels = [place for place in range(first, len(letters)) if _VOWEL.match(letters[place])]
    if not vowels:
        return None
    marked = [place for place in vowels if any(mark in letters[place] for mark in _QUALITIES)]
    if marked:
        return marked[-1]
    closed = vowels[-1] < len(letters) - 1
    if closed:
        return vowels[-1]
    return vowels[1] if len(vowels) > 2 else vowels[0]
