"""Exact phrases: whether a text contains one, word for word."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from corpus.languages import has_accents
from corpus.models import Language
from corpus.normalize import fold, key
from indexer.models import Term
from indexer.seams import Analyzer

_LATIN = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
_HANGUL_OR_MARK = re.compile(r"[가-힣]|[\W_]")


class PhraseMatcher:
    """Finds one phrase in texts of one language.

    Texts are compared in the form of `corpus.normalize.key`: case, white space, line ends and the placement of tones do not count.
    In Vietnamese a phrase without a single accent is compared without accents. Latin words and numbers match whole; Hangul may go
    on, since Korean writes compounds and particles without a space (`스마트도시` in `스마트도시서비스를`).

    Args:
        phrase: In any Unicode normal form.
        language: Of the texts.
    """

    def __init__(self, phrase: str, language: Language) -> None:
        self.plain = language == "vi" and not has_accents(phrase)
        self._form = fold if self.plain else key
        wanted = self._form(phrase).text
        before = "" if _HANGUL_OR_MARK.match(wanted[:1]) else r"(?<![^\W_가-힣])"
        behind = "" if _HANGUL_OR_MARK.match(wanted[-1:]) else r"(?![^\W_가-힣])"
        self._pattern = re.compile(before + re.escape(wanted) + behind)
        self._likely = re.compile("".join(map(_likely, wanted)), re.IGNORECASE)

    def found_in(self, texts: Iterable[str]) -> bool:
        """Whether one of these stored texts contains the phrase; it does not run on from one into the next."""
        return any(self._found(match) for text in texts for match in self._likely.finditer(text))

    def _found(self, match: re.Match[str]) -> bool:
        """Whether the phrase stands where its letters do, whatever their accents: the form of a whole text takes too long."""
        around = match.string[max(0, match.start() - 1) : match.end() + 1]
        return self._pattern.search(self._form(around).text) is not None


@cache
def _likely(character: str) -> str:
    """A pattern for all that may come to this character in a normal form."""
    if character.isspace():
        return r"\s+"
    if not character.isalnum():
        return "[\\Wㆍ]"
    bare = fold(character).text
    return f"[{re.escape(character)}{re.escape(bare)}{''.join(letter for letter in _LATIN if fold(letter).text == bare)}]"


def innermost(terms: Sequence[Term]) -> list[str]:
    """The different terms that contain no other: words without their pairs, the parts of symbols, never a whole.

    Whatever contains a phrase of spelled words has all of these, also where a line ends inside the phrase.
    """
    spans = {(term.start, term.end) for term in terms}
    whole = [term for term in terms if not any(_inside(span, term) for span in spans)]
    return list(dict.fromkeys(term.text for term in whole))


def needed(analyzer: Analyzer, language: Language, phrase: PhraseMatcher, text: str) -> tuple[list[str], int]:
    """Terms of a phrase, and how many of them a passage must have to be looked at.

    Korean morphemes depend on the words around them, so half of them must do.
    """
    # A surrogate is no text that an index could look up.
    text = text.encode("utf-8", "replace").decode("utf-8")
    found = innermost(analyzer.folded(text) if phrase.plain else analyzer.terms(text))
    return found, (len(found) + 1) // 2 if language == "ko" else len(found)


def _inside(span: tuple[int, int], term: Term) -> bool:
    return term.start <= span[0] and span[1] <= term.end and span != (term.start, term.end)
