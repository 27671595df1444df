"""Terms that are the words of a text as they are spelled, in one of the normal forms."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.normalize import Derived, fold, key
from corpus.normalize.characters import compose
from indexer.analyzers.identifiers import Symbol, find_symbols
from indexer.models import Analyzed, Term

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_GAP = re.compile(r"[^\S\n\r\x0b\x0c\x85\u2028\u2029]+")


@lru_cache(maxsize=1 << 16)
def keyed(word: str) -> str:
    """`key` of one word, in one piece: a corpus has few different words, so most are found in the cache."""
    return "".join(key(word).text.split())


@lru_cache(maxsize=1 << 16)
def folded(word: str) -> str:
    """`fold` of one word."""
    return "".join(fold(word).text.split())


def composed(text: str) -> Derived:
    """The text in NFC, which every pattern here expects, with its offsets; what no engine can encode becomes U+FFFD."""
    return compose(Derived(_SURROGATE.sub("\ufffd", text)))


def words(text: str, form: Callable[[str], str]) -> list[Term]:
    """Words outside symbols, in the order of the text, in the given form; not those that are nothing but marks. The text is NFC."""
    return [Term(form(word), start, end) for word, start, end in spelled(text, find_symbols(text))]


def spelled(text: str, symbols: Iterable[Symbol]) -> list[Term]:
    """Words outside these symbols as they stand in the text, see `words`."""
    for symbol in symbols:
        start, end = symbol.span
        text = text[:start] + " " * (end - start) + text[end:]
    return [Term(word, *match.span()) for match in _WORD.finditer(text) if folded(word := match[0])]


class Layout(NamedTuple):
    """What a text's terms are made of, and where they stand; the terms in any form are the same but for their letters.

    Attributes:
        spellings: Words and symbols as they stand in the text.
        places: For each term, in the order of the text, its first and its last spelling, joined by `_` if these are two, and its span.
    """

    spellings: list[str]
    places: list[tuple[int, int, int, int]]

    def texts(self, form: Callable[[str], str]) -> list[str]:
        """The terms in a form."""
        made = list(map(form, self.spellings))
        return [
            made[first] if first == last else f"{made[first]}_{made[last]}"
            for first, last, _, _ in self.places
        ]

    def terms(self, form: Callable[[str], str], source: Derived) -> list[Term]:
        """The terms in a form, with offsets in the text that the text of this layout was derived from."""
        texts = zip(self.texts(form), self.places, strict=True)
        if not source.layers:
            return [Term(text, start, end) for text, (_, _, start, end) in texts]
        return [Term(text, *source.to_source(start, end)) for text, (_, _, start, end) in texts]


class SpelledAnalyzer(ABC):
    """Terms that are spelled in the text, with accents and without; which ones is what a language adds."""

    def terms(self, text: str) -> list[Term]:
        """The terms with their accents, in the order of the text."""
        source = composed(text)
        return self._layout(source.text).terms(keyed, source)

    def folded(self, text: str) -> list[Term]:
        """The same without accents: `Đà Nẵng` gives `da`, `nang`."""
        source = composed(text)
        return self._layout(source.text).terms(folded, source)

    def analyze(self, texts: Sequence[str]) -> list[Analyzed]:
        """Both, of each text."""
        return list(map(self._analyzed, texts))

    def _analyzed(self, text: str) -> Analyzed:
        source = composed(text)
        layout = self._layout(source.text)
        return Analyzed(layout.terms(keyed, source), layout.texts(folded))

    def _layout(self, text: str) -> Layout:
        symbols = find_symbols(text)
        found = spelled(text, symbols)
        spellings = [word.text for word in found]
        places = list(self._places(text, found))
        for term in (term for symbol in symbols for term in symbol.terms):
            places.append((len(spellings), len(spellings), term.start, term.end))
            spellings.append(term.text)
        if symbols:
            places.sort(key=lambda place: (place[2], -place[3]))
        return Layout(spellings, places)

    @abstractmethod
    def _places(self, text: str, found: Sequence[Term]) -> Iterator[tuple[int, int, int, int]]:
        """The terms that the words of a text make, in its order, as a `Layout` has them; those that start together longest first."""


def are_neighbours(text: str, first: Term, second: Term) -> bool:
    """Whether nothing but spaces is between two words: no punctuation, no symbol, no line end."""
    start, end = first.end, second.start
    return text[start:end] == " " or _GAP.fullmatch(text, start, end) is not None


def in_order(terms: Iterable[Term]) -> list[Term]:
    """By start; of those that start together the longest first, as a compound comes before its parts."""
    return sorted(terms, key=lambda term: (term.start, -term.end))


def placed(terms: list[Term], source: Derived) -> list[Term]:
    """The terms of a derived text with offsets in the text it was derived from."""
    if not source.layers:
        return terms
    return [Term(term.text, *source.to_source(term.start, term.end)) for term in terms]
