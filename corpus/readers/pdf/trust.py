"""Text layers that lie: a font says other characters than it shows, so that copied text is not what stands on the page.

Only what the text itself proves is called damaged: sound text of any language, tables of numbers and symbols, and text in a
legacy Vietnamese encoding, which `corpus.legacy` repairs, are not. The page itself is right, so OCR can read it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.languages import ENGLISH_FUNCTION_WORDS, SYLLABLES
from corpus.legacy.repair import repair
from corpus.legacy.rimes import is_written
from corpus.models import Diagnostic
from corpus.normalize import fold
from corpus.readers.pdf.wrong_letters import (
    EXAMPLES,
    Substitution,
    accented_words,
    impossible,
    substitutions,
    suggested,
)
from corpus.readers.text.plausibility import korean_share

_CHARACTERS_TO_TELL = 80
_SCRAP = 0.3

_UNREADABLE = {"Cc", "Cn", "Co", "Cs"}
_UNREADABLE_SHARE, _UNREADABLE_AT_LEAST = 0.15, 15

_ONE_SHARE, _ONE_AT_LEAST, _DRAWN = 0.4, 100, re.compile("[─-╿]")
_WORD = re.compile(r"[^\W\d_]+")
_HOLED = re.compile("[^\\W\\d_]{1,20}(?:\ufffd|[?\u25a1](?=[^\\W\\d_]))[^\\W\\d_]{0,20}")
_HOLED_SHARE, _HOLED_AT_LEAST = 0.1, 10

_CONSONANTS = re.compile(r"(?<![\w/.-])(?<!\d )[bcdđfghjklmnpqrstvwxz]{1,8}(?![\w/).:-])")
_CONSONANTS_SHARE, _CONSONANTS_AT_LEAST, _CONSONANTS_DIFFERENT = 0.12, 10, 4

_IMPOSSIBLE_SHARE, _IMPOSSIBLE_AT_LEAST = 0.15, 10
_ONLY_VIETNAMESE, _VIETNAMESE_SHARE = re.compile("[ăđơưĂĐƠƯẠ-ỹ]"), 0.2

_HANGUL = re.compile("[가-힣]")
_HANGUL_AT_LEAST, _RARE_HANGUL = 50, 0.1
_HANGUL_FOR_COMMON, _COMMON_HANGUL = 200, 0.02

_COMMON_SYLLABLES = frozenset("이의다는을에한를고은가로하지사자정기인대")
"""Hangul that every Korean text is full of, tables of names less than others."""

_SAMPLE, _WORDS_TO_TELL, _SHOWN = 4000, 20, 60
_READS, _READS_SHIFTED = 0.1, 0.5
_SHIFTS = (29, -29, 31, -31, 1, -1, 2, -2, 3, -3)
"""Glyphs of TrueType fonts are mostly numbered from the blank as 3; the others are met in fonts made by converters."""

_LONGER_WORD = re.compile(r"(?<![^\s(])[^\W\d_]{3,20}(?=[\s,.;:)]|$)")
_LETTERS_TO_TELL, _VOWELS_SHARE, _CLUSTERS_DIFFERENT = 200, 0.15, 20
_VOWELS = frozenset("aeiouy")


class Damage(NamedTuple):
    """Why a page's text is not what the page shows.

    Attributes:
        reason: `unknown_characters`, `letters_lost`, `wrong_letters`, `shifted_codes`, `no_words` or `wrong_syllables`.
        evidence: One sentence for people, with figures.
        suggestion: What would put it right, where the damage is regular; empty where it is not.
    """

    reason: str
    evidence: str
    suggestion: str = ""


def judge(pages: Sequence[str]) -> dict[int, Damage]:
    """The damage that the texts of the pages of one file prove, by number of the page, counted from 1.

    Pages with too little text to tell are not named. A letter that stands for another is proved by the words of all pages.

    Args:
        pages: The text layers as the file has them, before any repair.
    """
    repaired = [unicodedata.normalize("NFC", repair(page).text) for page in pages]
    words = [accented_words(page) for page in repaired]
    proved = substitutions(sum(words, Counter()))
    found = (
        _judge_page(*page, proved) if len(page[0]) >= _CHARACTERS_TO_TELL else None
        for page in zip(pages, repaired, words, strict=True)
    )
    return {number: damage for number, damage in enumerate(found, 1) if damage}


def _judge_page(
    text: str, repaired: str, words: Counter[str], proved: Sequence[Substitution]
) -> Damage | None:
    return (
        _shifted_codes(text)
        or _unknown_characters(repaired)
        or _one_character(repaired)
        or _no_words(repaired)
        or _letters_lost(repaired)
        or _wrong_letters(words, proved)
        or _wrong_syllables(repaired)
    )


def reads_better(recognised: str, layer: str) -> bool:
    """Whether what OCR made of a page can stand for its damaged text layer: it shows no damage, and is no scrap of it."""
    lengths = [len("".join(text.split())) for text in (recognised, layer)]
    return lengths[0] > _SCRAP * lengths[1] and not judge([recognised])


def diagnose(number: int, damage: Damage, *, replaced: bool) -> Diagnostic:
    """What the report says of a page whose text layer is damaged; with `replaced` its text comes from OCR."""
    outcome = (
        "its text comes from OCR" if replaced else "its text stands as it is and is not what the page shows"
    )
    suggestion = f"; {damage.suggestion}" if damage.suggestion and not replaced else ""
    message = f"the fonts of the page lie ({damage.reason}): {damage.evidence}; {outcome}{suggestion}"
    return Diagnostic("damaged_text_layer", message, page=number)


def _unknown_characters(text: str) -> Damage | None:
    visible = "".join(text.split())
    unknown = sum(
        character == "\ufffd" or unicodedata.category(character) in _UNREADABLE for character in visible
    )
    if unknown < max(_UNREADABLE_AT_LEAST, _UNREADABLE_SHARE * len(visible)):
        return None
    return Damage(
        "unknown_characters", f"{unknown} of {len(visible)} characters are unknown, private or controls"
    )


def _one_character(text: str) -> Damage | None:
    """One sign for every glyph; leaders, rules and frames are made of punctuation and lines, and are not counted."""
    visible = Counter(_DRAWN.sub("", "".join(text.split())))
    character, number = max(visible.items(), key=lambda item: item[1], default=("", 0))
    if (
        number < max(_ONE_AT_LEAST, _ONE_SHARE * visible.total())
        or unicodedata.category(character)[0] not in "LS"
    ):
        return None
    return Damage("unknown_characters", f"{number} of {visible.total()} characters are all `{character}`")


def _letters_lost(text: str) -> Damage | None:
    """Letters that came out as nothing, as a blank or as a question mark: `quy đnh`, `quy đ nh`, `quy đ?nh`."""
    words = _WORD.findall(text)
    holed = _HOLED.findall(text)
    if len(holed) >= max(_HOLED_AT_LEAST, _HOLED_SHARE * len(words)):
        return Damage("letters_lost", f"{len(holed)} words have holes, such as {_named(Counter(holed))}")
    small = sum(map(str.islower, words))
    bare = Counter(_CONSONANTS.findall(text))
    long = Counter({word: number for word, number in bare.items() if len(word) > 1})
    if len(long) < _CONSONANTS_DIFFERENT or bare.total() < max(
        _CONSONANTS_AT_LEAST, _CONSONANTS_SHARE * small
    ):
        return None
    return Damage("letters_lost", f"{bare.total()} of {small} words have no vowel, such as {_named(long)}")


def _wrong_letters(words: Counter[str], proved: Sequence[Substitution]) -> Damage | None:
    """Vietnamese in which some letters stand for others: `cơng nghiệp`."""
    vietnamese = sum(number for word, number in words.items() if _ONLY_VIETNAMESE.search(word))
    if vietnamese <= _VIETNAMESE_SHARE * words.total():
        return None
    wrong = impossible(words)
    many = len(wrong) >= _IMPOSSIBLE_AT_LEAST and wrong.total() >= _IMPOSSIBLE_SHARE * words.total()
    here = [one for one in proved if any(word in wrong for word in one.words)] or substitutions(words)
    if not many and not here:
        return None
    evidence = (
        f"{wrong.total()} of {words.total()} accented words cannot be Vietnamese, such as {_named(wrong)}"
    )
    return Damage("wrong_letters", evidence, ", ".join(suggested(one, wrong) for one in here))


def _shifted_codes(text: str) -> Damage | None:
    """Numbers of glyphs in the place of characters, all of them so many places away from what is shown: `7KH` for `The`."""
    sample = text[:_SAMPLE]
    if _known_share(sample, 1) > _READS:
        return None
    for places in _SHIFTS:
        shifted = sample.translate(_moved(places))
        if _known_share(shifted, _WORDS_TO_TELL) >= _READS_SHIFTED:
            evidence = f"its characters make words when each is moved by {places} places in ASCII"
            return Damage("shifted_codes", evidence, f"it begins `{' '.join(shifted.split())[:_SHOWN]}`")
    return None


def _moved(places: int) -> dict[int, int]:
    """For each code of ASCII the one so many places on, as far as both can be characters; white space stays."""
    moved = ((code, code + places) for code in range(1, 0x7F) if chr(code) not in " \n\r")
    return {code: to for code, to in moved if 0x20 <= to < 0x7F}


def _known_share(text: str, at_least: int) -> float:
    """The share of its longer words that are Vietnamese, or that English cannot do without; 0 for too few.

    Codes beyond ASCII may be of any glyph, so the words of ASCII may speak alone.
    """
    words = [word.lower() for word in _LONGER_WORD.findall(text)]
    samples = (words, [word for word in words if word.isascii()])
    return max(
        sum(map(_is_known, words)) / len(words) if len(words) >= at_least else 0.0 for words in samples
    )


def _is_known(word: str) -> bool:
    return word in ENGLISH_FUNCTION_WORDS or word in SYLLABLES or is_written(word)


def _no_words(text: str) -> Damage | None:
    """Latin letters in no order that any language has."""
    if sum(map(str.isascii, text)) < _LETTERS_TO_TELL:
        return None
    words = [word for word in _WORD.findall(fold(text).text) if word.isascii()]
    letters = Counter("".join(words))
    clusters = Counter(word for word in words if not _VOWELS & set(word))
    vowels = sum(letters[vowel] for vowel in _VOWELS)
    if letters.total() < _LETTERS_TO_TELL or len(clusters) < _CLUSTERS_DIFFERENT:
        return None
    if vowels >= _VOWELS_SHARE * letters.total():
        return None
    return Damage(
        "no_words", f"{vowels} of {letters.total()} letters are vowels; its words are like {_named(clusters)}"
    )


def _wrong_syllables(text: str) -> Damage | None:
    """Hangul that Korean does not write, or without the syllables that it cannot do without."""
    hangul = _HANGUL.findall(text)
    rare = 1 - korean_share("".join(hangul))
    if len(hangul) >= _HANGUL_AT_LEAST and rare >= _RARE_HANGUL:
        return Damage(
            "wrong_syllables", f"{rare:.0%} of its {len(hangul)} syllables are none that Korean uses"
        )
    common = sum(syllable in _COMMON_SYLLABLES for syllable in hangul)
    if len(hangul) >= _HANGUL_FOR_COMMON and common < _COMMON_HANGUL * len(hangul):
        evidence = f"only {common} of its {len(hangul)} syllables are among the twenty most common ones"
        return Damage("wrong_syllables", evidence)
    return None


def _named(words: Counter[str]) -> str:
    return ", ".join(word for word, _ in words.most_common(EXAMPLES))
