"""Every citation of a Vietnamese text: numbers, names and other words for documents, joined with the provisions beside them."""

import re
from collections.abc import Container, Iterable
from dataclasses import replace

from corpus.citations.forms import GAP, SPACE, Forms, squeezed
from corpus.citations.models import Citation, Ref
from corpus.citations.pinpoints import Pinpoint
from corpus.citations.setting import Setting, below
from corpus.citations.vietnamese.amendments import attributed
from corpus.citations.vietnamese.attributes import with_attributes
from corpus.citations.vietnamese.identity import identified
from corpus.citations.vietnamese.names import find_names, title_of_number
from corpus.citations.vietnamese.numbers import find_numbers
from corpus.citations.vietnamese.others import (
    find_above,
    find_aliases,
    find_selves,
    find_short,
    find_units_above,
    refers,
    without_definitions,
)
from corpus.citations.vietnamese.pinpoints import find_pinpoints
from corpus.citations.vietnamese.relations import with_relations
from corpus.identifiers.numbers import number_key
from corpus.identifiers.titles import title_key
from corpus.models import Span
from corpus.normalize import key

_OF = re.compile(
    rf"{GAP},?{GAP}(?:(?:của|tại|trong|thuộc|of|(?:được{SPACE})?(?:ban{SPACE}hành{SPACE})?kèm{SPACE}theo|nêu{SPACE}tại|quy{SPACE}định{SPACE}tại)"
    rf"{SPACE}(?:the{SPACE}|các{SPACE})?)?"
)
_WITH_PROVISION = re.compile(rf"{GAP}(?:[,(]{GAP})?(?:(?:tại|ở|at|trong đó có){SPACE})?")
_IN_TITLE = re.compile(
    rf"(?:hướng dẫn|thi hành|chi tiết|hướng dẫn thi hành|(?:một số|các){SPACE}(?:điều"
    rf"|nội dung|quy định)(?:{SPACE}(?:của|trong|về|tại))?|điều{SPACE}của)\s{{0,3}}\Z"
)
_LIST = re.compile(rf"{GAP}(?:,|;|và|hoặc|,{GAP}và){GAP}(?:số:?{GAP})?")


def find_vietnamese(forms: Forms, setting: Setting) -> list[Citation]:
    """Citations in the order of the text, without overlaps."""
    documents = _documents(forms, setting)
    pinpoints = list(find_pinpoints(forms, setting.is_label))
    joined = _joined(forms, setting, documents, pinpoints)
    return with_relations(forms, attributed(forms, setting, joined))


# Documents


def _documents(forms: Forms, setting: Setting) -> list[Citation]:
    known = _with_attributes(forms, setting, _numbers_and_names(forms, setting.known))
    known = without_definitions(forms, _resolved_names(known))
    for find in (find_aliases, find_short, find_above):
        known = _merged(known, find(forms, known))
    selves = [*find_selves(forms), *find_units_above(forms)]
    known = without_definitions(forms, known)
    completed = [one if one.id or one.ref else identified(_short_attributes(forms, one)) for one in known]
    return _merged([one for one in completed if not _is_own_number(setting, one)], selves)


def _is_own_number(setting: Setting, citation: Citation) -> bool:
    """Whether a number is that of the citing document in its own head, ``Số: 310/KH-UBND``, which cites nothing."""
    own = setting.header.number
    if own is None or citation.number is None or citation.span.start >= setting.body:
        return False
    return number_key(own).partition("/")[0] == key(citation.number.lstrip("0")).text and own.endswith(
        citation.symbol or ""
    )


def _numbers_and_names(forms: Forms, titles: Container[str] | None) -> list[Citation]:
    names = list(find_names(forms, () if titles is None else titles))
    by_end = {name.span.end: name for name in names}
    numbers = [title_of_number(forms, number, by_end) for number in find_numbers(forms)]
    return _typed_in_lists(forms, _merged(_merged([], sorted(numbers, key=_length, reverse=True)), names))


def _length(citation: Citation) -> int:
    return citation.span.end - citation.span.start


def _merged(known: list[Citation], more: Iterable[Citation]) -> list[Citation]:
    """Both in order; of the second those that overlap nothing of the first or of each other."""
    kept = {one.span.start: one for one in known}
    taken = bytearray(max((one.span.end for one in known), default=0))
    for one in known:
        taken[one.span.start : one.span.end] = b"\1" * _length(one)
    for one in more:
        if len(taken) < one.span.end:
            taken.extend(bytes(one.span.end - len(taken)))
        if not any(taken[one.span.start : one.span.end]):
            taken[one.span.start : one.span.end] = b"\1" * _length(one)
            kept[one.span.start] = one
    return [kept[start] for start in sorted(kept)]


def _typed_in_lists(forms: Forms, citations: list[Citation]) -> list[Citation]:
    """``các Luật số 48/2014/QH13, 97/2015/QH13``: a number without a type takes that of the number before it in the list."""
    found: list[Citation] = []
    for citation in citations:
        found.append(_typed(forms, citation, found[-1]) if found else citation)
    return found


def _typed(forms: Forms, citation: Citation, before: Citation) -> Citation:
    listed = _LIST.fullmatch(forms.low, before.span.end, citation.span.start)
    return (
        replace(citation, type=before.type) if listed and citation.number and not citation.type else citation
    )


def _with_attributes(forms: Forms, setting: Setting, citations: list[Citation]) -> list[Citation]:
    """Dates, issuers and titles; names that belong to the title of a number are dropped."""
    found: list[Citation] = []
    for index, citation in enumerate(citations):
        if found and citation.span.start < found[-1].span.end:
            continue
        if found and not citation.number and _belongs_to_title(forms, found[-1], citation):
            title = squeezed(forms.text[found[-1].span.end : citation.span.end])
            found[-1] = replace(found[-1], title=title)
            continue
        limit = citations[index + 1].span.start if index + 1 < len(citations) else len(forms.text)
        found.append(_placed(with_attributes(forms, citation, limit), setting))
    return found


def _belongs_to_title(forms: Forms, before: Citation, name: Citation) -> bool:
    start = before.span.end
    if not before.number or before.title is None or name.span.start - start > 300:
        return False
    between = " ".join(forms.text[start : name.span.start].split())
    return (
        between.startswith(before.title) and _IN_TITLE.search(forms.low, start, name.span.start) is not None
    )


def _placed(citation: Citation, setting: Setting) -> Citation:
    """A local body without its place may be the one that issued the citing document: a candidate, no more."""
    pattern = citation.id_pattern or ""
    if setting.place is None or "nd-*/" not in pattern or pattern.count("*") > 1:
        return citation
    return replace(citation, candidates=(pattern.replace("nd-*", f"nd-{setting.place}"),))


def _short_attributes(forms: Forms, citation: Citation) -> Citation:
    return (
        citation
        if citation.symbol or not citation.number
        else with_attributes(forms, citation, citation.span.end + 120)
    )


def _resolved_names(citations: list[Citation]) -> list[Citation]:
    """Laws by name alone take the identity of the one number that the same text gives to that name."""
    works: dict[str, dict[str, Citation]] = {}
    for one in citations:
        if one.id and one.title and one.type in {"luat", "boluat", "pl"}:
            works.setdefault(title_key(one.title), {})[one.id] = one
    return [_resolved(one, works) for one in citations]


def _resolved(name: Citation, works: dict[str, dict[str, Citation]]) -> Citation:
    found = works.get(title_key(name.title or ""), {}) if name.title and not name.number else {}
    fitting = {identity: one for identity, one in found.items() if name.year in {None, one.year}}
    if len(fitting) != 1:
        return replace(name, candidates=tuple(fitting)) if fitting else name
    identity, one = next(iter(fitting.items()))
    return replace(name, id=identity, via=name.title, year=one.year, confidence=0.9 if name.year else 0.8)


# Provisions


def _joined(
    forms: Forms, setting: Setting, documents: list[Citation], pinpoints: list[Pinpoint]
) -> list[Citation]:
    """Documents with the provisions directly before or behind them, and provisions that stand alone."""
    by_start = {one.span.start: one for one in documents}
    found: dict[int, Citation] = {}
    used: set[int] = set()
    for pinpoint in pinpoints:
        document = _document_behind(forms, pinpoint, by_start)
        if document and pinpoint.relative is None:
            used.add(document.span.start)
            _put(forms, found, document, pinpoint)
        else:
            found[pinpoint.span.start] = _alone(forms, setting, pinpoint)
    rest = [one for one in documents if one.span.start not in used]
    return _settled(forms, [*found.values(), *rest])


def _put(forms: Forms, found: dict[int, Citation], document: Citation, pinpoint: Pinpoint) -> None:
    span = Span(pinpoint.span.start, document.span.end)
    found[span.start] = replace(
        document.at(forms.text, span), provisions=pinpoint.provisions, ranges=pinpoint.ranges
    )


def _document_behind(forms: Forms, pinpoint: Pinpoint, by_start: dict[int, Citation]) -> Citation | None:
    match = _OF.match(forms.low, pinpoint.span.end)
    while match:
        document = by_start.get(match.end())
        if document or match.end() == pinpoint.span.end:
            return document
        match = _OF.match(forms.low, pinpoint.span.end, match.end() - 1)
    return None


def _alone(forms: Forms, setting: Setting, pinpoint: Pinpoint) -> Citation:
    """A provision without a document: counted from where it stands, or left open."""
    refs: dict[str, Ref] = {"dieu": "this_article", "khoan": "this_article", "diem": "this_article"}
    ref: Ref = refs.get(pinpoint.relative, "this_part") if pinpoint.relative else "unresolved"
    start = pinpoint.span.start
    elsewhere = setting.is_quoted(start) or setting.new_wording(start) is not None
    base = setting.anchor_of(pinpoint.relative, start) if pinpoint.relative and not elsewhere else None
    provisions, ranges = pinpoint.provisions, pinpoint.ranges
    if base:
        ranges = tuple((below(base, first), below(base, last)) for first, last in ranges)
        provisions = tuple(below(base, one) for one in provisions) or (() if ranges else (base,))
    return Citation(
        pinpoint.span, forms.raw(pinpoint.span), lang="vi", provisions=provisions, ranges=ranges, ref=ref,
        confidence=0.5 if ref == "unresolved" else 0.9,
    )  # fmt: skip


def _settled(forms: Forms, citations: list[Citation]) -> list[Citation]:
    """In order; provisions behind a document join it, and mentions of the own document that refer to nothing go."""
    found: list[Citation] = []
    for citation in sorted(citations, key=lambda one: one.span):
        before = found[-1] if found else None
        if before and citation.span.start < before.span.end:
            found[-1] = before if before.names_document else citation
        elif before and _continues(forms, before, citation):
            found[-1] = replace(
                before.at(forms.text, Span(before.span.start, citation.span.end)),
                provisions=citation.provisions, ranges=citation.ranges,
            )  # fmt: skip
        elif not _idle(forms, citation):
            found.append(citation)
    return found


def _continues(forms: Forms, before: Citation, citation: Citation) -> bool:
    """``Nghị định số 30/2020/NĐ-CP, Điều 8``: an open provision directly behind a document that has none."""
    if citation.ref != "unresolved" or not before.names_document or before.provisions or before.ranges:
        return False
    between = forms.low[before.span.end : citation.span.start]
    return "\n" not in between and _WITH_PROVISION.fullmatch(between) is not None


def _idle(forms: Forms, citation: Citation) -> bool:
    """``Nghị định này có hiệu lực``, ``khoản này``: words for the own document that cite nothing."""
    if citation.ref not in {"this_document", "this_article", "this_part"} or citation.via:
        return False
    return not _numbered(citation) and not refers(forms, citation)


def _numbered(citation: Citation) -> bool:
    return (
        any(character.isdigit() for character in citation.raw)
        or bool(citation.ranges)
        or (citation.ref == "this_document" and bool(citation.provisions))
        or (citation.ref != "this_document" and " " in citation.raw.replace("này", "").strip())
    )
