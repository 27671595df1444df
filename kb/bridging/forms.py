"""Forms under which the words of the glossary are found in a question."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from corpus.languages import has_accents
from corpus.models import Language
from corpus.normalize import fold, key
from indexer.analyzers import analyzer_for
from indexer.models import Term

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer

_WORD = re.compile(r"[^\W_]+")
_GENITIVE = re.compile(r"(?<=[가-힣])의 ")
_VERB = re.compile(r"(?<=[가-힣])(?:하다|되다|시키다|다)$")


@lru_cache(maxsize=1 << 16)
def forms_of(word: str, language: Language, *, plain: bool = False) -> tuple[str, ...]:
    """The forms of a word of the glossary: what `growing` makes of the `units` of a text that says it.

    An acronym keeps its capitals: `AI` is a technology, `ai` is `who` in Vietnamese. Korean has a form as it is spelled and one
    without endings: `허가하다` is found in `허가를`.
    """
    if is_acronym(word):
        return (word,)
    if language == "ko":
        spelled = key(word).text
        bare = _GENITIVE.sub(" ", _VERB.sub("", spelled))
        return tuple(dict.fromkeys("".join(_WORD.findall(form)) for form in (spelled, bare)))
    parts = _WORD.findall((fold if plain else key)(word.removeprefix("to ")).text)
    return (" ".join(map(stem, parts) if language == "en" else parts),)


def units(text: str, language: Language, *, plain: bool = False) -> list[Term]:
    """What a text consists of, in order and without overlap: syllables of Vietnamese, morphemes of Korean, words of English.

    Args:
        text: In NFC.
        language: It is in.
        plain: Whether accents are left out.
    """
    analyzer = analyzer_for(language)
    found: list[Term] = []
    for term in analyzer.folded(text) if plain else analyzer.terms(text):
        if _WORD.fullmatch(term.text) and (not found or term.start >= found[-1].end):
            found.append(term._replace(text=stem(term.text)) if language == "en" else term)
    return found


def growing(found: Sequence[Term], text: str, language: Language) -> Iterator[tuple[str, ...]]:
    """Forms that the first of some neighbouring units, the first two, the first three … may have in the glossary, the likeliest first."""
    grown = _korean(found, text) if language == "ko" else _spaced(found)
    first = found[0]
    alone = text[first.start : first.end]
    if is_acronym(alone) and not text.isupper():
        next(grown)
        yield alone, first.text
    yield from grown


def _spaced(found: Sequence[Term]) -> Iterator[tuple[str, ...]]:
    form = found[0].text
    yield (form,) if has_accents(form) else (form, form.upper())
    for unit in found[1:]:
        form = f"{form} {unit.text}"
        yield (form,)


def _korean(found: Sequence[Term], text: str) -> Iterator[tuple[str, ...]]:
    """Morphemes leave out affixes that a compound has (`재활용` is `활용`), so the words as they are spelled come first."""
    start, spelled, bare = found[0].start, "", ""
    end = max(text.rfind(" ", 0, start), text.rfind("·", 0, start)) + 1
    for unit in found:
        spelled, bare, end = spelled + _letters(text[end : unit.end]), bare + unit.text, unit.end
        yield (spelled, bare) if bare != spelled else (bare,)


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> str:
    return "".join(_WORD.findall(key(text).text))


def is_acronym(word: str) -> bool:
    """Whether a word is written in capitals alone: `AI`, `CNTT`, `R&D`."""
    return len(word) > 1 and word.isupper() and " " not in word


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """An English word without its endings: `appointed` and `appoints` give `appoint` (Porter, snowballstem.org)."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@cache
def _stemmer() -> "EnglishStemmer":
    import snowballstemmer  # noqa: PLC0415 -- imports the stemmers of all its languages, only where there is English

    return snowballstemmer.stemmer("english")
