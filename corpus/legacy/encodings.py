"""Each encoding: how its words are found in a text that was read wrongly, and how one is put right."""

import re
import unicodedata
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.legacy import tables

_NARROW = "A-Za-z\u00a1-\u00ff\u2212\u03bc\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192"
# Without A0: VISCII has Õ there, which is no word's letter, and every other text its no-break space.
_WIDE = (
    _NARROW
    + "".join(re.escape(seen) for seen, byte in tables.BYTE_OF.items() if byte != 0xA0)
    + "\x02-\x06\x10-\x15\x19\x1c-\x1e"
)
_SIGNS = frozenset("·×÷©")
"""Signs that stay in TCVN3 text when they stand alone: no word is the one letter at their place (ã, ì, ữ, â)."""


@dataclass(frozen=True, eq=False)
class Encoding:
    """One legacy encoding.

    Attributes:
        name: Its name in reports.
        convert: A word as it was read → the word as it was written, composed.
        word: Matches every run of characters that can be a word or part of one.
        needed: Different words that must become Vietnamese before a line alone proves it.
    """

    name: str
    convert: Callable[[str], str]
    word: re.Pattern[str]
    needed: int


def _by_letters(letters: Mapping[str, str], signs: Container[str] = ()) -> Callable[[str], str]:
    pattern = re.compile("|".join(map(re.escape, sorted(letters, key=len, reverse=True))))

    @lru_cache(maxsize=1 << 16)
    def convert(word: str) -> str:
        if word in signs:
            return word
        return unicodedata.normalize("NFC", pattern.sub(lambda match: letters[match[0]], word))

    return convert


_LEAD, _NEXT = (
    "".join(re.escape(seen) for seen, byte in tables.BYTE_OF.items() if low <= byte <= high)
    for low, high in ((0xC2, 0xF4), (0x80, 0xBF))
)
_SEQUENCES = re.compile(f"(?:[{_LEAD}][{_NEXT}]{{1,3}})+")


@lru_cache(maxsize=1 << 16)
def _utf8_again(word: str) -> str:
    return unicodedata.normalize("NFC", _SEQUENCES.sub(_decoded, word))


def _decoded(match: re.Match[str]) -> str:
    try:
        return bytes(tables.BYTE_OF[character] for character in match[0]).decode("utf-8")
    except UnicodeDecodeError:
        return match[0]


_NARROW_WORD, _WIDE_WORD = re.compile(f"[{_NARROW}]+"), re.compile(f"[{_WIDE}]+")

UTF8 = Encoding("utf-8 read as windows-1252", _utf8_again, re.compile(f"[{_WIDE}]+(?:\xa0[{_WIDE}]*)*"), 2)
TCVN3 = Encoding("tcvn3", _by_letters(tables.TCVN3, _SIGNS), re.compile(f"[{_NARROW}\x80-\x9f]+"), 2)
VNI = Encoding("vni", _by_letters(tables.VNI), _NARROW_WORD, 2)
WINDOWS_1258 = Encoding("windows-1258", _by_letters(tables.WINDOWS_1258), _NARROW_WORD, 4)
VISCII = Encoding("viscii", _by_letters(tables.VISCII), _WIDE_WORD, 4)
VPS = Encoding("vps", _by_letters(tables.VPS), _WIDE_WORD, 4)
TCVN5712_1 = Encoding("tcvn5712-1", _by_letters(tables.TCVN5712_1), _WIDE_WORD, 4)

IN_TEXT = (UTF8, TCVN3, VNI, WINDOWS_1258, VISCII, VPS)
"""The encodings whose letters are met as those of Latin-1 or windows-1252; the likelier one first."""

_SUBSET = "(?:[A-Z]{6}[+])?"  # PDF marks fonts so of which only some letters are embedded: ISO 32000-1, 9.6.4
_FONTS = (
    (re.compile(_SUBSET + r"\.[Vv][Nn]"), TCVN3),
    (re.compile(_SUBSET + "[Vv][Nn][Ii](?![a-z])"), VNI),
    (re.compile(_SUBSET + "VPS(?![a-z])"), VPS),
)


def of_font(name: str) -> Encoding | None:
    """The encoding that a font of this name was made for: `.VnTime` and `.VnTimeH` for TCVN3, `VNI-Times` for VNI."""
    return next((encoding for pattern, encoding in _FONTS if pattern.match(name)), None)
