"""Numbers of Vietnamese documents in running text.

Quyết định số 950/QĐ-TTg      950 / qđ - ttg      269/2025/NĐCP      64/2025/QH 15      05-NQ/TW
37/2012/TTLT- BLĐTBXH-BYT     2353/BXD-PTĐT       Số: /2020/TT-BTTTT (a draft)            Nghị định số 12-CP
QCVN 06:2022/BXD              TCVN ISO 37122:2020 Sửa đổi 1:2023 QCVN 06:2022/BXD
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from corpus.citations.forms import GAP, SPACE, Forms, alternatives, squeezed
from corpus.citations.models import Citation
from corpus.citations.vietnamese.symbols import Symbol, read_symbol
from corpus.errors import IdentifierError
from corpus.identifiers.numbers import DocumentNumber
from corpus.identifiers.types import TYPES, type_token
from corpus.identifiers.works import work_id
from corpus.models import Span
from corpus.normalize import fold

_START = r"(?:(?<=số)|(?<=so)|(?<=(?<![^\W_])[NQ][ĐD])|(?<![^\W_])(?<![./-]))"
_PART = r"(?:(?:UBTV)?QH ?[\dIlO]{2,3}+|[A-ZĐƯ][A-ZĐƯ&]{0,15}+\d{0,2}+)(?![^\W_])"
_NUMBER = r"(?P<number>\d{1,5}+(?:\.\d{1,3}+)?[a-zđ]?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERN = re.compile(
    rf"{_START}(?:{_NUMBER}|(?<=số)[: ]{{0,3}}+[.…_ ]{{0,30}}+)(?:(?:{GAP}/{GAP}|[ \t]*\n[ \t]*){_YEAR})?{GAP}/{GAP}"
    rf"(?P<symbol>{_PART}(?:{GAP}[-/]{GAP}{_PART}){{0,7}}+)",
    re.IGNORECASE,
)
_PARTY = re.compile(
    rf"{_START}(?P<number>\d{{1,4}}+[a-zđ]?){GAP}-{GAP}(?P<symbol>[A-ZĐ][A-Za-zĐđ]{{1,4}}{GAP}/{GAP}[A-ZĐƯ]{{2,8}}(?:-[A-ZĐ]{{2,8}})?)"
    r"(?![^\W_])"
)
_OLD = re.compile(rf"{_START}(?P<number>\d{{1,4}}+[a-z]?)-(?P<symbol>CP|HĐBT|HDBT|TTg|CT)(?![^\W_])")
_LOOSE = re.compile(
    rf"{_START}(?P<number>\d{{1,5}}+[a-z]?)[ -]?(?P<symbol>(?:QĐ|QD|NĐ|ND"
    rf"|NQ|TT|CT|KH|TB|BC)[ -](?:TTg|CP|UBND|HĐND|B[A-ZĐ]{{2,8}}))(?![^\W_])",
)
"""``950-QĐ-TTg``, ``950 QĐ TTg``: the slash is lost, and perhaps the hyphen."""
_STANDARD = re.compile(
    r"(?:(?:sửa đổi|amendment) (?P<amendment>\d{1,2}):(?P<amended>(?:19|20)\d\d) )?"
    r"(?<![^\W_])(?P<series>(?:QCVN|QCĐP|TCVN)(?: (?:ISO/IEC|ISO|IEC|EN|ASTM))?) ?(?P<code>\d{1,5}+(?:-\d{1,3}+){0,3}+)"
    r"(?: ?: ?(?P<year>(?:19|20)\d\d))?(?: ?/ ?(?P<symbol>[A-ZĐ&]{2,12}(?:-[A-ZĐ]{2,6})?(?![^\W_])))?",
    re.IGNORECASE,
)
_LEAD_REACH = 48
_LAST_YEARLESS = 350
"""Normative decisions of a Prime Minister never came near this number in one year; above it a year was added by the citing text."""


def find_numbers(forms: Forms) -> Iterator[Citation]:
    """Every document number of a text with the type before it, in no particular order; dates and titles are not yet looked for."""
    for match in _LOOSE.finditer(forms.plain):
        yield from _loose(forms, match)
    for pattern in (_PATTERN, _PARTY, _OLD):
        for match in pattern.finditer(forms.plain):
            citation = _numbered(forms, match, needs_lead=pattern is _OLD)
            if citation:
                yield citation
    for match in _STANDARD.finditer(forms.plain):
        yield _standard(forms, match)


def _loose(forms: Forms, match: re.Match[str]) -> Iterator[Citation]:
    symbol = read_symbol(match["symbol"].replace(" ", "-"))
    if symbol is None or not symbol.known or symbol.type is None:
        return
    lead = type_before(forms, match.start())
    span = Span(lead.start() if lead else match.start(), match.end())
    citation = Citation(
        span, forms.raw(span), lang="vi", type=symbol.type, number=match["number"], symbol=symbol.official,
        symbol_printed=match["symbol"] if _differs(match["symbol"], symbol.official) else None, issuers=symbol.issuers,
    )  # fmt: skip
    yield citation.warned("symbol_repaired", confidence=0.9)


def _numbered(forms: Forms, match: re.Match[str], *, needs_lead: bool) -> Citation | None:
    symbol = read_symbol(match["symbol"])
    lead = type_before(forms, match.start())
    if symbol is None or (needs_lead and lead is None):
        return None
    said = match.groupdict()
    year = int(said["year"]) if said.get("year") else None
    token = symbol.type or (type_token(squeezed(lead["type"])) if lead else None)
    start = lead.start() if lead else match.start()
    span = Span(start, match.start("symbol") + symbol.length)
    printed = squeezed(match["symbol"][: symbol.length])
    citation = Citation(
        span,
        forms.raw(span),
        lang="en" if lead and lead["type"] in _english_leads() else "vi",
        type=token,
        number=said["number"],
        year=year,
        symbol=symbol.official,
        symbol_printed=printed if _differs(printed, symbol.official) else None,
        issuers=symbol.issuers,
    )
    return _checked(citation, symbol, lead)


def _differs(printed: str, official: str) -> bool:
    return "".join(printed.split()).lower() != official.lower()


def _checked(citation: Citation, symbol: Symbol, lead: re.Match[str] | None) -> Citation:
    if symbol.repaired:
        citation = citation.warned("symbol_repaired", confidence=0.9)
    if citation.number is None:
        citation = citation.warned("blank_number", "draft", confidence=0.9)
    said = type_token(squeezed(lead["type"])) if lead else None
    if said and symbol.type and said != symbol.type and not {said, symbol.type} <= _ALIKE:
        citation = citation.warned("type_differs", confidence=0.8)
    if (
        citation.symbol == "QĐ-TTg"
        and citation.year
        and int(re.sub(r"\D", "", citation.number or "0")) > _LAST_YEARLESS
    ):
        citation = citation.warned("year_in_number", confidence=0.9)
    return citation


_ALIKE = frozenset({"tt", "ttlt", "nq", "nqlt", "kh", "ctr", "de-an", "vbhn"})


def type_before(forms: Forms, end: int) -> re.Match[str] | None:
    """The name of a type, and ``số``, directly before a place: ``Quyết định số``, ``NĐ``, ``Decree No.``; group ``type``."""
    return _lead_pattern().search(forms.bare, max(0, end - _LEAD_REACH), end)


@cache
def _lead_pattern() -> re.Pattern[str]:
    names = [
        fold(name).text for entry in TYPES if entry.country == "vn" for name in (entry.name, *entry.aliases)
    ]
    short = ("qd", "nd", "nq", "tt", "ttlt", "ct", "cv", "vbhn", "ttr", "kl")
    return re.compile(
        rf"(?<![^\W_])(?<!phap )(?<!phap\n)(?P<type>{alternatives(*names, *short)})(?:{SPACE}(?:so|no\.?|number|s\.))?{GAP}[:.]?{GAP}\Z"
    )


@cache
def _english_leads() -> frozenset[str]:
    return frozenset(
        alias for entry in TYPES if entry.country == "vn" for alias in entry.aliases if alias.isascii()
    )


def _standard(forms: Forms, match: re.Match[str]) -> Citation:
    span = Span(*match.span())
    series, body, year = squeezed(match["series"]).upper(), match["symbol"], match["year"]
    code = f"{series} {match['code']}" + (f":{year}" if year else "") + (f"/{body.upper()}" if body else "")
    token = type_token(series.split()[0])
    citation = Citation(
        span,
        forms.raw(span),
        lang="vi",
        type=token,
        number=match["code"],
        year=int(year) if year else None,
        symbol=code,
        issuers=(body.upper(),) if body else (),
    )
    return _identified(citation, match)


def _identified(citation: Citation, match: re.Match[str]) -> Citation:
    """A standard with its identity, that of an amendment below that of the standard; a pattern where the year is not said."""
    try:
        number = DocumentNumber.parse(citation.symbol or "")
    except IdentifierError:
        return citation
    known = work_id(number.type, number.issuer_slugs, number.year, number)
    if known:
        tail = f"/sd/{match['amended']}-{match['amendment']}" if match["amendment"] else ""
        return replace(citation, id=known + tail)
    body = [] if number.type == "tcvn" else [".".join(number.issuer_slugs) or "*"]
    return replace(
        citation,
        id_pattern="/".join(["vn", number.type or "*", *body, str(number.year or "*"), number.number]),
    )
