"""Duplicates: what says the same is folded, and what differs in a number or a negation never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.duplicates import NEAR, Likeness, fold

ARTICLE = (
    "Chủ đầu tư nộp hồ sơ đề nghị cấp giấy phép tại cơ quan chuyên môn về xây dựng trong thời hạn 30 ngày kể từ ngày được "
    "phê duyệt dự án và chịu trách nhiệm về tính chính xác của hồ sơ trước pháp luật theo quy định tại khoản 2 của điều này"
)
KOREAN = (
    "시장은 스마트도시계획을 수립하려는 경우 주민의 의견을 듣고 관계 행정기관의 장과 협의하여야 한다. "
    "다만 경미한 사항은 그러하지 아니하다."
)


def same(first: str, second: str) -> bool:
    return Likeness(first).same_as(Likeness(second))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(ARTICLE, ARTICLE.upper().replace(",", " ") + ".", True, id="case and punctuation"),
        pytest.param(
            ARTICLE, ARTICLE.replace("cơ quan", "bộ phận", 1), False, id="two words of fifty, ten shingles"
        ),
        pytest.param(
            ARTICLE * 4,
            ARTICLE * 3 + ARTICLE.replace("hồ sơ", "giấy tờ", 1),
            True,
            id="two words of two hundred",
        ),
        pytest.param(ARTICLE * 4, (ARTICLE * 4).replace("30", "45", 1), False, id="a number"),
        pytest.param(ARTICLE * 4, (ARTICLE * 4).replace("nộp", "không nộp", 1), False, id="a negation"),
        pytest.param(KOREAN, KOREAN.replace("하여야 한다", "하지 않는다"), False, id="a Korean negation"),
        pytest.param(KOREAN, KOREAN, True, id="Korean"),
        pytest.param("Điều 5. Hiệu lực", "Điều 5. Hiệu lực", False, id="a heading is no content"),
    ],
)
def test_what_says_the_same(first: str, second: str, expected: bool) -> None:
    assert same(first, second) is expected
    assert same(second, first) is expected


@given(st.lists(st.text("ab cd ", min_size=20, max_size=60), min_size=2, max_size=2))
def test_what_is_told_apart_early_would_not_resemble_either(texts: list[str]) -> None:
    first, second = (frozenset(zip(*(t.split()[i:] for i in range(5)), strict=False)) for t in texts)
    if first and second:
        exact = len(first & second) / len(first | second)
        found = Likeness(texts[0]).resemblance(Likeness(texts[1]))
        assert found == pytest.approx(exact) or exact <= found < NEAR


@given(st.lists(st.text("12٣４ a", max_size=12), min_size=2, max_size=2))
def test_equal_numbers_have_equal_figures(texts: list[str]) -> None:
    first, second = map(Likeness, texts)
    assert first.figures == second.figures or first.numbers != second.numbers


def test_resemblance_by_hand() -> None:
    # abcde bcdef cdefg against abcde bcdef cdefh: two of four sequences.
    first, second = Likeness("a b c d e f g"), Likeness("a b c d e f h")
    assert first.resemblance(second) == 0.5


def test_the_preferred_one_of_a_group_is_shown_where_the_best_one_stood() -> None:
    texts = [KOREAN, ARTICLE, "something else entirely that stands alone here", ARTICLE, KOREAN]
    repealed = {1}
    groups = [(0, 4), (3, 1), (2,)]
    assert fold(texts, lambda place: (int(place in repealed),), most=9) == groups
    assert fold(texts, lambda place: (int(place in repealed),), most=2) == groups[:2]


@given(st.lists(st.sampled_from([ARTICLE, KOREAN, "kurz", "a b c d e f g h i", "a b c d e f g h 1"])))
def test_every_place_is_in_one_group_and_groups_follow_the_ranking(texts: list[str]) -> None:
    groups = fold(texts, lambda place: (0,), len(texts))
    assert sorted(place for group in groups for place in group) == list(range(len(texts)))
    firsts = [min(group) for group in groups]
    assert firsts == sorted(firsts)
    assert all(list(group) == sorted(group) for group in groups)


WORDS = st.lists(st.sampled_from("abcdefghijklm"), min_size=8, max_size=60)


@given(WORDS, st.data())
def test_words_alone_tell_nothing_apart_that_says_the_same(words: list[str], data: st.DataObject) -> None:
    changed = list(words)
    for _ in range(data.draw(st.integers(0, 3))):
        changed[data.draw(st.integers(0, len(words) - 1))] = data.draw(st.sampled_from("mnop"))
    first, second = Likeness(" ".join(words)), Likeness(" ".join(changed))
    assert first.may_resemble(second) or first.resemblance(second) < NEAR
