"""Sentences: the evidence for what is read out of a text."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from corpus.models import Provision, Span

# A full stop before a capital or a new line, a semicolon before a new line; never the stop of a number.
_ENDS = re.compile(r"\.(?=\s+[\"“(]?[A-ZĐÀ-Ỹ가-힣])|[.;](?=[ \t]*(?:\n|\Z))|\n[ \t]*\n")
_BLANKS = re.compile(r"\s*")


class Sentences:
    """The sentences of a document; none crosses the bounds of the smallest provision around it.

    Args:
        text: The stored text.
        root: Its tree.
    """

    def __init__(self, text: str, root: Provision) -> None:
        self._text = text
        self._root = root

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in _ENDS.finditer(self._text)]

    def around(self, span: Span) -> Span:
        """The sentence that holds a stretch of text, without white space at its ends; the stretch itself always lies inside."""
        unit = self._root.holding(span)
        first = _body(unit, self._text, span.start)
        last = min(
            (child.span.start for child in unit.children if child.span.start >= span.end),
            default=unit.span.end,
        )
        before = max(
            (child.span.end for child in unit.children if child.span.end <= span.start), default=first
        )
        start = self._last_end(max(first, before), span.start)
        end = self._next_end(span.end, last)
        return self._trimmed(start, end)

    def _last_end(self, lowest: int, position: int) -> int:
        index = bisect_right(self._ends, position) - 1
        return max(lowest, self._ends[index]) if index >= 0 else lowest

    def _next_end(self, position: int, highest: int) -> int:
        index = bisect_left(self._ends, position)
        return min(highest, self._ends[index]) if index < len(self._ends) else highest

    def _trimmed(self, start: int, end: int) -> Span:
        blanks = _BLANKS.match(self._text, start, end)
        begin = blanks.end() if blanks else start
        return Span(begin, begin + len(self._text[begin:end].rstrip()))


def _body(unit: Provision, text: str, latest: int) -> int:
    """Where the text of a unit begins: behind a heading on a line of its own, where that ends before a place."""
    if not unit.title:
        return unit.span.start
    heading = text.find(unit.title, unit.span.start, latest)
    end = heading + len(unit.title)
    return end if heading >= 0 and end <= latest and text.startswith("\n", end) else unit.span.start
