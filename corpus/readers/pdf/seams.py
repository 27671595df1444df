"""What stands between two lines of one paragraph: a blank, nothing, or nothing in place of a hyphen."""

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.readers.pdf.eojeol import Eojeols
from corpus.readers.pdf.printed import PrintedLine

_HYPHEN = "[-\u2010\u00ad]"
_BEHIND_A_WORD = re.compile(rf"[^\W_]{_HYPHEN}$")
_BEHIND_LETTERS = re.compile(rf"(?<![^\W_])([a-z]{{2,40}}){_HYPHEN}$")
_LETTERS = re.compile(r"[a-z]{2,40}(?![^\W_])")
_WORD = re.compile(r"(?<![^\W_-])[a-z]{2,40}(?:-[a-z]{2,40})?(?![^\W_-])")
_ACCENTED = re.compile(r"[À-ÖØ-öø-ỹ]")
_SYMBOL_GOES_ON = re.compile(r"[^\W_]/$")
_BLANKS_DRAWN = 0.1  # a file that draws blanks at line ends does so at more of them
_ENOUGH = 10
_NO_BLANK_DRAWN = -4.0
_WORDS_WHOLE = 2.0  # odds of a blank, as a logarithm, in files that break Korean lines at blanks only
_ROUNDS = 4


class Seam(NamedTuple):
    """How many characters the upper line loses at its end, and what joins it with the lower one."""

    dropped: int
    joint: str


class Seams:
    """Joins the lines of one document; what is whole inside its lines tells what is broken between them.

    Args:
        paragraphs: The lines of each.
    """

    def __init__(self, paragraphs: Sequence[Sequence[PrintedLine]]) -> None:
        lines = [line for paragraph in paragraphs for line in paragraph]
        self._eojeols = Eojeols(line.text for line in lines)
        self._words = {word for line in lines for word in _WORD.findall(line.text)}
        pairs = [pair for paragraph in paragraphs for pair in pairwise(paragraph)]
        drawn = sum(above.blank_after for above, _ in pairs)
        self._draws_blanks = len(pairs) >= _ENOUGH and drawn > _BLANKS_DRAWN * len(pairs)
        found = (self._eojeols.odds_of_blank(above.text, below.text) for above, below in pairs)
        odds = [one for one in found if one is not None]
        self._usual = _usual_odds(odds)
        self._breaks_words = len(odds) >= _ENOUGH and self._usual < _WORDS_WHOLE

    def between(self, above: PrintedLine, below: PrintedLine) -> Seam:
        """How two lines of one paragraph are joined."""
        if _BEHIND_A_WORD.search(above.text):
            return self._at_hyphen(above.text, below.text)
        if _SYMBOL_GOES_ON.search(above.text):
            return Seam(0, "")
        odds = self._eojeols.odds_of_blank(above.text, below.text)
        if odds is None and self._breaks_words and not (above.text[-1].isalpha() and below.text[0].isalpha()):
            odds = self._eojeols.odds_at_sign(above.text[-1], below.text[0])
        if above.blank_after or odds is None:
            return Seam(0, " ")
        return Seam(0, " " if odds + self._usual + _NO_BLANK_DRAWN * self._draws_blanks > 0 else "")

    def _at_hyphen(self, above: str, below: str) -> Seam:
        """The hyphen of a broken word goes, that of a symbol or a compound stays: `QĐ-TTg`, `2018-2025`."""
        start, end = _BEHIND_LETTERS.search(above), _LETTERS.match(below)
        if above.endswith("\u00ad"):
            return Seam(1, "")
        if not start or not end or f"{start[1]}-{end[0]}" in self._words or _ACCENTED.search(above + below):
            return Seam(0, "")
        return Seam(1, "")


def _usual_odds(odds: Sequence[float]) -> float:
    """What to add to each, as learnt from all of them: some files break lines at blanks only (expectation maximisation)."""
    usual = 0.0
    for _ in range(_ROUNDS):
        blanks = sum(1 / (1 + math.exp(-max(min(one + usual, 30.0), -30.0))) for one in odds)
        usual = math.log((blanks + 1) / (len(odds) - blanks + 1))
    return usual
