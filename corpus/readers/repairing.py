"""Legacy Vietnamese letters in the pages of a reader, put right before anything is cleaned away."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from corpus import legacy
from corpus.models import Diagnostic

# One byte a vowel: symbols of Latin-1 inside words (`th¸ng`); or a letter and then its mark as a letter (`Coäng`).
_SIGN = re.compile(
    r"[A-Za-zÀ-ÿ][¡-©«-¹»-¿×÷](?=[a-z\s.,;:)]|$)|[¡-©«-¹»-¿][a-z]|[®][a-zÀ-ÿ¡-¿]"
    r"|[aeoyAEOYöÖôÔ][äåàáãâùøûúüïëéèêõÄÅÀÁÃÂÙØÛÚÜÏËÉÈÊÕ]",
    re.MULTILINE,
)
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:[¡-¿×÷][^\W\d_]*)*")
_SAMPLE = 200_000
_SHARE_OF_WORDS = 0.15
_WORDS_AT_LEAST = 8


class RepairedPages(NamedTuple):
    """The pages after repair, how many letters that made, and the evidence for people."""

    pages: tuple[str, ...]
    characters: int
    diagnostics: tuple[Diagnostic, ...]


def repair_pages(pages: Sequence[str]) -> RepairedPages:
    """Repair the lines of all pages together, since one page may be too short to prove its encoding."""
    repaired = legacy.repair("\n".join(pages))
    if not repaired.repairs:
        return RepairedPages(tuple(pages), 0, _suspicion(pages))
    lines = repaired.text.split("\n")
    ends = list(accumulate(page.count("\n") + 1 for page in pages))
    kept = tuple("\n".join(lines[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True))
    return RepairedPages(kept, repaired.characters, tuple(map(_told, repaired.repairs)))


def _told(found: legacy.Repair) -> Diagnostic:
    message = (
        f"{found.lines} lines were in {found.encoding} and became Unicode ({found.characters} letters): "
        f"{found.after} of their {found.words} accented words are Vietnamese syllables now, {found.before} were before"
    )
    return Diagnostic("legacy_encoding", message)


def _suspicion(pages: Sequence[str]) -> tuple[Diagnostic, ...]:
    """A warning where words look like those of a legacy font throughout, but no encoding makes Vietnamese of them."""
    sample = "\n".join(pages)[:_SAMPLE]
    words = len(_LATIN_WORD.findall(sample))
    if words < _WORDS_AT_LEAST or len(_SIGN.findall(sample)) <= words * _SHARE_OF_WORDS:
        return ()
    message = "its words look like those of a legacy font, but no known encoding makes Vietnamese of them"
    return (Diagnostic("legacy_font_suspected", message),)
