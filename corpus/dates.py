"""Dates as Vietnamese, Korean and English documents write them, to ISO 8601.

Vietnam writes the day first, always: ``1/8/2018`` is the first of August. Korea writes the year first. A date that the
calendar does not have stays without a value; a year is never guessed.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from corpus.models import Span
from corpus.normalize import fold

Precision = Literal["day", "month", "quarter", "year", "month-day"]
Role = Literal["effective", "expiry", "promulgation"]
Relative = Literal["signing_date", "issue_date", "adoption_date", "effective_date", "promulgation_date"]

_MONTH_NAMES: Mapping[str, int] = {
    **{"mot": 1, "gieng": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8},
    **{"chin": 9, "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12},
    **{"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10},
    **{"nov": 11, "dec": 12},
}
_QUARTERS: Mapping[str, int] = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_DANGI_OFFSET = 2333
"""The era of Dangun, in Korean law until 1961: its year is the common year plus 2333."""
_DANGI_YEARS = range(4278, 4296)
_FIRST_SHORT_YEAR = 48
"""``’48`` is 1948, when the Republic of Korea began to make laws; ``’18`` is 2018."""

_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
_YEAR = r"(?P<year>[12]\d{3})"
_KOREAN_YEAR = r"(?P<year>[124]\d{3})"
_VIETNAMESE_MONTH = (
    rf"th[áa]ng\s*(?:{_MONTH}|(?P<name>gi[êe]ng|m[ộo]t|hai|ba|t[ưu]|b[ốo]n|n[ăa]m|s[áa]u|b[ảa]y|t[áa]m|ch[íi]n"
    r"|m(?:ườ|uo)i\s+m[ộo]t|m(?:ườ|uo)i\s+hai|m(?:ườ|uo)i|ch[ạa]p)\b)"
)
_ENGLISH_MONTH = (
    r"(?P<name>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_NUMBER_START, _NUMBER_END = r"(?<![\d/.\-])", r"(?![\d/\-]|\.\d)"

_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # ngày 01 tháng 8 năm 2018; ngày12 tháng5 năm 2018; ngày 1 tháng Tám năm 2018; ngày 12 tháng 5
        rf"\bng[àa]y\s*{_DAY}\s*{_VIETNAMESE_MONTH}(?:\s*,?\s*n[ăa]m\s*{_YEAR}(?!\d))?",
        # tháng 10/2025; tháng 10 năm 2025; tháng 10-2025
        rf"\b{_VIETNAMESE_MONTH}\s*(?:[/-]|,?\s*n[ăa]m)\s*{_YEAR}(?!\d)",
        # quý III năm 2025; quý 3/2025
        rf"\bqu[ýy]\s*(?P<quarter>IV|I{{1,3}}|[1-4])\s*(?:[/-]|n[ăa]m)\s*{_YEAR}(?!\d)",
        # năm 2018
        rf"\bn[ăa]m\s*{_YEAR}(?!\d)",
        # 01/8/2018; 01.8.2018; 01-08-2018
        rf"{_NUMBER_START}{_DAY}\s?(?P<mark>[/.-])\s?{_MONTH}\s?(?P=mark)\s?{_YEAR}{_NUMBER_END}",
        # ngày 11/10; sáng 11/10
        rf"\b(?:ng[àa]y|s[áa]ng|tr[ưu]a|chi[ềe]u|t[ốo]i|đ[êe]m|h[ôo]m)\s+{_DAY}/{_MONTH}(?![\d/])",
        # 2018-08-01; 2018/08/01; 2018-08-01T07:00:00
        rf"{_NUMBER_START}{_YEAR}(?P<mark>[/-]){_MONTH}(?P=mark){_DAY}(?![\d/-])",
        # 2017. 3. 21.; 2017.3.21; 시행 2020. 2. 27
        rf"{_NUMBER_START}{_KOREAN_YEAR}\s?\.\s*{_MONTH}\s?\.\s*{_DAY}(?![\d/-])\.?",
        # 2017. 3. (before Korean text, a bracket or the end)
        rf"{_NUMBER_START}{_KOREAN_YEAR}\s?\.\s*{_MONTH}\.(?=\s*(?:[가-힣)\]>,]|$))",
        # ’18. 8. 1.
        rf"['’‘](?P<short>\d{{2}})\s?\.\s*{_MONTH}\s?\.\s*{_DAY}(?!\d)\.?",
        # 20170321
        r"(?<![\d/.\-\w])(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\d/\-\w]|\.\d)",
        # 2023년 7월 4일; 단기 4281년 7월 17일; 2023년 7월; 2023년
        rf"(?:단기\s*)?(?<!\d){_KOREAN_YEAR}년(?:\s*{_MONTH}월(?:\s*{_DAY}일)?)?",
        # 7월 4일
        rf"(?<![\d년])(?<!년\s){_MONTH}월\s*{_DAY}일",
        # 1 August 2018; 1st of August 2018
        rf"{_NUMBER_START}{_DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?{_ENGLISH_MONTH},?\s+{_YEAR}(?!\d)",
        # August 1, 2018
        rf"\b{_ENGLISH_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d)",
        # October 2025
        rf"\b{_ENGLISH_MONTH},?\s+{_YEAR}(?!\d)",
    )
]

_RELATIVE_FORMS: tuple[tuple[str, Relative], ...] = (
    # có hiệu lực kể từ ngày ký; từ ngày ký ban hành
    (r"\bt[ừu]\s+ng[àa]y\s+k[ýy]\b(?:\s+ban\s+h[àa]nh)?", "signing_date"),
    # kể từ ngày ban hành
    (r"\bt[ừu]\s+ng[àa]y\s+ban\s+h[àa]nh\b", "issue_date"),
    # kể từ ngày được thông qua
    (r"\bt[ừu]\s+ng[àa]y\s+(?:(?:được|duoc)\s+)?th[ôo]ng\s+qua\b", "adoption_date"),
    # từ ngày Nghị định này có hiệu lực
    (r"\bt[ừu]\s+ng[àa]y\s+(?:[^\W\d]+\s+){1,4}n[àa]y\s+c[óo]\s+hi[ệe]u\s+l[ựu]c", "effective_date"),
    # 공포한 날부터; 공포 후 6개월이 경과한 날부터
    (r"공포(?:한|\s*후\s*\d+\s*(?:년|개월|일)이?\s*(?:경과|지)[한난])\s*날부터", "promulgation_date"),
    # 고시한 날부터; 발령한 날부터
    (r"(?:고시|발령)한\s*날부터", "issue_date"),
)
_RELATIVE = [(re.compile(pattern, re.IGNORECASE), anchor) for pattern, anchor in _RELATIVE_FORMS]

_ROLES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"h[ếe]t\s+hi[ệe]u\s+l[ựu]c[^.;\n]*$|유효기간[^.\n]*$", re.IGNORECASE), "expiry"),
    (
        re.compile(r"hi[ệe]u\s+l[ựu]c[^.;]*$|(?<!\w)시행(?:일)?\s*:?\s*$|in force[^.;]*$", re.IGNORECASE),
        "effective",
    ),
    (re.compile(r"공포(?:일)?\s*:?\s*$"), "promulgation"),
)
_BARE = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?")
_TAKES_EFFECT = re.compile(r"\s*시행")
_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text.

    Attributes:
        span: Its characters.
        iso: ``2018-08-01``, ``2025-10``, ``2025``, ``2025-Q3``, ``--10-11`` (no year said); None where the calendar has
            no such day, or the date is relative.
        precision: How much of the date is said; None for a relative date.
        role: What the words around it say of it, if they say anything.
        relative: The day it counts from (``kể từ ngày ký``), None for a calendar date.
    """

    span: Span
    iso: str | None
    precision: Precision | None
    role: Role | None = None
    relative: Relative | None = None


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every date of a text, in order, without overlaps; where two forms meet the earlier and longer one counts.

    Days and months of numeric dates are read day first after Vietnamese custom, year first where four digits lead.
    """
    mentions = sorted(chain(_calendar_dates(text), _relative_dates(text)), key=_reading_order)
    kept: list[DateMention] = []
    for mention in mentions:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)


def parse_date(text: str) -> str | None:
    """The first calendar date of a text as ISO 8601, reduced to what it says: ``2018-08-01``, ``2026-06``, ``2018``.

    None when there is none, when the calendar has no such day, or when it names no year.
    """
    bare = text.strip()
    if _BARE.fullmatch(bare):
        return bare
    dated = (mention for mention in find_dates(text) if mention.precision in {"day", "month", "year"})
    first = next(dated, None)
    return first.iso if first else None


def _reading_order(mention: DateMention) -> tuple[int, int]:
    return mention.span.start, -mention.span.end


def _calendar_dates(text: str) -> Iterator[DateMention]:
    for form in _FORMS:
        for match in form.finditer(text):
            parts = _parts(match)
            yield DateMention(Span(*match.span()), _value(parts), _precision(parts), _role(text, match))


def _relative_dates(text: str) -> Iterator[DateMention]:
    for form, anchor in _RELATIVE:
        for match in form.finditer(text):
            yield DateMention(Span(*match.span()), None, None, _role(text, match), anchor)


def _role(text: str, match: re.Match[str]) -> Role | None:
    if _TAKES_EFFECT.match(text, match.end()):
        return "effective"
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    return next((role for pattern, role in _ROLES if pattern.search(before)), None)


def _parts(match: re.Match[str]) -> dict[str, int]:
    said = {name: value for name, value in match.groupdict().items() if value and name != "mark"}
    parts: dict[str, int] = {name: int(said[name]) for name in ("year", "month", "day") if name in said}
    if "name" in said:
        word = fold(said["name"]).text
        parts["month"] = _MONTH_NAMES.get(word) or _MONTH_NAMES[word[:3]]
    if "quarter" in said:
        parts["quarter"] = _QUARTERS.get(said["quarter"].lower()) or int(said["quarter"])
    if "short" in said:
        parts["year"] = _full_year(int(said["short"]))
    if parts.get("year") in _DANGI_YEARS:
        parts["year"] -= _DANGI_OFFSET
    return parts


def _full_year(short: int) -> int:
    return short + (1900 if short >= _FIRST_SHORT_YEAR else 2000)


def _precision(parts: Mapping[str, int]) -> Precision:
    if "quarter" in parts:
        return "quarter"
    if "day" in parts:
        return "day" if "year" in parts else "month-day"
    return "month" if "month" in parts else "year"


_LEAP_YEAR = 2000
"""Where no year is said, 29 February is possible."""


def _value(parts: Mapping[str, int]) -> str | None:
    """The ISO form, None for a day that the calendar does not have."""
    month, day = parts.get("month", 1), parts.get("day", 1)
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(parts.get("year", _LEAP_YEAR), month)[1]:
        return None
    year = f"{parts['year']:04d}" if "year" in parts else "-"
    if "quarter" in parts:
        return f"{year}-Q{parts['quarter']}"
    return year + "".join(f"-{parts[name]:02d}" for name in ("month", "day") if name in parts)
