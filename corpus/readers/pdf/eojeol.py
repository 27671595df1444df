"""Whether a blank belongs between two lines of Korean, which may end inside a word (eojeol).

The document itself is the evidence: the words inside its lines, and the syllables between which it has blanks; where it is short, the
particles and endings of Korean grammar help. The evidence is weighed as in logistic regression.
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

_SYLLABLES = "가-힣"
_WORD = re.compile(rf"[{_SYLLABLES}]{{1,30}}")
_LAST_WORD = re.compile(rf"[{_SYLLABLES}]{{1,30}}$")
_PAIR = re.compile(r"(?=(\S)( ?)(\S))")
_PARTICLES = (
    "으로서|으로써|으로부터|에서부터|에서는|에서의|에게서|로부터|까지의|부터의|에서|에게|에는|에도|에만|으로|로서|로써|로는|까지|부터|마다|보다|처럼|"
    "이나|이며|이고|인|을|를|은|는|의|에|와|과|도|만|로|나|가|이"
)
_ENDINGS = (
    "하여야|하여서는|하거나|하도록|하려는|하는|하여|하고|하며|하지|하게|하면|해야|되는|되어|되고|되며|되지|된|한|할|된다|한다|따른|따라|따라서|대한|대하여|관한|관하여|위한|위하여|"
    "및|또는|등|등을|등의|경우|경우에는|때|때에는|수|것|것을|것은|것으로|각|그|이|다음|해당|같은|있는|없는|아니한|아니하는"
)
_CLOSED = re.compile(rf"[{_SYLLABLES}]{{2,29}}(?:{_PARTICLES})|[{_SYLLABLES}]{{0,28}}(?:{_ENDINGS})")
_NO_BEGINNING = re.compile(
    rf"(?:(?:{_PARTICLES.removesuffix('|가|이')})|하[는여고며지]|되[는어고며지]|된다|한다|였다|었다|습니다|니다|다)"
)
_SYLLABLE, _FIGURE = "syllable", "figure"
_AT_SIGN = 0.5
_FEW = 1.0  # counts that stand for what the document does not tell
# Fitted on statutes that were broken into lines at any syllable, whole and in excerpts, to the kinds of evidence in `_evidence`.
_WEIGHTS = (0.59, 0.87, 1.26, -0.7, 1.71, 1.92, 0.2, 0.03, 1.72, -1.42)


class Eojeols:
    """The words of a document, as far as they stand inside its lines.

    Args:
        lines: Of the whole document; the first and the last word of each may be a part of one, and tell nothing.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._neighbours: Counter[tuple[str, str]] = Counter()
        self._parted: Counter[str] = Counter()
        self._together: Counter[str] = Counter()
        for line in filter(_WORD.search, lines):
            self._learn(line)
        self._starts = _parts(self._words, lambda word, at: word[:at])
        self._ends = _parts(self._words, lambda word, at: word[at:])

    def _learn(self, line: str) -> None:
        inside = line.split(" ")[1:-1]
        words = [match[0] for word in inside for match in _WORD.finditer(word)]
        self._words.update(words)
        self._neighbours.update(pairwise(words))
        for left, blank, right in _PAIR.findall(" ".join(inside)):
            counts = self._parted if blank else self._together
            kinds = _kind(left), _kind(right)
            if kinds == (_SYLLABLE, _SYLLABLE):
                counts.update((left + right, left + " ", " " + right))
            else:
                counts.update((left + kinds[1], kinds[0] + right))

    def odds_of_blank(self, above: str, below: str) -> float | None:
        """The logarithm of the odds that a blank parts two lines; None where no edge is a syllable."""
        last, first = _LAST_WORD.search(above), _WORD.match(below)
        if not last or not first:
            return self.odds_at_sign(above[-1:], below[:1]) if last or first else None
        evidence = self._evidence(last[0], first[0])
        return math.fsum(weight * value for weight, value in zip(_WEIGHTS, evidence, strict=True))

    def odds_at_sign(self, left: str, right: str) -> float:
        """As above for two characters one of which is no syllable but a figure, a letter or a sign."""
        keys = (left + _kind(right), _kind(left) + right)
        return math.fsum(_ratio(self._parted[key], self._together[key]) for key in keys) + _AT_SIGN

    def _evidence(self, last: str, first: str) -> tuple[float, ...]:
        """For a blank where positive: a constant, both as whole words or parts, as one word, as two, syllables, grammar."""
        left, right = last[-1], first[0]
        return (
            1.0,
            _ratio(self._words[last], self._starts[last]),
            _ratio(self._words[first], self._ends[first]),
            math.log1p(self._words[last + first]),
            math.log1p(self._neighbours[last, first]),
            *(
                _ratio(self._parted[key], self._together[key])
                for key in (left + right, left + " ", " " + right)
            ),
            float(_CLOSED.fullmatch(last) is not None),
            float(_NO_BEGINNING.fullmatch(first) is not None),
        )


def _kind(character: str) -> str:
    if "가" <= character <= "힣":
        return _SYLLABLE
    return _FIGURE if character.isdigit() else unicodedata.category(character)


def _parts(words: Counter[str], part: Callable[[str, int], str]) -> Counter[str]:
    """How often each beginning, or end, of words occurs that is no whole word there."""
    counts: Counter[str] = Counter()
    for word, count in words.items():
        for at in range(1, len(word)):
            counts[part(word, at)] += count
    return counts


def _ratio(one: int, other: int) -> float:
    return math.log((one + _FEW) / (other + _FEW))
