"""The two comparison forms of a text: ``key`` keeps accents, ``fold`` drops them."""

import re
import unicodedata

from corpus.normalize.characters import compose
from corpus.normalize.derived import Derived

_MIDDLE_DOTS = dict.fromkeys(map(ord, "\u318d\u30fb\uff65\u2027\u2219\u22c5"), "·")
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_WHITE_SPACE = dict.fromkeys(map(ord, "\t\n\r\x0b\x0c\x85\u00a0\u2028\u2029\u3000"), " ")
_ONE_FORM = _MIDDLE_DOTS | _DASHES | _WHITE_SPACE
_VARIANT = re.compile("[" + "".join(map(chr, _ONE_FORM)) + "]")
_LOOSE_SPACE = re.compile(r"\A\s+|\s+\Z|\s{2,}|[^\S ]")

# The mark of an open oa, oe, uy moves to the first vowel (hoà → hòa), but never in quy, where u belongs to the onset.
_NEW_PLACEMENT = re.compile("(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\\W\\d_])")
_LONE_MARK = re.compile("[\u0300-\u036f]+")
_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_NO_DECOMPOSITION = {"đ": "d", "ð": "d", "ɖ": "d"}


def key(text: str) -> Derived:
    """The form for exact comparison, accents kept.

    Case folded, composed, tone marks in their old place (``Hoà`` → ``hòa``, but ``quý``, ``hoàn``), one middle dot
    (``관리ㆍ운영`` → ``관리·운영``), one hyphen, white space collapsed to single spaces and stripped.
    """
    return _collapse(_case_folded(text).rewritten(_NEW_PLACEMENT, _old_placement))


def fold(text: str) -> Derived:
    """The form for lenient search: as ``key``, and Latin letters lose their diacritics, ``đ`` becomes ``d``.

    Hangul, kana and other scripts keep every mark: ``Quyết định 스마트도시`` → ``quyet dinh 스마트도시``.
    """
    cased = _case_folded(text)
    bare = {ord(letter): _bare(letter) for letter in set(_LATIN.findall(cased.text))}
    plain = cased.aligned(cased.text.translate(bare)) if bare else cased
    return _collapse(plain.rewritten(_LONE_MARK, lambda _: ""))


def _case_folded(text: str) -> Derived:
    """Composed, then case folded, then composed again where folding took letters apart (İ, ŉ)."""
    composed = compose(Derived(text))
    folded = composed.text.casefold()
    if len(folded) == len(composed.text):
        return compose(composed.aligned(folded))
    return compose(composed.rewritten(_growing(composed.text), lambda match: match[0].casefold()))


def _growing(text: str) -> re.Pattern[str]:
    """Every character of this text that case folding changes, one match each."""
    changed = sorted(character for character in set(text) if character.casefold() != character)
    return re.compile("[" + "".join(map(re.escape, changed)) + "]")


def _old_placement(match: re.Match[str]) -> str:
    first, second = match[0][0], unicodedata.normalize("NFD", match[0][1])
    return unicodedata.normalize("NFC", first + second[1]) + second[0]


def _bare(letter: str) -> str:
    return _NO_DECOMPOSITION.get(letter) or unicodedata.normalize("NFD", letter)[0]


def _collapse(derived: Derived) -> Derived:
    if _VARIANT.search(derived.text):
        derived = derived.aligned(derived.text.translate(_ONE_FORM))
    return derived.rewritten(_LOOSE_SPACE, _single_space)


def _single_space(match: re.Match[str]) -> str:
    inner = match.start() > 0 and match.end() < len(match.string)
    return " " if inner else ""
