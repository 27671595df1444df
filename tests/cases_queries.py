"""The query cases: each asks a small knowledge base made from what it names, among documents that share numbers with it."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from corpus.identifiers import full_title, title_key
from corpus.identifiers.issuers import issuers_by_token
from corpus.identifiers.titles import SHORT_TITLES
from corpus.identifiers.types import types_by_token
from corpus.models import Document, Header, Language
from corpus.readers import read_text
from corpus.structure.parsing import parse_structure
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.bridging import bridge
from kb.knowledge_base import KnowledgeBase
from kb.models import SearchResult
from kb.query import Query, analyze
from kb.questions import question_of
from kb.timeline.models import Include

Fields = Mapping[str, Any]
_EVERYTHING: frozenset[Include] = frozenset({"repealed", "pending", "unknown"})
_TOP = 5
_OF_LAW: tuple[Language, ...] = ("vi", "ko")
"""Languages of the law that the cases ask about."""


def query(case: Fields) -> Fields:
    """What a query asks for: intent, expansions and pattern by its words, works by a search of the knowledge base."""
    asked = analyze(Query(case["input"]))
    reference = asked.reference
    titles = (
        [title for name in reference.titles for title in (name, full_title(name)) if title]
        if reference
        else []
    )
    terms = [term for other in _OF_LAW for term in bridge(asked.written_out, asked.language, other).terms]
    title = titles[-1] if titles and reference and not reference.number else None
    found = _found(case["input"], case["expected"], title)
    return {
        "intent": asked.intent,
        "relation": question_of(reference.rest) if reference else None,
        "expand": {**{term.text: term.translations[0] for term in terms}, **asked.expansions.words},
        "cross_lingual": bool(terms),
        "title": titles[-1] if titles else None,
        "former_title": next(filter(None, map(_former_title, titles)), None),
        "provisions": list(reference.anchors) if reference else [],
        "id_pattern": reference.id_pattern if reference else None,
        "ambiguous": reference is not None and reference.issuer is None and reference.year is None,
        "doc_ids": found[:_TOP],
        "not_doc_ids": found,
        "also_see": [work for work in found if any(work.startswith(f"{other}/") for other in found)],
    }


def _former_title(title: str) -> str | None:
    """The former official title in the table that a short name was made from; None for names of the present title."""
    present, stem = full_title(title), title_key(title).removesuffix("법")
    if present is None or title_key(present).startswith(stem):
        return None
    longer = (name for name, full in SHORT_TITLES.items() if full == present and len(name) > len(title))
    return next((name for name in longer if title_key(name).startswith(stem)), None)


def _works(expected: Fields) -> list[str]:
    """The works that a case names, and others with their running numbers."""
    named = [*expected.get("doc_ids", ()), *expected.get("not_doc_ids", ()), *expected.get("also_see", ())]
    return list(dict.fromkeys([*named, *(other for work in named for other in _others(work))]))


def _others(work: str) -> Iterator[str]:
    parts = work.split("/")
    if len(parts) == 5 and parts[0] == "vn":
        yield from (f"vn/{kind}/btc/1999/{parts[4]}" for kind in ("tt", "qd") if kind != parts[1])
        yield f"{work}9"


def _found(question: str, expected: Fields, title: str | None) -> list[str]:
    """Identities of the works of the answer, best first.

    Args:
        question: What is asked.
        expected: Names the works.
        title: What the works are called that a question names by title alone.
    """
    called = {*expected.get("doc_ids", ()), *expected.get("not_doc_ids", ())}
    documents = {work: _document(work, title if work in called else None) for work in _works(expected)}
    if not documents:
        return []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with IndexBuilder(home, HashingEncoder()) as builder:
            builder.add(documents.items())
        with KnowledgeBase.open(home) as base:
            return _ids(base.search(Query(question, limit=20, include=_EVERYTHING)))


def _ids(result: SearchResult) -> list[str]:
    found = ([hit.document_id, *(one.document_id for one in hit.duplicates)] for hit in result.hits)
    return list(dict.fromkeys(chain.from_iterable(found)))


def _document(work: str, title: str | None) -> Document:
    """A document of which nothing is known but its identity, and perhaps its title."""
    language: Language = "ko" if work.startswith("kr/") else "vi"
    text = (
        "제1조(목적) 이 법은 시험한다." if language == "ko" else "Điều 1. Phạm vi\nVăn bản này có một điều."
    )
    source = read_text(text)
    root, notes = parse_structure(source.text, language)
    return Document(source, language, replace(_header(work), title=title), root, notes)


def _header(work: str) -> Header:
    country, kind, *rest = work.split("/")
    if country == "kr" or len(rest) < 3:
        return Header(work_id=work, type=kind)
    issuer, year, code = rest[0], rest[1], rest[2]
    forms = {
        "qcvn": f"QCVN {code}:{year}/{_symbols(issuer)}",
        "nd": f"{code}/{year}/NĐ-{_symbols(issuer)}",
        "tt": f"{code}/{year}/TT-{_symbols(issuer)}",
        "ttlt": f"{code}/{year}/TTLT-{_symbols(issuer)}",
    }
    if issuer.startswith(("qh", "ubtvqh")):
        number = f"{code}/{year}/{issuer.upper()}"
    else:
        number = forms.get(kind) or f"{code}/{types_by_token()[kind].symbol}-{_symbols(issuer)}"
    return Header(work_id=work, number=number, type=kind, issuer=issuer, issued=year)


def _symbols(issuers: str) -> str:
    """The symbols of the issuing bodies, without the place that a local one carries in its identity."""
    known = (issuers_by_token().get(issuer) for issuer in issuers.split("."))
    local = {"ubnd": "UBND", "hdnd": "HĐND"}.get(issuers.split("-", maxsplit=1)[0])
    return local or "-".join(body.symbols[0] for body in known if body and body.symbols)
