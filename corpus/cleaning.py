"""What repeats at the edges of pages and is no part of the text: running headers, footers, page numbers, signature stamps."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.models import Diagnostic

_EDGE_LINES = 4
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


class Cleaned(NamedTuple):
    """The pages without their repeating edges, and what was taken."""

    pages: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


class _Edge(NamedTuple):
    """One line near the top or the bottom of a page."""

    page: int
    line: int
    key: str
    at_top: bool


def remove_running_lines(pages: Sequence[str]) -> Cleaned:
    """Remove what stands outside the text of the pages, from the edges inwards.

    A line is running when it has, whatever its digits, the same words at the same edge of at least half the pages of four or
    more, or when it counts the pages: `CÔNG BÁO/Số 333/Ngày 16-06-2026 79`, `법제처 3 국가법령정보센터`, `- 4 -`, `Trang 5/9`.
    On one page a running line is removed once, so that a title equal to the header stays; a line further in is only
    removed when all lines outside it were. Stamps of digital signatures at an edge go too.
    """
    lines = [page.splitlines() for page in pages]
    running = _running_keys(lines)
    removed: Counter[str] = Counter()
    kept = [_peel(page, running, removed) for page in lines]
    return Cleaned(tuple("\n".join(page) for page in kept), _report(removed))


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


def _running_keys(pages: Sequence[Sequence[str]]) -> frozenset[tuple[bool, str]]:
    written = [page for page in pages if any(line.strip() for line in page)]
    edges = [edge for number, page in enumerate(pages) for edge in _edges(number, page)]
    found: dict[tuple[bool, str], list[_Edge]] = {}
    for edge in edges:
        found.setdefault((edge.at_top, edge.key), []).append(edge)
    return frozenset(place for place, where in found.items() if _is_running(where, pages, len(written)))


def _edges(number: int, page: Sequence[str]) -> list[_Edge]:
    filled = [index for index, line in enumerate(page) if line.strip()]
    edges = ((True, filled[:_EDGE_LINES]), (False, filled[-_EDGE_LINES:]))
    return [_Edge(number, index, _key(page[index]), at_top) for at_top, edge in edges for index in edge]


def _is_running(where: Sequence[_Edge], pages: Sequence[Sequence[str]], written: int) -> bool:
    lines = [pages[edge.page][edge.line] for edge in where]
    if any(map(_NEVER_RUNNING.match, lines)):
        return False
    on_pages = len({edge.page for edge in where})
    if on_pages < 2 or on_pages < _SHARE_OF_PAGES * written:
        return False
    if not any(map(str.isalpha, where[0].key)):
        return _counts_pages(where, lines, lone=True)
    return written >= _PAGES_FOR_REPETITION or _counts_pages(where, lines, lone=False)


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


def _peel(page: Sequence[str], running: frozenset[tuple[bool, str]], removed: Counter[str]) -> list[str]:
    kept = list(page)
    for at_top in (True, False):
        kept = _peel_edge(kept if at_top else kept[::-1], running, removed, at_top=at_top)
        kept = kept if at_top else kept[::-1]
    return kept


def _peel_edge(
    lines: list[str], running: frozenset[tuple[bool, str]], removed: Counter[str], *, at_top: bool
) -> list[str]:
    gone: set[str] = set()
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        key = _key(line)
        if not line:
            index += 1
            continue
        stamp = 0 if key in gone else _stamp_length(lines[index:], at_top=at_top)
        if stamp:
            removed["signature_stamp_removed"] += stamp
            index += stamp
        elif (at_top, key) in running and key not in gone:
            removed["running_header_removed"] += 1
            gone.add(key)
            index += 1
        else:
            break
    return lines[index:]


def _stamp_length(lines: Sequence[str], *, at_top: bool) -> int:
    """How many lines from the edge inwards are one signature stamp; 0 for none."""
    length = 0
    for line in lines:
        begins, goes_on = _STAMP_BEGINS.match(line.strip()), _STAMP_GOES_ON.match(line.strip())
        if at_top and not (begins if length == 0 else goes_on):
            break
        if not at_top and begins:
            return length + 1
        if not at_top and not goes_on:
            return 0
        length += 1
    return length if at_top else 0
