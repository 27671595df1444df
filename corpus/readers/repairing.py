"""Legacy Vietnamese letters in what a reader found, put right before anything is cleaned away."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from corpus.legacy.repair import Repair, repair
from corpus.models import Diagnostic, Span
from corpus.normalize.suspicion import suspected
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
_EXCHANGED_WORDS, _EXAMPLES = 3, 4
"""One or two different words may be slips of typing."""


class RepairedRaw(NamedTuple):
    """What a reader handed over, after repair, and how many letters that made."""

    raw: RawText
    characters: int


def repair_raw(raw: RawText) -> RepairedRaw:
    """Repair the lines of all pages and the metadata together, since one page may be too short to prove its encoding."""
    notes = tuple(note.text for note in raw.notes)
    parts = (*raw.pages, *notes, *raw.metadata.values())
    starts = [0, *accumulate(len(part) + 1 for part in parts)]
    fonts = {Span(*(starts[run.page - 1] + at for at in run.span)): run.name for run in raw.fonts}
    repaired = repair("\n".join(parts), fonts)
    if not repaired.repairs:
        return RepairedRaw(
            replace(raw, diagnostics=raw.diagnostics + _suspicions(raw.pages) + _exchanged(raw)), 0
        )
    page_of = [*range(1, len(raw.pages) + 1), *(note.page for note in raw.notes)]
    right = _parted(repaired.text, parts)
    found = replace(
        raw,
        pages=right[: len(raw.pages)],
        notes=tuple(
            note._replace(text=text) for note, text in zip(raw.notes, right[len(raw.pages) :], strict=False)
        ),
        metadata=dict(zip(raw.metadata, right[len(raw.pages) + len(notes) :], strict=True)),
        diagnostics=raw.diagnostics
        + tuple(_told(found, _pages(found, starts, page_of)) for found in repaired.repairs),
    )
    return RepairedRaw(found, repaired.characters)


def _parted(text: str, parts: Sequence[str]) -> tuple[str, ...]:
    """The text in parts again, by their numbers of lines, which repair keeps."""
    lines = text.split("\n")
    ends = list(accumulate(part.count("\n") + 1 for part in parts))
    return tuple("\n".join(lines[start:end]) for start, end in zip([0, *ends[:-1]], ends, strict=True))


def _pages(found: Repair, starts: Sequence[int], page_of: Sequence[int]) -> list[int]:
    """The pages with lines that were repaired; metadata stands on none."""
    parts = {bisect_right(starts, place.start) - 1 for place in found.places}
    return sorted({page_of[part] for part in parts if part < len(page_of)})


def _told(found: Repair, pages: Sequence[int]) -> Diagnostic:
    message = (
        f"{found.lines} lines{_where(pages)} were in {found.encoding} and became Unicode ({found.characters} letters): "
        f"{found.after} of their {found.words} accented words are Vietnamese syllables now, {found.before} were before"
    )
    return Diagnostic("legacy_encoding", message, page=pages[0] if pages else None)


def _where(pages: Sequence[int]) -> str:
    """The pages in words; nothing for a file that has but one."""
    if len(pages) > 1:
        return f" on {len(pages)} pages from {pages[0]} to {pages[-1]}"
    return f" on page {pages[0]}" if pages and pages[0] > 1 else ""


def _suspicions(pages: Sequence[str]) -> tuple[Diagnostic, ...]:
    """A warning where words look like those of a legacy font throughout, but no encoding makes Vietnamese of them."""
    if not _is_suspicious("\n".join(pages)[:_SAMPLE]):
        return ()
    suspected = [number for number, page in enumerate(pages, 1) if _is_suspicious(page[:_SAMPLE])]
    message = "its words look like those of a legacy font, but no known encoding makes Vietnamese of them"
    return (Diagnostic("legacy_font_suspected", message, page=suspected[0] if suspected else 1),)


def _exchanged(raw: RawText) -> tuple[Diagnostic, ...]:
    """A warning where words show that a broken font exchanged letters, unless the reader of the format has told so of its pages."""
    text = unicodedata.normalize("NFC", "\n".join(raw.pages)[:_SAMPLE])
    damage = suspected(text)
    if damage is None or any(found.code == "damaged_text_layer" for found in raw.diagnostics):
        return ()
    pairs = zip(text.split(), damage.suggestion.split(), strict=True)
    words = list(dict.fromkeys(f"{seen} → {meant}" for seen, meant in pairs if seen != meant))
    message = f"a broken font exchanged letters; the text stands as it is: {', '.join(words[:_EXAMPLES])}"
    return (Diagnostic("exchanged_letters", message),) if len(words) >= _EXCHANGED_WORDS else ()


def _is_suspicious(text: str) -> bool:
    words = len(_LATIN_WORD.findall(text))
    return words >= _WORDS_AT_LEAST and len(_SIGN.findall(text)) > words * _SHARE_OF_WORDS
