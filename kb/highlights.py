"""Highlights: which characters of a passage the query matched.

Query and passage go through the same analyzer, whose terms know their characters, so what is marked is what the lexical index matched:
the places of a passage's terms are stored with them.
Analyzers of both languages give single words and pairs of neighbouring words. A pair says more than its parts: when `đô thị` is found
as a pair, a lone `thị` of `thị trấn` is not marked. Better no mark than a wrong one.
"""

import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from operator import attrgetter

from corpus.languages import has_accents
from corpus.models import Language, Span
from indexer.analyzers.words import vietnamese_words
from indexer.models import Term
from indexer.passage_terms import PassageTerms, StretchTerms
from indexer.seams import Analyzer
from kb.bridging import Bridge
from kb.stop_words import FOLDED_STOP_WORDS, STOP_WORDS

_JOINT = re.compile(r"[\s\-·ㆍ]{0,2}")
"""What may stand between two marks that are shown as one."""

_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9&.-]+")
_UPPER = re.compile(r"[A-Z]")
_MIN_DIGITS = 3
_QUESTIONS_IN_MEMORY = 256
_START = attrgetter("start")


def foresee(question: str, asked: Collection[Language]) -> None:
    """Find the words of a question that a `Highlighter` will need, for one who has time now; they are remembered.

    Args:
        question: As it was asked, in any Unicode normal form.
        asked: Its languages.
    """
    if "vi" in asked and has_accents(question):
        _one_syllable_words(unicodedata.normalize("NFC", question))


class Highlighter:
    """Marks what one question matched, passage by passage; the question is analyzed once for each language of passages.

    Args:
        question: As it was asked, in any Unicode normal form.
        asked: Its languages; `und` when it shows none.
        analyzer_for: Gives the analyzer of a language.
        bridges: Its terms in other languages.
    """

    def __init__(
        self,
        question: str,
        asked: Collection[Language],
        analyzer_for: Callable[[Language], Analyzer],
        bridges: Sequence[Bridge] = (),
    ) -> None:
        self._question = unicodedata.normalize("NFC", question)
        self._asked = asked
        self._analyzer_for = analyzer_for
        self._bridged = {bridge.language: _translations(bridge) for bridge in bridges}
        self._wanted: dict[str, _Wanted] = {}

    def spans(self, text: str, language: Language, held: PassageTerms | StretchTerms) -> tuple[Span, ...]:
        """Spans of a text that the question matched, in order, disjoint, relative to the text.

        Vietnamese asked without accents is matched without accents. In a passage of another language than the question's, numbers,
        identifiers and names are marked, for words that look alike there mean other things, and what the question's terms are called
        there.

        Args:
            text: The text.
            language: Its language.
            held: Its terms.
        """
        typed = self._found(text, language, held, self._question)
        if language not in self._asked and "und" not in self._asked:
            typed = [span for span in typed if _is_name(span.of(text), language)]
        bridged = self._bridged.get(language)
        return _merged(text, [*typed, *(self._found(text, language, held, bridged) if bridged else ())])

    def _found(
        self, text: str, language: Language, held: PassageTerms | StretchTerms, question: str
    ) -> list[Span]:
        wanted = self._wanted_of(language, question)
        return wanted.select(text, held.placed(wanted.texts, folded=wanted.without_accents))

    def _wanted_of(self, language: Language, question: str) -> "_Wanted":
        asked = f"{language} {question}"
        if asked not in self._wanted:
            analyzer = self._analyzer_for(language)
            bare = language == "vi" and not has_accents(question)
            terms = analyzer.folded(question) if bare else analyzer.terms(question)
            self._wanted[asked] = _Wanted(question, _without_parts(terms), language, without_accents=bare)
        return self._wanted[asked]


class _Wanted:
    """The terms of a question, and which of their matches in a passage deserve a mark.

    Args:
        question: As it was asked.
        terms: Its terms, without accents if it was typed so.
        language: Of the passages.
        without_accents: Whether it was.
    """

    def __init__(
        self, question: str, terms: Sequence[Term], language: Language, *, without_accents: bool
    ) -> None:
        around = _around_others(terms)
        self._question = question
        self._singles = [term for term in terms if (term.start, term.end) not in around]
        self._compounds: dict[str, list[Term]] = {}
        for term in terms:
            if (term.start, term.end) in around:
                self._compounds.setdefault(term.text, []).append(term)
        self._language = language
        self._stop_words = FOLDED_STOP_WORDS if without_accents else STOP_WORDS[language]
        self._parts: dict[str, frozenset[int]] = {}
        self.without_accents = without_accents
        self.texts = frozenset(term.text for term in terms)

    def select(self, text: str, found: Sequence[Term]) -> list[Span]:
        """The spans to mark among the terms found in a passage."""
        compounds = [term for term in found if term.text in self._telling]
        singles = self._lone_singles(frozenset(term.text for term in compounds))
        lone = [term for term in found if term.text in singles]
        matched = bool(compounds)
        marked = [
            *compounds,
            *(
                term
                for term in lone
                if self._stands_alone(_surface(text, term), term, beside_compound=matched)
            ),
        ]
        return [Span(term.start, term.end) for term in marked if term.start < term.end]

    def _lone_singles(self, matched: frozenset[str]) -> frozenset[str]:
        """Single terms that are no grammar and part of no compound matched in the same passage."""
        covered = frozenset[int]().union(*map(self._parts_of, matched))
        singles = (term.text for place, term in enumerate(self._singles) if place not in covered)
        return frozenset(singles) - self._stop_words

    def _stands_alone(self, surface: str, single: Term, *, beside_compound: bool) -> bool:
        """Whether a single term says something by itself.

        A lone number of one or two digits is the label of some unit and stands everywhere. A Vietnamese syllable is rarely a word, still
        less without its accents: it counts when it is a word of the question (`thuế`), when the question is that syllable, or when
        accents were typed and no pair matched.
        """
        if surface.isdecimal():
            return len(surface) >= _MIN_DIGITS
        if self._language != "vi" or not self._compounds or _is_name(surface, self._language):
            return True
        return not self.without_accents and (not beside_compound or single.text in self._words)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Words of the question that are one syllable; found only where a syllable stands beside a pair."""
        return _one_syllable_words(self._question)

    @cached_property
    def _telling(self) -> frozenset[str]:
        """The compounds of the question that have a part which is no word of grammar."""
        # Parts of words look like words of grammar without accents: `thi` is `thì` and the `thị` of `đô thị`.
        return frozenset(
            compound
            for compound in self._compounds
            if self.without_accents
            or any(self._singles[place].text not in self._stop_words for place in self._parts_of(compound))
        )

    def _parts_of(self, compound: str) -> frozenset[int]:
        """The places, among the single terms, of those inside a compound, wherever the question has it."""
        if compound not in self._parts:
            self._parts[compound] = frozenset(
                place for around in self._compounds[compound] for place in self._inside(around)
            )
        return self._parts[compound]

    def _inside(self, around: Term) -> Iterator[int]:
        for place in range(bisect_left(self._singles, around.start, key=_START), len(self._singles)):
            if self._singles[place].start > around.end:
                return
            if self._singles[place].end <= around.end:
                yield place


def _translations(bridge: Bridge) -> str:
    """What a question is in another language, a translation a line: no two make a pair."""
    return "\n".join(dict.fromkeys(word for term in bridge.terms for word in term.translations))


@lru_cache(maxsize=_QUESTIONS_IN_MEMORY)
def _one_syllable_words(question: str) -> frozenset[str]:
    """Words of a Vietnamese question that are one syllable: `thuế` and `đất` of `thuế đất nông thôn`."""
    return frozenset(word.text for word in vietnamese_words(question) if "_" not in word.text)


def _without_parts(terms: Sequence[Term]) -> list[Term]:
    """The terms without the parts of document numbers: the `QĐ-TTg` of `950/QĐ-TTg` stands in a thousand other numbers."""
    around = _around_others(terms)
    numbers = [term for term in terms if (term.start, term.end) in around and _is_whole_number(term)]
    return [term for term in terms if not any(_strictly_inside(term, number) for number in numbers)]


def _is_whole_number(term: Term) -> bool:
    return "_" not in term.text and any(character.isdigit() for character in term.text)


def _around_others(terms: Iterable[Term]) -> frozenset[tuple[int, int]]:
    """Start and end of the terms that hold a strictly smaller one: pairs, compounds, whole identifiers."""
    found, ends = set[tuple[int, int]](), math.inf
    for start, end in sorted({(term.start, term.end) for term in terms}, key=lambda at: (-at[0], at[1])):
        if ends <= end:
            found.add((start, end))
        ends = min(ends, end)
    return frozenset(found)


def _strictly_inside(inner: Term, outer: Term) -> bool:
    within = outer.start <= inner.start and inner.end <= outer.end
    return within and (inner.start, inner.end) != (outer.start, outer.end)


def _surface(text: str, term: Term) -> str:
    return text[term.start : term.end]


def _is_name(surface: str, language: Language) -> bool:
    """Whether the characters mean the same in every language: a long number, an identifier, an abbreviation, Latin letters in Korean."""
    if any(character.isdigit() for character in surface):
        return len(surface) >= _MIN_DIGITS
    if not _LATIN_NAME.fullmatch(surface):
        return False
    return language == "ko" or len(_UPPER.findall(surface)) > 1


def _merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Disjoint spans in order; those that overlap, or stand with at most a space or hyphen between them, become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and _touches(text, merged[-1], span):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _touches(text: str, before: Span, after: Span) -> bool:
    return after.start <= before.end or _JOINT.fullmatch(text, before.end, after.start) is not None
