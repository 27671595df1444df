"""Clauses on effect in the addenda (부칙) of Korean law, and deleted units.

    이 법은 공포 후 6개월이 경과한 날부터 시행한다. 다만, 제29조제1항의 개정규정은 공포한 날부터 시행한다.
    제1조(시행일) 이 영은 2020년 12월 10일부터 시행한다.
    제4조 삭제 <2017. 3. 21.>

A consolidated text carries the addenda of every amendment; only those of the amendment whose number the document bears speak of
this expression.
"""

import re
from collections.abc import Iterator, Mapping

from corpus.citations.models import Citation
from corpus.dates import find_dates
from corpus.models import Document, Provision, Span
from corpus.relations.days import counted_day
from corpus.relations.models import DateBasis, Effect
from corpus.relations.reach import anchors_of
from corpus.relations.sentences import Sentences

_WHEN = re.compile(
    r"(?:(?P<promulgated>공포(?:한|일)\s?(?:날)?)"
    r"|공포\s?후\s?(?P<count>\d{1,2})\s?(?P<unit>년|개월|월|일)이?\s?(?:경과|지)[한난]\s?날"
    r"|(?P<year>\d{4})년\s?(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일)"
    r"부터\s?(?:시행|효력)"
)
_WHOLE = re.compile(r"이\s(?:법|영|규칙|령|조례|고시|훈령|예규|규정|지침|공고)(?:은|는)[^.]{0,80}\Z")
_DELETED = re.compile(r"[\s.:]*삭\s?제\s*(?P<when>[<(\[〈][^>)\]〉\n]{0,40}[>)\]〉])?[\s.]*")
_LIMIT = re.compile(r"\([^()\n]{0,120}한정한다\)")
_HALF = re.compile(rf"\s?(?:본문|단서|전단|후단|각\s?호\s?외의\s?부분|{_LIMIT.pattern})")
_DIGITS = re.compile(r"\d+(?=\D*\Z)|\d+(?=호)")
_BETWEEN = re.compile(r"[,ㆍ·]|\s(?:및|또는)\s")
_MONTHS = {"년": 12, "개월": 1, "월": 1, "일": 0}


def korean_effects(document: Document) -> list[Effect]:
    """What a Korean document says of its own effect, and the units of which it keeps only the label."""
    return [*_begins(document), *_deleted(document)]


def _begins(document: Document) -> Iterator[Effect]:
    sentences = Sentences(document.text, document.root)
    for addendum in _own_addenda(document):
        position = addendum.span.start
        for match in _WHEN.finditer(document.text, *addendum.span):
            clause = Span(position, match.start())
            position = match.end()
            evidence = sentences.around(Span(*match.span()))
            anchors = _named(document, Span(max(clause.start, evidence.start), clause.end), addendum)
            if anchors or _WHOLE.search(document.text, max(clause.start, evidence.start), match.start()):
                yield _effect(document, match, anchors, evidence)


def addenda_begins(document: Document) -> Mapping[str, str]:
    """The first day of effect of every addendum of a consolidated text, by anchor: what it repeals or amends ends on that day.

    The promulgation date stands in the label: `부칙 <제18469호, 2021. 9. 24.>`.
    """
    found: dict[str, str] = {}
    for addendum in (unit for unit in document.root.walk() if unit.kind == "buchik"):
        issued = next((one.iso for one in find_dates(addendum.label) if one.precision == "day"), None)
        match = _WHEN.search(document.text, *addendum.span)
        if issued and match:
            effect = _effect(document, match, (), Span(*match.span()))
            day = counted_day(effect, issued)
            found |= {addendum.anchor: day} if day else {}
    return found


def _own_addenda(document: Document) -> list[Provision]:
    """The addendum of the amendment that made this expression; the only one, where there is only one."""
    addenda = [unit for unit in document.root.walk() if unit.kind == "buchik"]
    number = _DIGITS.search(document.header.number or "")
    own = [unit for unit in addenda if number and unit.anchor == f"buchik-{number[0]}"]
    return own or (addenda if len(addenda) == 1 else [])


def _named(document: Document, clause: Span, addendum: Provision) -> tuple[str, ...]:
    """Provisions of the main part that a clause names (`…의 개정규정`); those of the addendum itself say nothing of effect.

    What is said of a half of a provision (`제32조의2제1항 단서`) is not said of all of it.
    """
    limits = [Span(*match.span()) for match in _LIMIT.finditer(document.text, *clause)]
    inside = (one for one in document.citations if clause.contains(one.span) and one.ref)
    outside = (one for one in inside if not any(limit.contains(one.span) for limit in limits))
    anchors = (anchor for one in outside for anchor in _whole(one, document.text[one.span.end : clause.end]))
    return tuple(dict.fromkeys(anchor for anchor in anchors if not anchor.startswith(addendum.anchor)))


def _whole(citation: Citation, behind: str) -> tuple[str, ...]:
    """Of the provisions that a citation lists those named as a whole; none where the list cannot be told apart."""
    limit = _HALF.match(behind)
    items = _BETWEEN.split(citation.raw + (limit[0] if limit else ""))
    if not any(_HALF.search(item) for item in items):
        return anchors_of(citation)
    single = [item for item in items if "부터" not in item]
    if len(single) != len(citation.provisions):
        return ()
    pairs = zip(single, citation.provisions, strict=True)
    return tuple(anchor for item, anchor in pairs if not _HALF.search(item))


def _effect(document: Document, match: re.Match[str], anchors: tuple[str, ...], evidence: Span) -> Effect:
    day = (
        f"{int(match['year']):04d}-{int(match['month']):02d}-{int(match['day']):02d}"
        if match["year"]
        else None
    )
    basis: DateBasis = "stated" if day else "promulgation"
    count = int(match["count"] or 0)
    months = count * _MONTHS[match["unit"]] if match["unit"] else 0
    return Effect(
        "effective",
        document.root.holding(Span(*match.span())).anchor,
        anchors,
        day,
        basis,
        evidence,
        months=months,
        days=count if match["unit"] == "일" else 0,
    )


def _deleted(document: Document) -> Iterator[Effect]:
    for unit in document.root.walk():
        if unit.children or not unit.label or unit.kind == "text" or unit.anchor.startswith("buchik"):
            continue
        start = unit.span.start + len(unit.label)
        match = _DELETED.fullmatch(document.text, start, unit.span.end)
        if match:
            dates = find_dates(match["when"] or "")
            day = next((one.iso for one in reversed(dates) if one.precision == "day"), None)
            evidence = Span(
                unit.span.start,
                unit.span.start + len(document.text[unit.span.start : unit.span.end].rstrip()),
            )
            yield Effect(
                "deleted", unit.anchor, (unit.anchor,), day, "stated" if day else "unknown", evidence
            )
