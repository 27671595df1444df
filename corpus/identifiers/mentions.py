"""Document numbers as people type them: with or without accents, slashes, hyphens, types and issuers.

- printed: ``950/QĐ-TTg``, ``269/2025/NĐ-CP``, ``62/2020/QH14``, ``QCVN 06:2022/BXD``, ``법률 제16631호``
- typed: ``950/qd-ttg``, ``qd 950 ttg``, ``950 qd ttg``, ``nd 269 2025 cp``, ``nghị định 269/2025``, ``quyet dinh so 950``
- said: ``quyết định 950 năm 2018 của Thủ tướng``, ``Decision 950``, ``Đề án 950``

Numbers of other things are none: ``41/63 tỉnh``, ``3 nghị định``, ``kế hoạch 5 năm``, ``quyết định 3 vấn đề``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.dates import find_dates
from corpus.errors import IdentifierError
from corpus.identifiers.issuers import ISSUERS, issuer_token, issuers_by_symbol
from corpus.identifiers.numbers import DocumentNumber, printed_symbol
from corpus.identifiers.places import place_named
from corpus.identifiers.types import TYPES, type_token
from corpus.models import Span
from corpus.normalize import fold, key


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number in a query and what is said beside it. Unknown stays None.

    Attributes:
        span: Where, in the text that was searched.
        number: The running number as typed: ``950``, ``36a``, ``06``.
        year: Year in the number or said beside it.
        type: Token of the type.
        issuer: Token of the issuer.
        symbol: Symbol as the tables print it: ``QĐ-TTg``, ``QH14``.
        printed: The whole number as it would be printed, where its form is complete.
    """

    span: Span
    number: str
    year: int | None = None
    type: str | None = None
    issuer: str | None = None
    symbol: str | None = None
    printed: str | None = None


_SYMBOL = r"[a-zđ][a-zđ&]*\d{0,2}"
_PRINTED = re.compile(
    rf"(?<![\w./-])\d{{1,5}}(?:\.\d{{1,3}})?[a-zđ]?(?: ?/ ?(?:19|20)\d\d)?(?: ?/ ?|-){_SYMBOL}(?:[-/]{_SYMBOL})*(?![^\W\d_])"
)
_STANDARD = re.compile(
    r"(?<!\w)(?:qcvn|qcđp|qcdp|tcvn)(?: (?:iso|iec))? ?\d+(?:-\d+)*(?: ?: ?(?:19|20)\d\d)?(?: ?/ ?[a-zđ]+(?![^\W\d_]))?"
)
_KOREAN_IN_ENGLISH = re.compile(
    r"(?<!\w)(?P<kind>act|presidential decree) (?:no\.?|number) ?(?P<number>\d{3,6})(?![\w/-])"
)
_KINDS_IN_ENGLISH = {"act": "법률", "presidential decree": "대통령령"}
_KOREAN = re.compile(
    r"(?<![가-힣])(?:법률|대통령령|총리령|[가-힣]+부령|[가-힣]* ?(?:고시|훈령|예규|공고|지침)) ?제? ?(?:(?:19|20)\d\d-)?\d{1,6} ?호"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_SAID_YEAR = re.compile(rf" ?(?:,|\()? ?(?:năm|nam|of|in)? ?{_YEAR}\)?")
_LEAD = r"(?: (?:số|so|no\.?|number)(?: ?:)?)?"
_UNIT_AFTER = re.compile(
    r" ?(?:%|tỷ|ty|triệu|trieu|nghìn|tháng|thang|năm|nam|ngày|ngay|giờ|tỉnh|tinh|người|bước|km|m2|ha|lần|nội dung|vấn đề|"
    r"tuổi|tuoi|phút|đồng|xã|huyện|trường|điều|dieu kien|chương|mục tiêu|nhiệm vụ|nhóm|dự án|doanh nghiệp)(?!\w)(?! (?:19|20)\d\d)"
)
_NAMED_BY_NUMBER = frozenset(
    {"qd", "nd", "nq", "tt", "ttlt", "ct", "cv", "vbhn", "de-an", "ctr", "kl", "cd", "pl"}
)
"""Types that people name by the bare number: ``quyết định 950``, ``đề án 950``; a plan or a law they do not."""
_SHORT_SYMBOLS = ("qđ", "qd", "nđ", "nd", "nq", "tt", "ttlt", "ct", "cv", "vbhn")
_SMALL_NUMBER = 10


def find_numbers(text: str) -> tuple[NumberMention, ...]:
    """Every document number in a text that is in key form (``corpus.normalize.key``), in order, without overlaps."""
    kept: list[NumberMention] = []
    for find in (_printed, _standards, _korean, _typed, _said):
        for mention in find(text):
            if not any(_overlap(mention.span, other.span) for other in kept):
                kept.append(mention)
    return tuple(
        sorted((_with_neighbours(mention, text) for mention in kept), key=lambda mention: mention.span)
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _printed(text: str) -> Iterator[NumberMention]:
    for match in _PRINTED.finditer(text):
        mention = _from_number(match)
        if mention and (mention.type or mention.issuer):
            yield mention


def _standards(text: str) -> Iterator[NumberMention]:
    yield from filter(None, map(_from_number, _STANDARD.finditer(text)))


def _korean(text: str) -> Iterator[NumberMention]:
    yield from filter(None, map(_from_number, _KOREAN.finditer(text)))
    for match in _KOREAN_IN_ENGLISH.finditer(text):
        mention = _mention(f"{_KINDS_IN_ENGLISH[match['kind']]} 제{match['number']}호", Span(*match.span()))
        if mention:
            yield mention


def _from_number(match: re.Match[str]) -> NumberMention | None:
    return _mention(match[0], Span(*match.span()))


def _mention(printed: str, span: Span) -> NumberMention | None:
    try:
        number = DocumentNumber.parse(printed)
    except IdentifierError:
        return None
    issuers = [token for token in map(issuer_token, number.issuers) if token]
    return NumberMention(
        span,
        number.number,
        number.year,
        number.type,
        issuers[0] if len(issuers) == 1 else None,
        number.symbol or None,
        number.format(),
    )


# Typed: type symbol, number, year and issuer in any order, with anything between them


@cache
def _typed_pattern() -> re.Pattern[str]:
    types = _alternatives(_SHORT_SYMBOLS)
    issuers = _alternatives(_both_forms(*issuers_by_symbol(), "UBND", "HĐND"))
    gap = r"[ ./-]{1,3}"
    year = rf"(?:{gap}(?P<year>(?:19|20)\d\d))?"
    tail = rf"(?:{gap}(?P<issuer>{issuers}))"
    number = r"(?P<number>\d{1,5}[a-zđ]?)"
    return re.compile(
        rf"(?<![\w/])(?:(?P<type>{types})(?:{gap}(?P<issuer0>{issuers}))?{_LEAD}[ .-]?{number}{year}(?:{gap}(?:{types}))?{tail}?"
        rf"|{number.replace('number', 'first')}{year.replace('year', 'year2')}{gap}(?P<type2>{types})"
        rf"{tail.replace('issuer', 'issuer2')}"
        rf"|{number.replace('number', 'of_assembly')}{gap}(?P<year3>(?:19|20)\d\d){gap}(?P<term>(?:ubtv)?qh\d\d))(?![\w/])"
    )


def _typed(text: str) -> Iterator[NumberMention]:
    for match in _typed_pattern().finditer(text):
        said = match.groupdict()
        issuer = said["issuer0"] or said["issuer"] or said["issuer2"]
        symbol = "-".join(filter(None, (said["type"] or said["type2"], issuer)))
        year = said["year"] or said["year2"] or said["year3"]
        mention = NumberMention(
            Span(*match.span()),
            said["number"] or said["first"] or said["of_assembly"],
            int(year) if year else None,
            type_token(printed_symbol(said["type"] or said["type2"] or "")),
            issuer_token(printed_symbol(issuer or said["term"] or "")),
            printed_symbol(said["term"] or symbol),
        )
        if mention.issuer or not _is_count(mention, text):
            yield mention


# Said: a type by its name, then a number


@cache
def _said_pattern() -> re.Pattern[str]:
    names = _alternatives(
        _both_forms(
            *(name for entry in TYPES if entry.country == "vn" for name in (entry.name, *entry.aliases))
        )
    )
    return re.compile(
        rf"(?<!\w)(?P<name>{names}){_LEAD} ?(?P<number>\d{{1,5}}[a-zđ]?)(?:(?: ?/ ?|-){_YEAR})?(?![\w/]|[.,]\d|-\d)"
    )


def _said(text: str) -> Iterator[NumberMention]:
    for match in _said_pattern().finditer(text):
        token = type_token(match["name"])
        year = int(match["year"]) if match["year"] else None
        mention = NumberMention(Span(*match.span()), match["number"], year, token)
        if year or (token in _NAMED_BY_NUMBER and not _is_count(mention, text)):
            yield mention


def _is_count(mention: NumberMention, text: str) -> bool:
    """Whether a number counts things: ``kế hoạch 5 năm``, ``quyết định 3 vấn đề``; ``quyết định 03`` does not."""
    after = text[mention.span.end :]
    if mention.year:
        return False
    small = (
        mention.number.isdigit()
        and not mention.number.startswith("0")
        and int(mention.number) < _SMALL_NUMBER
    )
    return _UNIT_AFTER.match(after) is not None or (small and after.strip() != "")


# What stands beside a number: its type, year and issuer


@cache
def _type_before() -> re.Pattern[str]:
    names = _both_forms(
        *(name for entry in TYPES if entry.country == "vn" for name in (entry.name, *entry.aliases))
    )
    return re.compile(
        rf"(?<!\w)(?:(?P<type>{_alternatives([*names, *_SHORT_SYMBOLS])}){_LEAD}|(?:số|so|no\.?)(?: ?:)?) $"
    )


@cache
def _issuer_after() -> re.Pattern[str]:
    names = [name for issuer in ISSUERS for name in (issuer.name, *issuer.aliases)]
    return re.compile(
        rf"(?: ?,)? (?:(?:của|cua|by|of|from) (?:the )?)?(?P<issuer>{_alternatives(_both_forms(*names))})(?!\w)"
    )


def _with_neighbours(mention: NumberMention, text: str) -> NumberMention:
    for look in (_take_type, _take_year, _take_issuer):
        mention = look(mention, text)
    return mention


def _take_type(mention: NumberMention, text: str) -> NumberMention:
    match = _type_before().search(text[: mention.span.start])
    if match is None:
        return mention
    word = match["type"] or ""
    token = type_token(printed_symbol(word) if word in _SHORT_SYMBOLS else word)
    if mention.type and token not in {None, mention.type}:  # `hướng dẫn Nghị định 269/2025` is about a decree
        return mention
    return replace(mention, span=Span(match.start(), mention.span.end), type=mention.type or token)


def _take_year(mention: NumberMention, text: str) -> NumberMention:
    if mention.year:
        return mention
    year = _SAID_YEAR.match(text, mention.span.end)
    if year:
        return replace(mention, span=Span(mention.span.start, year.end()), year=int(year["year"]))
    date = next(iter(find_dates(text[mention.span.end :])), None)
    if (
        date is None
        or date.iso is None
        or text[mention.span.end :][: date.span.start].strip() not in {"", "ngày", "ngay", ","}
    ):
        return mention
    year_said = int(date.iso[:4]) if date.iso[:4].isdigit() else None
    return replace(mention, span=Span(mention.span.start, mention.span.end + date.span.end), year=year_said)


def _take_issuer(mention: NumberMention, text: str) -> NumberMention:
    if mention.issuer:
        return mention
    body = _LOCAL_SYMBOL.search(mention.symbol or "")
    if body:
        return _take_place(mention, body[0].lower().replace("đ", "d"), text)
    match = _issuer_after().match(text, mention.span.end)
    if match is None:
        return mention
    return replace(mention, span=Span(mention.span.start, match.end()), issuer=issuer_token(match["issuer"]))


_LOCAL_SYMBOL = re.compile("(?:UBND|HĐND)$")
_PLACE_AFTER = re.compile(
    r"(?: ?,)?(?: (?:của|cua))?(?: (?:ubnd|hđnd|hdnd|[uủ][yỷ] ban nhân dân|hội đồng nhân dân))?"
    r" (?P<place>[^\W\d_.]+\.?(?: -)?(?: [^\W\d_]+){0,5})"
)


def _take_place(mention: NumberMention, body: str, text: str) -> NumberMention:
    """``308/KH-UBND Hà Nội``: a local body is known by its place."""
    match = _PLACE_AFTER.match(text, mention.span.end)
    words = match["place"].split() if match else []
    for length in range(len(words), 0, -1):
        named = " ".join(words[:length])
        place = place_named(named)
        if match and place:
            end = match.start("place") + len(named)
            return replace(mention, span=Span(mention.span.start, end), issuer=f"{body}-{place.token}")
    return mention


def _both_forms(*words: str) -> list[str]:
    """Each word in key form and without accents."""
    forms: tuple[Callable[[str], str], ...] = (lambda word: key(word).text, lambda word: fold(word).text)
    return [form(word) for word in words for form in forms]


def _alternatives(words: list[str] | tuple[str, ...]) -> str:
    """A group of words, longest first, so that no word hides a longer one."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
