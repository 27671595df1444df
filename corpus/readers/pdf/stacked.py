"""Rows of a table that no lines part: several lines of text in each cell, at the same heights."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.pdf.lines import Line

_LEAST = 3  # lines in the first cell; two are soon alike by chance
_SAME_HEIGHT = 0.3  # of the font size


def stacked_rows(cells: Sequence[Sequence[Line]], edges: Sequence[float]) -> list[list[tuple[Line, ...]]]:
    """The cells of each row that stands between two drawn lines; one row when the lines of its cells go on in each other.

    Rows they are when the first cell has a line for each, all other cells have theirs at the heights of these, and most
    of the cells end a line that had room for more.

    Args:
        cells: The lines of each cell, one for each column.
        edges: Of the columns, one more than these.
    """
    whole = [tuple(lines) for lines in cells]
    heights = [_middle(line) for line in cells[0]]
    if len(heights) < _LEAST:
        return [whole]
    places = [[_place(line, heights) for line in lines] for lines in cells]
    one_each = all(None not in found and len(set(found)) == len(found) for found in places)
    long = [
        (lines, right - left)
        for lines, left, right in zip(cells, edges, edges[1:], strict=False)
        if len(lines) > 1
    ]
    ended = sum(_ends_early(lines, width) for lines, width in long)
    if not one_each or len(long) < 2 or ended <= len(long) / 2:
        return [whole]
    return [
        [tuple(line for line, at in zip(lines, found, strict=True) if at == row)
         for lines, found in zip(cells, places, strict=True)]
        for row in range(len(heights))
    ]  # fmt: skip


def _middle(line: Line) -> float:
    return (line.box.top + line.box.bottom) / 2


def _place(line: Line, heights: Sequence[float]) -> int | None:
    nearest = min(range(len(heights)), key=lambda number: abs(heights[number] - _middle(line)))
    return nearest if abs(heights[nearest] - _middle(line)) <= _SAME_HEIGHT * line.size else None


def _ends_early(lines: Sequence[Line], width: float) -> bool:
    """Whether a line leaves so much of its cell free that the first word of the next one had fitted there."""
    longest = max(line.box.width for line in lines)
    return any(
        min(longest, width) - upper.box.width > _first_word(lower) + upper.size / 2
        for upper, lower in pairwise(lines)
    ) or all(_first_word(line) == line.box.width for line in lines)


def _first_word(line: Line) -> float:
    length = len(line.text.split(" ", 1)[0])
    ends = [glyph.box.right for glyph, start in zip(line.glyphs, line.starts, strict=True) if start < length]
    return max(ends) - line.box.left
