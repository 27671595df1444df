"""Capitals of the TCVN3 fonts: `.VnTimeH` shows small letters as capitals, so the text holds `CéNG HßA`."""

import re

from corpus.legacy.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")


def raise_capitals(line: str) -> str:
    """A converted line in which the words that were capitals on the page are capitals: `CộNG HòA` → `CỘNG HÒA`.

    A word is one when ASCII capitals follow its small accented letter or two of them stand in it (`CộNG`, `HòA`); a word
    that may be either, such as `Bộ` or `ở`, goes with its neighbours: `Bộ CÔNG AN` → `BỘ CÔNG AN`.
    """
    shouted = [_shouted(word[0]) for word in _WORD.finditer(line)]
    before, after = _nearest(shouted), _nearest(shouted[::-1])[::-1]
    raised = iter(
        case or (case is None and {above, below} - {None} == {True})
        for case, above, below in zip(shouted, before, after, strict=True)
    )
    return _WORD.sub(lambda word: _raised(word[0]) if next(raised) else word[0], line)


def _raised(word: str) -> str:
    return word.upper() if len(word.upper()) == len(word) else word


def _shouted(word: str) -> bool | None:
    """True for a word in capitals, False for one in small letters, None where it can be either."""
    ascii_letters = [letter for letter in word if letter.isascii()]
    if any(letter.islower() for letter in ascii_letters):
        return False
    if word.isupper():
        return True if is_syllable(word) and len(word) > 1 else None
    capitals = sum(letter.isupper() for letter in word)
    return True if capitals > 1 or (capitals and not word[0].isupper()) else None


def _nearest(shouted: list[bool | None]) -> list[bool | None]:
    """For each word the case of the nearest word before it that shows one."""
    nearest, last = list[bool | None](), None
    for case in shouted:
        nearest.append(last)
        last = last if case is None else case
    return nearest
