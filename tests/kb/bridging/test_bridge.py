"""Bridges: which terms of a question are found, and what becomes of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Language
from indexer.models import Clause
from kb.bridging import bridge


def texts(question: str, source: Language, target: Language, *, plain: bool = False) -> list[str]:
    return [term.text for term in bridge(question, source, target, plain=plain).terms]


def test_the_longest_words_are_taken() -> None:
    assert texts("Quy hoạch đô thị của tỉnh", "vi", "ko") == ["Quy hoạch đô thị", "tỉnh"]


def test_endings_and_particles_do_not_hide_a_korean_word() -> None:
    assert texts("건축물의 철거를 허가하는 기관", "ko", "vi") == ["건축물", "철거", "허가", "기관"]


def test_a_title_with_particles_inside_is_one_term() -> None:
    assert texts("국토의 계획 및 이용에 관한 법률", "ko", "vi") == ["국토의 계획 및 이용에 관한 법률"]


def test_english_words_are_found_in_any_form() -> None:
    found = bridge("appointing inspectors", "en", "ko")
    assert [term.text for term in found.terms] == ["appointing", "inspectors"]
    assert "임명" in found.terms[0].translations


def test_capitals_tell_an_acronym_from_a_word() -> None:
    [technology, *_] = bridge("AI trong y tế", "vi", "ko").terms
    assert technology.translations[0] == "인공지능"
    assert "인공지능" not in bridge("ai chịu trách nhiệm", "vi", "ko").gloss


def test_unaccented_vietnamese_is_bridged_too() -> None:
    assert (
        bridge("giay phep xay dung", "vi", "ko", plain=True).gloss
        == bridge("giấy phép xây dựng", "vi", "ko").gloss
    )


def test_a_syllable_that_ends_a_compound_is_not_translated_alone() -> None:
    # The glossary knows 비 as rain; at the end of a compound it is a cost.
    assert "비" in texts("비 오는 날", "ko", "vi")
    assert "비" not in texts("장비수선비", "ko", "vi")


def test_words_of_grammar_are_not_brought_over_and_unknown_words_are_told() -> None:
    found = bridge("ai được bán kẹo bạc hà", "vi", "ko")
    assert "ai" not in [term.text for term in found.terms]
    assert found.rest == "kẹo bạc hà"


def test_names_and_numbers_are_left_for_the_other_language() -> None:
    found = bridge("Nghị định 269/2025/NĐ-CP và dự án VKC", "vi", "ko")
    assert "269/2025/NĐ-CP" in found.rest
    assert "VKC" in found.rest
    assert found.clauses[-1] == Clause.of(found.rest)


def test_a_bridge_gives_an_encoder_words_and_the_index_alternatives() -> None:
    found = bridge("thu hồi đất", "vi", "ko")
    [term] = found.terms
    assert found.gloss == term.translations[0]
    assert found.clauses == (Clause(term.translations),)


@pytest.mark.parametrize(("source", "target"), [("und", "ko"), ("vi", "und"), ("vi", "vi")])
def test_nothing_is_bridged_into_the_same_language_or_none(source: Language, target: Language) -> None:
    assert bridge("đô thị", source, target).terms == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["đô thị", "đất", "AI", "xyz", "950/QĐ-TTg", "của", "giấy phép", "nhà ở", "12", "—"]),
        max_size=12,
    )
)
def test_terms_come_in_the_order_of_the_question_and_never_overlap(parts: list[str]) -> None:
    question = " ".join(parts)
    place = 0
    for term in bridge(question, "vi", "ko").terms:
        place = question.index(term.text, place) + len(term.text)
        assert term.translations
