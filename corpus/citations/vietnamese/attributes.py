"""What stands beside a Vietnamese number or name: its date, its issuer, its title."""

import re
from dataclasses import dataclass, replace
from functools import cache

from corpus.citations.forms import GAP, SPACE, Forms, alternatives, squeezed
from corpus.citations.models import Citation
from corpus.citations.vietnamese.identity import identified
from corpus.dates import find_dates
from corpus.identifiers.issuers import ISSUERS, Issuer, issuer_token, issuers_by_token
from corpus.identifiers.places import place_named
from corpus.models import Span
from corpus.normalize import fold

_LEADS_TO_DATE = re.compile(
    rf"{GAP}[,(]?{GAP}(?:(?:da )?(?:duoc )?(?:ban hanh|ky|ky ban hanh|thong qua|cong bo|issued|adopted|promulgated){SPACE})?"
    rf"(?:(?:ngay|dated|of|on|nam){GAP})?"
)
_DATE_REACH = 48
_BARE_YEAR = re.compile(rf"{GAP}[,(/]?{GAP}(?:nam{SPACE})?(?P<year>(?:19|20)\d\d)\)?(?=\s*(?:$|[.,;:)?!\n]))")
_YEAR_OF_LAW = re.compile(rf"{SPACE}(?P<year>(?:19|20)\d\d)(?![\w/]|[.,-]\d)")
_SIGNED_BEFORE = re.compile(
    r"(?<![^\W_])ngay ?(?P<date>\d[^.;:\n]{2,28}?),? (?:[^\d.;:\n]{0,100} )?(?:da )?(?:ky"
    r"|ban hanh|ky ban hanh|phe duyet|thong qua|cong bo|co)"
    r"(?: (?:ban hanh|quyet dinh|bo sung))?\s{1,3}\Z"
)
_BEFORE_REACH = 150
_TITLE_STARTS = re.compile(
    rf"{SPACE}(?P<title>(?:ve|v/v|quy dinh|phe duyet|ban hanh|huong dan|sua doi|bo sung|bai bo|cong bo|dinh chinh|thi diem|giao|thanh lap"
    rf"|hop nhat|thuc hien|trien khai|to chuc|tang cuong|on|regarding|promulgating|approving),?{SPACE})"
)
_QUOTED_TITLE = re.compile(
    r"(?:(?:[Vv]ề|[Vv]ề việc|V/v|phê duyệt|ban hành)\s{1,3}){0,2}[“\"](?P<title>[^”\"]{3,400})[”\"]"
)
_TITLE_ENDS = re.compile(
    r"[;“”\"«»]|\.(?=\s|\Z)|\n[ \t]*\n|\n(?=[ \t]*(?:[-+•|#*]|[a-zđ]\)|\d{1,2}\.\s|Căn cứ|Điều \d|CHƯƠNG|Chương))"
    r"|,? (?:hết hiệu lực|có hiệu lực|được (?:sửa đổi|bổ sung|thay thế)|đã được|do |là |thì |và (?:các )?(?:quy định|văn bản|pháp luật))"
    r"|\((?:sau đây|gọi tắt|kèm theo)"
)
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class _Said:
    """A citation on its way, and the place of a local body."""

    citation: Citation
    place: str | None = None


def with_attributes(forms: Forms, citation: Citation, limit: int) -> Citation:
    """The citation with date, issuer and title, its span grown over date and issuer, and its identity.

    Args:
        forms: The text.
        citation: A number or a name with its type.
        limit: Where the next citation begins; nothing is read beyond.
    """
    said = _Said(citation)
    for _ in range(2):
        said = _issuer_after(forms, _date_after(forms, said, limit), limit)
    found = _titled(forms, _date_before(forms, _bare_year(forms, said.citation, limit)), limit)
    return identified(found, said.place)


def _grown(forms: Forms, citation: Citation, end: int) -> Citation:
    return citation.at(forms.text, Span(citation.span.start, max(end, citation.span.end)))


def _date_after(forms: Forms, said: _Said, limit: int) -> _Said:
    citation, start = said.citation, said.citation.span.end
    if citation.date:
        return said
    window = forms.text[start : min(limit, start + _DATE_REACH)]
    date = next(iter(find_dates(window)), None)
    if date is None or date.iso is None or date.precision not in {"day", "month", "year"}:
        return said
    if _LEADS_TO_DATE.fullmatch(forms.bare, start, start + date.span.start) is None:
        return said
    end = start + date.span.end
    if "(" in window[: date.span.start] and forms.plain[end : end + 1] == ")":
        end += 1
    return _Said(_dated(_grown(forms, citation, end), date.iso), said.place)


def _dated(citation: Citation, iso: str) -> Citation:
    """Date and year put in; only days count as dates, and the year in a number wins over that of a date."""
    year = int(iso[:4])
    if citation.year and citation.year != year and citation.type not in {"qcvn", "tcvn"}:
        citation = citation.warned("date_year_differs", confidence=0.8)
    return replace(citation, date=iso if len(iso) > 7 else None, year=citation.year or year)


def _bare_year(forms: Forms, citation: Citation, limit: int) -> Citation:
    """The year behind a number at the end of a clause, behind the name of a law anywhere: ``Luật Nhà ở 2014 quy định``."""
    if citation.year:
        return citation
    patterns = (_BARE_YEAR,) if citation.number else (_BARE_YEAR, _YEAR_OF_LAW)
    found = (pattern.match(forms.bare, citation.span.end, limit) for pattern in patterns)
    match = next(filter(None, found), None)
    if match is None:
        return citation
    return replace(_grown(forms, citation, match.end("year")), year=int(match["year"]))


def _date_before(forms: Forms, citation: Citation) -> Citation:
    """``ngày 12/5/2022, Bộ trưởng Bộ Xây dựng đã ký quyết định số 388/QĐ-BXD``: the date of signing stands before."""
    if citation.date or not citation.number:
        return citation
    start = citation.span.start
    match = _SIGNED_BEFORE.search(forms.bare, max(0, start - _BEFORE_REACH), start)
    date = next(iter(find_dates(forms.text[match.start() : match.end("date")])), None) if match else None
    if date is None or date.iso is None or date.precision != "day":
        return citation
    return _dated(citation, date.iso) if citation.year in {None, int(date.iso[:4])} else citation


# Issuers


@cache
def _issuer_pattern() -> re.Pattern[str]:
    names = [
        fold(name).text
        for issuer in ISSUERS
        if issuer.country == "vn"
        for name in (issuer.name, *issuer.aliases)
    ]
    symbols = [symbol.lower() for issuer in ISSUERS for symbol in issuer.symbols if len(symbol) > 2]
    heads = "bo truong|thong doc|tong thanh tra|vien truong|chanh an|tong kiem toan|chu nhiem|chu tich|minister of|giam doc"
    return re.compile(
        rf"{GAP},?{GAP}(?:cua|do|by|of){SPACE}(?:the{SPACE})?(?:(?:{heads}){SPACE})?"
        rf"(?P<issuer>{alternatives(*names, *(fold(symbol).text for symbol in symbols))})(?![^\W_])"
    )


_LOCAL_AFTER = re.compile(
    rf"{GAP},?{GAP}(?:cua|by|of){SPACE}(?:the{SPACE})?(?:chu tich{SPACE})?"
    rf"(?P<body>ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|people's committee(?: of)?){SPACE}"
    r"(?P<place>(?:(?:tinh|thanh pho|tp)\.?\s{1,3})?[^\W\d_]+(?:\s?-\s?|\s{1,3})?(?:[^\W\d_]+\s{1,3}){0,3}[^\W\d_]+)"
)


def _issuer_after(forms: Forms, said: _Said, limit: int) -> _Said:
    citation = said.citation
    local = _LOCAL_AFTER.match(forms.bare, citation.span.end, limit)
    if local:
        return _with_place(forms, said, local)
    match = _issuer_pattern().match(forms.bare, citation.span.end, limit)
    if match is None:
        return said
    token = issuer_token(squeezed(forms.text[match.start("issuer") : match.end("issuer")]))
    grown = _grown(forms, citation, match.end())
    return _Said(_with_issuer(grown, issuers_by_token().get(token or "")), said.place)


def _with_issuer(citation: Citation, issuer: Issuer | None) -> Citation:
    """The issuer that the text names, where the number names none; a warning where the two differ."""
    if issuer is None or not issuer.symbols:
        return citation
    if not citation.issuers:
        termed = citation.type in {"luat", "boluat", "pl"} or issuer.token in {"qh", "ubtvqh"}
        return citation if termed else replace(citation, issuers=(issuer.symbols[0],))
    if (
        len(citation.issuers) > 1
        or citation.issuers[0] in issuer.symbols
        or issuer.token in {"qh", "ubtvqh", "cp", "ttg", "tw"}
    ):
        return citation
    return citation.warned("issuer_differs", confidence=0.7)


def _with_place(forms: Forms, said: _Said, match: re.Match[str]) -> _Said:
    """``… của UBND tỉnh Bắc Ninh``: a local body is known by its place, and the name of the place ends where the table says."""
    start = match.start("place")
    words = list(re.finditer(r"\S+", forms.text[start : match.end("place")]))
    for count in range(len(words), 0, -1):
        end = start + words[count - 1].end()
        place = place_named(forms.text[start:end])
        if place:
            return _Said(_grown(forms, said.citation, end), place.token)
    return said


# Titles


def _titled(forms: Forms, citation: Citation, limit: int) -> Citation:
    """The title behind number, date and issuer, up to where its sentence or the citation ends."""
    match = None if citation.title else _TITLE_STARTS.match(forms.bare, citation.span.end, limit)
    if match is None:
        return citation
    start = match.start("title")
    quoted = _QUOTED_TITLE.match(forms.plain, start)
    if quoted:
        return replace(citation, title=squeezed(forms.text[slice(*quoted.span("title"))]))
    stop = min(limit, start + _LONGEST_TITLE)
    ending = _TITLE_ENDS.search(forms.plain, start, stop)
    title = squeezed(forms.text[start : ending.start() if ending else stop])
    return replace(
        citation, title=re.sub(r"[\s,(]*(?:\s(?:và|của|tại|theo|các))?[\s,(]*$", "", title) or None
    )
