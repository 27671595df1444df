"""Legacy Vietnamese letters in what a reader found, put right before anything is cleaned away."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from corpus import legacy
from corpus.models import Diagnostic
from corpus.readers.raw import RawText

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


class RepairedRaw(NamedTuple):
    """What a reader handed over, after repair, and how many letters that made."""

    raw: RawText
    characters: int


def repair_raw(raw: RawText) -> RepairedRaw:
    """Repair the lines of all pages and the metadata together, since one page may be too short to prove its encoding."""
    notes = tuple(note.text for note in raw.notes)
    parts = (*raw.pages, *notes, *raw.metadata.values())
    repaired = legacy.repair("\n".join(parts))
    if not repaired.repairs:
        return RepairedRaw(replace(raw, diagnostics=raw.diagnostics + _suspicion(raw.pages)), 0)
    right = _parted(repaired.text, parts)
    found = replace(
        raw,
        pages=right[: len(raw.pages)],
        notes=tuple(
            note._replace(text=text) for note, text in zip(raw.notes, right[len(raw.pages) :], strict=False)
        ),
        metadata=dict(zip(raw.metadata, right[len(raw.pages) + len(notes) :], strict=True)),
        diagnostics=raw.diagnostics + tuple(map(_told, repaired.repairs)),
    )
    return RepairedRaw(found, repaired.characters)


def _parted(text: str, parts: Sequence[str]) -> tuple[str, ...]:
    """The text in parts again, by their numbers of lines, which repair keeps."""
    lines = text.split("\n")
    ends = list(accumulate(part.count("\n") + 1 for part in parts))
    return tuple("\n".join(lines[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True))


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
