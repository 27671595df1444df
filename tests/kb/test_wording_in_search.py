"""What people really type, through the whole of a search of the sample collection."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.knowledge_base import KnowledgeBase
from kb.models import Hit, SearchResult
from kb.query import Query
from kb.wording import Slip

COLLECTION = Path(__file__).parents[2] / "corpus" / "collections" / "smart-city"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    home = tmp_path_factory.mktemp("sample")
    with IndexBuilder(home, HashingEncoder()) as builder:
        builder.index([COLLECTION])
    with KnowledgeBase.open(home) as opened:
        yield opened


def ids(result: SearchResult) -> list[str]:
    return [hit.provision_id for hit in result.hits]


def first_by_words(result: SearchResult) -> Hit:
    return next(hit for hit in result.hits if hit.explanation.lexical and hit.explanation.lexical.rank == 1)


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        (
            "quyeets ddinhj quy hoachj ddoo thij thoong minh",
            "quyết định quy hoạch đô thị thông minh",
            "telex",
        ),
        ("quye61t d9i5nh quy hoa5ch d9o6 thi5", "quyết định quy hoạch đô thị", "vni"),
        ("tmakxmehtl whtjd", "스마트도시 조성", "hangul_keys"),
        ("quỷên hạn cuả ủy ban", "quyển hạn của ủy ban", "tone_placement"),
    ],
)
def test_a_slip_finds_what_was_meant(sample: KnowledgeBase, typed: str, meant: str, slip: Slip) -> None:
    result = sample.search(Query(typed))
    assert (result.query.typed, result.query.text, result.query.slip) == (typed, meant, slip)
    assert ids(result) == ids(sample.search(Query(meant))) != []


def test_old_and_new_tone_placement_find_the_same(sample: KnowledgeBase) -> None:
    assert ids(sample.search(Query("uỷ ban nhân dân", language="vi"))) == ids(
        sample.search(Query("ủy ban nhân dân", language="vi"))
    )


def test_partly_accented_questions_find_what_accented_ones_find(sample: KnowledgeBase) -> None:
    partly = sample.search(Query("đề án do thi thong minh", language="vi"))
    best = first_by_words(partly)
    assert "đô thị thông minh" in " ".join((best.title, *best.path, best.text)).lower()
    assert partly.query.wording.unaccented


def test_korean_without_spaces_finds_the_same(sample: KnowledgeBase) -> None:
    spaced = sample.search(Query("스마트도시 통합운영센터 개인정보 보호", language="ko"))
    run_together = sample.search(Query("스마트도시통합운영센터개인정보보호", language="ko"))
    assert first_by_words(spaced).provision_id == first_by_words(run_together).provision_id


def test_both_languages_of_a_mixed_question_are_its_own(sample: KnowledgeBase) -> None:
    result = sample.search(Query("스마트도시 nghị định đô thị thông minh"))
    assert result.query.wording.languages == ("vi", "ko")
    assert {hit.language for hit in result.hits[:2]} == {"vi", "ko"}


def test_an_abbreviation_finds_what_it_stands_for(sample: KnowledgeBase) -> None:
    result = sample.search(Query("CSDL ĐTTM", language="vi"))
    assert result.query.expansions.abbreviations == {"CSDL": "cơ sở dữ liệu", "ĐTTM": "đô thị thông minh"}
    assert result.hits[0].explanation.lexical is not None


def test_every_hit_contains_the_phrase(sample: KnowledgeBase) -> None:
    result = sample.search(Query('"đô thị thông minh" 2030', limit=100))
    assert result.required == ("đô thị thông minh",)
    for hit in result.hits:
        assert "đô thị thông minh" in " ".join((hit.title, *hit.path, hit.text)).lower()
    assert result.hits
