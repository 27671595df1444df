"""What the words around a Korean citation make of it: applied with changes, delegated, amended, repealed."""

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.citations.forms import GAP, Forms
from corpus.citations.models import Citation, Relation

_AFTER: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    ("applies_mutatis_mutandis", re.compile(rf"{GAP}(?:의{GAP}규정)?(?:을|를|도){GAP}(?:각각{GAP})?준용")),
    (
        "delegated_by",
        re.compile(
            rf"(?:{GAP}(?:본문|단서|전단|후단|각{GAP}호{GAP}외의{GAP}부분))?에서{GAP}[\"“][^\"”\n]{{0,120}}(?:으로|로){GAP}정하"
        ),
    ),
    ("delegated_by", re.compile(rf"[^.\n]{{0,40}}에서{GAP}위임(?:된|한){GAP}")),
    (
        "amends",
        re.compile(rf"{GAP}(?:\([^()\n]{{0,60}}\){GAP})?일부를{GAP}(?:각각{GAP})?다음과{GAP}같이{GAP}개정"),
    ),
    ("repeals", re.compile(rf"(?:은|는|을|를){GAP}(?:이를{GAP}|각각{GAP})?폐지한다")),
)


def with_relations(forms: Forms, citations: Iterable[Citation]) -> list[Citation]:
    """The citations with the relation that the words behind them say."""
    return [replace(one, relation=one.relation or _said_after(forms, one)) for one in citations]


def _said_after(forms: Forms, citation: Citation) -> Relation | None:
    end = citation.span.end
    relation = next((relation for relation, words in _AFTER if words.match(forms.plain, end)), None)
    return "repeals_part" if relation == "repeals" and citation.provisions else relation
