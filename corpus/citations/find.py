"""The citations of a text of either country, or of both."""

import re
from collections.abc import Container, Mapping

from corpus.citations.english import find_english
from corpus.citations.forms import Forms
from corpus.citations.korean.scan import find_korean
from corpus.citations.models import Citation
from corpus.citations.setting import Setting
from corpus.citations.vietnamese.scan import find_vietnamese
from corpus.models import Document

_HANGUL = re.compile("[가-힣]")
_ENGLISH = re.compile(r"\b(?:Articles?|Art\.|Act|Law on|Ordinance on|Code|Decree)\b")


def find_citations(
    source: Document | str,
    titles: Mapping[str, str] | None = None,
    known: Container[str] | None = None,
) -> tuple[Citation, ...]:
    """Every reference to a document or a provision, in the order of the text, without overlaps.

    A document gives its citations more to stand on than its text alone: its tree, so that ``khoản 2 Điều này`` becomes a whole
    path and headings are no citations; its header, so that ``법`` in an enforcement decree is its act. Mere mentions of the own
    document (``Nghị định này có hiệu lực``) are no citations. Never raises on odd text; the time grows with its length.

    Args:
        source: A document, or a stored text (``corpus.normalize.clean``).
        titles: What words of the text stand for, where the caller knows it: ``{"법": "주택법"}``.
        known: Keys (``title_key``) of titles that the caller knows beside those of the tables. A text that prints titles without
            brackets, as questions do, does not say where they begin; titles of both are then found wherever they stand.
    """
    setting = Setting.of(source, titles or {}, known)
    forms = Forms.of(setting.text)
    found = find_vietnamese(forms, setting)
    if _HANGUL.search(setting.text):
        found = _merged(found, find_korean(forms, setting))
    if _ENGLISH.search(setting.text):
        found = find_english(forms, found)
    return tuple(found)


def _merged(one: list[Citation], other: list[Citation]) -> list[Citation]:
    """Both in order; where two meet, the one that begins first."""
    kept: list[Citation] = []
    for citation in sorted((*one, *other), key=lambda citation: (citation.span.start, -citation.span.end)):
        if not kept or citation.span.start >= kept[-1].span.end:
            kept.append(citation)
    return kept
