"""Finds document symbols and references to provisions, which ordinary tokenising would take apart."""

import re
from typing import NamedTuple

from corpus.models import Span
from corpus.normalize import key
from indexer.models import Term

_SYMBOL = "|".join(
    (
        # 13/2023/NĐ-CP, 950/QĐ-TTg, 45/2019/QH14, 01/2021/TTLT-BTC-BCA, 772/QĐ-BGD&ĐT
        r"\d+[a-zđ]?(?:/\d{4})?/[a-zđ&]+\d*(?:-[a-zđ&]+\d*)*",
        # 36-NQ/TW, 05-CT/TU
        r"\d+-[a-zđ]{2,}/[a-zđ]+(?:-[a-zđ]+)*",
        # TCVN 7957:2008, QCVN 01:2021/BXD, ISO 37120:2018, ISO/IEC 27001, KS X 1001
        r"(?:tcvn|qcvn|tcxdvn|iso(?:/iec)?|iec|ks(?:[ ]?[a-z])?)[ ]?\d+(?:-\d+)*(?::\d{4})?(?:/[a-zđ]+)?",
        # 2019헌바123, 2018다12345
        r"(?:\d{4}|\d{2})(?:헌[가나다라마바사아]|[가고구카드즈][합단]|[가나다도두노누마모후허초므르])\d+",
        # 제2023-123호
        r"제?\d+(?:-\d+)+호",
    )
)
_LATIN = "0-9A-Za-zÀ-ɏḀ-ỿ_/"
# Hangul may touch a symbol: 고시제2023-123호, 950/QĐ-TTg를.
SYMBOL = re.compile(rf"(?<![{_LATIN}-])(?:{_SYMBOL})(?![{_LATIN}])", re.IGNORECASE)
"""A document symbol, number of a standard, or case number."""

_STEP = r"제[ ]?\d+[ ]?(?:편|장|절|관|조|항|호)(?:의[ ]?\d+)*"
_ITEM = r"[가-하]목"
_REFERENCE = re.compile(rf"{_STEP}(?:[ ]?{_STEP})*(?:[ ]?{_ITEM})?")
_STEPS = re.compile(rf"{_STEP}|{_ITEM}")
_PART = re.compile(r"[^/:\s]+")
_SIMPLE = re.compile(r"[^\W_]+")


class Symbol(NamedTuple):
    """A symbol in a text with all terms that stand for it, which replace those an engine would make of it."""

    span: Span
    terms: tuple[Term, ...]


def find_symbols(text: str) -> list[Symbol]:
    """Symbols in the order of the text.

    `13/2023/NĐ-CP` gives `13/2023/nđ-cp`, `13`, `2023`, `nđ-cp`, `nđ`, `cp`; `TCVN 7957:2008` gives `tcvn7957:2008`,
    `tcvn`, `7957`, `2008`.
    """
    return [Symbol(Span(*match.span()), _symbol_terms(match)) for match in SYMBOL.finditer(text)]


def find_references(text: str) -> list[Term]:
    """Korean references to provisions, whole and step by step, in the order of the text.

    `제2조제1항`, `제2조 제1항`, `제 2 조 제 1 항` all give `제2조제1항`, `제2조`, `제1항`;
    `제3조의2제1항제4호가목` gives itself, `제3조의2`, `제1항`, `제4호`, `가목`; `제16631호` gives itself.
    """
    terms = []
    for match in _REFERENCE.finditer(text):
        steps = [_term(text, *step.span()) for step in _STEPS.finditer(text, *match.span())]
        terms += steps if len(steps) == 1 else [_term(text, *match.span()), *steps]
    return terms


def _symbol_terms(match: re.Match[str]) -> tuple[Term, ...]:
    """The whole, its parts between slashes and colons, and the parts of those; each once."""
    text = match.string
    spans = [match.span()]
    for pattern in (_PART, _SIMPLE):
        spans += [part.span() for part in pattern.finditer(text, *match.span())]
    return tuple(_term(text, start, end) for start, end in sorted(set(spans), key=lambda at: (at[0], -at[1])))


def _term(text: str, start: int, end: int) -> Term:
    return Term(key(text[start:end]).text.replace(" ", ""), start, end)
