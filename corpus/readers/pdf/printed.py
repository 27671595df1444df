"""A line of a page with what its place and its fonts tell, once its glyphs are no longer needed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from corpus.legacy import encodings
from corpus.models import Span
from corpus.readers.pdf.geometry import Box
from corpus.readers.pdf.lines import Line
from corpus.readers.pdf.tables import Table

_RAISED_SIZE = 0.85
_RAISED_BY = 0.12  # of the line's size, from its foot to that of the mark
_HEAVY_SHARE = 0.8
_SUPERSCRIPT = re.compile("[⁰¹²³⁴-⁹]")


class FontSpan(NamedTuple):
    """A stretch of a text in one font that may belong to a legacy encoding."""

    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text, or a table that stands as one piece.

    Attributes:
        text: Its words; empty for a table.
        box: On the page as it is shown.
        size: Of the font that most of it is in; 0 for a table.
        bold: Whether nearly all of it is in a heavy font.
        turned: Quarter turns clockwise of its letters.
        blank_after: Whether a blank is drawn behind its last letter.
        first_word: Width of the first word, in points.
        raised: Where raised smaller characters stand in the text.
        fonts: Fonts that may belong to a legacy encoding.
        table: The table, if it is one.
    """

    text: str
    box: Box
    size: float = 0.0
    bold: bool = False
    turned: int = 0
    blank_after: bool = False
    first_word: float = 0.0
    raised: tuple[Span, ...] = ()
    fonts: tuple[FontSpan, ...] = ()
    table: Table | None = None

    def texts(self) -> list[str]:
        """Its text, or those of the lines in the cells of the table."""
        if self.table is None:
            return [self.text]
        return [line.text for row in self.table.rows for cell in row for line in cell.lines]


def printed_table(table: Table) -> PrintedLine:
    """The table without those glyphs that tell no more than the text of their line."""
    rows = tuple(
        tuple(replace(cell, lines=tuple(map(_lightened, cell.lines))) for cell in row) for row in table.rows
    )
    return PrintedLine("", table.box, table=replace(table, rows=rows))


def _lightened(line: Line) -> Line:
    return line if raised(line) or _fonts(line) else replace(line, glyphs=(), starts=())


def printed(line: Line) -> PrintedLine:
    """The line without its glyphs."""
    heavy = sum(glyph.bold for glyph in line.glyphs)
    return PrintedLine(
        line.text,
        line.box,
        line.size,
        bold=bool(heavy) and heavy >= _HEAVY_SHARE * len(line.glyphs),
        turned=line.turned,
        blank_after=line.blank_after,
        first_word=_first_word(line),
        raised=raised(line),
        fonts=_fonts(line),
    )


def _first_word(line: Line) -> float:
    length = len(line.text.split(" ", 1)[0])
    if not line.glyphs:
        return line.box.width * length / len(line.text)
    inside = [glyph for glyph, start in zip(line.glyphs, line.starts, strict=True) if start < length]
    return inside[-1].box.right - inside[0].box.left


def cut(line: PrintedLine, span: Span, text: str) -> PrintedLine:
    """The line with another text in place of a span of it; raised marks and fonts behind it move along."""
    moved = len(text) - (span.end - span.start)

    def move(other: Span) -> Span:
        return Span(*(at if at <= span.start else max(at + moved, span.start) for at in other))

    return replace(
        line,
        text=line.text[: span.start] + text + line.text[span.end :],
        raised=tuple(move(other) for other in line.raised if other != span),
        fonts=tuple(FontSpan(move(font.span), font.name) for font in line.fonts),
    )


def raised(line: Line) -> tuple[Span, ...]:
    """Where characters of its text are raised marks: smaller ones above the foot of the line, and those of Unicode."""
    small = _RAISED_SIZE * line.size
    if not _SUPERSCRIPT.search(line.text) and all(glyph.size >= small for glyph in line.glyphs):
        return ()
    feet = [glyph.box.bottom for glyph in line.glyphs if glyph.size >= small]
    level = max(feet, default=line.box.bottom) - _RAISED_BY * line.size
    up = [
        (glyph.size < small and glyph.box.bottom < level) or _SUPERSCRIPT.match(glyph.text) is not None
        for glyph in line.glyphs
    ]
    return _stretches(line, up)


def _fonts(line: Line) -> tuple[FontSpan, ...]:
    names = [glyph.font for glyph in line.glyphs]
    return tuple(
        FontSpan(span, name)
        for name in sorted(filter(_is_legacy, set(names)))
        for span in _stretches(line, [font == name for font in names])
    )


@lru_cache(maxsize=256)
def _is_legacy(name: str) -> bool:
    return encodings.of_font(name) is not None


def _stretches(line: Line, chosen: Sequence[bool]) -> tuple[Span, ...]:
    """Where the chosen glyphs stand in the text, without blanks at the ends."""
    bounds = (*line.starts, len(line.text))
    spans = []
    for is_chosen, group in groupby(range(len(chosen)), key=chosen.__getitem__):
        numbers = list(group)
        start, end = bounds[numbers[0]], bounds[numbers[-1] + 1]
        found = line.text[start:end]
        start, end = end - len(found.lstrip()), start + len(found.rstrip())
        if is_chosen and start < end:
            spans.append(Span(start, end))
    return tuple(spans)
