"""Type line and subject (trích yếu) of a Vietnamese document, box 5 of Decree 30/2020/NĐ-CP, and how web pages label them."""

import re
from collections.abc import Iterator

from corpus.dates import find_dates
from corpus.errors import IdentifierError
from corpus.header.front_matter import read_front_matter
from corpus.identifiers import DocumentNumber, issuer_token, type_name, type_token
from corpus.models import Header
from corpus.normalize import key

MOTTO = re.compile(
    r"C[ỘO]NG\s+H[ÒOỊ]\w?\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM|Độc\s+lập\s*[-–]\s*Tự\s+do\s*[-–]\s*Hạnh\s+phúc"
    r"|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|^.*CÔNG\s+BÁO.*$|^[\s\d*_.–—-]+$",
    re.IGNORECASE | re.MULTILINE,
)
"""Quốc hiệu, tiêu ngữ, the Party's title line, the Gazette's running head and page numbers: no part of a name."""

_STAMP = re.compile(
    r"(?:CÔNG VĂN ĐẾN|ĐẾN\b|Giờ\b|K[íi]nh chuyển|Ngày[\s.:/\d…]*$|Số\s*:|Chuyển\s*:|Lưu hồ sơ|Người ký|Ký bởi)",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"(?:CHÍNH PHỦ|QUỐC HỘI|[UỦ][YỶ] BAN|HỘI ĐỒNG|BỘ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|TỔNG |THỦ TƯỚNG|CHÁNH ÁN|VIỆN TRƯỞNG|THỐNG ĐỐC)"
)
_SUBJECT = re.compile(r"\bV/v\s*:?\s*", re.IGNORECASE)
_OWN_NAME = re.compile(
    r"^\s*(?:(?:[^\W\d_]+\s+){1,4}?số\s*:?\s*)?\d[\w.]*/[\w/&-]+\s*(?:ngày\s+[\d/.-]+\d\s*)?"
    r"(?:của\s+(?:Chính phủ|Thủ tướng Chính phủ|Quốc hội)\s*)?[-–:]?",
    re.IGNORECASE,
)
_OF_ASSEMBLY = re.compile(r"\s+của quốc hội\s+(?:nước|kh[óo][aá]|số).*$", re.IGNORECASE)
_NAMED_NUMBER = re.compile(
    r"(?P<type>[^\W\d_]+(?: [^\W\d_]+){0,3}?)(?: số)?:? (?P<number>\d\S*/\S+|\d+-\S+/\S+)(?:\s*[-–:]\s*(?P<title>.+))?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*(?P<name>Số hiệu|Số ký hiệu|Loại văn bản|Cơ quan ban hành|Nơi ban hành|Ngày ban hành|Ngày hiệu lực|Ngày có hiệu lực"
    r"|Trích yếu|Người ký)"
    r"\s*[:\n|]\s*(?P<value>\S.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_ENOUGH_LABELS = 3
_LONGEST_TITLE = 800


def type_line(token: str) -> re.Pattern[str]:
    """The name of a type in capitals, its words possibly on two lines: ``NGHỊ / ĐỊNH``; in other letters alone on its line."""
    name = type_name(token)
    capitals = r"\s+".join(name.upper().split())
    return re.compile(rf"(?<![^\W\d_]){capitals}(?![^\W\d_])|^{name.capitalize()}$", re.MULTILINE)


def read_subject(block: str) -> str | None:
    """The subject of an official letter, after ``V/v``, up to a blank line or a date."""
    subject = _SUBJECT.search(block)
    if subject is None:
        return None
    kept = []
    for line in block[subject.end() :].split("\n"):
        if not line.strip() or find_dates(line):
            break
        kept.append(line)
    return " ".join(" ".join(kept).split()) or None


def read_title(after: str, kind: str | None) -> str | None:
    """The lines after the type line on one line, without arrival stamps, up to the body or the repeated issuer."""
    title = " ".join(" ".join(_title_lines(after)).split()).strip(' *_:"“')
    title = _OWN_NAME.sub("", title)
    if kind in {"luat", "boluat"}:
        title = _OF_ASSEMBLY.sub("", title)
    issuer_alone = issuer_token(title.lower().removeprefix("của ")) is not None
    blank = "...." in title or "…" in title
    return title if 0 < len(title) <= _LONGEST_TITLE and not issuer_alone and not blank else None


def _title_lines(after: str) -> Iterator[str]:
    begun, capitals, gap, unfinished = False, False, False, False
    for line in map(str.strip, after.split("\n")):
        if (
            not line
            or _STAMP.match(line)
            or MOTTO.fullmatch(line)
            or (not begun and _OWN_NAME.fullmatch(line))
        ):
            gap = gap or not line
            continue
        if begun and _leaves_title(line, capitals=capitals, gap=gap and not unfinished):
            return
        # What ends in a comma goes on behind the gap.
        begun, capitals, gap = True, line.isupper(), False
        unfinished = line.endswith(",")
        yield line


def _leaves_title(line: str, *, capitals: bool, gap: bool) -> bool:
    """Whether a line is no more of the title: the issuer in capitals, or another case, or a new sentence after a gap."""
    if line.isupper() and (issuer_token(line) or (_AUTHORITY.match(line) and (gap or not capitals))):
        return True
    if capitals:
        return not line.isupper() and (gap or line[0].isupper())
    return gap and line[0].isupper()


def read_named_title(head: str) -> Header:
    """A first line that is type and number, ``Quyết định 21/2026/QĐ-TTg - Danh mục …``, or a bare type in capitals above a title."""
    first, _, rest = head.strip().partition("\n")
    line = " ".join(first.split())
    named = _NAMED_NUMBER.fullmatch(line)
    if named and type_token(named["type"]):
        return _checked(named)
    kind = type_token(line) if line.isupper() else None
    title = read_title(rest.split("Căn cứ")[0], kind) if kind else None
    return Header(type=kind, title=title) if title else Header()


def _checked(named: re.Match[str]) -> Header:
    """The header of such a line, nothing where type and symbol disagree."""
    try:
        number = DocumentNumber.parse(named["number"])
    except IdentifierError:
        return Header()
    kind = type_token(named["type"])
    if number.type not in {None, kind}:
        return Header()
    return Header(number=number.format(), type=kind, title=named["title"])


def read_labels(head: str) -> Header | None:
    """The box of properties that web pages print above a text (``Số hiệu``, ``Loại văn bản`` …); None below three of them."""
    said = {key(match["name"]).text: match["value"].strip() for match in _LABEL.finditer(head)}
    if len(said) < _ENOUGH_LABELS:
        return None
    read = read_front_matter(said)
    return Header(
        number=read.number,
        type=type_token(read.type or ""),
        issuer_name=read.issuer_name,
        issued=read.issued,
        effective=read.effective,
        title=read.title,
    )
