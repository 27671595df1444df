"""Automatic numbers of Hangul paragraphs: outlines, numbered paragraphs and bullets."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from corpus.readers.counting import (
    CONSONANTS,
    HANJA_DIGITS,
    KOREAN_DIGITS,
    SYLLABLES,
    circled,
    counted,
    in_order,
    letter,
    roman,
)

HeadKind = Literal["OUTLINE", "NUMBER", "BULLET"]

_LEVEL_MARK = re.compile(r"\^(\d+|n|N)")
_FIRST_PRIVATE, _LAST_PRIVATE = "\ue000", "\uf8ff"


def _shifted(first: str) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1)


# By the names of HWPX (KS X 6101); their order is that of the numbers of HWP 5 (table 43 of its specification).
_FORMATS: Mapping[str, Callable[[int], str]] = {
    "DIGIT": str,
    "CIRCLED_DIGIT": circled,
    "ROMAN_CAPITAL": lambda number: roman(number).upper(),
    "ROMAN_SMALL": roman,
    "LATIN_CAPITAL": lambda number: letter(number).upper(),
    "LATIN_SMALL": letter,
    "CIRCLED_LATIN_CAPITAL": _shifted("Ⓐ"),
    "CIRCLED_LATIN_SMALL": _shifted("ⓐ"),
    "HANGUL_SYLLABLE": in_order(SYLLABLES),
    "CIRCLED_HANGUL_SYLLABLE": _shifted("㉮"),
    "HANGUL_JAMO": in_order(CONSONANTS),
    "CIRCLED_HANGUL_JAMO": _shifted("㉠"),
    "HANGUL_PHONETIC": counted(KOREAN_DIGITS, "십"),
    "IDEOGRAPH": counted(HANJA_DIGITS, "十"),
    "CIRCLED_IDEOGRAPH": _shifted("㊀"),
}
FORMAT_NAMES = tuple(_FORMATS)


class Head(NamedTuple):
    """What a paragraph's shape says of its head.

    Attributes:
        kind: Outline, number or bullet.
        numbering: Which numbering or bullet; for an outline the section says it.
        level: Counted from 1.
    """

    kind: HeadKind
    numbering: str
    level: int


class LevelFormat(NamedTuple):
    """How one level of a numbering is printed.

    Attributes:
        text: With `^1` for the number of level 1: `제^1조`, `^1.^2.`; `^n` for the number of this level.
        format: One of `FORMAT_NAMES`.
        start: The first number.
    """

    text: str
    format: str
    start: int


@dataclass(slots=True)
class HangulNumbering:
    """Counts the paragraphs with heads of one document, in order.

    Attributes:
        numberings: The levels, counted from 1, of every numbering.
        bullets: The character of every bullet.
        outline: The numbering that outlines follow in this section.
    """

    numberings: dict[str, dict[int, LevelFormat]] = field(default_factory=dict)
    bullets: dict[str, str] = field(default_factory=dict)
    outline: str = ""
    _counters: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, head: Head) -> str:
        """What Hangul prints before the paragraph, with a space after it; empty when the shape is unknown."""
        if head.kind == "BULLET":
            return self._bullet(head.numbering)
        numbering = self.outline if head.kind == "OUTLINE" else head.numbering
        levels = self.numberings.get(numbering, {})
        if head.level not in levels:
            return ""
        counters = self._counters[numbering]
        for outer in range(1, head.level):  # levels that were left out count as begun
            counters.setdefault(outer, levels[outer].start if outer in levels else 1)
        counters[head.level] = counters.get(head.level, levels[head.level].start - 1) + 1
        for deeper in [level for level in counters if level > head.level]:
            del counters[deeper]
        printed = _print(levels, counters, head.level)
        return f"{printed} " if printed else ""

    def _bullet(self, identifier: str) -> str:
        """Bullets of symbol fonts are private characters, which mean nothing elsewhere."""
        bullet = self.bullets.get(identifier, "")
        private = _FIRST_PRIVATE <= bullet <= _LAST_PRIVATE
        return f"{'•' if private else bullet} " if bullet else ""


def _print(levels: Mapping[int, LevelFormat], counters: Mapping[int, int], own: int) -> str:
    def spell(mark: re.Match[str]) -> str:
        level = int(mark[1]) if mark[1].isdigit() else own
        if level not in levels:
            return ""
        number = counters.get(level, levels[level].start)
        return _FORMATS.get(levels[level].format, str)(number) if number > 0 else str(number)

    return _LEVEL_MARK.sub(spell, levels[own].text).strip()
