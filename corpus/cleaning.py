"""What repeats at the edges of pages and is no part of the text: running headers, footers, page numbers, signature stamps."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from corpus.models import Diagnostic

_EDGE_LINES = 4
_MARKED = re.compile(r"[-–—/]|trang|page|p\.", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")
_NUMBER_AT_AN_END = re.compile(r"^\W*(\d{1,4})\b|\b(\d{1,4})\W*$")
_LONE_NUMBER = re.compile(r"\W*(?:trang|page|p\.)?\W*(\d{1,4})(?:\W*(?:/|of)\W*\d{1,4})?\W*", re.IGNORECASE)
# What may stand at the top of many pages in its own right: the national header of forms, and headings
# and items that only differ in number.
_NEVER_RUNNING = re.compile(
    r"CỘNG HO[ÀA]|CỘNG HÒA XÃ HỘI|Độc lập\b|\W*(?:Điều|Khoản|Chương|Mục|Phần|Phụ lục|Mẫu|Biểu|Article|Chapter|Section|Annex|Form)\s+\S"
    r"|\W*(?:제\s*\d+|별표|별지|부칙)|\d+[.)]\s",
    re.IGNORECASE,
)
# The Vietnamese gazette: `CÔNG BÁO/Số 333/Ngày 16-06-2026`, `CÔNG BÁO/Số 1015 + 1016/Ngày …`.
_GAZETTE_HEAD = re.compile(
    r"(?:\d{1,4}\s+)?CÔNG BÁO\s?/\s?Số\s?[\d +-]{1,20}/\s?Ngày\s?[\d-]{6,10}(?:\s+\d{1,4})?$"
)
# `Ký bởi: …`, `Người ký: …` with the lines that follow in such a stamp.
_STAMP_BEGINS = re.compile(
    r"(?:Ký bởi|Người ký|Được ký bởi|Signed by|Signature Not Verified)\s*:?", re.IGNORECASE
)
_STAMP_GOES_ON = re.compile(
    r"(?:Email|Cơ quan|Tổ chức|Thời gian ký|Ngày ký|Ký ngày|Date|Time|Reason|Location)\s*:"
    r"|\d\d[./-]\d\d[./-]\d{4}\b|\d\d:\d\d:\d\d",
    re.IGNORECASE,
)
_SHARE_OF_PAGES = 0.5
_PAGES_FOR_REPETITION = 4
_MARGIN = 0.12  # of the height of the page
_LEVELS = 200  # to a page; lines of one level count as equally high
_LEVEL_PAGES, _LEVEL_SHARE = 3, 0.2


class PlacedLine(NamedTuple):
    """A line of a page.

    Attributes:
        text: Its words.
        height: Of its middle from the top, as a share of the page; None where it is not known.
        alone: Whether white space parts it from the text of the page.
    """

    text: str
    height: float | None = None
    alone: bool = False


Pages = Sequence[Sequence[PlacedLine]]


class Running(NamedTuple):
    """Which lines of each page are no part of the text, by their numbers counted from 0, and what they are."""

    lines: tuple[frozenset[int], ...]
    diagnostics: tuple[Diagnostic, ...]


class _Edge(NamedTuple):
    """One line near the top or the bottom of a page."""

    page: int
    line: int
    key: str
    at_top: bool


def running_lines(pages: Pages) -> Running:
    """Find what stands outside the text of the pages, from the edges inwards.

    A line is running when it has, whatever its digits, the same words at the same edge of at least half the pages of four or
    more, or when it counts the pages: `CÔNG BÁO/Số 333/Ngày 16-06-2026 79`, `법제처 3 국가법령정보센터`, `- 4 -`, `Trang 5/9`. The head of
    the gazette always is. On one page a running line is taken once, so that a title equal to the header stays; a line further
    in is only taken when all lines outside it were. Stamps of digital signatures at an edge go too.

    Where the places of lines are known, the same words at the same height of some pages are enough, and so is a lone number in
    the margin of one page that fits its place in the file.
    """
    edges = _all_edges(pages)
    running = _running_keys(pages, edges) | _lone_numbers(pages, edges)
    removed: Counter[str] = Counter()
    on_page: dict[int, list[_Edge]] = {}
    for edge in running:
        on_page.setdefault(edge.page, []).append(edge)
    gone = tuple(_gone(page, on_page.get(number, ()), removed) for number, page in enumerate(pages))
    return Running(gone, _report(removed))


def _report(removed: Counter[str]) -> tuple[Diagnostic, ...]:
    messages = {
        "running_header_removed": "{} lines that repeat at the edges of the pages were left out",
        "signature_stamp_removed": "{} lines of digital signature stamps were left out",
    }
    return tuple(
        Diagnostic(code, message.format(removed[code])) for code, message in messages.items() if removed[code]
    )


def _key(line: str) -> str:
    """The words of a line: no digits, and no matter at which side a page number stands."""
    return " ".join(_NUMBER.sub(" ", line).casefold().split())


def _all_edges(pages: Pages) -> dict[tuple[bool, str], list[_Edge]]:
    """The lines near the edges, by the edge and their words."""
    found: dict[tuple[bool, str], list[_Edge]] = {}
    for number, page in enumerate(pages):
        filled = [index for index, line in enumerate(page) if line.text.strip()]
        for at_top, edge in ((True, filled[:_EDGE_LINES]), (False, filled[-_EDGE_LINES:])):
            for index in edge:
                key = _key(page[index].text)
                found.setdefault((at_top, key), []).append(_Edge(number, index, key, at_top))
    return found


def _running_keys(pages: Pages, edges: Mapping[tuple[bool, str], Sequence[_Edge]]) -> set[_Edge]:
    written = sum(any(line.text.strip() for line in page) for page in pages)
    return {edge for where in edges.values() for edge in _running_edges(where, pages, written)}


def _running_edges(where: Sequence[_Edge], pages: Pages, written: int) -> Sequence[_Edge]:
    lines = [pages[edge.page][edge.line].text.strip() for edge in where]
    if any(map(_NEVER_RUNNING.match, lines)):
        return ()
    if _is_running(where, lines, written):
        return where
    gazette = [edge for edge, line in zip(where, lines, strict=True) if _GAZETTE_HEAD.match(line)]
    return gazette or _level(where, pages)


def _is_running(where: Sequence[_Edge], lines: Sequence[str], written: int) -> bool:
    on_pages = len({edge.page for edge in where})
    if on_pages < 2 or on_pages < _SHARE_OF_PAGES * written:
        return False
    if not any(map(str.isalpha, where[0].key)):
        return _counts_pages(where, lines, lone=True)
    return written >= _PAGES_FOR_REPETITION or _counts_pages(where, lines, lone=False)


def _level(where: Sequence[_Edge], pages: Pages) -> list[_Edge]:
    """Those lines with the same words that stand at one height, in the margin of several pages."""
    heights: dict[int | None, list[_Edge]] = {}
    for edge in where:
        height = pages[edge.page][edge.line].height
        if height is not None and _in_margin(height) and any(map(str.isalpha, edge.key)):
            heights.setdefault(_level_of(height), []).append(edge)
    return [
        edge
        for same in heights.values()
        if len({one.page for one in same}) >= max(_LEVEL_PAGES, _LEVEL_SHARE * len(pages))
        for edge in same
    ]


def _in_margin(height: float) -> bool:
    return min(height, 1 - height) <= _MARGIN


def _lone_numbers(pages: Pages, edges: Mapping[tuple[bool, str], Sequence[_Edge]]) -> set[_Edge]:
    """Page numbers that stand alone in the margin, and count on from those of the other pages or are marked as such."""
    placed = {edge: pages[edge.page][edge.line] for where in edges.values() for edge in where}
    heads = {
        (edge.page, _level_of(line.height))
        for edge, line in placed.items()
        if _GAZETTE_HEAD.match(line.text.strip())
    }
    numbers = {
        edge: match
        for edge, line in placed.items()
        if line.height is not None
        and _in_margin(line.height)
        and (match := _LONE_NUMBER.fullmatch(line.text.strip()))
    }
    offsets = Counter(int(match[1]) - edge.page for edge, match in numbers.items())
    usual, times = max(offsets.items(), key=lambda item: item[1], default=(1, 0))
    offset = usual if times > 1 else 1
    return {
        edge
        for edge, match in numbers.items()
        if (edge.page, _level_of(placed[edge].height)) in heads
        or (placed[edge].alone and (int(match[1]) - edge.page == offset or _MARKED.search(match[0])))
    }


def _level_of(height: float | None) -> int | None:
    return None if height is None else round(height * _LEVELS)


def _counts_pages(where: Sequence[_Edge], lines: Sequence[str], *, lone: bool) -> bool:
    """Whether the lines hold a number that grows with the page."""
    offsets: Counter[int] = Counter()
    for edge, line in zip(where, lines, strict=True):
        found = _LONE_NUMBER.fullmatch(line) if lone else None
        numbers = (
            {int(found[1])}
            if found
            else {int(a or b) for a, b in _NUMBER_AT_AN_END.findall(line) if not lone}
        )
        offsets.update(number - edge.page for number in numbers)
    most = max(offsets.values(), default=0)
    return most >= 2 and most > len(where) / 2


def _gone(page: Sequence[PlacedLine], running: Sequence[_Edge], removed: Counter[str]) -> frozenset[int]:
    """The lines of a page that are no part of its text."""
    texts = [line.text.strip() for line in page]
    gone: set[int] = set()
    for at_top in (True, False):
        inwards = [index for index in range(len(page)) if index not in gone][:: 1 if at_top else -1]
        places = {edge.line for edge in running if edge.at_top == at_top}
        places |= _number_outside(texts, inwards, places)
        gone |= _peel(texts, inwards, places, removed, at_top=at_top)
    return frozenset(gone)


def _number_outside(texts: Sequence[str], inwards: Sequence[int], running: Set[int]) -> set[int]:
    """The page number that stands outside a running line, on a line of its own, as OCR may put it."""
    outer = [index for index in inwards if texts[index]][:2]
    lone = len(outer) == 2 and outer[1] in running and _LONE_NUMBER.fullmatch(texts[outer[0]])
    return {outer[0]} if lone else set()


def _peel(
    texts: Sequence[str], order: Sequence[int], running: Set[int], removed: Counter[str], *, at_top: bool
) -> set[int]:
    gone: set[int] = set()
    keys: set[str] = set()
    at = 0
    while at < len(order):
        text = texts[order[at]]
        key = _key(text)
        stamp = 0 if key in keys else _stamp_length([texts[index] for index in order[at:]], at_top=at_top)
        if stamp:
            removed["signature_stamp_removed"] += stamp
        elif text and (order[at] not in running or key in keys):
            break
        elif text:
            removed["running_header_removed"] += 1
            keys.add(key)
        gone.update(order[at : at + max(stamp, 1)])
        at += max(stamp, 1)
    return gone


def _stamp_length(lines: Sequence[str], *, at_top: bool) -> int:
    """How many lines from the edge inwards are one signature stamp; 0 for none."""
    length = 0
    for line in lines:
        begins, goes_on = _STAMP_BEGINS.match(line), _STAMP_GOES_ON.match(line)
        if at_top and not (begins if length == 0 else goes_on):
            break
        if not at_top and begins:
            return length + 1
        if not at_top and not goes_on:
            return 0
        length += 1
    return length if at_top else 0
