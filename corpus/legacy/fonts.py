"""What the names of the fonts say of a text: a hint for the encoding of its stretches, and which of them show capitals.

Files that were converted to Unicode often keep the names, so that a name proves nothing by itself.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corpus.legacy.encodings import Encoding, of_font, shows_capitals
from corpus.models import Span


class Stretch(NamedTuple):
    """A part of a line, and the encoding that its font was made for."""

    span: Span
    encoding: Encoding | None


class Fonts:
    """The fonts of legacy encodings in one text."""

    def __init__(self, names: Mapping[Span, str]) -> None:
        """Take the names of the fonts of some stretches, which do not overlap."""
        known = sorted((span, encoding, name) for span, name in names.items() if (encoding := of_font(name)))
        self._runs = [Stretch(span, encoding) for span, encoding, _ in known]
        self._capitals = [span for span, _, name in known if shows_capitals(name)]

    def cut(self, text: str, line: Span, sign: re.Pattern[str]) -> Iterator[Stretch]:
        """The stretches of a line whose fonts are of different encodings.

        What stands between two fonts of one encoding and has no sign of being legacy text goes with them.
        """
        if not self._runs:
            yield Stretch(line, None)
            return
        whole = Stretch(Span(line.start, line.start), None)
        for piece in self._pieces(line):
            longer = Span(whole.span.start, piece.span.end)
            if piece.encoding is whole.encoding:
                whole = whole._replace(span=longer)
            elif piece.encoding and not sign.search(text, *whole.span):
                whole = Stretch(longer, piece.encoding)
            elif not sign.search(text, *piece.span):
                whole = whole._replace(span=longer)
            else:
                yield whole
                whole = piece
        yield whole

    def _pieces(self, line: Span) -> Iterator[Stretch]:
        """The runs inside the line and what lies between them, in order."""
        first = max(bisect_right(self._runs, line.start, key=lambda run: run.span.start) - 1, 0)
        position = line.start
        for run in self._runs[first:]:
            if run.span.start >= line.end:
                break
            start, end = max(run.span.start, position), min(run.span.end, line.end)
            if start < end:
                yield Stretch(Span(position, start), None)
                yield Stretch(Span(start, end), run.encoding)
                position = end
        yield Stretch(Span(position, line.end), None)

    def in_capitals(self, position: int) -> bool:
        """Whether the font of a character shows it as a capital."""
        index = bisect_right(self._capitals, position, key=lambda span: span.start) - 1
        return index >= 0 and position < self._capitals[index].end

    def has_capitals(self, span: Span) -> bool:
        """Whether any character of a stretch stands in a font that shows capitals."""
        after = bisect_right(self._capitals, span.start, key=lambda run: run.end)
        return after < len(self._capitals) and self._capitals[after].start < span.end
