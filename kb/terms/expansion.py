"""Expansion: what the abbreviations and names of a question stand for.

An abbreviation with two meanings is none of them: QH is the National Assembly or a plan, TT a circular or information.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.languages import has_accents
from corpus.normalize import fold, key
from kb.terms.tables import ABBREVIATIONS, NAMES

_HANGUL = re.compile("[가-힣]")
# Hangul has no case, and to ask for the case of all of it takes a millisecond for each name.
_NO_HANGUL_BEFORE = "(?-i:(?<![가-힣]))"
_NO_LETTER_BEFORE, _NO_LETTER_BEHIND = r"(?-i:(?<![^\W_가-힣]))", r"(?-i:(?![^\W_가-힣]))"


@dataclass(frozen=True, slots=True)
class Expansions:
    """What words of a question stand for.

    Attributes:
        abbreviations: Written out, by what was typed.
        terms: Statutory words for those of talk, by what was typed.
    """

    abbreviations: Mapping[str, str]
    terms: Mapping[str, str]

    @property
    def words(self) -> Mapping[str, str]:
        """Both together."""
        return {**self.abbreviations, **self.terms}


def expand(text: str) -> Expansions:
    """Write out abbreviations, and put statutory words for those of talk.

    Args:
        text: The question in NFC.
    """
    return Expansions(dict(_written_out(text)), dict(_statutory(text)))


def _written_out(text: str) -> Iterator[tuple[str, str]]:
    """Abbreviations in any case; without accents only where the whole question has none."""
    plain = not has_accents(text)
    for match in _abbreviations(plain=plain).finditer(text):
        yield match[0], _meanings(plain=plain)[_form(match[0], plain=plain)]


def _form(word: str, *, plain: bool) -> str:
    return fold(word).text if plain else key(word).text


@cache
def _meanings(*, plain: bool) -> Mapping[str, str]:
    return {_form(short, plain=plain): full for short, full in ABBREVIATIONS.items()}


@cache
def _abbreviations(*, plain: bool) -> re.Pattern[str]:
    listed = sorted({*ABBREVIATIONS, *(_meanings(plain=plain))}, key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, listed))})(?![\w/-])", re.IGNORECASE)


def _statutory(text: str) -> Iterator[tuple[str, str]]:
    """Names by what statutes call what they name, unless the question says that already; in Vietnamese as whole words."""
    plain = not has_accents(text)
    for match in _names(plain=plain).finditer(text):
        printed = _printed(plain=plain)[_form(match[0], plain=plain)]
        if _form(printed, plain=plain) not in _form(text, plain=plain):
            yield match[0], printed


@cache
def _printed(*, plain: bool) -> Mapping[str, str]:
    return {_form(name, plain=plain): printed for name, printed in NAMES.items()}


@cache
def _names(*, plain: bool) -> re.Pattern[str]:
    listed = sorted({*NAMES, *_printed(plain=plain)}, key=len, reverse=True)
    return re.compile("|".join(map(_whole, listed)), re.IGNORECASE)


def _whole(name: str) -> str:
    """A name in Latin letters ends where its words end; particles and compounds go on behind Hangul, and nothing comes before it."""
    if _HANGUL.search(name):
        return f"{_NO_HANGUL_BEFORE}{re.escape(name)}"
    return f"{_NO_LETTER_BEFORE}{re.escape(name)}{_NO_LETTER_BEHIND}"
