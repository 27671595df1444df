"""What a list shows of a passage: the words that were found, marked, with some text around them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.models import Span

ELLIPSIS = "…"


class Piece(NamedTuple):
    """A stretch of text, marked or not."""

    text: str
    marked: bool


def split_marked(text: str, span: Span, marks: Iterable[Span]) -> list[Piece]:
    """The characters of a span, cut where a mark begins or ends; joined again they are exactly those characters.

    Args:
        text: The stored text.
        span: The part of it to show.
        marks: Spans of the stored text, in any order; what overlaps is merged, what lies outside is passed over.
    """
    pieces: list[Piece] = []
    position = span.start
    for mark in sorted(marks):
        start, end = max(mark.start, position), min(mark.end, span.end)
        if start >= end:
            continue
        pieces += [Piece(text[position:start], marked=False), Piece(text[start:end], marked=True)]
        position = end
    pieces.append(Piece(text[position : span.end], marked=False))
    return [piece for piece in pieces if piece.text]


def choose_window(text: str, marks: Sequence[Span], width: int) -> Span:
    """About `width` characters of a text that hold most marked characters, the earliest such place; whole words.

    Args:
        text: What is to be shortened.
        marks: Spans of this text.
        width: Characters wanted; texts up to this length are kept whole.
    """
    if len(text) <= width:
        return Span(0, len(text))
    lead = width // 4
    starts = [0, *(max(0, min(mark.start - lead, len(text) - width)) for mark in marks)]
    best = max(starts, key=lambda start: (_marked_characters(marks, start, start + width), -start))
    return _whole_words(text, Span(best, best + width))


def _marked_characters(marks: Iterable[Span], start: int, end: int) -> int:
    return sum(max(0, min(mark.end, end) - max(mark.start, start)) for mark in marks)


def _whole_words(text: str, window: Span) -> Span:
    """The window without the torn words at its ends, where white space is near enough to cut there."""
    start, end = window
    if start > 0 and not text[start - 1].isspace():
        space = next((at for at in range(start, min(start + 20, end)) if text[at].isspace()), start - 1)
        start = space + 1
    if end < len(text) and not text[end].isspace():
        end = next((at for at in range(end, max(end - 20, start), -1) if text[at - 1].isspace()), end)
    return Span(start, end)


def excerpt(text: str, start: int, marks: Sequence[Span], width: int) -> list[Piece]:
    """The best window of a passage on one line, marked, with an ellipsis where something was left out.

    Args:
        text: The passage.
        start: Where it begins in the stored text.
        marks: Spans of the stored text.
        width: Characters wanted.
    """
    local = [Span(mark.start - start, mark.end - start) for mark in marks]
    window = choose_window(text, local, width)
    before = [Piece(f"{ELLIPSIS} ", marked=False)] if window.start > 0 else []
    after = [Piece(f" {ELLIPSIS}", marked=False)] if window.end < len(text) else []
    shown = [Piece(_one_line(piece.text), piece.marked) for piece in split_marked(text, window, local)]
    return [*before, *shown, *after]


def _one_line(text: str) -> str:
    """Line feeds and blank lines become one space each, so that words do not run together where a line ended."""
    return re.sub(r"\s+", " ", text)
