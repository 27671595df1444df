"""Telex and VNI: Vietnamese as the keys that were pressed for it.

Telex writes marks as letters that Vietnamese does not use there (`dduwowngf` is đường), VNI as digits (`d9u7o7ng2`). In both, the key
of a mark may come right behind its letter or anywhere later in the syllable (`ddoo thij`, `hoachj`, `hoajch`).
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from corpus.legacy.rimes import is_written
from corpus.legacy.tables import TONES
from kb.wording.syllables import with_tone

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TELEX_TONES = {"s": "acute", "f": "grave", "r": "hook", "x": "tilde", "j": "dot"}
_VNI_TONES = {"1": "acute", "2": "grave", "3": "hook", "4": "tilde", "5": "dot"}
_VOWELS = frozenset("aeiouy")
_OPEN_HORNS = re.compile("ươ$")
"""Only the second vowel of an open `uo` has a horn: `thuở`."""
_TURNING_BACK = ("oa", "oe")
"""An o that comes back behind these stands for itself: `ngoao`, `ngoeo`."""
_MARKED = {_CIRCUMFLEX: "aeo", _BREVE: "a", _HORN: "ou"}


class _Syllable:
    """A syllable while its keys are pressed: letters with at most one mark each, and a tone."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.tone = ""

    @property
    def has_vowel(self) -> bool:
        return any(letter[0] in _VOWELS or letter[0] == "ư" for letter in self.letters)

    def mark(self, mark: str, wanted: str = "") -> bool:
        """Put a mark on the last bare vowel that takes it; False where there is none.

        A horn goes on both vowels of `uo`, and on the first of `ua`.

        Args:
            mark: The combining mark.
            wanted: The only letters it may go on; all that take it by default.
        """
        places = [place for place, letter in enumerate(self.letters) if letter in (wanted or _MARKED[mark])]
        if mark == _HORN:
            places = self._horned() or places[-1:]
        for place in places if mark == _HORN else places[-1:]:
            self.letters[place] += mark
        return bool(places)

    def breve_or_horn(self) -> bool:
        """The w of Telex: a horn, or a breve where a is the last vowel that may have either; alone it is ư."""
        plain = [letter for letter in self.letters if letter in "aou"]
        if not plain:
            self.letters.append("ư")
            return self.letters.count("ư") == 1
        breve = plain[-1] == "a" and not self._horned()
        return self.mark(_BREVE) if breve else self.mark(_HORN)

    def _horned(self) -> list[int]:
        """Places of the letters of `uo` and of the u of `ua`, unless the u belongs to `qu`."""
        for place in range(len(self.letters) - 1):
            pair = self.letters[place] + self.letters[place + 1]
            if self.letters[place - 1 : place] != ["q"] and pair in {"uo", "ua"}:
                return [place, place + 1] if pair == "uo" else [place]
        return []

    def add(self, pressed: str) -> bool:
        """Write the key itself. False where it is no letter."""
        self.letters.append(pressed)
        return pressed.isalpha()

    def ends(self, endings: tuple[str, ...]) -> bool:
        """Whether what is written so far ends in one of these."""
        return "".join(self.letters).endswith(endings)

    def bar(self) -> bool:
        """Make the onset đ. False where it is no d."""
        if not self.letters or self.letters[0] != "d":
            return False
        self.letters[0] = "đ"
        return True

    def tone_once(self, name: str) -> bool:
        """Set the tone. False where there is one already."""
        if self.tone:
            return False
        self.tone = TONES[name]
        return True

    @property
    def text(self) -> str:
        toneless = unicodedata.normalize("NFC", "".join(self.letters))
        return with_tone(_OPEN_HORNS.sub("uơ", toneless), self.tone)


def from_telex(word: str) -> str | None:
    """The Vietnamese syllable that was typed in Telex, in the case of the word; None where the keys make none, or nothing new.

    Standard Telex: aa ee oo dd → â ê ô đ, aw ow uw → ă ơ ư, a w without a vowel before it → ư, s f r x j → the five tones.
    """
    return _converted(word, _press_telex)


def from_vni(word: str) -> str | None:
    """The Vietnamese syllable that was typed in VNI, in the case of the word; None where the keys make none, or nothing new.

    1 to 5 are the tones, 6 the circumflex, 7 the horn, 8 the breve, 9 the bar of đ.
    """
    return _converted(word, _press_vni)


@lru_cache(maxsize=1 << 14)
def _converted(word: str, press: Callable[[_Syllable, str], bool]) -> str | None:
    syllable = _Syllable()
    if not all(press(syllable, pressed) for pressed in word.lower()):
        return None
    text = syllable.text
    if text == word.lower() or text.isascii() or not is_written(text):
        return None
    return _cased(text, word)


def _press_telex(syllable: _Syllable, pressed: str) -> bool:
    if pressed in _TELEX_TONES and syllable.has_vowel:
        return syllable.tone_once(_TELEX_TONES[pressed])
    if pressed == "w":
        return syllable.breve_or_horn()
    if pressed in "aeo" and not (pressed == "o" and syllable.ends(_TURNING_BACK)):
        return syllable.mark(_CIRCUMFLEX, pressed) or syllable.add(pressed)
    return (pressed == "d" and syllable.bar()) or syllable.add(pressed)


def _press_vni(syllable: _Syllable, pressed: str) -> bool:
    if pressed in _VNI_TONES:
        return syllable.has_vowel and syllable.tone_once(_VNI_TONES[pressed])
    match pressed:
        case "6":
            return syllable.mark(_CIRCUMFLEX)
        case "7":
            return syllable.mark(_HORN)
        case "8":
            return syllable.mark(_BREVE)
        case "9":
            return syllable.bar()
    return syllable.add(pressed)


def _cased(text: str, word: str) -> str:
    if word.isupper():
        return text.upper()
    return text[0].upper() + text[1:] if word[0].isupper() else text
