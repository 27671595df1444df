"""Exact phrases through the whole of a search."""

from pathlib import Path

import pytest

from corpus.models import Document
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.knowledge_base import KnowledgeBase
from kb.models import SearchResult
from kb.query import Query


def found(result: SearchResult) -> set[str]:
    return {hit.provision_id for hit in result.hits}


@pytest.mark.parametrize(
    "question",
    [
        '"đô thị thông minh ở phía Bắc"',
        "“ĐÔ THỊ  THÔNG MINH ở phía bắc” mục tiêu",
        "«do thi thong minh o phia bac»",
        "chuỗi ‘đô thị thông minh ở phía Bắc’",
    ],
)
def test_only_what_contains_the_phrase_is_found(base: KnowledgeBase, question: str) -> None:
    result = base.search(Query(question, limit=100))
    assert len(result.required) == 1
    assert found(result) == {"vi/950-qd-ttg#dieu-1"}


def test_words_in_another_order_are_another_phrase(base: KnowledgeBase) -> None:
    result = base.search(Query('"thông minh đô thị"'))
    assert result.hits == ()
    assert result.reasons == (
        "no passage contains the exact phrase “thông minh đô thị”: leave out its quotes to search for its words",
    )


def test_a_phrase_of_syllables_is_no_part_of_longer_ones(base: KnowledgeBase) -> None:
    assert base.search(Query('"ô thị thông minh"')).hits == ()


def test_several_phrases_must_all_be_there(base: KnowledgeBase) -> None:
    both = base.search(Query('"Bộ Tài chính" "ngân sách nhà nước"', limit=100))
    assert found(both) == {"vi/950-qd-ttg#dieu-2"}
    apart = base.search(Query('"Bộ Tài chính" "giấy chứng nhận"'))
    assert apart.hits == ()
    assert apart.reasons == ("no passage contains all 2 exact phrases together",)


def test_the_title_of_a_document_counts_for_its_passages(base: KnowledgeBase) -> None:
    result = base.search(Query('"bền vững Việt Nam"', limit=100))
    assert {hit.document_id for hit in result.hits} == {"vi/950-qd-ttg"}


@pytest.mark.parametrize(
    "question", ['"정보통신기술을 융합"', "“스마트도시서비스란 교통” 정의", '"도시서비스란"']
)
def test_korean_phrases_may_end_inside_a_word(base: KnowledgeBase, question: str) -> None:
    result = base.search(Query(question, limit=100))
    assert found(result) == {"ko/smart-city-act#jo-2"}


def test_phrases_and_filters_hold_together(base: KnowledgeBase) -> None:
    assert found(base.search(Query('"đô thị thông minh"', types=("nd",), limit=100))) == {
        "vi/269-2025-nd-cp#dieu-20",
        "vi/269-2025-nd-cp#dieu-21",
    }
    elsewhere = base.search(Query('"chất thải rắn"', types=("nd",)))
    assert elsewhere.hits == ()
    assert elsewhere.reasons


def test_a_title_in_korean_brackets_that_is_here_is_a_name(base: KnowledgeBase) -> None:
    named = base.search(Query("「스마트도시 조성 및 산업진흥 등에 관한 법률」 재원", limit=100))
    assert named.required == ()
    assert named.reference is not None
    assert named.reference.document_ids == ("ko/smart-city-act",)
    other = base.search(Query("「도로교통법」"))
    assert other.required == ("도로교통법",)
    assert other.hits == ()


def test_a_named_document_without_the_phrase_is_no_hit(base: KnowledgeBase) -> None:
    result = base.search(Query('950/QĐ-TTg "chất thải rắn"', limit=100))
    assert {hit.document_id for hit in result.hits} == {"vi/950-qd-ubnd"}


def test_a_line_end_inside_the_phrase_does_not_matter(
    tmp_path: Path, library: dict[str, Document], base: KnowledgeBase
) -> None:
    assert found(base.search(Query('"Đầu tư đúng mục đích. Điều 21"'))) == set()
    assert found(base.search(Query('"nguyên tắc đầu tư 1. Đầu tư"'))) == {"vi/269-2025-nd-cp#dieu-20"}
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.add([("vi/269-2025-nd-cp", library["vi/269-2025-nd-cp"])])
    with KnowledgeBase.open(tmp_path) as alone:
        assert alone.search(Query('"hồ sơ đề nghị"')).hits != ()


def test_a_phrase_among_other_words_that_nothing_contains_gives_way_to_the_words(base: KnowledgeBase) -> None:
    alone = base.search(Query("“thông minh đô thị”"))
    among = base.search(Query("“thông minh đô thị” phê duyệt đề án"))
    assert not alone.hits
    assert among.hits
    assert (among.required, among.unmet) == ((), ("thông minh đô thị",))
    assert base.search(Query("“đô thị thông minh” phê duyệt đề án")).unmet == ()
