"""Provisions that belong to the document which a Vietnamese text amends, or to the one that a list is about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.citations.forms import GAP, SPACE, Forms
from corpus.citations.models import Citation
from corpus.citations.setting import Setting, below
from corpus.models import Span

_AMENDS_BEFORE = re.compile(
    rf"(?<![^\W_])(?:sửa đổi|bổ sung|bãi bỏ|hủy bỏ|huỷ bỏ|thay thế){GAP},?(?:{GAP}(?:bổ sung"
    rf"|thay thế|bãi bỏ|một số|cụm từ|tên|các|tiêu đề|nội dung"
    r"|quy định|đoạn|tại|vào|sau|trước|và|của|như sau|:))*\s{0,3}\Z"
)
_AMENDED_AFTER = re.compile(
    rf"{GAP}(?:của{SPACE}[^.;]{{0,60}})?được{SPACE}(?:sửa đổi|bổ sung|thay thế|bãi bỏ)"
)
_OWN = frozenset({"this_document", "this_article", "this_part"})


def attributed(forms: Forms, setting: Setting, citations: Sequence[Citation]) -> Iterator[Citation]:
    """The citations, those without a document given to the one that the text around them amends or speaks of."""
    for citation in citations:
        start = citation.span.start
        quoted = setting.is_quoted(start)
        wording = setting.new_wording(start) if citation.ref else None
        open_here = citation.ref == "unresolved" and not citation.via
        if citation.ref and (quoted or wording):
            yield replace(_of_wording(setting, citation, wording, citations), quoted=True)
        elif open_here and _amends_here(forms, setting, citation):
            yield replace(_of_target(setting, citation, citations), quoted=quoted)
        else:
            yield replace(_of_list(setting, citation, citations) if open_here else citation, quoted=quoted)


def _amends_here(forms: Forms, setting: Setting, citation: Citation) -> bool:
    start, end = citation.span
    return (
        _AMENDS_BEFORE.search(forms.low, max(0, start - 90), start) is not None
        or _AMENDED_AFTER.match(forms.low, end) is not None
        or bool(setting.amending_leads(start))
    )


def _of_target(setting: Setting, citation: Citation, citations: Sequence[Citation]) -> Citation:
    """The citation as one of the document that the provisions around it amend, below the article that they name."""
    leads = setting.amending_leads(citation.span.start)
    changed = replace(citation, ref="amended_document", confidence=0.7)
    target = next(filter(None, (_document_in(lead, citation, citations) for lead in leads)), None)
    if target:
        changed = replace(
            changed,
            id=target.id,
            id_pattern=target.id_pattern,
            title=target.title,
            via=target.raw,
            confidence=0.8,
        )
    article = next(filter(None, (_article_in(lead, citation, citations) for lead in leads)), None)
    if article and not any(
        one.startswith(("dieu", "chuong", "phuluc", "muc", "phan")) for one in _anchors(citation)
    ):
        changed = _moved(changed, article)
    return changed


def _of_wording(
    setting: Setting, citation: Citation, wording: Span | None, citations: Sequence[Citation]
) -> Citation:
    """A citation in new wording: its own document is the amended one, and ``Điều này`` is the article that changes."""
    changed = _of_target(setting, replace(citation, ref="unresolved"), citations)
    if wording is None or citation.ref != "this_article":
        return changed
    of_article = citation.raw.lower().endswith("điều này")
    base = _article_in(wording, citation, citations) if of_article else _clause_in(wording, citations)
    return (
        _moved(replace(changed, provisions=citation.provisions, ranges=citation.ranges), base)
        if base
        else changed
    )


def _moved(citation: Citation, base: str) -> Citation:
    return replace(
        citation,
        provisions=tuple(below(base, one) for one in citation.provisions),
        ranges=tuple((below(base, first), below(base, last)) for first, last in citation.ranges),
    )


def _anchors(citation: Citation) -> tuple[str, ...]:
    return (*citation.provisions, *(anchor for ends in citation.ranges for anchor in ends))


def _document_in(lead: Span, citation: Citation, citations: Sequence[Citation]) -> Citation | None:
    """The one document that the words of a lead name."""
    named = [
        one for one in citations
        if lead.contains(one.span) and one.ref is None and one.span != citation.span and one.relation != "amended_by"
    ]  # fmt: skip
    first = named[:1]
    return first[0] if first and len({one.id or one.title or one.raw for one in named}) == 1 else None


def _article_in(lead: Span, citation: Citation, citations: Sequence[Citation]) -> str | None:
    """The one article that the words of a lead name besides the citation itself."""
    named = {
        one.provisions[0].split(".")[0]
        for one in citations
        if lead.contains(one.span)
        and one.span != citation.span
        and len(one.provisions) == 1
        and one.provisions[0].startswith("dieu-")
    }
    return next(iter(named)) if len(named) == 1 else None


def _clause_in(lead: Span, citations: Sequence[Citation]) -> str | None:
    """The one clause that the words of a lead name with its article: ``khoản 6 Điều 3``."""
    named = {
        anchor
        for one in citations
        if lead.contains(one.span)
        for anchor in one.provisions
        if ".khoan-" in anchor
    }
    return next(iter(named)) if len(named) == 1 and ".diem-" not in next(iter(named)) else None


def _of_list(setting: Setting, citation: Citation, citations: Sequence[Citation]) -> Citation:
    """``… quy định chi tiết Luật Xây dựng số … về: a) Khoản 1 Điều 6 …``: a provision of the one law that the lead names."""
    lead = setting.enumerating_lead(citation.span.start)
    document = _document_in(lead, citation, citations) if lead else None
    if document is None or not any(one.startswith("dieu") for one in _anchors(citation)):
        return citation
    kept = replace(
        document, provisions=citation.provisions, ranges=citation.ranges, via=document.raw, relation=None
    )
    return replace(kept, span=citation.span, raw=citation.raw).warned("document_from_lead", confidence=0.6)
