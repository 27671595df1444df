"""Korean terms: morphemes without particles and endings, and bigrams of them.

White space does not divide Korean into words: nDCG@10 .22 against .49 on questions about laws.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.metadata import version
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING

from indexer.analyzers.identifiers import find_references, find_symbols
from indexer.analyzers.spelling import composed, in_order, keyed, placed
from indexer.models import Analyzed, Term

if TYPE_CHECKING:
    from kiwipiepy import Kiwi, Token

# Sejong tags: nouns, verbs and adjectives, roots, foreign words, numbers, Han characters, determiners; serial numbers,
# addresses and hashtags are kiwi's own. Particles (J), endings (E), affixes (X) and punctuation (S) are left out.
_KEPT = re.compile(r"N|V|XR|SL|SN|SH|MM|UN|W_(?:SERIAL|URL|EMAIL|HASHTAG)")
_SHORTEST_COMPOUND = 4
"""Syllables; two-syllable nouns are the bricks that compounds are made of."""
_BREAK = re.compile(r"[\n.?!;:。]")
_LOADING = Lock()


class KoreanAnalyzer:
    """Morphemes by kiwipiepy, bigrams `개인_정보`, references (`제2조제1항`) and symbols whole and in parts.

    Safe to use from several threads. The first use loads the engine: 1 second, 330 MB.
    """

    @property
    def name(self) -> str:
        """Name, version, and the version of the engine with its model: other versions cut words differently."""
        return f"korean-morphemes-4-kiwi-{version('kiwipiepy')}-{version('kiwipiepy_model')}"

    def terms(self, text: str) -> list[Term]:
        """Morphemes in their dictionary form (도와 gives `돕`), bigrams, references and symbols."""
        source = composed(text)
        return placed(_terms(source.text, load_morphemes().tokenize(source.text)), source)

    def folded(self, text: str) -> list[Term]:
        """None: Korean has no accents to leave out."""
        del text
        return []

    def analyze(self, texts: Sequence[str]) -> list[Analyzed]:
        """`terms` of each text, folded none; the engine spreads them over its own threads."""
        sources = [composed(text) for text in texts]
        tokenized = load_morphemes().tokenize([source.text for source in sources])
        return [
            Analyzed(placed(_terms(source.text, tokens), source), [])
            for source, tokens in zip(sources, tokenized, strict=True)
        ]


def load_morphemes() -> "Kiwi":
    """The engine; it starts its threads, and builds a quarter of its tables, with the first text."""
    with _LOADING:
        return _load()


@cache
def _load() -> "Kiwi":
    from kiwipiepy import Kiwi  # noqa: PLC0415 -- 0.2 seconds and much memory, only where there is Korean

    # Typing errors and multi-word entries cost 190 MB and change nothing in edited text.
    return Kiwi(load_typo_dict=False, load_multi_dict=False)


def _terms(text: str, tokens: Iterable["Token"]) -> list[Term]:
    symbols = find_symbols(text)
    masked = [symbol.span for symbol in symbols]
    morphemes = list(_morphemes(tokens))
    if masked:
        morphemes = [term for term in morphemes if not any(_overlap(term, span) for span in masked)]
    terms = [term for symbol in symbols for term in symbol.terms]
    return in_order([*terms, *find_references(text), *morphemes, *_bigrams(text, morphemes)])


def _morphemes(tokens: Iterable["Token"]) -> Iterator[Term]:
    """Nouns come in the parts they have when they stand alone: in some contexts kiwi takes a compound it does not know for one word."""
    for token in tokens:
        form, tag, start, length = token.form, token.tag, token.start, token.len
        # A morpheme that is left out in writing (the copula in 학생다) stands for no character.
        if not length or not _is_kept(tag):
            continue
        for part in _parts(form) if tag.startswith("NN") and len(form) == length else (form,):
            end = start + (length if part == form else len(part))
            if keyed_part := keyed(part):
                yield Term(keyed_part, start, end)
            start = end


@cache
def _is_kept(tag: str) -> bool:
    return _KEPT.match(tag) is not None


@lru_cache(maxsize=100_000)
def _parts(noun: str) -> tuple[str, ...]:
    if len(noun) < _SHORTEST_COMPOUND:
        return (noun,)
    parts = load_morphemes().tokenize(noun)
    alone = all(part.tag.startswith("NN") for part in parts)
    return (
        tuple(part.form for part in parts)
        if alone and "".join(part.form for part in parts) == noun
        else (noun,)
    )


def _overlap(term: Term, span: tuple[int, int]) -> bool:
    return term.start < span[1] and span[0] < term.end


def _bigrams(text: str, morphemes: Iterable[Term]) -> Iterator[Term]:
    """Neighbours that are kept, whatever particles stand between them, but not across sentences and lines."""
    for first, second in pairwise(morphemes):
        if not _BREAK.search(text, first.end, max(first.end, second.start)):
            yield Term(f"{first.text}_{second.text}", first.start, max(first.end, second.end))


def respaced(text: str) -> str:
    """Korean with the spaces between its words that it was written without: `도시계획수립절차` → `도시 계획 수립 절차`.

    Particles stay with their words. Only spaces are added; the first use loads the engine.
    """
    return str(load_morphemes().space(text))
