"""Vietnamese documents that are cited by other words than their full number or their name.

Nghị định này                       the citing document
Nghị định nêu trên, Luật đó         the one of that type named last
Nghị định số 15/2021, Quyết định 950 năm 2018     a number without its symbol
(sau đây gọi tắt là Luật Nhà ở 2023)              a name that the text defines
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from corpus.citations.forms import GAP, SPACE, Forms, alternatives, squeezed
from corpus.citations.models import Citation
from corpus.identifiers.types import TYPES, type_token
from corpus.models import Span
from corpus.normalize import fold, key

_SELF_NAMES = (
    "bộ luật", "luật", "pháp lệnh", "nghị định", "nghị quyết", "nghị quyết liên tịch", "quyết định", "thông tư", "thông tư liên tịch",
    "chỉ thị", "quy chế", "quy định", "kế hoạch", "quy chuẩn", "hướng dẫn", "điều lệ", "đề án", "chương trình", "hiến pháp", "kết luận",
    "thông báo", "tiêu chuẩn", "lệnh", "văn bản", "công văn", "bộ tiêu chí", "hợp đồng",
)  # fmt: skip
_SELF = re.compile(rf"(?<![^\W_])(?P<name>{alternatives(*_SELF_NAMES)}){SPACE}này(?![^\W_])")
_ABOVE = re.compile(
    rf"(?<![^\W_])(?P<name>{alternatives(*_SELF_NAMES[:10])}){SPACE}(?P<word>nêu trên|nói trên|dẫn trên|vừa nêu|trên đây|đó|trên)(?![^\W_])"
    rf"(?!{SPACE}(?:cơ sở|địa bàn|toàn quốc|phạm vi|là|thì|đã))"
)
_REFERS = re.compile(
    rf"(?:(?:theo|tại|của|trong|bởi|thực hiện|kèm theo|quy định ở|căn cứ"
    rf"|trái với|ngoài){SPACE})(?:(?:các )?quy định (?:của|tại|trong){SPACE})?\Z"
)
_NAMED_SHORT = ("nd", "qd", "nq", "tt", "ttlt", "ct", "luat", "boluat", "pl", "vbhn", "kl", "cv")
_UNIT_FOLLOWS = re.compile(
    r"\s{0,3}(?:%|/|-\w|tỷ|triệu|nghìn|tháng|ngày(?! \d)|giờ|tỉnh|người"
    r"|bước|km|m2|ha|lần|nội dung|vấn đề|tuổi|điều|chương|mục|nhiệm vụ|nhóm"
    r"|dự án|doanh nghiệp|đơn vị|xã|huyện|trường hợp|quyết định|nghị quyết|văn bản|luật|,\d|\.\d)"
)
_ALIAS = re.compile(
    rf"\(?(?:sau{SPACE}đây{SPACE}|dưới{SPACE}đây{SPACE})?(?:gọi{SPACE}(?:tắt{SPACE})?(?:chung{SPACE})?|viết{SPACE}tắt{SPACE}|được{SPACE}gọi{SPACE})là:?{SPACE}"
    r"[“\"]?(?P<alias>[^()“”\";:,\n]{3,60}?)[”\"]?\s?(?=[);,.])"
)
_ALIAS_REACH = 400


def find_selves(forms: Forms) -> Iterator[Citation]:
    """``Nghị định này``: with a pinpoint before it, or behind words that refer to it."""
    for match in _SELF.finditer(forms.low):
        span = Span(*match.span())
        yield Citation(span, forms.raw(span), lang="vi", ref="this_document")


def refers(forms: Forms, citation: Citation) -> bool:
    """Whether a mention of the own document or unit, without a provision, is a reference: ``theo Luật này``, not ``Luật này quy định``."""
    start = citation.span.start
    return forms.plain[start].isupper() and _REFERS.search(forms.low, max(0, start - 60), start) is not None


def find_above(forms: Forms, known: Iterable[Citation]) -> Iterator[Citation]:
    """``Nghị định nêu trên``: the document of that type that was cited last, in the same paragraph."""
    numbered = [citation for citation in known if citation.number or citation.title]
    for match in _ABOVE.finditer(forms.low):
        token = type_token(squeezed(match["name"]))
        before = [one for one in numbered if one.span.end <= match.start() and one.type == token]
        span = Span(*match.span())
        raw = forms.raw(span)
        if before and "\n\n" not in forms.text[before[-1].span.end : match.start()]:
            yield replace(
                before[-1], span=span, raw=raw, via=squeezed(raw), confidence=0.7, relation=None, warnings=()
            )
        elif match["word"] not in {"đó", "trên"}:
            yield Citation(
                span, raw, lang="vi", type=token, ref="unresolved", via=squeezed(raw), confidence=0.3
            )


# Short numbers


@cache
def _short_pattern() -> re.Pattern[str]:
    entries = [entry for entry in TYPES if entry.token in _NAMED_SHORT]
    names = [fold(name).text for entry in entries for name in (entry.name, *entry.aliases)]
    return re.compile(
        rf"(?<![^\W_])(?P<type>{alternatives(*names, 'nd', 'qd', 'nq')}){SPACE}(?P<so>(?:so|no\.?|number):?{SPACE})?"
        rf"(?P<number>\d{{1,5}}+[a-z]?)(?:{GAP}/{GAP}(?P<year>(?:19|20)\d\d))?(?![^\W_])(?!{GAP}/)(?!-[a-z])(?![.,]\d)"
    )


def find_short(forms: Forms, known: list[Citation]) -> Iterator[Citation]:
    """A type and a number without symbol: with ``số``, a year, or a full citation of it elsewhere in the text."""
    full = {
        (one.type, (one.number or "").lstrip("0").lower()): one
        for one in reversed(known)
        if one.number and one.symbol
    }
    for match in _short_pattern().finditer(forms.bare):
        token = type_token(squeezed(match["type"]))
        same = full.get((token, match["number"].lstrip("0")))
        told = (
            match["so"] or match["year"] or same or _year_follows(forms, match) or _stands_alone(forms, match)
        )
        if not told or _UNIT_FOLLOWS.match(forms.low, match.end()):
            continue
        if match["year"] is None and match["number"] in _YEARS and not match["so"]:
            continue
        span = Span(*match.span())
        year = int(match["year"]) if match["year"] else None
        short = Citation(
            span, forms.raw(span), lang="vi", type=token, number=match["number"], year=year, confidence=0.8
        )
        yield _completed(short, same)


_YEARS = frozenset(str(year) for year in range(1945, 2100))


def _year_follows(forms: Forms, match: re.Match[str]) -> bool:
    return (
        re.compile(rf"{SPACE}(?:nam{SPACE}|ngay{SPACE}\d|\((?:19|20)\d\d)").match(forms.bare, match.end())
        is not None
    )


def _stands_alone(forms: Forms, match: re.Match[str]) -> bool:
    """``Quyết định 950``: a capital, and a number too large to count things."""
    return forms.plain[match.start()].isupper() and len(match["number"]) >= 3 and match["number"][0] != "0"


def _completed(short: Citation, same: Citation | None) -> Citation:
    """With what a full citation of the same type and number tells; a year that differs keeps the two apart."""
    if same is None or (short.year and same.year and short.year != same.year):
        return short
    return replace(
        short,
        year=same.year,
        symbol=same.symbol,
        issuers=same.issuers,
        id=same.id,
        id_pattern=same.id_pattern,
        via=squeezed(short.raw),
    )


_UNITS_ABOVE = re.compile(
    rf"(?<![^\W_])(?:các|những){SPACE}(?:điều|khoản|điểm)(?:(?:,{GAP}|{SPACE}và{SPACE})(?:điều|khoản|điểm)){{0,2}}{SPACE}(?:nêu|nói|dẫn){SPACE}trên(?![^\W_])"
)


def find_units_above(forms: Forms) -> Iterator[Citation]:
    """``các điều, khoản nêu trên``: provisions named before, left open."""
    for match in _UNITS_ABOVE.finditer(forms.low):
        span = Span(*match.span())
        yield Citation(
            span, forms.raw(span), lang="vi", ref="unresolved", via=squeezed(forms.raw(span)), confidence=0.3
        )


# Aliases


def without_definitions(forms: Forms, citations: list[Citation]) -> list[Citation]:
    """Those that are more than the name being defined: ``(sau đây gọi là Luật Nhà ở 2023)``."""
    defined = {offset for match in _ALIAS.finditer(forms.plain) for offset in range(*match.span("alias"))}
    return [one for one in citations if one.span.start not in defined]


def find_aliases(forms: Forms, known: list[Citation]) -> Iterator[Citation]:
    """Every later use of a name that the text gives to a document it cites; the first definition of a name counts."""
    defined: dict[str, tuple[int, Citation]] = {}
    for match in _ALIAS.finditer(forms.plain):
        target = _defined(forms, match, known)
        if target and _is_document_name(squeezed(match["alias"])):
            defined.setdefault(squeezed(match["alias"]), (match.end(), target))
    if not defined:
        return
    uses = re.compile(rf"(?<![^\W_])(?:{alternatives(*defined)})(?![^\W_])")
    for use in uses.finditer(forms.plain):
        alias = squeezed(use[0])
        since, target = defined[alias]
        if use.start() >= since:
            span = Span(*use.span())
            yield replace(
                target, span=span, raw=forms.raw(span), via=alias, confidence=0.8, relation=None, warnings=()
            )


def _defined(forms: Forms, match: re.Match[str], known: list[Citation]) -> Citation | None:
    """The document that an alias is given to: the one cited first in the sentence that the definition ends."""
    before = [
        one
        for one in known
        if one.span.end <= match.start()
        and match.start() - one.span.end < _ALIAS_REACH
        and one.names_document
    ]
    joined = [
        one
        for one in before
        if not re.search(r"[;\n]\s*\n|[.;]\s", forms.plain[one.span.end : match.start()])
    ]
    return joined[-1] if joined else None


_DOCUMENT_NAMES = (*_SELF_NAMES[:10], "hiến pháp", "đề án", "quy chuẩn")


def _is_document_name(alias: str) -> bool:
    """Whether a defined name begins like that of a document and goes on: ``Luật Nhà ở 2023``, but not ``Chương trình``."""
    words = key(alias).text
    named = max((name for name in _DOCUMENT_NAMES if words.startswith(name)), key=len, default=None)
    return named is not None and words.removeprefix(named).startswith(" ")
