"""English citations of the law of both countries, in their plain forms.

Article 5(2) of the Smart City Act        Clause 2, Article 8 of Decree No. 30/2020/ND-CP
Law on Construction No. 50/2014/QH13      Presidential Decree No. 34872
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.citations.forms import GAP, SPACE, Forms, squeezed
from corpus.citations.models import Citation
from corpus.citations.vietnamese.identity import identified
from corpus.identifiers.anchors import Anchor, Step, point_token
from corpus.models import Span

_WORD = r"(?!No\b)[A-Z][A-Za-z'’-]{0,30}"
_INNER = r"(?:of|on|and|the|for|in|to|concerning|with)"
_ACT = re.compile(
    rf"(?<!\w)(?:{_WORD},?{SPACE}(?:(?:{_WORD}|{_INNER}),?{SPACE}){{0,10}}(?:Act|Code)|Act{SPACE}on{SPACE}(?:the{SPACE})?{_WORD}(?:,?{SPACE}(?:{_WORD}|{_INNER}(?={SPACE}(?:{_INNER}{SPACE})?[A-Z]))){{0,14}})"
    rf"(?!\w)(?:{SPACE}No\.?{SPACE}?(?P<event>\d{{3,6}}))?"
)
_LAW = re.compile(
    rf"(?<!\w)(?:Law|Ordinance){SPACE}on{SPACE}(?P<subject>(?:the{SPACE})?{_WORD}(?:,?{SPACE}(?:{_WORD}|{_INNER}(?={SPACE}(?:{_INNER}{SPACE})?[A-Z]))){{0,10}})"
    rf"(?:{SPACE}\(?(?P<year>(?:19|20)\d\d)\)?(?!\d))?"
)
_EVENT = re.compile(
    rf"(?<!\w)(?P<kind>Act|Presidential{SPACE}Decree){SPACE}No\.?{GAP}(?P<number>\d{{3,6}})(?![\w/-])"
)
_ARTICLE = re.compile(
    rf"(?<!\w)(?:(?P<point>[Pp]oint|[Ss]ubparagraph|[Ii]tem){SPACE}\(?(?P<point_number>[a-zđ]|\d{{1,2}})\)?,?{SPACE}(?:of{SPACE})?)?"
    rf"(?:(?:[Cc]lause|[Pp]aragraph){SPACE}\(?(?P<clause>\d{{1,3}})\)?,?{SPACE}(?:of{SPACE})?)?"
    rf"(?:Articles?|Art\.){GAP}(?P<article>\d{{1,3}}[a-z]?)(?:-(?P<branch>\d{{1,2}}))?"
    rf"(?:{GAP}\((?P<inner>\d{{1,3}})\))?(?:{GAP}(?:\((?P<letter>[a-z]|\d{{1,2}})\)|(?:[Ss]ubparagraph|[Ii]tem|[Pp]oint){SPACE}\(?(?P<letter2>[a-z]|\d{{1,2}})\)?))?(?!\w)"
)
_OF = re.compile(rf"{GAP},?{GAP}(?:(?:of|in|under){SPACE})?(?:(?:the|this){SPACE})?")
_THIS = re.compile(r"(?<=this )(?:Act|Law|Decree|Decision|Circular|Code|Resolution)(?!\w)")
_HEADING = re.compile(r"(?:\A|\n)[ \t#>*]{0,8}\Z")
_HEADING_AFTER = re.compile(r"[ \t]*(?:[.:](?!\d)|\(\D|\n|\Z)")


def find_english(forms: Forms, known: list[Citation]) -> list[Citation]:
    """English names and articles, joined with the numbers that are known already; the others of these stay as they are."""
    documents = _free(_numbered(forms, [*known, *_named(forms)]))
    by_start = {one.span.start: one for one in documents}
    found: dict[int, Citation] = dict(by_start)
    for match in _ARTICLE.finditer(forms.plain):
        if _heading(forms.plain, match):
            continue
        behind = _OF.match(forms.plain, match.end())
        document = by_start.get(behind.end()) if behind else None
        citation = _joined(forms, match, document)
        if document:
            found.pop(document.span.start, None)
        elif behind and _THIS.match(forms.plain, behind.end()):
            citation = replace(citation, ref="this_document", confidence=0.9)
        found[match.start()] = citation
    return _free(found.values())


_NUMBER_BEHIND = re.compile(rf"{GAP}[,(]?{GAP}(?:(?:No|no|number)\.?{GAP})?")


def _numbered(forms: Forms, documents: list[Citation]) -> Iterator[Citation]:
    """The documents, a name and the number of the National Assembly behind it made one: ``Law on Construction No. 50/2014/QH13``."""
    numbers = {one.span.start: one for one in documents if one.number and one.symbol and not one.title}
    for one in documents:
        behind = (
            _NUMBER_BEHIND.match(forms.plain, one.span.end)
            if one.lang == "en" and one.title and not one.number
            else None
        )
        number = numbers.get(behind.end()) if behind else None
        if number is None:
            yield one
            continue
        whole = number.at(forms.text, Span(one.span.start, number.span.end))
        yield identified(
            replace(whole, lang="en", type=number.type or one.type, title=one.title, id_pattern=None)
        )


def _heading(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 9) : match.start()]
    return _HEADING.search(before) is not None and _HEADING_AFTER.match(text, match.end()) is not None


def _free(citations: Iterable[Citation]) -> list[Citation]:
    """In order, without overlaps; the first of two that meet stays."""
    kept: list[Citation] = []
    for one in sorted(citations, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or one.span.start >= kept[-1].span.end:
            kept.append(one)
    return kept


def _named(forms: Forms) -> Iterator[Citation]:
    for match in _EVENT.finditer(forms.plain):
        token, symbol = ("act", "법률") if match["kind"] == "Act" else ("pd", "대통령령")
        span = Span(*match.span())
        yield Citation(
            span, forms.raw(span), lang="en", type="promulgation", number=match["number"], symbol=symbol,
            id=f"kr/prom/{token}/{match['number']}",
        )  # fmt: skip
    for match in _ACT.finditer(forms.plain):
        span = Span(*match.span())
        title = squeezed(re.sub(r"^(?:The|This|Under|In|Of)\s+", "", match[0]))
        if title not in {"Act", "Code"}:
            yield Citation(span, forms.raw(span), lang="en", type="act", title=title)
    for match in _LAW.finditer(forms.plain):
        span = Span(*match.span())
        title = squeezed(forms.text[match.start() : match.end("subject")])
        yield Citation(
            span,
            forms.raw(span),
            lang="en",
            type="luat",
            title=title,
            year=int(match["year"]) if match["year"] else None,
        )


def _joined(forms: Forms, match: re.Match[str], document: Citation | None) -> Citation:
    korean = document is not None and (
        document.type in {"act", "pd", "mo", "promulgation"} or (document.id or "").startswith("kr/")
    )
    span = Span(match.start(), document.span.end if document else match.end())
    clause, point = (
        match["clause"] or match["inner"],
        match["point_number"] or match["letter"] or match["letter2"],
    )
    kinds = ("jo", "hang", "ho") if korean else ("dieu", "khoan", "diem")
    article = match["article"] + (f"-{match['branch']}" if match["branch"] else "")
    steps = tuple(
        Step(kind, point_token(number))
        for kind, number in zip(kinds, (article, clause, point), strict=True)
        if number
    )
    base = document or Citation(span, "", lang="en", ref="unresolved", confidence=0.5)
    return replace(base.at(forms.text, span), provisions=(Anchor(steps).format(),))
