"""How much better a text reads as Vietnamese once it is converted: the evidence for an encoding."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus.legacy.encodings import Encoding
from corpus.legacy.syllables import is_syllable

_LETTER = re.compile(r"[^\W\d_]")
_EDGES = "«»·×÷°¡-¿ \u00a0…–—‘’“”•"
_ABBREVIATION = re.compile(r"[A-ZĐƯƠÔÂĂÊ]{1,6}|đ")
_READS_WELL = 0.75
_READ_WELL_ALREADY = 0.5

_Verdict = Literal["neutral", "both", "before", "after", "neither"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one encoding makes of the words beyond ASCII in a text.

    Attributes:
        words: Words with letters beyond ASCII; abbreviations and symbols are not counted.
        before: Those that are Vietnamese syllables as they stand.
        after: Those that are Vietnamese syllables once converted.
        gained: The different words, of more than one character, that become Vietnamese only by the conversion.
    """

    words: int
    before: int
    after: int
    gained: frozenset[str]

    @property
    def gain(self) -> int:
        """How many more words are Vietnamese after the conversion."""
        return self.after - self.before

    def proves(self, needed: int) -> bool:
        """Whether the conversion reads clearly better: nearly all words afterwards, at most half of them before.

        What was converted cannot pass again, since most of its words read well already.
        """
        return (
            len(self.gained) >= needed
            and self.after >= _READS_WELL * self.words
            and self.before <= _READ_WELL_ALREADY * self.words
        )

    def allows(self) -> bool:
        """Whether a text whose neighbours prove the encoding may be in it too: it reads no worse, and half of it well."""
        return self.after >= self.before and self.after * 2 >= self.words


def weigh(text: str, encoding: Encoding) -> Evidence:
    """The evidence of one text for one encoding."""
    words = [word for word in encoding.word.findall(text) if not word.isascii() or _has_control(word)]
    verdicts = [_verdict(word, encoding) for word in words]
    return Evidence(
        words=sum(verdict != "neutral" for verdict in verdicts),
        before=sum(verdict in {"before", "both"} for verdict in verdicts),
        after=sum(verdict in {"after", "both"} for verdict in verdicts),
        gained=frozenset(
            word.lower()
            for word, verdict in zip(words, verdicts, strict=True)
            if verdict == "after" and len(word) > 1
        ),
    )


def pooled(evidence: Iterable[Evidence]) -> Evidence:
    """The evidence of several texts taken together."""
    each = tuple(evidence)
    return Evidence(
        words=sum(one.words for one in each),
        before=sum(one.before for one in each),
        after=sum(one.after for one in each),
        gained=frozenset[str]().union(*(one.gained for one in each)),
    )


def _has_control(word: str) -> bool:
    return any(character < " " for character in word)


@lru_cache(maxsize=1 << 16)
def _verdict(word: str, encoding: Encoding) -> _Verdict:
    converted = encoding.convert(word)
    parts = [part for part in re.split(r"[^\w\u0300-\u036f]+", converted) if _LETTER.search(part)]
    if not parts or all(map(_ABBREVIATION.fullmatch, parts)):
        return "neutral"
    before, after = is_syllable(word.strip(_EDGES)), all(map(is_syllable, parts))
    if before:
        return "both" if after else "before"
    return "after" if after else "neither"
