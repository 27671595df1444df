"""Which lines of a page are one paragraph, by their places, marks and ends."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.readers.pdf import marks
from corpus.readers.pdf.columns import Column
from corpus.readers.pdf.printed import PrintedLine

# Parts of the font size.
_SAME_EDGE = 0.6
_HANGING = 8.0
_PIECES = 3.0
_OUTDENT = 10.0
_CENTRED = 1.5
_LOOSE = (
    0.35  # by which the first word of the next line would have to fit better into a line that is not full
)
_USUAL_STEP = 1.6
_WIDEST_STEP = 2.6
_SAME_SIZE = 0.12
_NARROWEST = 0.75  # of the width it may have, is that of a column; narrower lines are short ones
_WIDER = 1.25  # a step wider than so many usual ones parts paragraphs


class Margins(NamedTuple):
    """Where the lines of a column begin and end, in points.

    Attributes:
        left: Where the leftmost one begins.
        right: Where full lines end.
        shared: Whether several lines end there.
        sure: Whether they do, or the page tells.
        steps: By rounded font size, the usual step from the foot of a full line to that of the next one.
    """

    left: float
    right: float
    shared: bool
    sure: bool
    steps: Mapping[int, float]

    def step(self, line: PrintedLine) -> float:
        """The usual step to a line of that size."""
        return self.steps.get(round(line.size), _USUAL_STEP * line.size)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one paragraph, and the margins of their column."""

    lines: list[PrintedLine]
    margins: Margins


def paragraphs_of(column: Column, edge: float | None = None) -> list[Paragraph]:
    """The paragraphs of a column; headings, tables and turned lines stand for themselves.

    Args:
        column: Its lines.
        edge: Where the text of the page may end on the right, if it is the only column there; used where few lines tell.
    """
    margins = _margins(column, edge)
    found: list[Paragraph] = []
    for line in column:
        if found and _goes_on(found[-1], line):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph([line], margins))
    return found


def _margins(column: Column, edge: float | None) -> Margins:
    lines = [line for line in column if _is_text(line)] or column
    size = median(line.size for line in lines)
    rights = sorted((line.box.right for line in lines), reverse=True)
    near = _SAME_EDGE * size
    shared = [one for one, _, last in zip(rights, rights[1:], rights[2:], strict=False) if one - last <= near]
    left = min(line.box.left for line in lines)
    if edge is not None and (not shared or shared[0] - left < _NARROWEST * (edge - left)):
        right = max(rights[0], edge)
    else:
        right = shared[0] if shared else rights[0]
    return Margins(
        left, right, bool(shared), bool(shared) or edge is not None, _steps(lines, right - 2 * size)
    )


def _is_text(line: PrintedLine) -> bool:
    return not line.table and not line.turned and any(map(str.isalpha, line.text))


def _steps(lines: Sequence[PrintedLine], full: float) -> dict[int, float]:
    """By rounded font size, the smallest of the common steps below lines that end behind `full`."""
    steps: dict[int, Counter[float]] = {}
    for above, below in pairwise(lines):
        step = below.box.bottom - above.box.bottom
        size = below.size
        if above.box.right >= full and _same_print(above, below) and 0.5 * size < step <= _WIDEST_STEP * size:
            steps.setdefault(round(size), Counter())[round(step, 1)] += 1
    return {
        size: min(step for step, count in found.items() if count >= max(found.values()) / 3)
        for size, found in steps.items()
    }


def _goes_on(paragraph: Paragraph, line: PrintedLine) -> bool:
    last = paragraph.lines[-1]
    if not (_is_text(last) and _is_text(line) and _same_print(last, line)):
        return False
    if _is_beside(last, line):
        return line.box.left - last.box.right <= _PIECES * line.size
    step = line.box.bottom - last.box.bottom
    if not 0 < step <= _WIDER * paragraph.margins.step(line):
        return False
    if _is_centred(last, paragraph.margins) and _is_centred(line, paragraph.margins):
        return False
    return _sentence_goes_on(paragraph, line, paragraph.margins)


def _same_print(last: PrintedLine, line: PrintedLine) -> bool:
    return abs(last.size - line.size) <= _SAME_SIZE * line.size


def _is_beside(last: PrintedLine, line: PrintedLine) -> bool:
    middle = (line.box.top + line.box.bottom) / 2
    return line.box.left >= last.box.right and last.box.top < middle < last.box.bottom


def _is_centred(line: PrintedLine, margins: Margins) -> bool:
    before, behind = line.box.left - margins.left, margins.right - line.box.right
    return min(before, behind) > _CENTRED * line.size and abs(before - behind) < line.size


def flows_into(paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether a paragraph goes on in the next column, or on the next page, where another one seems to begin."""
    last, line = paragraph.lines[-1], following.lines[0]
    if not (_is_text(last) and _is_text(line) and _same_print(last, line) and paragraph.margins.sure):
        return False
    if (
        marks.is_heading(line.text)
        or _is_centred(last, paragraph.margins)
        or _is_centred(line, following.margins)
    ):
        return False
    if marks.closes_sentence(last.text) and not line.text[0].islower():
        return False
    return _sentence_goes_on(paragraph, line, following.margins)


def _sentence_goes_on(paragraph: Paragraph, line: PrintedLine, margins: Margins) -> bool:
    last = paragraph.lines[-1]
    if marks.is_heading(last.text) and (
        len(paragraph.lines) == 1 or marks.is_heading(paragraph.lines[0].text)
    ):
        return False
    if last.box.right + line.first_word < paragraph.margins.right - _LOOSE * line.size:
        return False
    if not line.text[0].islower() and (
        last.bold != line.bold or (marks.closes_sentence(last.text) and not paragraph.margins.shared)
    ):
        return False
    if marks.begins_provision(line.text) and not _is_inside_sentence(paragraph, line):
        return False
    return _edge_fits(paragraph, line.box.left - margins.left, line)


def _is_inside_sentence(paragraph: Paragraph, line: PrintedLine) -> bool:
    last = paragraph.lines[-1].text
    return (
        marks.may_be_reference(line.text)
        or marks.expects_number(last)
        or marks.may_be_verb_ending(line.text, last, paragraph.lines[0].text)
    )


def _edge_fits(paragraph: Paragraph, indent: float, line: PrintedLine) -> bool:
    """Whether a line, indented by so much in its own column, begins where the paragraph's lines do."""
    near = _SAME_EDGE * line.size
    first, *rest = (one.box.left - paragraph.margins.left for one in _heads(paragraph))
    if rest:
        return abs(indent - rest[-1]) <= near
    if indent > first + near:
        return indent - first <= _HANGING * line.size and marks.begins_provision(paragraph.lines[0].text)
    if abs(indent - first) <= near and first > near and not line.text[0].islower():
        return not marks.closes_sentence(paragraph.lines[0].text)
    return first - indent <= _OUTDENT * line.size


def _heads(paragraph: Paragraph) -> list[PrintedLine]:
    """The lines without pieces that stand beside the one before them."""
    lines = paragraph.lines
    return [lines[0]] + [line for last, line in pairwise(lines) if not _is_beside(last, line)]
