"""Articles of a law from law.go.kr, as its pages print them: `제2조(정의)`, `①`, `1.`, `가.`."""

import re
from collections.abc import Iterator, Sequence

from corpus.sources.lawgokr.tree import Field

_IMAGE = re.compile(r"</?img\b[^>]{0,1000}>")
_INTERFACE = re.compile(r"펼치기\s{0,3}접기")
_ARTICLE = re.compile(r"제\s{0,2}\d{1,4}\s{0,2}조")
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_CIRCLED = re.compile(rf"[{_CIRCLES}]")
_CLAUSE = re.compile(r"\d{1,3}(?:의\d{1,2})?\s?\.")
_ITEM = re.compile(r"[가-힣](?:의\d{1,2})?\s?[.)]")
_ANNOUNCING = tuple(
    re.compile(words) for words in (r"다음\s?각\s?목", r"각\s?목", r"다음(?:의|과)?\s", r"다음|구분", r"")
)
"""Words by which a clause announces items, the plainest first; last, every clause."""
_NONE = frozenset({"", "0", "00", "000", "0000"})
"""How the service writes that there is no number."""

_HEADING = "전문"
"""A row that stands for a heading or a preamble; its article number only keeps its place."""


def text_lines(text: str) -> list[str]:
    """The lines of a field without blanks around them, empty ones, pictures and words of the web page."""
    plain = _INTERFACE.sub("", _IMAGE.sub("", text))
    return [line for line in map(str.strip, plain.split("\n")) if line]


def printed_date(digits: str) -> str:
    """`20191126` as the pages print it: `2019. 11. 26.`; anything else as it is."""
    if len(digits) != 8 or not digits.isdigit():
        return digits
    return f"{digits[:4]}. {int(digits[4:6])}. {int(digits[6:])}."


def counted(number: str, branch: str = "") -> str:
    """A number and its branch without leading zeros, `2의3`; empty where the service says there is none."""
    digits = number.strip().rstrip(".").strip()
    if digits in _NONE:
        return ""
    digits = digits.lstrip("0")
    branch = branch.strip()
    return digits if branch in _NONE or "의" in digits else f"{digits}의{branch.lstrip('0')}"


def article_lines(unit: Field, in_force: str) -> Iterator[str]:
    """The lines of one row of the articles.

    A row whose own day of effect comes after that of the law gets the note that the pages print: `[시행일: 2021. 1. 1.] 제5조`.

    Args:
        unit: A `조문단위`.
        in_force: Day of effect of the law, as eight digits.
    """
    content = text_lines(unit.said("조문내용"))
    if unit.said("조문여부") == _HEADING:
        yield from content
        return
    label = _article_label(unit)
    yield from _labelled(content, label, unit.said("조문제목"))
    for paragraph in unit.all("항"):
        yield from _paragraph_lines(paragraph)
    notes = text_lines(unit.said("조문참고자료"))
    yield from notes
    later = unit.said("조문시행일자")
    if later > in_force and later.isdigit() and label and not any("시행일" in line for line in notes):
        yield f"[시행일: {printed_date(later)}] {label}"


def _article_label(unit: Field) -> str:
    number = counted(unit.said("조문번호"))
    branch = counted(unit.said("조문가지번호"))
    return f"제{number}조" + (f"의{branch}" if branch else "") if number else ""


def _labelled(content: list[str], label: str, title: str) -> list[str]:
    if not label or (content and _ARTICLE.match(content[0])):
        return content
    heading = f"{label}({title})" if title else label
    return [" ".join([heading, *content[:1]]), *content[1:]]


def _paragraph_lines(paragraph: Field) -> Iterator[str]:
    yield from _numbered(paragraph, "항", _circled(paragraph.said("항번호")), _CIRCLED)
    clauses, stray = _clauses(paragraph)
    for item in stray:
        yield from _item_lines(item)
    for clause, items in clauses:
        number = counted(clause.said("호번호"), clause.said("호가지번호"))
        yield from _numbered(clause, "호", f"{number}." if number else "", _CLAUSE)
        for item in items:
            yield from _item_lines(item)


def _item_lines(item: Field) -> Iterator[str]:
    number = counted(item.said("목번호"), item.said("목가지번호"))
    yield from _numbered(item, "목", f"{number}." if number else "", _ITEM)


def _numbered(unit: Field, kind: str, mark: str, printed: re.Pattern[str]) -> list[str]:
    """The lines of a unit; its mark is put before the text where the text does not begin with one."""
    content = text_lines(unit.said(f"{kind}내용"))
    if not content or not mark or printed.match(content[0]):
        return content
    return [f"{mark} {content[0]}", *content[1:]]


def _circled(number: str) -> str:
    """The number of a paragraph as it is printed; the service gives a circled digit, and sometimes a plain one."""
    plain = counted(number)
    return _CIRCLES[int(plain) - 1] if plain.isdecimal() and 1 <= int(plain) <= len(_CIRCLES) else plain


def _clauses(paragraph: Field) -> tuple[list[tuple[Field, list[Field]]], list[Field]]:
    """The clauses of a paragraph with their items, and items that belong to no clause.

    Items may lie inside their clause, behind it as its siblings, or all together beside all clauses, as JSON gives them. Then
    every `가.` begins the items of the next clause that announces some (`다음 각 목`).
    """
    clauses: list[tuple[Field, list[Field]]] = []
    behind: list[tuple[int, Field]] = []
    for field in paragraph.fields:
        if field.name == "호":
            clauses.append((field, field.all("목")))
        elif field.name == "목":
            behind.append((len(clauses), field))
    if not clauses:
        return [], [item for _, item in behind]
    if len(clauses) > 1 and len({place for place, _ in behind}) == 1 and behind[0][0] in {0, len(clauses)}:
        _share([item for _, item in behind], clauses)
    else:
        for place, item in behind:
            clauses[max(place - 1, 0)][1].append(item)
    return clauses, []


def _share(items: Sequence[Field], clauses: Sequence[tuple[Field, list[Field]]]) -> None:
    """Give each run of items, from one `가.` to the next, to the next clause that announces some."""
    firsts = [place for place, item in enumerate(items) if not place or counted(item.said("목번호")) == "가"]
    takers = _announcing(clauses, len(firsts)) or [clauses[-1][1]]
    for place, item in enumerate(items):
        run = sum(first <= place for first in firsts) - 1
        takers[min(run, len(takers) - 1)].append(item)


def _announcing(clauses: Sequence[tuple[Field, list[Field]]], runs: int) -> list[list[Field]]:
    """The clauses that announce items by the words of which as many have some as there are runs, else by the plainest words."""
    found = [
        [own for clause, own in clauses if words.search(clause.said("호내용")) and not own]
        for words in _ANNOUNCING
    ]
    return next((takers for takers in found if len(takers) == runs), found[0])
