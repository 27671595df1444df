"""A derived text and its offsets: which characters of the input each of its characters came from."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus.models import Span


def _offsets() -> "array[int]":
    return array("I")


@dataclass(frozen=True, slots=True)
class Edits:
    """The stretches that one rewriting changed, in order; everything between two of them moved unchanged.

    Attributes:
        source_starts: Where each changed stretch begins in the input of the rewriting.
        source_ends: Where it ends there.
        target_starts: Where its replacement begins in the output; equal to the end where it was deleted.
        target_ends: Where the replacement ends.
    """

    source_starts: "array[int]" = field(default_factory=_offsets)
    source_ends: "array[int]" = field(default_factory=_offsets)
    target_starts: "array[int]" = field(default_factory=_offsets)
    target_ends: "array[int]" = field(default_factory=_offsets)

    def record(self, source: Span, target: Span) -> None:
        """Append one change that lies after all changes recorded so far."""
        self.source_starts.append(source.start)
        self.source_ends.append(source.end)
        self.target_starts.append(target.start)
        self.target_ends.append(target.end)

    def source_of(self, span: Span) -> Span:
        """The smallest stretch of the input that produced this stretch of the output.

        An empty span stays empty, at the place where its right neighbour came from.
        """
        start = self._start_of(span.start)
        return Span(start, start) if span.start >= span.end else Span(start, self._end_of(span.end))

    def _start_of(self, offset: int) -> int:
        index = bisect_right(self.target_starts, offset) - 1
        if index < 0:
            return offset
        if offset < self.target_ends[index]:
            return self.source_starts[index]
        return self.source_ends[index] + offset - self.target_ends[index]

    def _end_of(self, offset: int) -> int:
        index = bisect_right(self.target_starts, offset - 1) - 1
        if index < 0:
            return offset
        if offset <= self.target_ends[index]:
            return self.source_ends[index]
        return self.source_ends[index] + offset - self.target_ends[index]


@dataclass(frozen=True, slots=True)
class Derived:
    """A text made from another one, with the offsets of what it was made from.

    Memory grows with the number of changed stretches, not with the length of the text.

    Attributes:
        text: The derived text.
        layers: The rewritings that changed lengths or places, in the order they were applied.
    """

    text: str
    layers: tuple[Edits, ...] = ()

    def to_source(self, start: int, end: int) -> Span:
        """The smallest span of the input that covers what produced ``text[start:end]``.

        Characters that were dropped at the edges are left out; those dropped inside are covered.
        """
        span = Span(start, end)
        for edits in reversed(self.layers):
            span = edits.source_of(span)
        return span

    def aligned(self, text: str) -> "Derived":
        """The same offsets over a text in which every character replaces the one at its place.

        Raises:
            ValueError: The texts differ in length.
        """
        if len(text) != len(self.text):
            raise ValueError("an aligned text has as many characters as the one it replaces")
        return Derived(text, self.layers)

    def rewritten(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]) -> "Derived":
        """This text with every match replaced, offsets kept; a match that stays as it is costs nothing."""
        if not pattern.search(self.text):
            return self
        edits, pieces, position = Edits(), list[str](), 0
        for match, replacement, target in self._changes(pattern, replace):
            pieces.append(self.text[position : match.start()])
            pieces.append(replacement)
            position = match.end()
            if not len(replacement) == len(match[0]) == 1:
                edits.record(Span(*match.span()), Span(target, target + len(replacement)))
        if not pieces:
            return self
        pieces.append(self.text[position:])
        return Derived("".join(pieces), (*self.layers, edits) if edits.source_starts else self.layers)

    def _changes(
        self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str]
    ) -> Iterator[tuple[re.Match[str], str, int]]:
        """Each match that changes, its replacement, and where that stands in the output."""
        growth = 0
        for match in pattern.finditer(self.text):
            replacement = replace(match)
            if replacement != match[0]:
                yield match, replacement, match.start() + growth
                growth += len(replacement) - len(match[0])
