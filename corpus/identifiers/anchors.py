"""Anchors: the path of a provision inside its document, as a value.

    dieu-8.khoan-2.diem-dd     dieu-1.muc-3.khoan-1.diem-a     phuluc-1     dinhkem-1.dieu-2
    jo-2.ho-3.mok-ga           jo-3-2.hang-1.ho-1-2            buchik-16631.jo-1     byeolpyo-1

đ is written ``dd``, because điểm d and điểm đ are two points; 가 나 다 … are ``ga na da``, 거 너 … ``geo neo``. The second unit of one
number ends in ``~2``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.errors import IdentifierError
from corpus.normalize import fold

VIETNAMESE_LEVELS = (
    "dinhkem", "phuluc", "mau", "phan", "chuong", "dieu", "muc", "tieumuc", "khoan", "para", "diem", "y", "gach",
)  # fmt: skip
KOREAN_LEVELS = (
    "byeolpyo", "byeolji", "buchik", "pyeon", "jang", "jeol", "gwan", "jo", "hang", "ho", "mok", "sub", "ssub", "bsub", "bssub",
)  # fmt: skip
NEUTRAL_LEVELS = ("annex", "part", "chapter", "section", "article", "title", "clause", "point", "item")
_KINDS = frozenset((*VIETNAMESE_LEVELS, *KOREAN_LEVELS, *NEUTRAL_LEVELS, "note", "text"))

_STEP = re.compile(r"(?P<kind>[a-z]+)(?:-(?P<number>[a-z0-9]+(?:-[a-z0-9]+)*(?:~\d{1,4})?))?")
_MOK = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후"
_MOK_ONSETS = ("g", "n", "d", "r", "m", "b", "s", "", "j", "ch", "k", "t", "p", "h")
_MOK_VOWELS = ("a", "eo", "o", "u")
_ROMAN = re.compile(r"(?=[ivxlc])(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One unit of a path: its kind (``dieu``, ``jo``) and its number (``5``, ``4a``, ``3-2``, ``dd``), empty where it has none."""

    kind: str
    number: str = ""

    def format(self) -> str:
        """``dieu-5``, or the bare kind where there is no number."""
        return f"{self.kind}-{self.number}" if self.number else self.kind


@dataclass(frozen=True, slots=True)
class Anchor:
    """A path of units from the outside in; empty for the whole document."""

    steps: tuple[Step, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """Read an anchor as printed by ``format``.

        Raises:
            IdentifierError: A step is not of the grammar.
        """
        return cls(tuple(map(_parse_step, text.split(".")))) if text else cls()

    def format(self) -> str:
        """The path, steps joined by dots."""
        return ".".join(step.format() for step in self.steps)

    def matches(self, cited: "Anchor") -> bool:
        """Whether a citation means this provision, when it leaves out levels that do not count.

        The last steps are the same, and the others come in the same order: ``dieu-1.muc-3.khoan-1`` is meant by
        ``dieu-1.khoan-1``, and ``jo-2.hang-1.ho-3`` by ``jo-2.ho-3``.
        """
        remaining = iter(self.steps)
        return self.steps[-1:] == cited.steps[-1:] and all(step in remaining for step in cited.steps)


def _parse_step(text: str) -> Step:
    match = _STEP.fullmatch(text)
    if match is None or match["kind"] not in _KINDS:
        raise IdentifierError(f"{text!r} is no step of an anchor such as dieu-5 or jo-3-2", text)
    return Step(match["kind"], match["number"] or "")


def point_token(letter: str) -> str:
    """A Vietnamese point letter in an anchor: ``a`` → ``a``, ``đ`` → ``dd``, inserted ``a1`` → ``a1``."""
    return letter.lower().replace("đ", "dd")


@cache
def _mok_tokens() -> Mapping[str, str]:
    romanised = [onset + vowel for vowel in _MOK_VOWELS for onset in _MOK_ONSETS]
    return dict(zip(_MOK, romanised, strict=True))


def mok_token(syllable: str) -> str | None:
    """A Korean item syllable in an anchor: 가 → ``ga``, 아 → ``a``, 거 → ``geo``; None for other syllables."""
    return _mok_tokens().get(syllable)


def mok_syllable(token: str) -> str | None:
    """Reverse of `mok_token`: ga → 가; None for a token of no item."""
    return next((syllable for syllable, known in _mok_tokens().items() if known == token), None)


def roman_value(numeral: str) -> int | None:
    """The value of a roman numeral up to 99 in proper form, None otherwise: ``IV`` → 4, ``IIX`` → None."""
    if not numeral or _ROMAN.fullmatch(numeral) is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def number_token(printed: str) -> str:
    """A printed unit number in an anchor: ``III`` → ``3``, ``05`` → ``5``, ``4a`` → ``4a``, ``4đ`` → ``4dd``."""
    roman = roman_value(printed)
    if roman is not None:
        return str(roman)
    return fold(point_token(printed)).text.lstrip("0") or "0"
