"""Automatic numbers of Word lists, as every Word format counts and prints them.

ECMA-376 part 1, section 17.9 (numbering); [MS-DOC] 2.9.150 (LVLF) says the same in binary.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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

FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": letter,
    "upperLetter": lambda number: letter(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "ganada": in_order(SYLLABLES),
    "chosung": in_order(CONSONANTS),
    "koreanCounting": counted(KOREAN_DIGITS, "십"),
    "koreanDigital": counted(KOREAN_DIGITS, "십"),
    "japaneseCounting": counted(HANJA_DIGITS, "十"),
    "ideographDigital": counted(HANJA_DIGITS, "十"),
    "chineseCounting": counted(HANJA_DIGITS, "十"),
    "none": lambda _number: "",
}
"""How a number is printed, by the names of ECMA-376 (ST_NumberFormat); others are printed in digits."""


@dataclass(slots=True)
class Level:
    """One level of a list.

    Attributes:
        start: Its first number.
        format: How numbers are printed, a name of `FORMATS`, or `bullet`.
        text: What is printed, with `%1` to `%9` for the numbers of the levels.
        restart_after: The level, counted from 1, whose number starts this one again; 0 for never, None for any above it.
        legal: Whether all numbers are in digits.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart_after: int | None = None
    legal: bool = False


@dataclass(slots=True)
class NumberedList:
    """An abstract list: its levels by depth from 0, and the counters that all its instances share."""

    levels: dict[int, Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)

    def next_label(self, depth: int, instance: "ListInstance") -> str:
        """Count one more paragraph of a level and return what is printed before it, with a space after it."""
        levels = self.levels | instance.levels
        if depth not in levels:
            return ""
        self._count(depth, levels, instance.starts)
        printed = self._print(depth, levels)
        return f"{printed} " if printed else ""

    def _count(self, depth: int, levels: Mapping[int, Level], starts: dict[int, int]) -> None:
        counters = self.counters
        start = starts.pop(depth, None)
        if start is not None:
            counters[depth] = start
        else:
            counters[depth] = counters.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counters if level > depth]:
            restart = levels[deeper].restart_after if deeper in levels else None
            if restart is None or depth < restart:
                del counters[deeper]

    def _print(self, depth: int, levels: Mapping[int, Level]) -> str:
        level = levels[depth]
        if level.format == "bullet":
            return level.text if level.text.isprintable() and not _is_private(level.text) else "•"
        printed = level.text
        for position, other in levels.items():
            number = self.counters.get(position, other.start)
            spell = str if level.legal else FORMATS.get(other.format, str)
            printed = printed.replace(f"%{position + 1}", spell(number))
        return printed.strip()


@dataclass(slots=True)
class ListInstance:
    """One use of a list.

    Attributes:
        list_id: The identifier of the list.
        starts: Numbers to begin with, by depth; each is used up by the first paragraph of its level.
        levels: Levels that replace those of the list.
    """

    list_id: str = ""
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


def _is_private(text: str) -> bool:
    """Bullets of symbol fonts are private characters that mean nothing elsewhere."""
    return any(0xE000 <= ord(character) <= 0xF8FF for character in text)
