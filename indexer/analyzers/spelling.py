"""Terms that are the words of a text as they are spelled, in one of the normal forms."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from corpus.normalize import Derived, fold, key
from corpus.normalize.characters import compose
from indexer.analyzers.identifiers import SYMBOL, find_symbols
from indexer.models import Term

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
    masked = SYMBOL.sub(lambda match: " " * len(match[0]), text)
    found = (match for match in _WORD.finditer(masked) if folded(match[0]))
    return [Term(form(match[0]), *match.span()) for match in found]


def symbols(text: str, form: Callable[[str], str]) -> list[Term]:
    """Symbols whole and in parts, in the order of the text, in the given form. The text is NFC."""
    found = (term for symbol in find_symbols(text) for term in symbol.terms)
    return [Term(form(term.text), term.start, term.end) for term in found]


class SpelledAnalyzer(ABC):
    """Terms that are spelled in the text, with accents and without; which ones is what a language adds."""

    def terms(self, text: str) -> list[Term]:
        """The terms with their accents, in the order of the text."""
        return self._placed(text, keyed)

    def folded(self, text: str) -> list[Term]:
        """The same without accents: `Đà Nẵng` gives `da`, `nang`."""
        return self._placed(text, folded)

    def terms_batch(self, texts: Sequence[str]) -> list[list[Term]]:
        """`terms` of each text."""
        return [self.terms(text) for text in texts]

    def _placed(self, text: str, form: Callable[[str], str]) -> list[Term]:
        source = composed(text)
        return placed(in_order([*self._spelled(source.text, form), *symbols(source.text, form)]), source)

    @abstractmethod
    def _spelled(self, text: str, form: Callable[[str], str]) -> list[Term]:
        """The terms outside symbols, in the given form. The text is NFC."""


def bigrams(text: str, found: Iterable[Term]) -> Iterator[Term]:
    """Bigrams `a_b` of words with nothing but spaces between them: not across punctuation, symbols and line ends."""
    for first, second in pairwise(found):
        if _GAP.fullmatch(text, first.end, second.start):
            yield Term(f"{first.text}_{second.text}", first.start, second.end)


def in_order(terms: Iterable[Term]) -> list[Term]:
    """By start; of those that start together the longest first, as a compound comes before its parts."""
    return sorted(terms, key=lambda term: (term.start, -term.end))


def placed(terms: list[Term], source: Derived) -> list[Term]:
    """The terms of a derived text with offsets in the text it was derived from."""
    if not source.layers:
        return terms
    return [Term(term.text, *source.to_source(term.start, term.end)) for term in terms]
