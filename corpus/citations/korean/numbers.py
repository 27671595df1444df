"""Numbers of Korean documents in running text, and court decisions.

법률 제16631호(2019. 11. 26.)      대통령령 제34872호      국토교통부고시 제2025-168호      병무청훈령 제2206호
서울특별시조례 제8862호             조약 제2321호           대법원 2014. 2. 27. 선고 2012다28745 판결
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.citations.forms import GAP, Forms, squeezed
from corpus.citations.models import Citation
from corpus.dates import find_dates, parse_date
from corpus.errors import IdentifierError
from corpus.identifiers.numbers import DocumentNumber
from corpus.identifiers.works import promulgation_id, work_id
from corpus.models import Span

_RULES = "고시|훈령|예규|공고|지침|조례|규칙"
_NUMBER = re.compile(
    rf"(?<![가-힣])(?P<symbol>법률|대통령령|총리령|국무총리령|각령|조약|[가-힣]{{1,14}}부령"
    rf"|(?:[가-힣]{{2,20}}(?: [가-힣]{{2,14}})?? ?)?(?:{_RULES}))"
    rf"{GAP}제{GAP}(?:(?P<year>(?:19|20)\d\d)-)?(?P<number>\d{{1,6}}+)(?P<ho>{GAP}호)?"
)
_AGENCY = re.compile(rf"(?P<agency>.*?) ?(?P<kind>{_RULES})$")
_DATE = re.compile(r"[ ,(<]{1,3}(?=\d)")
_DATE_REACH = 24
_TITLE = re.compile(
    rf"{GAP}(?:\([^()\n]{{1,40}}\))?{GAP}(?P<title>「[^「」\n]{{2,120}}」"
    rf"|[가-힣·A-Za-z ]{{2,80}}?(?:개정법률|개정령|폐지법률|제정법률|법률|법|시행령)(?={GAP}(?:제 ?\d|부칙|별표|별지|일부를|[,.)]|$)))"
)
_EVENTS = frozenset({"법률", "대통령령", "총리령", "국무총리령", "각령"})
_CASE = re.compile(
    r"(?P<court>대법원|헌법재판소|헌재|[가-힣]{2,6}(?:고등|지방|행정|가정"
    r"|회생)법원(?: [가-힣]{1,4}지원)?|[가-힣]{2,4}(?:고법|지법)|특허법원)"
    rf"{GAP}(?P<date>\d{{4}}\. ?\d{{1,2}}\. ?\d{{1,2}}\.?|\d{{4}}년 ?\d{{1,2}}월 ?\d{{1,2}}일)?{GAP}(?:자{GAP})?(?:선고)?{GAP}"
    rf"(?P<case>\d{{2,4}}[가-힣]{{1,3}}\d{{1,6}})(?:{GAP},{GAP}\d{{1,6}})?{GAP}(?:전원합의체{GAP}|전원재판부{GAP})?(?P<form>판결|결정|명령)?"
)


def find_numbers(forms: Forms) -> Iterator[Citation]:
    """Every number of a document, with the date and title beside it, and every court decision."""
    for match in _NUMBER.finditer(forms.plain):
        citation = _numbered(forms, match)
        if citation:
            yield citation
    for match in _CASE.finditer(forms.plain):
        span = Span(*match.span())
        yield Citation(
            span, forms.raw(span), lang="ko", type="case", number=match["case"], symbol=match["form"], issuers=(match["court"],),
            date=parse_date(match["date"]) if match["date"] else None, year=_year(match),
        )  # fmt: skip


def _year(match: re.Match[str]) -> int | None:
    return int(match["date"][:4]) if match["date"] else None


def _numbered(forms: Forms, match: re.Match[str]) -> Citation | None:
    symbol = squeezed(match["symbol"])
    rule = _AGENCY.match(symbol)
    agency = rule["agency"].strip() if rule else ""
    if match["ho"] is None and not (agency and forms.plain[match.end() :].lstrip().startswith("「")):
        return None
    if rule and not agency and match["year"] is None and rule["kind"] in {"규칙", "지침", "조례"}:
        return None
    span = Span(*match.span())
    citation = Citation(
        span, forms.raw(span), lang="ko", number=match["number"], year=int(match["year"]) if match["year"] else None, symbol=symbol,
        issuers=(agency,) if agency else (),
    )  # fmt: skip
    return _with_title(forms, _dated(forms, _identified(citation, match)))


def _identified(citation: Citation, match: re.Match[str]) -> Citation:
    series = f"{citation.year}-" if citation.year else ""
    try:
        number = DocumentNumber.parse(f"{citation.symbol} 제{series}{match['number']}호")
    except IdentifierError:
        return replace(citation, type="treaty" if citation.symbol == "조약" else None)
    event = promulgation_id(number)
    if event or citation.symbol in _EVENTS:
        return replace(citation, type="promulgation", id=event)
    identity = work_id(number.type, number.issuers, number.year, number)
    pattern = None if identity else f"kr/{number.type}/*/{series}{number.plain_number}"
    return replace(citation, type=number.type, id=identity, id_pattern=pattern)


def _dated(forms: Forms, citation: Citation) -> Citation:
    """``법률 제16631호(2019. 11. 26.)``, ``… 제16631호, 2019. 11. 26., 일부개정``."""
    lead = _DATE.match(forms.plain, citation.span.end)
    if lead is None:
        return citation
    date = next(iter(find_dates(forms.plain[lead.end() : lead.end() + _DATE_REACH])), None)
    if date is None or date.span.start or date.iso is None or date.precision != "day":
        return citation
    end = lead.end() + date.span.end
    end += forms.plain[end : end + 1] == ")" and "(" in lead[0]
    return replace(
        citation.at(forms.text, Span(citation.span.start, end)),
        date=date.iso,
        year=citation.year or int(date.iso[:4]),
    )


def _with_title(forms: Forms, citation: Citation) -> Citation:
    """``법률 제8219호 건축법 일부개정법률``, ``서울특별시조례 제6424 「…」``: the title behind the number."""
    match = _TITLE.match(forms.plain, citation.span.end)
    if match is None:
        return citation
    title = squeezed(forms.text[slice(*match.span("title"))].strip("「」"))
    return replace(citation.at(forms.text, Span(citation.span.start, match.end("title"))), title=title)
