"""Capitals of the TCVN3 fonts: `.VnTimeH` shows small letters as capitals, so the text holds `CéNG HßA`."""

import re

from corpus.legacy.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]+")


def raise_capitals(line: str) -> str:
    """A converted line in which the words that were capitals on the page are capitals: `CộNG HòA` → `CỘNG HÒA`.

    A word is one when ASCII capitals follow its small accented letter or two of them stand in it (`CộNG`, `HòA`); a word
    that may be either, such as `Bộ` or `ở`, goes with its neighbours: `Bộ CÔNG AN` → `BỘ CÔNG AN`.
    """
    words = list(_WORD.finditer(line))
    shouted = [_shouted(word[0]) for word in words]
    raised = [
        word
        for index, word in enumerate(words)
        if shouted[index] or (shouted[index] is None and _among(shouted, index))
    ]
    for word in raised:
        if len(word[0].upper()) == len(word[0]):
            line = line[: word.start()] + word[0].upper() + line[word.end() :]
    return line


def _shouted(word: str) -> bool | None:
    """True for a word in capitals, False for one in small letters, None where it can be either."""
    ascii_letters = [letter for letter in word if letter.isascii()]
    if any(letter.islower() for letter in ascii_letters):
        return False
    if word.isupper():
        return True if is_syllable(word) and len(word) > 1 else None
    capitals = sum(letter.isupper() for letter in word)
    return True if capitals > 1 or (capitals and not word[0].isupper()) else None


def _among(shouted: list[bool | None], index: int) -> bool:
    """Whether the nearest words that show their case, at either side, are capitals."""
    before = next((case for case in reversed(shouted[:index]) if case is not None), None)
    after = next((case for case in shouted[index + 1 :] if case is not None), None)
    return {before, after} - {None} == {True}
