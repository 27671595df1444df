"""Expansion: what the abbreviations, names and terms of a question stand for.

An abbreviation with two meanings is none of them: QH is the National Assembly or a plan, TT a circular or information.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from corpus.languages import has_accents
from corpus.models import Language
from corpus.normalize import fold, key
from kb.terms.tables import ABBREVIATIONS, CONCEPTS, NAMES

_COLUMNS: Mapping[Language, Literal[0, 1, 2]] = {"vi": 0, "ko": 1, "en": 2}
_HANGUL = re.compile("[가-힣]")
_KOREA = re.compile(r"(?<!\w)(?:korean?|han quoc)(?!\w)|한국|대한민국")
_VIETNAM = re.compile(r"(?<!\w)(?:viet ?nam(?:ese)?)(?!\w)|베트남")


@dataclass(frozen=True, slots=True)
class Expansions:
    """What words of a question stand for.

    Attributes:
        abbreviations: Written out, by what was typed.
        terms: Statutory words for those of talk, or, across languages, words of the other language; by what was typed.
        across: The language of the country that a question in another language asks about, None for a question about its own.
    """

    abbreviations: Mapping[str, str]
    terms: Mapping[str, str]
    across: Language | None = None

    @property
    def words(self) -> Mapping[str, str]:
        """Both together."""
        return {**self.abbreviations, **self.terms}


def expand(text: str, language: Language, about: Language | None = None) -> Expansions:
    """Write out abbreviations, put statutory words for those of talk, and translate the terms of a question about the other country.

    Args:
        text: The question in NFC.
        language: It is in.
        about: Language of the law that it names, where that is known.
    """
    across = _asked_about(text) or about
    across = across if across not in {None, language} else None
    terms = _translated(text, across) if across else _statutory(text)
    return Expansions(dict(_written_out(text)), dict(terms), across)


def _asked_about(text: str) -> Language | None:
    plain = fold(text).text
    if _KOREA.search(plain):
        return "ko"
    return "vi" if _VIETNAM.search(plain) else None


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
        return f"(?<![가-힣]){re.escape(name)}"
    return rf"(?<![^\W_가-힣]){re.escape(name)}(?![^\W_가-힣])"


def _translated(text: str, across: Language) -> Iterator[tuple[str, str]]:
    """Concepts by the longest words that name them; a term inside a longer one is not translated again."""
    taken = key(text).text
    plain = not has_accents(text)
    rows = [
        (word, row[_COLUMNS[across]]) for row in CONCEPTS for word in row if word != row[_COLUMNS[across]]
    ]
    rows += [
        (spoken, row[_COLUMNS[across]])
        for spoken, printed in NAMES.items()
        for row in CONCEPTS
        if row[_COLUMNS["ko"]] == printed
    ]
    for word, translation in sorted(dict(reversed(rows)).items(), key=lambda row: -len(row[0])):
        form = _form(word, plain=plain)
        if re.search(rf"(?<![^\W\d_]){re.escape(form)}", taken):
            taken = taken.replace(form, "\0")
            yield word, translation
