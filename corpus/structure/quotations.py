"""Text that a document quotes: the new wording which an amending provision gives to another document.

    2. Sửa đổi, bổ sung khoản 1 Điều 67 như sau:
    “1. Trường hợp …
    2. Trường hợp …”

The numbers between the quotation marks belong to the other document.
"""

import re
from typing import NamedTuple

from corpus.structure.lines import Lines

_OPENING = re.compile(r'[“"«„‟]')
_CLOSED_AT_END = re.compile(r'[”"»“][\s.;,/)]*$')
_UNIT_FOLLOWS = re.compile(
    r'[“"«„‟]\s*(?:Điều|Chương|Mục|Phần|Phụ lục|Mẫu|CHƯƠNG|MỤC|ĐIỀU|\d+[a-zđ]?\d?[.)]|[a-zđ]\d?\)|[IVXL]+\.|[-–+]\s'
    r"|제\d|[①-⑳]|[가-하]\.)"
)
_LONGEST = 400
"""Lines of the longest quotation looked for; the new wording of a whole chapter fits."""


class _Marks(NamedTuple):
    """Quotation marks of one line.

    Attributes:
        depth: Opening less closing curved marks.
        straight: Number of straight marks.
        closes: Whether the line ends with a mark that can close.
    """

    depth: int
    straight: int
    closes: bool


def quoted_lines(lines: Lines) -> frozenset[int]:
    """Indices of the lines that lie inside a quotation of several lines, the first line included.

    A quotation opens at the beginning of a line, before the number of a unit or behind a colon, and closes at the end of
    the line where its marks balance. When they never do, it ends at the first line that closes anything.
    """
    marks = [_count(line.text) for line in lines]
    found: set[int] = set()
    index = 0
    while index < len(lines):
        last = _end(marks, index) if _opens(lines, index) else index - 1
        found.update(range(index, last + 1))
        index = max(last, index) + 1
    return frozenset(found)


def _count(text: str) -> _Marks:
    depth = text.count("“") + text.count("«") + text.count("„") - text.count("”") - text.count("»")
    return _Marks(depth, text.count('"'), _CLOSED_AT_END.search(text) is not None)


def _opens(lines: Lines, index: int) -> bool:
    text = lines[index].text
    if _OPENING.match(text) is None:
        return False
    return _UNIT_FOLLOWS.match(text) is not None or (index > 0 and lines[index - 1].text.endswith(":"))


def _end(marks: list[_Marks], first: int) -> int:
    depth = straight = 0
    first_closed = first
    for index in range(first, min(len(marks), first + _LONGEST)):
        depth += marks[index].depth
        straight = (straight + marks[index].straight) % 2
        if not marks[index].closes:
            continue
        if _balanced(depth, straight):
            return index
        if first_closed == first:
            first_closed = index
    return first_closed


def _balanced(depth: int, straight: int) -> bool:
    # One curved and one straight mark make a pair too: files mix the two.
    return depth <= 0 if straight == 0 else abs(depth) == 1
