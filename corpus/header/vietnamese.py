"""The header block of a Vietnamese document: Decree 30/2020/NĐ-CP, Appendix I, boxes 1 to 5.

Box 2 is the issuing body, box 3 the number (``Số: 950/QĐ-TTg``), box 4 place and date, box 5 type and subject. Files keep
them in any order: columns side by side or cell by cell, the whole page on one line, lines broken inside the type, an
arrival stamp between them, the number blank until it is stamped. What a document cites never counts: the block
ends where ``Căn cứ``, ``Kính gửi`` or the first chapter or article begins.
"""

import re
from dataclasses import dataclass, replace

from corpus.dates import DateMention, find_dates
from corpus.errors import IdentifierError
from corpus.header.lines import head_lines
from corpus.header.subjects import MOTTO, read_labels, read_named_title, read_subject, read_title, type_line
from corpus.identifiers import DocumentNumber, issuer_name, issuer_token
from corpus.identifiers.places import place_named, places
from corpus.models import Header
from corpus.normalize import fold, key

_BLOCK_END = re.compile(
    r"\bCăn\s+cứ\b|\bKính\s+gửi\b|^\s*(?:Điều\s+\d|Chương\s+[IVX\d]|Phần\s+(?:[IVX\d]|thứ)|Thực\s+hiện\b|Xét\b|Theo\s+đề\s+nghị"
    r"|[IVX]{1,4}\s*[.-]|1\.\s)|\bĐiều\s+1\.",
    re.MULTILINE,
)
_BLOCK_END_OF_LAW = re.compile(r"\b(?:Căn\s+cứ|Quốc\s+hội\s+ban\s+hành)\b")
_NUMBER_LINE = re.compile(
    r"(?<![/\w])(?:Luật\s+|Pháp\s+lệnh\s+|Nghị\s+quyết\s+)?số"
    r"(?:\s*:|(?=\s+\d{1,4}[a-z]?\s?-\s?[A-ZĐ]{1,5}/[A-Z]))\s*(?P<number>\d[\d.]*[a-zA-ZđĐ]?)?[\s.…_]*"
    r"(?:[/\s]\s*(?P<year>(?:19|20)\d\d)\s*(?=/))?(?P<mark>[/-])\s*"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐđ&]*\d{0,2}(?: ?[-/] ?[A-ZĐ][A-Za-zĐđ&]*\d{0,2})*)",
    re.IGNORECASE,
)
_ASSEMBLY_TYPES = ("boluat", "luat", "nq", "pl")
_LOCAL_BODY = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd) (?P<place>.+)")
_LONGEST_PLACE = 6
_LONGEST_ISSUER = 120
_ADOPTED = re.compile(r"thông\s+qua\s+(?=ngày\s)", re.IGNORECASE)
_EFFECT = re.compile(
    r"\b(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Quy định|Quy chế|Kế hoạch|Quy chuẩn)(?:\s+liên\s+tịch)?"
    r"\s+này\s+có\s+hiệu\s+lực(?:\s+thi\s+hành)?\s+(?:kể\s+)?(?=từ\s+ngày\b)",
    re.IGNORECASE,
)
_REACH = 80


@dataclass(frozen=True, slots=True)
class _Block:
    """The text of the block and the place of its number line.

    Attributes:
        text: Everything before the body.
        line: The match of the number line.
        number: The number, None while it is blank.
        symbol: What the symbol alone says, as if the number were 0.
    """

    text: str
    line: re.Match[str]
    number: DocumentNumber | None
    symbol: DocumentNumber


def read_vietnamese(text: str) -> Header:
    """What the header block says; all None where there is no line ``Số: …`` with a symbol (a contract, an article).

    The date of a law is the day of its adoption, printed at its end. The date of effect is taken from the sentence
    ``Nghị định này có hiệu lực (thi hành) kể từ ngày …``; from signing means the date of issue.
    """
    head = "\n".join(head_lines(text))
    block = _find_block(head)
    if block is None:
        named = read_labels(head) or read_named_title(head)
        return replace(named, effective=named.effective or _effective(text, named.issued))
    issued = _issued(block, text)
    kind = _type(block)
    return Header(
        number=block.number.format() if block.number else None,
        type=kind,
        issuer=_issuer(block),
        issuer_name=_printed_issuer(block),
        issued=issued,
        effective=_effective(text, issued),
        title=_title(block, kind),
    )


def _find_block(head: str) -> _Block | None:
    """The first number line before the body; a law's number line may itself begin with ``Luật số:``."""
    for line in _NUMBER_LINE.finditer(head):
        if _BLOCK_END_OF_LAW.search(head, 0, line.start()):
            return None
        symbol = _parsed("0", line)
        if symbol is not None and (symbol.type or symbol.issuers):
            end = _BLOCK_END.search(head, line.end())
            text = head[: end.start() if end else len(head)]
            return _Block(text, line, _parsed(line["number"], line), symbol)
    return None


def _parsed(number: str | None, line: re.Match[str]) -> DocumentNumber | None:
    if number is None:
        return None
    year = f"/{line['year']}" if line["year"] else ""
    try:
        return DocumentNumber.parse(f"{number}{year}{line['mark']}{line['symbol']}")
    except IdentifierError:
        return None


def _type(block: _Block) -> str | None:
    """Token of the type: the symbol says it, except for the National Assembly, whose symbol is the same for all."""
    if block.symbol.type:
        return block.symbol.type
    if key(block.line[0]).text.startswith("luật"):
        return "luat"
    return next((token for token in _ASSEMBLY_TYPES if type_line(token).search(block.text)), None)


def _issued(block: _Block, text: str) -> str | None:
    dates = [date for date in find_dates(block.text) if date.iso and date.precision != "month-day"]
    dated = next((date for date in dates if _has_place(date, block.text)), None)
    if dated:
        return dated.iso
    blank = next((date for date in dates if _is_blank_date(date, block.text)), None)
    if blank:
        return blank.iso
    return _adopted(text) or (str(block.symbol.year) if block.symbol.year else None)


def _has_place(date: DateMention, text: str) -> bool:
    return date.precision == "day" and text[: date.span.start].rstrip().endswith(",")


def _is_blank_date(date: DateMention, text: str) -> bool:
    """``Hà Nội, ngày   tháng   năm 2022``: the year is printed, the day is not yet."""
    return (
        date.precision in {"year", "month"}
        and re.search(r"ngày[\s.…]*(?:tháng[\s.…]*)?$", text[: date.span.start], re.IGNORECASE) is not None
    )


def _adopted(text: str) -> str | None:
    """The day of adoption that a law prints at its end: ``… thông qua ngày 17 tháng 6 năm 2020``."""
    matches = list(_ADOPTED.finditer(text))
    return _date_after(text, matches[-1]) if matches else None


def _date_after(text: str, match: re.Match[str]) -> str | None:
    dates = find_dates(text[match.end() : match.end() + _REACH])
    return dates[0].iso if dates and dates[0].precision == "day" else None


def _effective(text: str, issued: str | None) -> str | None:
    match = _EFFECT.search(text)
    if match is None:
        return None
    dates = find_dates(text[match.end() : match.end() + _REACH])
    if dates and dates[0].relative in {"signing_date", "issue_date"}:
        return issued
    return dates[0].iso if dates and dates[0].precision == "day" else None


def _issuer(block: _Block) -> str | None:
    tokens = block.symbol.issuers
    if len(tokens) != 1:
        return None
    if tokens[0] in {"ubnd", "hdnd"}:
        place = _place(_without_motto(block))
        return f"{tokens[0]}-{place}" if place else None
    return issuer_token(tokens[0])


def _place(printed: str) -> str | None:
    """The place after the name of a local body, e.g. ``ỦY BAN NHÂN DÂN / THÀNH PHỐ HÀ NỘI``."""
    body = _LOCAL_BODY.search(fold(printed).text)
    words = body["place"].split()[:_LONGEST_PLACE] if body else []
    for length in range(len(words), 0, -1):
        place = place_named(" ".join(words[:length]))
        if place and place.token in places():
            return place.token
    return None


def _without_motto(block: _Block) -> str:
    return MOTTO.sub("", block.text[: block.line.start()])


def _printed_issuer(block: _Block) -> str | None:
    """The body as the table names it, else as the block prints it above the number."""
    token = _issuer(block)
    if token:
        return issuer_name(token)
    printed = " ".join(_without_motto(block).split())
    return printed if 0 < len(printed) <= _LONGEST_ISSUER and printed.isupper() else None


def _title(block: _Block, kind: str | None) -> str | None:
    if kind == "cv":
        return read_subject(block.text)
    type_lines = list(type_line(kind).finditer(block.text)) if kind else []
    after = next((match for match in type_lines if match.start() >= block.line.end()), None)
    if after:
        return read_title(block.text[after.end() :], kind)
    if kind == "vbhn":
        return _consolidated_title(block)
    before = next((match for match in type_lines if match.end() <= block.line.start()), None)
    return read_title(block.text[before.end() : block.line.start()], kind) if before else None


def _consolidated_title(block: _Block) -> str | None:
    """A consolidated text prints the type and the subject of what it consolidates: ``LUẬT / XÂY DỰNG``."""
    for kind in ("luat", "boluat", "pl", "nd", "tt", "ttlt", "nq", "qd"):
        match = type_line(kind).search(block.text, block.line.end())
        if match:
            return read_title(block.text[match.end() :], kind)
    return None
