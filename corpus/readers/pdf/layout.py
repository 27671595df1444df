"""What a page of a PDF holds, ready to be put in order together with the other pages."""

from dataclasses import dataclass

import pypdfium2

from corpus.readers.pdf.drawing import draw
from corpus.readers.pdf.geometry import Rule
from corpus.readers.pdf.lines import text_lines
from corpus.readers.pdf.printed import PrintedLine, printed, printed_table
from corpus.readers.pdf.tables import find_tables

# pdfium puts U+FFFE, in other versions U+0002, for a hyphen at the end of a line that it joins to the next.
_LINE_END_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The lines and tables of a page.

    Attributes:
        number: Counted from 1.
        width: Of the page as it is shown, in points.
        height: Of the page as it is shown, in points.
        lines: From top to bottom, tables among them.
        rules: Level lines that are drawn on it.
        plain: Its text, where there are no places: for a page whose geometry cannot be had, or that another library reads.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    lines: tuple[PrintedLine, ...] = ()
    rules: tuple[Rule, ...] = ()
    plain: str | None = None

    @property
    def text(self) -> str:
        """Its lines from top to bottom, as far as it matters whether there is text, and in which language."""
        if self.plain is not None:
            return self.plain
        return "\n".join(text for line in self.lines for text in line.texts())


def lay_out(page: pypdfium2.PdfPage, number: int) -> PageLayout:
    """The lines and tables of a page, counted from 1.

    Raises:
        pypdfium2.PdfiumError: The page cannot be read.
    """
    content = draw(page, number)
    if content is None:
        return PageLayout(
            number, plain=str(page.get_textpage().get_text_range()).translate(_LINE_END_HYPHENS)
        )
    found = text_lines(content.glyphs)
    tables = find_tables(content, found)
    if tables:
        found = text_lines([one for one in content.glyphs if not any(table.holds(one) for table in tables)])
    lines = [*map(printed, found), *map(printed_table, tables)]
    lines.sort(key=lambda line: (line.box.top, line.box.left))
    level = tuple(rule for rule in content.rules if rule.level)
    return PageLayout(number, content.width, content.height, tuple(lines), level)
