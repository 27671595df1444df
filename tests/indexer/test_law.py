"""Citations, relations and effects in the catalog, and searches that leave provisions out."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.citations.models import Citation
from corpus.identifiers.keys import citation_keys, work_keys
from corpus.models import Document, Header, Span
from corpus.relations.models import DateBasis, Effect, EffectKind, Relation, RelationKind
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.catalog.law_codec import pack, unpack_citation, unpack_effect, unpack_relation
from indexer.models import Clause, Filters
from indexer.seams import Encoder

MakeDocument = Callable[..., Document]

DECISION = Citation(
    Span(9, 19), "950/QĐ-TTg", "vi", type="qd", number="950", year=2018, id="vn/qd/ttg/2018/950"
)
SAME_NUMBER = Citation(
    Span(30, 40), "950/QĐ-TTg", "vi", type="qd", number="950", id_pattern="vn/qd/ttg/*/950"
)

_words = st.text(max_size=8)
_spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda ends: Span(min(ends), max(ends)))
_anchors = st.lists(_words, max_size=3).map(tuple)
_citations = st.builds(
    Citation, _spans, _words, number=st.none() | _words, year=st.none() | st.integers(1945, 2100),
    provisions=_anchors, ranges=st.lists(st.tuples(_words, _words), max_size=2).map(tuple),
    quoted=st.booleans(), confidence=st.floats(0, 1), warnings=_anchors,
)  # fmt: skip
_relations = st.builds(
    Relation, st.sampled_from(get_args(RelationKind)), st.none() | _citations, st.none() | _citations, _words, _anchors,
    st.none() | _words, _spans, st.floats(0, 1),
)  # fmt: skip
_effects = st.builds(
    Effect, st.sampled_from(get_args(EffectKind)), _words, _anchors, st.none() | _words,
    st.sampled_from(get_args(DateBasis)), _spans, st.integers(0, 60), st.integers(0, 90), st.none() | _words,
)  # fmt: skip


@given(_citations, _relations, _effects)
def test_statements_come_back_as_they_went_in(citation: Citation, relation: Relation, effect: Effect) -> None:
    assert unpack_citation(pack(citation)) == citation
    assert unpack_relation(pack(relation)) == relation
    assert unpack_effect(pack(effect)) == effect


@pytest.fixture
def write(home: Path, encoder: Encoder) -> Callable[..., None]:
    """Call with document ids and documents."""

    def add(**documents: Document) -> None:
        with IndexBuilder(home, encoder) as builder:
            report = builder.add(documents.items())
        assert not report.failures

    return add


def _citing(document: Document, *citations: Citation) -> Document:
    return replace(document, citations=citations)


def test_a_citation_is_found_by_every_key_it_asks_for(
    home: Path, write: Callable[..., None], make_document: MakeDocument
) -> None:
    write(
        b=_citing(make_document("Điều 1. Căn cứ\nTheo 950/QĐ-TTg."), SAME_NUMBER),
        a=_citing(make_document("Căn cứ Quyết định 950/QĐ-TTg, xem 950/QĐ-TTg."), DECISION, SAME_NUMBER),
    )
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        both = backend.citing(["vn/qd/ttg/2018/950", "vn/qd/ttg/*/950"])
        assert [(one.document_id, one.citation) for one in both] == [
            ("a", DECISION), ("a", SAME_NUMBER), ("b", SAME_NUMBER),
        ]  # fmt: skip
        assert [one.document_id for one in backend.citing(["vn/qd/ttg/2018/950"])] == ["a"]
        assert backend.citing(["vn/qd/ttg/2016/950"]) == ()
        assert [one.citation for one in backend.citations("a")] == [DECISION, SAME_NUMBER]


def test_a_citation_stands_in_the_smallest_provision_around_it(
    home: Path, write: Callable[..., None], make_document: MakeDocument
) -> None:
    text = "Điều 1. Phạm vi\n1. Áp dụng.\n2. Theo 950/QĐ-TTg.\nĐiều 2. Hiệu lực\nTừ hôm nay."
    start = text.index("950")
    write(a=_citing(make_document(text), replace(DECISION, span=Span(start, start + 10))))
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        assert [one.anchor for one in backend.citations("a")] == ["dieu-1.khoan-2"]


def test_what_a_replaced_document_said_is_gone(
    home: Path, write: Callable[..., None], make_document: MakeDocument
) -> None:
    repeal = Relation("repeals", None, DECISION, "dieu-1", (), "2026-01-01", Span(0, 9))
    end = Effect("expires", "dieu-2", (), "2025-12-31", "stated", Span(0, 9))
    text = "Điều 1. Bãi bỏ\nBãi bỏ 950/QĐ-TTg."
    write(a=replace(make_document(text), citations=(DECISION,), relations=(repeal,), effects=(end,)))
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        assert [(one.document_id, one.relation) for one in backend.relations()] == [("a", repeal)]
        assert [(one.document_id, one.effect) for one in backend.effects()] == [("a", end)]
        write(a=make_document("Điều 1. Phạm vi"))
        assert backend.relations()
        with closing(index.backend()) as later:
            assert (later.relations(), later.effects(), later.citing(["vn/qd/ttg/2018/950"])) == ((), (), ())


def test_a_search_without_provisions_goes_on_to_the_next_best(
    home: Path, write: Callable[..., None], make_document: MakeDocument, encoder: Encoder
) -> None:
    text = "Điều 1. Dữ liệu đô thị\n1. Dữ liệu đô thị là dữ liệu.\nĐiều 2. Dữ liệu khác\nDữ liệu khác của đô thị."
    write(a=make_document(text, number="1/QĐ-TTg"), b=make_document(text, number="2/QĐ-TTg"))
    [query] = encoder.encode_queries(["dữ liệu đô thị"])
    without = Filters(without=frozenset({("a", ""), ("b", "dieu-1")}))
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        for filters, expected in ((Filters(), {"a", "b"}), (without, {"b"})):
            lexical = backend.lexical([Clause.of("dữ liệu đô thị")], "vi", filters, 9)
            dense = backend.dense(query, "vi", filters, 9)
            assert {posting.passage for posting in lexical} == {posting.passage for posting in dense}
            found = backend.passages([posting.passage for posting in dense]).values()
            assert {record.document_id for record in found} == expected
        assert {record.anchor for record in found} == {"dieu-2"}
        assert [record.document_id for record in backend.documents(without)] == ["b"]


@pytest.mark.parametrize(
    ("header", "citation", "meant"),
    [
        (Header("vn/qd/ttg/2018/950", issued="2018"), DECISION, True),
        (Header("vn/qd/ttg/2018/950", issued="2018"), SAME_NUMBER, True),
        (Header(type="luat", title="Đầu tư", issued="2020"), Citation(Span(0, 1), "", title="Luật Đầu tư", type="luat"), True),
        (Header(type="luat", title="Đầu tư công"), Citation(Span(0, 1), "", title="Luật Đầu tư", type="luat"), False),
        (Header(type="act", title="스마트도시 조성 및 산업진흥 등에 관한 법률"), Citation(Span(0, 1), "", title="스마트도시법"), True),
        (Header(type="pd", title="주택법 시행령"), Citation(Span(0, 1), "", title="주택법시행령"), True),
        (Header(type="pd", title="주택법 시행령"), Citation(Span(0, 1), "", title="주택법"), False),
        (Header(number="법률 제16631호", type="act"), Citation(Span(0, 1), "", id="kr/prom/act/16631"), True),
    ],
)  # fmt: skip
def test_a_citation_can_mean_a_document_when_they_share_a_key(
    header: Header, citation: Citation, meant: bool
) -> None:
    assert bool({*work_keys(header)} & {*citation_keys(citation)}) == meant
