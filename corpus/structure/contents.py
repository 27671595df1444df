"""Tables of contents that are printed in a text: headings in a row that come again further down, with the text they head.

    Điều 1. Phạm vi điều chỉnh ............ 3
    Điều 2. Đối tượng áp dụng ............. 4

Their lines are no provisions, and would take the numbers of those that are.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from corpus.structure.lines import Lines
from corpus.structure.marks import Mark, Role

_LEADER = re.compile(
    r"(?:[ \t]*+(?:(?:\.[ \t]?){3,}+|[…‥·_]{2,}+)[ .…‥·_]*+| *+\t[ \t]*+)[-–]?[ \t]?\d{1,4}[ \t]?[-–]?\Z"
    r"|[ \t][-–][ \t]?\d{1,4}[ \t]?[-–]\Z"
)
_PAGE = re.compile(r"[ \t]\d{1,4}\Z")
_CAPTION = re.compile(r"(?:PHẦN\s)?MỤC\sLỤC|목\s{0,4}차|차\s{0,4}례|(?:table\sof\s)?contents", re.IGNORECASE)
_SENTENCE_ENDS = (".", ";", ":", "/", ",")
_FEWEST = 3
_SHARE_WITH_TEXT = 1 / 3
_MOST_LINES = 4
_LONGEST = 400
_MOST_PLACES = 16
_TAIL = 200
"""Characters at the end of a line that its dots and page number may take."""

_COMPARED = 40
"""Letters that show whether the same follows."""

ReadMarks = Callable[[int], list[Mark]]


class _Entry(NamedTuple):
    """A heading as the table has it.

    Attributes:
        end: Index of the line behind it.
        again: Index of the line where the heading itself stands; None where only a page number shows what it is.
        proves: Whether it speaks for a table: a heading by its form, or one with a page number.
        has_text: Whether something else follows the heading than follows the entry.
    """

    end: int
    again: int | None = None
    proves: bool = False
    has_text: bool = False


class _Shown(NamedTuple):
    """A line of a table: its letters and digits without dots and page number, and whether it has those."""

    words: str
    has_page: bool


def find_contents(lines: Lines, read_marks: ReadMarks) -> tuple[range, ...]:
    """The lines of each table of contents, with its caption.

    At least three entries in a row, nothing else between them, each a heading whose number and words come again below, or
    a line that ends in dots and a page number. Behind one in three, at least, another text must follow than in the table, or the
    document merely says the same twice.
    """
    return tuple(_Finder(lines, read_marks).tables())


class _Finder:
    def __init__(self, lines: Lines, read_marks: ReadMarks) -> None:
        self._lines = lines
        self._marks: list[Mark | None] = [_heading(read_marks(line.start)) for line in lines]
        self._places: dict[tuple[str, str], list[int]] = {}
        for index, mark in enumerate(self._marks):
            if mark is not None:
                self._places.setdefault((mark.kind, mark.step), []).append(index)

    def tables(self) -> Iterator[range]:
        index = 0
        while index < len(self._lines):
            entries = self._run(index)
            end = entries[-1].end if entries else index + 1
            if _is_table(entries):
                has_caption = index > 0 and _CAPTION.fullmatch(self._lines[index - 1].text)
                yield range(index - 1 if has_caption else index, end)
            index = end

    def _run(self, index: int) -> list[_Entry]:
        """The entries from this line on, whose headings stand below in the same order; the first of them ends the table."""
        entries: list[_Entry] = []
        first = len(self._lines)
        latest = index
        while index < first and (entry := self._entry(index, latest, is_first=not entries)) is not None:
            entries.append(entry)
            if entry.again is not None:
                first, latest = min(first, entry.again), max(latest, entry.again)
            index = entry.end
        return [entry for entry in entries if entry.end <= first]

    def _entry(self, index: int, latest: int, *, is_first: bool) -> _Entry | None:
        mark = self._marks[index]
        text = self._lines[index].text
        needs_page = mark is None or (is_first and mark.role is Role.ENUMERATOR)
        if needs_page and _without_page(text) == text:
            return None
        if mark is None:
            return _Entry(index + 1)
        places = self._places[mark.kind, mark.step]
        behind = bisect_right(places, max(index, latest))
        found = (self._compare(index, mark, again) for again in places[behind : behind + _MOST_PLACES])
        return next((entry for entry in found if entry), None)

    def _compare(self, index: int, mark: Mark, again: int) -> _Entry | None:
        """The entry that begins at a line, when its words are those that the other place begins with."""
        start = self._lines[again].start
        heading = _letters(self._lines.text[start : start + _LONGEST])
        words, has_page = self._shown(index)
        if not heading.startswith(words):
            words = _letters(_PAGE.sub("", self._lines[index].text))
        end = index + 1
        while end - index < _MOST_LINES and self._goes_on(end, words, heading):
            words, has_page, end = words + self._shown(end).words, self._shown(end).has_page, end + 1
        if not heading.startswith(words) or not (has_page or self._is_title(end - 1, mark)):
            return None
        following = self._shown(end).words[:_COMPARED] if end < len(self._lines) else ""
        has_text = not heading[len(words) :].startswith(following or heading)
        proves = has_page or (mark.role is not Role.ENUMERATOR and words != _letters(mark.label))
        return _Entry(end, again, proves, has_text)

    def _is_title(self, last: int, mark: Mark) -> bool:
        """Whether the words up to the line `last` are no more than a number and a title."""
        line = self._lines[last]
        if mark.title is not None and self._lines.text[mark.body : line.end].strip():
            return False
        return not line.text.endswith(_SENTENCE_ENDS) or mark.body >= line.end

    def _goes_on(self, index: int, words: str, heading: str) -> bool:
        """Whether the heading goes on as this line does, which begins no other entry."""
        if index >= len(self._lines) or self._marks[index] is not None:
            return False
        return heading.startswith(words + self._shown(index).words)

    def _shown(self, index: int) -> _Shown:
        text = self._lines[index].text
        shown = _without_page(text)
        return _Shown(_letters(shown[:_LONGEST]), shown != text)


def _without_page(line: str) -> str:
    if line[-1:].isdecimal() or line.endswith(("-", "–")):
        return line[:-_TAIL] + _LEADER.sub("", line[-_TAIL:])
    return line


def _is_table(entries: Sequence[_Entry]) -> bool:
    proofs = [entry for entry in entries if entry.proves]
    with_text = sum(entry.has_text for entry in proofs)
    return len(proofs) >= _FEWEST and with_text >= len(proofs) * _SHARE_WITH_TEXT


def _heading(marks: list[Mark]) -> Mark | None:
    return next((mark for mark in marks if mark.role is not Role.BULLET), None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
