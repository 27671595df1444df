"""From the pages of a reader to the stored text, its pages and its quality report."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from corpus.errors import DamagedFileError, EmptyFileError
from corpus.models import Diagnostic, Page, QualityReport, SourceText, Span
from corpus.normalize import clean
from corpus.readers.raw import RawText
from corpus.readers.repairing import repair_raw
from corpus.readers.wording import unknown_words

_EDGE_SPACE = re.compile(r"[ \t]+(?=\n|\Z)|(?:(?<=\n)|\A)[ \t]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_UNREADABLE_SHARE = 0.2
_GARBLED_SHARE = 0.25


class _Part(NamedTuple):
    """A page, or a note of one: its cleaned text, and what joins it to the next part."""

    page: int
    text: str
    join: str


def assemble(raw: RawText) -> SourceText:
    """Repair and clean the pages and join them with line feeds.

    Lines in a legacy Vietnamese encoding become Unicode, see `corpus.legacy.repair`; the report names what was found.
    Lines lose the blanks at both ends (indentation is layout, and most formats do not have it) and stand at most one
    empty line apart; nothing else of the text is rewritten.

    Raises:
        EmptyFileError: No character is left.
        DamagedFileError: The characters are mostly unknown ones.
    """
    source = stored(raw)
    if not source.text.strip():
        raise EmptyFileError("holds no text")
    _refuse_unreadable(source.text)
    return source


def stored(raw: RawText) -> SourceText:
    """The stored text of the pages, which may be empty; see `assemble`."""
    raw, characters = repair_raw(raw)
    texts = [_tidy(clean(page).text) for page in raw.pages]
    parts = [
        *(_Part(number, text, raw.joins.get(number, "\n")) for number, text in enumerate(texts, 1)),
        *(_Part(note.page, _tidy(clean(note.text).text), "\n") for note in raw.notes),
    ]
    text, pages = "".join(_joined(parts)), _partition(parts)
    unknown = unknown_words(text)
    report = QualityReport(
        format=raw.format,
        encoding=raw.encoding,
        pages=len(texts),
        empty_pages=tuple(number for number, page in enumerate(texts, 1) if not page),
        characters=len(text),
        repaired=characters + sum(map(_changed_characters, raw.pages, texts)),
        diagnostics=(
            *raw.diagnostics,
            *_lost_characters(text, pages, paged=len(texts) > 1),
            *_garbled_pages(text, pages, unknown, paged=len(texts) > 1),
        ),
        ocr_pages=raw.ocr_pages,
        encoding_evidence=raw.encoding_evidence,
        unknown_words=unknown,
    )
    return SourceText(text=text, pages=pages, metadata=_clean_metadata(raw), report=report)


def with_diagnostics(source: SourceText, diagnostics: tuple[Diagnostic, ...]) -> SourceText:
    """The same text with more diagnostics in its report, in front of the others."""
    report = replace(source.report, diagnostics=diagnostics + source.report.diagnostics)
    return replace(source, report=report)


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", _EDGE_SPACE.sub("", text)).strip("\n")


def _joined(parts: Sequence[_Part]) -> list[str]:
    """The parts, each with what joins it to the next one."""
    return [part.text + part.join for part in parts[:-1]] + [part.text for part in parts[-1:]]


def _partition(parts: Sequence[_Part]) -> tuple[Page, ...]:
    """Each page ends with what joins it to the next one; a page with notes comes again for them, after the last page."""
    ends = list(accumulate(map(len, _joined(parts))))
    starts = [0, *ends[:-1]]
    return tuple(Page(part.page, start, end) for part, start, end in zip(parts, starts, ends, strict=True))


def _changed_characters(raw: str, text: str) -> int:
    """How many characters that are not white space became others, or none."""
    before = unicodedata.normalize("NFC", raw)
    if before == text:
        return 0
    lost = Counter(before) - Counter(text)
    return sum(count for character, count in lost.items() if not character.isspace())


def _clean_metadata(raw: RawText) -> dict[str, str]:
    cleaned = {key: clean(value).text.strip() for key, value in raw.metadata.items()}
    return {key: value for key, value in cleaned.items() if value}


def _lost_characters(text: str, pages: Sequence[Page], *, paged: bool) -> Iterator[Diagnostic]:
    for page in pages:
        lost = text.count("\ufffd", page.start, page.end)
        if lost:
            first = text.index("\ufffd", page.start)
            message = f"{lost} characters could not be decoded and stand as U+FFFD"
            place = Span(first, first + 1)
            yield Diagnostic("replacement_characters", message, place, page.number if paged else None)


def _garbled_pages(
    text: str, pages: Sequence[Page], unknown: float | None, *, paged: bool
) -> Iterator[Diagnostic]:
    """Pages whose words are none, for too large a part; `unknown` is the share in the whole text."""
    for page in pages:
        share = unknown_words(text[page.start : page.end]) if len(pages) > 1 else unknown
        if (share or 0.0) > _GARBLED_SHARE:
            message = (
                f"{share:.0%} of the words are no Vietnamese, Korean or English ones: the text may be garbled, or is "
                "in another language; look at the file"
            )
            place = Span(page.start, page.end)
            yield Diagnostic("unknown_words", message, place, page.number if paged else None)


def _refuse_unreadable(text: str) -> None:
    unknown = text.count("\ufffd")
    if unknown and unknown > _UNREADABLE_SHARE * len("".join(text.split())):
        raise DamagedFileError(
            f"{unknown} of its {len(text)} characters cannot be decoded: open it in the program that wrote it"
        )
