"""The units of a Vietnamese pinpoint as they are printed: ``điểm a, b``, ``khoản 1 đến 3``, ``Điều này``, ``Phụ lục II``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.citations.forms import GAP, SPACE, Forms
from corpus.identifiers.anchors import number_token, point_token
from corpus.models import Span

ORDER = ("diem", "khoan", "tieumuc", "muc", "dieu", "chuong", "phan", "phuluc")
"""Kinds from the inside out, as running text names them."""

THIS = "này"
_ROMAN = r"[ivxlIVXL]{1,7}(?![^\W_])"
_DIGITS = r"\d{1,3}+[a-zđ]?\d?(?![^\W_])(?!/\d|,\d|\.\d)"
_LETTER = r"(?:[a-zđ]\d?|\d{1,2}(?:\.\d{1,2}){0,2}+)(?![^\W_])(?!/)"
_ORDINAL = r"thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)"
_MEASURE = (
    r"(?!\s{1,3}(?:ngày|tháng|năm|giờ|triệu|tỷ|tỉ|nghìn|đồng|người|lần|bản|bộ|%"
    r"|phần trăm|m2|km|ha|tổ|đơn vị|cơ quan|tỉnh|xã|huyện|trường|lô|mẫu)(?![^\W_]))"
)
_AND = rf"(?:{GAP}[,;]{GAP}(?:và{SPACE}|hoặc{SPACE})?|{SPACE}(?:và|hoặc|hay|and|or){SPACE}(?:các{SPACE})?)"
_TO = rf"(?:{SPACE}(?:đến|tới){SPACE}(?:hết{SPACE})?|{GAP}-{GAP})"


def _listed(value: str) -> str:
    """Values of one unit: ``1, 2 và 3``, ``a đến d``."""
    return rf"{value}(?:(?:{_AND}|{_TO}){value}{_MEASURE}){{0,40}}+"


_KINDS: dict[str, tuple[str, str]] = {
    "diem": (r"(?<!địa )(?<!thời )(?<!quan )(?<!đặc )(?<!trọng )(?<!ưu )(?:điểm|diem)", _listed(_LETTER)),
    "khoan": (r"(?<!tài )(?<!điều )(?<!tai )(?:khoản|khoan)", _listed(_DIGITS + _MEASURE)),
    "tieumuc": (r"(?:tiểu mục|tieu muc)", _listed(rf"(?:{_ROMAN}|{_DIGITS})")),
    "muc": (
        r"(?<!tiểu )(?<!danh )(?<!hạng )(?:mục|muc)",
        _listed(rf"(?:{_ROMAN}|{_DIGITS}|[a-h](?![^\W_])(?!\)))"),
    ),
    "dieu": (
        r"(?:điều|đ\.|dieu)",
        rf"(?:\d{{1,3}}[a-zđ]?\.\d{{1,2}}(?:\.[a-zđ]\d?)?(?![^\W_])(?!\.[^\W\d_])|{_listed(_DIGITS)})",
    ),
    "chuong": (r"(?:chương|chuong)", _listed(rf"(?:{_ROMAN}|{_DIGITS})")),
    "phan": (r"(?<!thành )(?<!cổ )(?:phần|phan)", _listed(rf"(?:{_ORDINAL}|{_ROMAN}|{_DIGITS})")),
    "phuluc": (r"(?:phụ lục|phu luc)(?: số)?", _listed(rf"(?:{_ROMAN}|{_DIGITS}|[a-h](?![^\W_]))")),
}
_UNIT = re.compile(
    "(?<![^\\W_])(?:"
    + "|".join(
        rf"(?P<{kind}>{word.replace(' ', SPACE) if kind in {'tieumuc', 'phuluc'} else word})"
        rf"(?:{SPACE}(?P<this_{kind}>này)(?![^\W_])|{SPACE if kind != 'dieu' else GAP}(?P<of_{kind}>{values}))"
        for kind, (word, values) in _KINDS.items()
    )
    + rf"|(?P<whole_annex>phụ{SPACE}lục)(?={SPACE}(?:ban{SPACE}hành{SPACE})?kèm{SPACE}theo{SPACE}(?:bộ{SPACE})?(?:luật"
    rf"|nghị|thông|quyết|chỉ|quy|kế|văn)(?![^\W_])))"
)
_VALUE = re.compile(
    rf"(?P<to>{_TO})?(?P<value>{_ORDINAL}|\d{{1,3}}[a-zđ]?\d?(?:\.[\da-zđ]{{1,2}}){{0,2}}|[a-zđ]\d?(?![^\W_])|[ivxl]{{1,7}})"
)
_WORDS = re.compile(r"và|hoặc|hay|các|and|or|hết")
_ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]
_NEEDS_CAPITAL = frozenset({"chuong", "phan", "muc", "tieumuc", "phuluc"})
_HEADING_BEFORE = re.compile(r"(?:\A|\n)[\s#>*|_-]*\Z")
_HEADING_AFTER = re.compile(r"[ \t*_]*(?:[.:](?!\d)|\n|\Z|[-–] )")


@dataclass(frozen=True, slots=True)
class Unit:
    """One kind of unit and its numbers.

    Attributes:
        span: Its characters.
        kind: As in anchors.
        values: Numbers as anchors write them, each with the end of its range or None; empty for ``này``.
    """

    span: Span
    kind: str
    values: tuple[tuple[str, str | None], ...]


def find_units(forms: Forms, is_label: Callable[[int], bool]) -> Iterator[Unit]:
    """Every unit with a number or ``này``, in order.

    Args:
        forms: The text.
        is_label: Whether a place belongs to the label of a provision, which is no citation.
    """
    for match in _UNIT.finditer(forms.low):
        if is_label(match.start()) or _is_heading(forms.plain, match):
            continue
        unit = _unit(forms, match)
        if unit:
            yield unit


def _is_heading(text: str, match: re.Match[str]) -> bool:
    """Whether a unit stands alone at the beginning of a line: ``Điều 5. Trách nhiệm``, ``Chương II``."""
    before = text[max(0, match.start() - 12) : match.start()]
    at_line = _HEADING_BEFORE.search(before) is not None and (match.start() <= 12 or "\n" in before)
    return at_line and not match[0].endswith(THIS) and _HEADING_AFTER.match(text, match.end()) is not None


def _unit(forms: Forms, match: re.Match[str]) -> Unit | None:
    kind = next((name for name in ORDER if match[name]), "phuluc")
    span = Span(*match.span())
    if match["whole_annex"]:
        return Unit(span, "phuluc", (("", None),)) if forms.plain[span.start].isupper() else None
    if match[f"this_{kind}"]:
        capital = kind not in _NEEDS_CAPITAL or forms.plain[span.start].isupper()
        return Unit(span, kind, ()) if capital else None
    printed = match[f"of_{kind}"]
    if kind == "dieu" and re.fullmatch(r"\d+[a-zđ]?\.\d+(?:\.\w+)?", printed):
        return Unit(span, "dotted", ((printed, None),))
    return Unit(span, kind, tuple(_values(kind, printed)))


def _values(kind: str, printed: str) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for match in _VALUE.finditer(_WORDS.sub(lambda word: " " * len(word[0]), printed)):
        token = _token(kind, match["value"])
        if match["to"] and found and found[-1][1] is None:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, None))
    return found


def _token(kind: str, value: str) -> str:
    if value.startswith("thứ"):
        return str(_ORDINALS.index(value.rsplit(maxsplit=1)[-1]) + 1)
    if kind == "diem":
        return point_token(value).replace(".", "-")
    if value == "l":
        return "1"  # recognised from a picture, a small l is a I
    return number_token(value)
