"""Resolution: numbers, titles and anchors in queries find documents and provisions, or are said to be missing."""

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.models import ReferenceAnswer
from kb.query import Query

ACT, ACT_DECREE = "ko/smart-city-act", "ko/smart-city-decree"
SCHEME, WASTE, DECREE = "vi/950-qd-ttg", "vi/950-qd-ubnd", "vi/269-2025-nd-cp"


def reference(base: KnowledgeBase, text: str, **filters: object) -> ReferenceAnswer:
    answer = base.search(Query(text, **filters)).reference  # type: ignore[arg-type]  # filters of several types
    assert answer is not None
    return answer


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("950/QĐ-TTg", [SCHEME]),
        ("950/qd-ttg", [SCHEME]),
        ("qd 950 ttg", [SCHEME]),
        # Two decisions have this number: both, the one whose issuer or words fit first, else the newer.
        ("quyết định 950", [WASTE, SCHEME]),
        ("quyết định 950 đô thị thông minh", [SCHEME, WASTE]),
        ("Đề án 950", [SCHEME]),
        ("de an 950 do thi thong minh", [SCHEME]),
        ("nghị định 269/2025", [DECREE]),
        ("269/2025/NĐ-CP", [DECREE]),
        ("스마트도시법", [ACT]),
        ("스마트도시법 시행령", [ACT_DECREE]),
        ("유비쿼터스도시법", [ACT]),
        ("법률 제16631호", [ACT]),
        # A number that is not here is not replaced by one that is.
        ("951/QĐ-TTg", []),
        ("nghị định 270/2025", []),
    ],
)
def test_documents(base: KnowledgeBase, text: str, documents: list[str]) -> None:
    answer = reference(base, text)
    assert list(answer.document_ids) == documents
    assert answer.unresolved == (not documents)


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("nghị định 269/2025 điều 21 khoản 3", [f"{DECREE}#dieu-21.khoan-3"]),
        ("khoản 2 Điều 21 Nghị định 269/2025/NĐ-CP", [f"{DECREE}#dieu-21.khoan-2"]),
        ("스마트도시법 제2조", [f"{ACT}#jo-2"]),
        ("스마트도시법 제2조제1호", [f"{ACT}#jo-2.ho-1"]),
        ("스마트도시법 시행령 제2조", [f"{ACT_DECREE}#jo-2"]),
    ],
)
def test_provisions_come_first_with_their_text(base: KnowledgeBase, text: str, provisions: list[str]) -> None:
    result = base.search(Query(text))
    assert result.reference is not None
    assert list(result.reference.provision_ids) == provisions
    first = result.hits[0]
    assert first.provision_id == provisions[0]
    assert (first.score, first.explanation.from_reference) == (1.0, True)
    assert first.text == base.provision(first.provision_id).text


def test_a_missing_anchor_is_told(base: KnowledgeBase) -> None:
    answer = reference(base, "nghị định 269/2025 điều 99")
    assert answer.document_ids == (DECREE,)
    assert answer.missing_anchors == ("dieu-99",)
    assert answer.provision_ids == ()


@pytest.mark.parametrize(
    ("text", "first", "missing"),
    [
        ("nghị định 269/2025 điều 21 khoản 9 điểm a", f"{DECREE}#dieu-21", "dieu-21.khoan-9.diem-a"),
        ("스마트도시법 제2조제1호가목 재원", f"{ACT}#jo-2.ho-1", "jo-2.ho-1.mok-ga"),
    ],
)
def test_the_unit_around_a_missing_anchor_comes_first(
    base: KnowledgeBase, text: str, first: str, missing: str
) -> None:
    result = base.search(Query(text))
    assert result.hits[0].provision_id == first
    assert result.reference is not None
    assert (result.reference.missing_anchors, result.reference.provision_ids) == ((missing,), ())


def test_an_unresolved_reference_is_told_beside_the_ranking(base: KnowledgeBase) -> None:
    result = base.search(Query("951/QĐ-TTg"))
    assert result.unresolved_reference == "951/QĐ-TTg"
    assert not any(hit.explanation.from_reference for hit in result.hits)


def test_nothing_is_repeated(base: KnowledgeBase) -> None:
    result = base.search(Query("950/QĐ-TTg", limit=100))
    ids = [hit.provision_id for hit in result.hits]
    assert len(ids) == len(set(ids))
    assert len({hit.document_id for hit in result.hits}) == 6


def test_texts_that_cite_a_number_rank_high_after_the_document(base: KnowledgeBase) -> None:
    hits = base.search(Query("950/QĐ-TTg", language="en")).hits
    assert hits[0].document_id == "en/vkc-digest"
    assert hits[0].spans
    assert hits[0].spans[0].of(hits[0].text) == "950/QĐ-TTg"


@pytest.mark.parametrize(
    "filters",
    [{"types": ("nd",)}, {"issuers": ("cp",)}, {"issued_from": "2025"}, {"language": "ko"}],
)
def test_filters_hold_for_named_documents_too(base: KnowledgeBase, filters: dict[str, object]) -> None:
    assert reference(base, "950/QĐ-TTg", **filters).unresolved


def test_a_question_that_names_nothing_has_no_reference(base: KnowledgeBase) -> None:
    assert base.search(Query("đô thị thông minh là gì")).reference is None
