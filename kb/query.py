"""The query: what was asked, checked, and what the words say of themselves before anything is searched."""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Self, get_args

from corpus.errors import InvalidQueryError
from corpus.identifiers import Reference, parse_reference
from corpus.languages import has_accents
from corpus.models import LANGUAGES, Language
from indexer.analyzers.accents import mostly_bare
from indexer.models import Clause, Filters
from kb.intents import Intent, intent_of
from kb.terms import Expansions, expand
from kb.timeline.days import today
from kb.timeline.models import Include
from kb.wording import QuotedPhrase, Slip, find_phrases, languages_of, understood

MAX_CHARACTERS = 2_000
MAX_LIMIT = 100

_WRITTEN_OUT = 1.0
"""What an abbreviation written out counts for; laws print nothing else."""
_PRINTED = 0.3
"""What the statutory name counts for beside a former or short one."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked. Checked when it is made.

    Attributes:
        text: The question, 1 to 2,000 characters.
        limit: How many hits to return at most, 1 to 100.
        language: Only passages in this language; None searches all.
        types: Only documents of these types (tokens as `qd`, `act`), any of them.
        issuers: Only documents of these issuers (tokens as `ttg`, `molit`), any of them.
        issued_from: Only documents issued on this day or later: `2018-08-01`, or `2018-08` and `2018` for the first day of it.
        issued_to: Only documents issued on this day or earlier; `2018-08` and `2018` mean the last day of it.
        as_of: The day whose law is asked for, `2018-08-01`; None for today. What was not in force then is left out.
        include: What is let in all the same: `repealed` (whatever held once and does no longer), `pending`, `unknown`.

    Raises:
        InvalidQueryError: The text is empty or too long, or a parameter is out of range.
    """

    text: str
    limit: int = 10
    language: Language | None = None
    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    issued_from: str | None = None
    issued_to: str | None = None
    as_of: str | None = None
    include: frozenset[Include] = frozenset()

    def __post_init__(self) -> None:
        _check_text(self.text)
        if not 1 <= self.limit <= MAX_LIMIT:
            raise InvalidQueryError(f"limit is {self.limit}: ask for 1 to {MAX_LIMIT} hits")
        if self.language is not None and self.language not in LANGUAGES:
            raise InvalidQueryError(f"unknown language {self.language!r}: use one of {', '.join(LANGUAGES)}")
        _check_day(self.as_of, self.include)
        filters = self.filters
        if filters.issued_from and filters.issued_to and filters.issued_from > filters.issued_to:
            raise InvalidQueryError(
                f"the range from {self.issued_from} to {self.issued_to} is empty: swap the two dates"
            )

    @property
    def filters(self) -> Filters:
        """What the search is limited to, with dates written out to the day."""
        return Filters(
            types=self.types,
            issuers=self.issuers,
            issued_from=first_day(self.issued_from) if self.issued_from else None,
            issued_to=last_day(self.issued_to) if self.issued_to else None,
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a question show without being understood.

    Attributes:
        language: The language most of them are in; Vietnamese without accents is Vietnamese.
        unaccented: Whether they are Vietnamese typed without accents, or without most of them.
        others: Further languages of a question that mixes scripts.
    """

    language: Language
    unaccented: bool = False
    others: tuple[Language, ...] = ()

    @classmethod
    def of(cls, text: str) -> Self:
        """The wording of a question in NFC."""
        language, *others = languages_of(text)
        bare = "vi" in {language, *others} and (not has_accents(text) or mostly_bare(text))
        return cls(language, bare, tuple(others))

    @property
    def languages(self) -> tuple[Language, ...]:
        """All of them, that of most of the words first."""
        return (self.language, *self.others)

    def is_own(self, language: Language) -> bool:
        """Whether words can match in a language as words: the question is in it, or shows no language at all."""
        return self.language == "und" or language in self.languages


@dataclass(frozen=True, slots=True)
class AnalyzedQuery:
    """A query, understood as far as its words alone allow.

    Attributes:
        query: As it was asked.
        typed: The question in NFC without white space around it.
        text: What it was meant to say, and what is searched for; the same unless it was typed in another keyboard mode or with
            tones on wrong vowels.
        slip: How it had been typed, where that had to be undone.
        phrases: What it puts in quotes, in its order; hits must contain all of it.
        wording: Its language, and whether accents are missing.
        reference: The document it names by number or title, if it names one.
        intent: What kind of answer it wants.
        expansions: What its abbreviations and names stand for.
    """

    query: Query
    typed: str
    text: str
    slip: Slip | None
    phrases: tuple[QuotedPhrase, ...]
    wording: Wording
    reference: Reference | None
    intent: Intent
    expansions: Expansions

    @property
    def language(self) -> Language:
        """The language it is written in."""
        return self.wording.language

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The question for the lexical index: its words, and what its abbreviations and names stand for in its own language."""
        return (
            Clause.of(self.text),
            *(Clause((full,), _WRITTEN_OUT) for full in self.expansions.abbreviations.values()),
            *(Clause((name,), _PRINTED) for name in self.expansions.terms.values()),
        )

    @property
    def says_more(self) -> bool:
        """Whether it has words outside the phrases that it quotes."""
        rest = self.text
        for phrase in self.phrases:
            rest = rest.replace(phrase.text, " ")
        return any(character.isalnum() for character in rest)

    @property
    def written_out(self) -> str:
        """The question with what its abbreviations stand for in their place."""
        text = self.text
        for short, full in self.expansions.abbreviations.items():
            text = text.replace(short, full)
        return text


def analyze(query: Query) -> AnalyzedQuery:
    """Undo slips of typing, and find what a query quotes, its languages, the document it names and what its words stand for."""
    typed = unicodedata.normalize("NFC", query.text).strip()
    meant = understood(typed)
    text = meant.text
    wording, reference = Wording.of(text), parse_reference(text)
    return AnalyzedQuery(
        query=query,
        typed=typed,
        text=text,
        slip=meant.slip,
        phrases=find_phrases(text),
        wording=wording,
        reference=reference,
        intent=intent_of(text, reference),
        expansions=expand(text),
    )


def first_day(text: str) -> str:
    """The first day of an ISO 8601 date of any precision: 2018-08 gives 2018-08-01.

    Raises:
        InvalidQueryError: This is no such date.
    """
    year, month, day = _parts(text)
    return _iso(text, year, month or 1, day or 1)


def last_day(text: str) -> str:
    """The last day of an ISO 8601 date of any precision: 2018-08 gives 2018-08-31.

    Raises:
        InvalidQueryError: This is no such date.
    """
    year, month, day = _parts(text)
    month = month or 12
    last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 and year else 1
    return _iso(text, year, month, day or last)


def asked_day(text: str | None) -> str:
    """The day that is asked for, ISO 8601; today when none is.

    Raises:
        InvalidQueryError: This is no day.
    """
    if text is None:
        return today()
    if first_day(text) != text:
        raise InvalidQueryError(f"as of {text!r} is no day: write it as 2018-08-01")
    return text


def _check_text(text: str) -> None:
    if not text.strip():
        raise InvalidQueryError("the query is empty: write what to look for")
    if len(text) > MAX_CHARACTERS:
        raise InvalidQueryError(
            f"the query has {len(text)} characters: shorten it to {MAX_CHARACTERS} or fewer"
        )


def _check_day(as_of: str | None, include: frozenset[Include]) -> None:
    asked_day(as_of)
    unknown = include - set(get_args(Include))
    if unknown:
        known = ", ".join(get_args(Include))
        raise InvalidQueryError(f"cannot include {', '.join(sorted(unknown))}: use one or more of {known}")


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise InvalidQueryError(f"{text!r} is no date: write it as 2018-08-01, 2018-08 or 2018")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _iso(text: str, year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise InvalidQueryError(f"{text!r} is not in the calendar: write a day that exists") from error
