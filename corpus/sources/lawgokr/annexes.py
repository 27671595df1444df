"""Addenda (부칙) and annexes (별표, 서식) of a law from law.go.kr, as its pages print them."""

import re
from collections.abc import Iterator

from corpus.sources.lawgokr.articles import counted, printed_date, text_lines
from corpus.sources.lawgokr.tree import Field

_ADDENDUM = re.compile(r"부\s{0,6}칙")
_LABELLED = re.compile(r"\[\s?별")


def supplement_lines(root: Field) -> Iterator[str]:
    """The addenda, each under a line such as `부칙 <제16631호, 2019. 11. 26.>`.

    Administrative and local rules give one addendum without units of its own.
    """
    for addendum in root.walk("부칙"):
        for unit in addendum.all("부칙단위") or [addendum]:
            content = text_lines(unit.said("부칙내용"))
            if content:
                yield ""
                yield from _headed(unit, content)


def _headed(unit: Field, content: list[str]) -> list[str]:
    number = counted(unit.said("부칙공포번호"))
    date = printed_date(unit.said("부칙공포일자"))
    note = ", ".join(filter(None, (f"제{number}호" if number else "", date)))
    heading = f"부칙 <{note}>" if note else "부칙"
    if not _ADDENDUM.match(content[0]):
        return [heading, *content]
    return [heading, *content[1:]] if _ADDENDUM.fullmatch(content[0]) else content


def annex_lines(root: Field) -> Iterator[str]:
    """The annexes: label and title, `[별표 1의2] 과태료의 부과기준`, and what text the service has of them."""
    for unit in root.walk("별표단위"):
        title = " ".join(text_lines(unit.said("별표제목")))
        label = "" if _LABELLED.match(title) else _label(unit)
        heading = " ".join(filter(None, (label, title)))
        content = text_lines(unit.said("별표내용"))
        if content and _LABELLED.match(content[0]):
            content = content[1:]
        yield ""
        yield from [heading, *(line for line in content if line != title)]


def _label(unit: Field) -> str:
    kind = unit.said("별표구분") or "별표"
    number, branch = counted(unit.said("별표번호")), counted(unit.said("별표가지번호"))
    if kind == "서식":
        printed = f"제{number}호" + (f"의{branch}" if branch else "") if number else ""
        return f"[별지 {printed}서식]" if printed else "[별지 서식]"
    printed = number + (f"의{branch}" if branch else "") if number else ""
    return f"[{kind} {printed}]" if printed else f"[{kind}]"
