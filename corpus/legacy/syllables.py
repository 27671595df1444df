"""Whether a word can be a Vietnamese syllable with exactly these accents."""

import re
import unicodedata
from functools import lru_cache

from corpus.languages import SYLLABLES
from corpus.legacy.tables import ALPHABET, TONES

_TONES = frozenset(TONES.values())
_QUALITIES = {"a": "\u0302\u0306", "e": "\u0302", "o": "\u0302\u031b", "u": "\u031b"}
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_STOPPED_TONES = frozenset("\u0301\u0323")
# Marks that a rime needs: the broken vowels before a final, and the vowels that never end a syllable.
_IMPOSSIBLE = re.compile(
    "[iy]e(?!\u0302)(?=[cghimnoptu])|(?<!q)uo(?![\u0302\u031b])[cimnptu]|a(?:\u0306$|\u0306[oiuy]|\u0302[oi]|\u0302$)"
)
_CAPITAL_INSIDE = re.compile("[a-z][A-Z" + "".join(letter for letter in ALPHABET if letter.isupper()) + "]")
_PIECE = re.compile("([a-z])([\u0300-\u036f]*)")


@lru_cache(maxsize=1 << 16)
def is_syllable(word: str) -> bool:
    """Whether the letters fit the grammar of the syllable and the marks fit its letters.

    At most one tone, on a vowel; stopped syllables (c, ch, p, t) have acute or dot, as `các`, `một`; quality marks only
    where they exist (ă â ê ô ơ ư), and present where a rime cannot do without (`tiên`, never `tien`). No capital follows
    a small letter of ASCII, but `CộNG` passes, as TCVN3 has it.
    """
    if _CAPITAL_INSIDE.search(word):
        return False
    decomposed = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    pieces = _PIECE.findall(decomposed)
    if "".join(letter + marks for letter, marks in pieces) != decomposed:
        return False
    base = "".join(letter for letter, _ in pieces)
    return base in SYLLABLES and _marks_fit(pieces, base)


def _marks_fit(pieces: list[tuple[str, str]], base: str) -> bool:
    tones = [mark for _, marks in pieces for mark in marks if mark in _TONES]
    if len(tones) > 1 or (_STOPPED.search(base) and not set(tones) & _STOPPED_TONES):
        return False
    if not all(_letter_fits(letter, marks) for letter, marks in pieces):
        return False
    toneless = "".join(
        letter + "".join(mark for mark in marks if mark not in _TONES) for letter, marks in pieces
    )
    return _IMPOSSIBLE.search(toneless) is None


def _letter_fits(letter: str, marks: str) -> bool:
    qualities = [mark for mark in marks if mark not in _TONES]
    if len(qualities) > 1 or (marks and letter not in "aeiouy"):
        return False
    return all(mark in _QUALITIES.get(letter, "") for mark in qualities)
