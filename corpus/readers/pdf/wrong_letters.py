"""Letters that a font shows as others, all through a text: proved by words that Vietnamese cannot have."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.legacy.rimes import is_written
from corpus.legacy.tables import ALPHABET, TONES, VNI
from corpus.normalize import fold

_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED = re.compile(f"[{''.join(sorted(ALPHABET))}]")
_VOWELS = frozenset("aeiouy")
_EXPLAINED, _EXPLAINED_AT_LEAST, _EXPLAINED_SHARE, _ABSENT = 0.6, 3, 0.015, 0.05

EXAMPLES = 4
"""How many words an explanation shows."""


def accented_words(text: str) -> Counter[str]:
    """The words with Vietnamese letters, in small letters; without names, which may be foreign, and abbreviations."""
    return Counter(
        word.lower()
        for word in _WORD.findall(text)
        if len(word) > 1
        and (word.islower() or word.isupper())
        and _ACCENTED.search(word)
        and not _is_clipped(word)
    )


@lru_cache(maxsize=1 << 16)
def _is_clipped(word: str) -> bool:
    return not _VOWELS & set(fold(word).text)


def impossible(words: Counter[str]) -> Counter[str]:
    """Those of the words that Vietnamese cannot have."""
    return Counter({word: number for word, number in words.items() if not is_written(word)})


class Substitution(NamedTuple):
    """A letter that stands for another one, and the words that prove it."""

    wrong: str
    right: str
    words: tuple[str, ...]


def substitutions(words: Counter[str]) -> list[Substitution]:
    """For a letter in impossible words the letter that makes most of them Vietnamese, if the text itself hardly has that one."""
    wrong = impossible(words)
    letters = Counter[str]()
    for word, number in words.items():
        letters.update(dict.fromkeys(word, number))
    found = (
        _substitution(seen, [word for word in wrong if seen in word], letters)
        for seen in sorted({letter for word in wrong for letter in word if not letter.isascii()})
    )
    proved = (
        one
        for one in found
        if one and sum(wrong[word] for word in one.words) >= _EXPLAINED_SHARE * words.total()
    )
    return sorted(proved, key=lambda one: -sum(wrong[word] for word in one.words))


def _substitution(seen: str, words: Sequence[str], letters: Counter[str]) -> Substitution | None:
    missing = (letter for letter in _confused_with(seen) if letters[letter] <= _ABSENT * letters[seen])
    found = (
        Substitution(seen, letter, tuple(word for word in words if is_written(word.replace(seen, letter))))
        for letter in missing
    )
    best = max(found, key=lambda one: len(one.words), default=None)
    enough = max(_EXPLAINED_AT_LEAST, _EXPLAINED * len(words))
    return best if best and len(best.words) >= enough else None


@lru_cache
def _confused_with(letter: str) -> tuple[str, ...]:
    """The letters that may come out as this one: they differ in the form of the vowel, or were taken for a letter of VNI."""
    of_vni = [seen for seen, meant in VNI.items() if meant == letter and seen in ALPHABET]
    alike = (
        other
        for other in sorted(ALPHABET)
        if other != letter and _vowel_and_tone(other) == _vowel_and_tone(letter)
    )
    return (*of_vni, *alike)


def _vowel_and_tone(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    return decomposed[0], "".join(mark for mark in decomposed if mark in TONES.values())


def suggested(one: Substitution, wrong: Counter[str]) -> str:
    """The substitution in words, with the most frequent of its words as examples."""
    shown = sorted(one.words, key=lambda word: -wrong[word])[:EXAMPLES]
    examples = ", ".join(f"{word} → {word.replace(one.wrong, one.right)}" for word in shown)
    return f"`{one.wrong}` stands for `{one.right}`: {examples}"
