"""What the names of the fonts say of a text: a hint for the encoding of its stretches.

Files that were converted to Unicode often keep the names, so that a name proves nothing by itself. Fonts such as `.VnTimeH` show small
letters as capitals; that is display, as the all-caps attribute of Word is, and the text keeps the letters that were typed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from corpus.legacy.encodings import Encoding, of_font
from corpus.models import Span


class Stretch(NamedTuple):
    """A part of a line, and the encoding that its font was made for."""

    span: Span
    encoding: Encoding | None


class Fonts:
    """The fonts of legacy encodings in one text."""

    def __init__(self, names: Mapping[Span, str]) -> None:
        """Take the names of the fonts of some stretches, which do not overlap."""
        known = ((span, of_font(name)) for span, name in sorted(names.items()))
        self._runs = [Stretch(span, encoding) for span, encoding in known if encoding]

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
