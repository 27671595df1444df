"""What a reader of one format hands over, before it becomes the stored text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.models import Diagnostic, OcrPage, Span


class FontRun(NamedTuple):
    """A stretch of one page whose letters are shown in one font.

    Attributes:
        page: The page, counted from 1; 1 for formats without pages.
        span: Characters of that page's text as the reader hands it over.
        name: The font's name, e.g. `.VnTimeH`.
    """

    page: int
    span: Span
    name: str


class PageNote(NamedTuple):
    """A footnote, kept apart from the text of the page it stands on.

    Attributes:
        page: The page, counted from 1.
        text: Its mark and its words, one line: `[3] …`.
    """

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class RawText:
    """The text of a file as its format has it.

    Attributes:
        format: The format found in the bytes.
        pages: Text of each page; one for formats without pages.
        encoding: The encoding the bytes were decoded with, None where the format fixes it.
        metadata: Front matter or document properties.
        diagnostics: What the reader noticed; without spans, since the stored text does not exist yet.
        ocr_pages: The pages whose text comes from OCR.
        joins: By number of a page, counted from 1, what stands between it and the next one where a paragraph goes on:
            a blank, or nothing inside a word; everywhere else a line feed.
        notes: Footnotes, in the order of their marks; they follow the last page.
        fonts: Fonts of the pages, where the format tells and they may belong to a legacy encoding.
        encoding_evidence: Why it is that encoding, in words.
    """

    format: str
    pages: tuple[str, ...]
    encoding: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    ocr_pages: tuple[OcrPage, ...] = ()
    joins: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[PageNote, ...] = ()
    fonts: tuple[FontRun, ...] = ()
    encoding_evidence: str | None = None
