"""Paragraphs of unnumbered text."""

import re
from collections.abc import Iterator

from corpus.models import Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends; empty, at `start`, when nothing else is in it."""
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)


def paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches between blank lines, in order, without white space at their ends.

    One without a letter or a number, such as a ruled line, goes with the paragraph before it, or else behind it.
    """
    waiting: Span | None = None
    for span in _stretches(text, start, end):
        if waiting is None or (_has_words(text, span) and _has_words(text, waiting)):
            if waiting is not None:
                yield waiting
            waiting = span
        else:
            waiting = Span(waiting.start, span.end)
    if waiting is not None:
        yield waiting


def _stretches(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        blank = _BLANK_LINE.search(text, start, end)
        span = trim(text, start, blank.start() if blank else end)
        if span.start < span.end:
            yield span
        start = blank.end() if blank else end


def _has_words(text: str, span: Span) -> bool:
    return any(map(str.isalnum, span.of(text)))
