"""A text in forms of the same length, so that what is found in one of them lies at the same place in the text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from corpus.models import Span

_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_MIDDLE_DOTS = dict.fromkeys(map(ord, "\u318d\u30fb\uff65\u2027\u2219\u22c5\u2022"), "·")
_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_WITHOUT_DECOMPOSITION = {"đ": "d", "ð": "d", "ɖ": "d"}

GAP = r"[ \t]{0,8}+(?:\n[ \t]{0,8}+)?"
"""What may stand between two words of one reference: spaces and at most one line end, or nothing."""

SPACE = r"(?:[ \t]{1,8}+(?:\n[ \t]{0,8}+)?|\n[ \t]{0,8}+)"
"""The same, and something."""


@dataclass(frozen=True, slots=True)
class Forms:
    """One stored text and its forms; offsets are the same in all of them.

    Attributes:
        text: The stored text.
        plain: One kind of dash, one kind of middle dot.
        low: Small letters.
        bare: Small letters without accents, ``đ`` as ``d``.
    """

    text: str
    plain: str
    low: str
    bare: str

    @classmethod
    def of(cls, text: str) -> "Forms":
        """The forms of a stored text."""
        plain = text.translate(_DASHES | _MIDDLE_DOTS)
        low = _small(plain)
        bare = low.translate({ord(letter): _bare(letter) for letter in set(_LATIN.findall(low))})
        return cls(text, plain, low, bare)

    def raw(self, span: Span) -> str:
        """The characters of the stored text."""
        return span.of(self.text)


def _small(text: str) -> str:
    small = text.lower()
    return small if len(small) == len(text) else "".join(map(_small_letter, text))


def _small_letter(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


@cache
def _bare(letter: str) -> str:
    return _WITHOUT_DECOMPOSITION.get(letter) or unicodedata.normalize("NFD", letter)[0]


def squeezed(words: str) -> str:
    """Words on one line, single spaces."""
    return " ".join(words.split())


def alternatives(*words: str) -> str:
    """A group of words for a pattern, longest first; a space in a word stands for any gap."""
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", SPACE) for word in listed)
