"""How much like Korean, or any text at all, a string is: the evidence for its encoding."""

import re
import unicodedata

from corpus.hangul import is_common_hangul

_SAMPLE = 200_000
_LETTER = re.compile(r"[^\W\d_]")


def printable_share(text: str) -> float:
    """The share of characters that text may have, in its first stretch: no controls, no unassigned or unknown characters."""
    sample = text[:_SAMPLE]
    return 1.0 - sum(map(_is_no_text, sample)) / max(len(sample), 1)


def _is_no_text(character: str) -> bool:
    if character in "\t\n\r\x0c\x1a\x1b":
        return False
    return character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cn", "Cs"}


def korean_share(text: str) -> float:
    """The share of common Hangul syllables among the letters beyond ASCII; 0 without any."""
    letters = [letter for letter in _LETTER.findall(text) if letter > "\x7f"]
    if not letters:
        return 0.0
    return sum(map(is_common_hangul, letters)) / len(letters)
