"""Text from lines that belong together, and where in it the fonts are that may tell an encoding."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.models import Span
from corpus.readers.pdf.columns import Column
from corpus.readers.pdf.paragraphs import paragraphs_of
from corpus.readers.pdf.printed import FontSpan, PrintedLine, printed
from corpus.readers.pdf.seams import Seam, Seams
from corpus.readers.pdf.tables import Cell, Table
from corpus.readers.tables import table_lines


class Written(NamedTuple):
    """A text with the fonts in it."""

    text: str
    fonts: tuple[FontSpan, ...] = ()

    def without_end(self, dropped: int) -> "Written":
        """The text without so many characters at its end."""
        return Written(self.text[: len(self.text) - dropped], self.fonts)


def write_paragraph(lines: Sequence[PrintedLine], seams: Seams) -> Written:
    """The lines as one."""
    text = ""
    fonts: list[FontSpan] = []
    last: PrintedLine | None = None
    for line in lines:
        seam = seams.between(last, line) if last else Seam(0, "")
        text = text[: len(text) - seam.dropped] + seam.joint
        fonts += (_moved(font, len(text)) for font in line.fonts)
        text += line.text
        last = line
    return Written(text, tuple(fonts))


def write_table(table: Table, seams: Seams) -> Written:
    """A line for each row; a frame around text keeps the paragraphs of its cells, see `corpus.readers.tables`."""
    frame = table.is_frame
    cells = [[_cell(cell, seams, frame=frame) for cell in row] for row in table.rows]
    text = "\n".join(table_lines([[[one.text for one in cell] for cell in row] for row in cells]))
    return Written(text, tuple(_found_fonts(text, (one for row in cells for cell in row for one in cell))))


def write_all(parts: Sequence[Written]) -> Written:
    """The parts, each on a line of its own."""
    fonts: list[FontSpan] = []
    start = 0
    for part in parts:
        fonts += (_moved(font, start) for font in part.fonts)
        start += len(part.text) + 1
    return Written("\n".join(part.text for part in parts), tuple(fonts))


def _cell(cell: Cell, seams: Seams, *, frame: bool) -> list[Written]:
    lines: Column = list(map(printed, cell.lines))
    if not lines:
        return []
    groups = [paragraph.lines for paragraph in paragraphs_of(lines)] if frame else [lines]
    return [write_paragraph(group, seams) for group in groups]


def _found_fonts(text: str, parts: Iterator[Written]) -> Iterator[FontSpan]:
    """The fonts of the parts of a text, where they stand in it one after the other."""
    at = 0
    for part in parts:
        start = text.find(part.text, at) if part.fonts else -1
        if start >= 0:
            yield from (_moved(font, start) for font in part.fonts)
            at = start + len(part.text)


def _moved(font: FontSpan, by: int) -> FontSpan:
    return FontSpan(Span(font.span.start + by, font.span.end + by), font.name)
