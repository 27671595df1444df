"""Footnotes: kept apart from the text, with `[n]` where the text refers to them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.models import Span
from corpus.readers.pdf.columns import Column
from corpus.readers.pdf.geometry import Rule
from corpus.readers.pdf.printed import PrintedLine, cut, printed
from corpus.readers.pdf.tables import Cell

_SMALL = 0.93  # of the size that most of the document is in
_RULE_REACH = 1.5  # of the font size, above the first line
_RULE_INSET = 3.0  # of the font size
_WIDEST_RULE = 0.65  # of the width of the page
_SHORTEST_RULE = 20.0  # points
_MARK = re.compile(r"\d{1,3}|\*{1,3}")
_OPENING = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?[.:]?\s{0,2}(?=\S)")
_UNIT = re.compile(r"(?:^|[\s\d/(])[kcdmhµ]?m$|\b10$")  # m², km³, 10⁶
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote.

    Attributes:
        page: Where it begins, counted from 1.
        mark: As it is printed there.
        lines: Without the mark.
    """

    page: int
    mark: str
    lines: list[PrintedLine]


class Parted(NamedTuple):
    """The columns of a page without its footnotes; these; and the lines that go on with the last note of the page before."""

    columns: list[Column]
    notes: list[Note]
    rest: list[PrintedLine]


class Foot(NamedTuple):
    """What tells footnotes from text.

    Attributes:
        page: Its number, counted from 1.
        width: Of the page.
        rules: Drawn on the page.
        text_size: The font size that most of the document is in.
        goes_on: Whether the page before ended with a note.
    """

    page: int
    width: float
    rules: tuple[Rule, ...]
    text_size: float
    goes_on: bool


def part_notes(columns: Sequence[Column], foot: Foot) -> Parted:
    """Take the footnotes from the ends of the columns.

    They stand below a short rule, or are in smaller print and open with a raised mark that the text of the page has too.
    """
    marks = {mark for column in columns for line in column for mark in _inner_marks(line)}
    parted = Parted([], [], [])
    for column in columns:
        start = next((at for at in range(len(column)) if _notes_begin(column, at, marks, foot)), len(column))
        parted.columns.append(column[:start])
        for line in column[start:]:
            _add(parted, line, marks, foot)
    return parted


def _inner_marks(line: PrintedLine) -> list[str]:
    """The raised marks of a line or a table, but for the one that the line opens with."""
    lines = [line]
    if line.table:
        lines = [printed(one) for row in line.table.rows for cell in row for one in cell.lines]
    return [
        mark.translate(_PLAIN)
        for one in lines
        for span in one.raised
        if span.start
        for mark in _MARK.findall(span.of(one.text).translate(_PLAIN))
    ]


def _notes_begin(column: Column, at: int, marks: set[str], foot: Foot) -> bool:
    line = column[at]
    if line.table or line.turned:
        return False
    mark = _opening_mark(line, marks)
    is_raised = bool(line.raised) and line.raised[0].start == 0
    small = all(one.size <= _SMALL * foot.text_size and not one.table for one in column[at:])
    if _is_ruled_off(line, foot):
        return (bool(mark) and (small or is_raised)) or (small and foot.goes_on)
    return small and is_raised and mark in marks


def _opening_mark(line: PrintedLine, marks: set[str]) -> str:
    """The mark that a note opens with; one that is not raised must occur in the text. Empty for none."""
    found = _OPENING.match(line.text.translate(_PLAIN))
    if not found:
        return ""
    is_raised = bool(line.raised) and line.raised[0].start == 0
    return found[1] if is_raised or found[1] in marks else ""


def _is_ruled_off(line: PrintedLine, foot: Foot) -> bool:
    top, size = line.box.top, line.size
    return any(
        rule.level
        and _SHORTEST_RULE <= rule.box.width <= _WIDEST_RULE * foot.width
        and top - _RULE_REACH * size <= rule.box.top <= top + size / 3
        and abs(rule.box.left - line.box.left) <= _RULE_INSET * size
        for rule in foot.rules
    )


def _add(parted: Parted, line: PrintedLine, marks: set[str], foot: Foot) -> None:
    mark = _opening_mark(line, marks)
    if mark:
        length = _OPENING.match(line.text.translate(_PLAIN)).end()  # type: ignore[union-attr]  # it has a mark
        parted.notes.append(Note(foot.page, mark, [cut(line, Span(0, length), "")]))
    elif parted.notes:
        parted.notes[-1].lines.append(line)
    else:
        parted.rest.append(line)


def with_references(line: PrintedLine, numbers: Mapping[str, int]) -> PrintedLine:
    """The line, or the table, with `[n]` for each raised mark of a note."""
    if line.table:
        rows = tuple(tuple(_cell(cell, numbers) for cell in row) for row in line.table.rows)
        return replace(line, table=replace(line.table, rows=rows))
    for span in reversed(line.raised):
        marks = span.of(line.text).translate(_PLAIN)
        if not _UNIT.search(line.text[: span.start]) and any(
            mark in numbers for mark in _MARK.findall(marks)
        ):
            line = cut(line, span, _MARK.sub(lambda mark: _reference(mark[0], numbers), marks))
    return line


def _cell(cell: Cell, numbers: Mapping[str, int]) -> Cell:
    lines = ((line, with_references(printed(line), numbers).text) for line in cell.lines)
    return replace(
        cell,
        lines=tuple(
            line if text == line.text else replace(line, text=text, glyphs=(), starts=())
            for line, text in lines
        ),
    )


def _reference(mark: str, numbers: Mapping[str, int]) -> str:
    return f"[{numbers[mark]}]" if mark in numbers else mark
