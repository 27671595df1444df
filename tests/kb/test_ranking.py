"""Ranking: fusion inside a language, the merge of languages, and the scores that callers see."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Language
from indexer.models import Posting, ProvisionKey
from kb.query import Wording
from kb.ranking import (
    DENSE,
    FUSED,
    LEXICAL,
    Recipe,
    Weights,
    hardly_there,
    rank,
    rank_language,
    shown_scores,
)
from kb.retrieval import Approach, LanguageLists, RetrieverList


def key(name: str) -> ProvisionKey:
    return ProvisionKey(name, "dieu-1")


def found(*scores: tuple[str, float], complete: bool = False) -> RetrieverList:
    """A list in which document `a` has the passages 1000·ord(a) and up."""
    windows: dict[ProvisionKey, tuple[Posting, ...]] = {}
    for name, score in scores:
        held = windows.get(key(name), ())
        windows[key(name)] = (*held, Posting(ord(name) * 1_000 + len(held), score))
    return RetrieverList(windows, complete)


def in_language(
    language: Language, lexical: RetrieverList, dense: RetrieverList, approach: Approach = "own"
) -> LanguageLists:
    return LanguageLists(language, lexical, dense, 1_000, approach)


def alike(lists: LanguageLists, **likeness: float) -> LanguageLists:
    return replace(lists, likeness={key(name): value for name, value in likeness.items()})


NOTHING = RetrieverList({}, complete=True)
EQUAL = Weights(0.5, 0.5)


def order(lists: list[LanguageLists], asked: Language, recipe: Recipe = FUSED) -> str:
    return "".join(entry.key.document_id for entry in rank(lists, Wording(asked), recipe))


def test_standard_scores_of_both_retrievers_add_up() -> None:
    lists = in_language("vi", found(("a", 9), ("b", 5), ("c", 1)), found(("b", 0.9), ("d", 0.8), ("a", 0.7)))
    ranked = rank_language(lists, EQUAL)
    # Lexical: mean 5, deviation sqrt(32/3); dense: mean .8, deviation sqrt(.02/3). What is missing has the list's minimum.
    step = 4 / math.sqrt(32 / 3)
    assert step == pytest.approx(0.1 / math.sqrt(0.02 / 3))
    assert {entry.key.document_id: entry.explanation.fused for entry in ranked} == {
        "a": pytest.approx((step - step) / 2),
        "b": pytest.approx((0 + step) / 2),
        "c": pytest.approx((-step - step) / 2),
        "d": pytest.approx((-step + 0) / 2),
    }
    assert [entry.key.document_id for entry in ranked] == ["b", "a", "d", "c"]


def test_a_caption_counts_for_the_square_of_what_the_question_says_of_it() -> None:
    legs = found(("a", 9), ("b", 5), ("c", 1)), found(("a", 0.9), ("b", 0.8), ("c", 0.7))
    plain = {
        entry.key: entry.explanation.fused or 0.0 for entry in rank_language(in_language("vi", *legs), EQUAL)
    }
    said = {key("b"): 1.0, key("c"): 0.5}
    lists = replace(in_language("vi", *legs), captions=said)
    ranked = rank_language(lists, replace(EQUAL, caption=3.0))
    assert [entry.key.document_id for entry in ranked] == ["b", "a", "c"]
    assert {entry.key: entry.explanation.fused for entry in ranked} == {
        key("a"): pytest.approx(plain[key("a")]),
        key("b"): pytest.approx(plain[key("b")] + 3),
        key("c"): pytest.approx(plain[key("c")] + 3 / 4),
    }
    assert {entry.key: entry.explanation.caption for entry in ranked} == {key("a"): 0.0, **said}


def test_explanations_tell_rank_and_score_of_each_retriever() -> None:
    lists = in_language("vi", found(("a", 9), ("b", 8), ("d", 1)), found(("b", 0.9), ("c", 0.7)))
    [best, *_] = rank_language(lists, EQUAL)
    why = best.explanation
    assert best.key == key("b")
    assert (why.language, why.list_rank) == ("vi", 1)
    assert why.lexical is not None
    assert (why.lexical.rank, why.lexical.score) == (2, 8)
    assert why.dense is not None
    assert (why.dense.rank, why.dense.score) == (1, 0.9)


def test_the_best_window_is_the_one_both_retrievers_like() -> None:
    lexical = RetrieverList(
        {key("a"): (Posting(1, 9.0), Posting(2, 8.0)), key("b"): (Posting(3, 1.0),)}, complete=False
    )
    dense = RetrieverList(
        {key("a"): (Posting(2, 0.9), Posting(1, 0.5)), key("b"): (Posting(3, 0.4),)}, complete=False
    )
    [best, _] = rank_language(in_language("ko", lexical, dense), EQUAL)
    assert (best.key, best.passage) == (key("a"), 2)


def test_a_single_retriever_ranks_alone() -> None:
    lists = [in_language("vi", found(("a", 9), ("b", 5)), found(("c", 0.9), ("b", 0.8)))]
    assert order(lists, "vi", LEXICAL) == "ab"
    assert order(lists, "vi", DENSE) == "cb"


def test_words_count_less_in_another_language() -> None:
    words, meaning = found(("a", 9), ("b", 1)), found(("b", 0.9), ("a", 0.8))
    # With equal weights both sum to 0 and the id decides; where words are foreign, the dense list does.
    assert order([in_language("ko", words, meaning)], "ko") == "ab"
    assert order([in_language("ko", words, meaning, "foreign")], "vi") == "ba"
    assert order([in_language("ko", words, meaning, "bridged")], "vi") == "ba"


def vietnamese_and_korean() -> list[LanguageLists]:
    own = found(*((name, 0.9 - 0.01 * place) for place, name in enumerate("abcdefghijklmno")))
    foreign = found(*((name, 0.8 - 0.01 * place) for place, name in enumerate("ABCDEFGHIJKLMNO")))
    return [in_language("vi", NOTHING, own), in_language("ko", NOTHING, foreign)]


@pytest.mark.parametrize("asked", ["vi", "ko"])
def test_the_language_of_the_question_leads_and_the_other_is_on_the_first_page(asked: Language) -> None:
    page = order(vietnamese_and_korean(), asked)[:10]
    mine = [name.islower() == (asked == "vi") for name in page]
    assert mine[:4] == [True, False, True, False]
    assert mine.count(False) == 5


def test_without_passages_in_its_language_a_question_favours_none() -> None:
    assert order(vietnamese_and_korean(), "en")[:6] in {"aAbBcC", "AaBbCc"}


def test_languages_keep_the_order_inside_each_list() -> None:
    merged = order(vietnamese_and_korean(), "vi")
    assert [name for name in merged if name.islower()] == list("abcdefghijklmno")
    assert [name for name in merged if name.isupper()] == list("ABCDEFGHIJKLMNO")


def test_a_provision_in_the_lists_of_two_languages_is_shown_once() -> None:
    lists = [
        in_language("vi", NOTHING, found(("a", 0.9), ("b", 0.8))),
        in_language("ko", NOTHING, found(("b", 0.9), ("c", 0.8))),
    ]
    ranked = rank(lists, Wording("vi"))
    # b is second in one list and first in the other, of which the better place counts.
    assert [entry.key.document_id for entry in ranked] == ["a", "b", "c"]
    assert ranked[1].explanation.language == "ko"
    assert [entry.merged for entry in ranked] == [0, 0, pytest.approx(-0.12)]


def test_the_language_that_holds_what_was_asked_for_leads() -> None:
    own, foreign = found(("a", 3), ("b", 2), ("c", 1)), found(("A", 3), ("B", 2), ("C", 1))
    lists = [
        alike(in_language("vi", own, NOTHING), a=0.3, b=0.3, c=0.3),
        alike(in_language("ko", foreign, NOTHING), A=0.6, B=0.6, C=0.2),
    ]
    # .3 .18 .06 against .6 .48 -.04: what stands lower in its list is worth .12 less for each place.
    assert order(lists, "vi") == "ABabcC"


def test_nothing_comes_before_what_stands_above_it_in_its_language() -> None:
    own, foreign = found(("a", 2), ("b", 1)), found(("A", 2), ("B", 1))
    lists = [
        alike(in_language("vi", own, NOTHING), a=0.5, b=0.4),
        alike(in_language("ko", foreign, NOTHING), A=0.1, B=0.9),
    ]
    assert order(lists, "vi") == "abAB"


def test_likeness_that_is_known_in_one_language_alone_decides_nothing() -> None:
    own, foreign = vietnamese_and_korean()
    assert order([own, alike(foreign, A=0.9)], "vi")[:4] == "aAbB"


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.floats(-1, 1), min_size=15, max_size=15), st.lists(st.floats(-1, 1), min_size=15, max_size=15)
)
def test_each_language_keeps_its_order_whatever_is_alike(mine: list[float], others: list[float]) -> None:
    own, foreign = vietnamese_and_korean()
    lists = [
        alike(own, **dict(zip("abcdefghijklmno", mine, strict=True))),
        alike(foreign, **dict(zip("ABCDEFGHIJKLMNO", others, strict=True))),
    ]
    merged = order(lists, "vi")
    assert [name for name in merged if name.islower()] == list("abcdefghijklmno")
    assert [name for name in merged if name.isupper()] == list("ABCDEFGHIJKLMNO")


def test_shown_scores_by_hand() -> None:
    assert shown_scores([None, 3.0, 0.0, 1.0, -2.0]) == [
        1.0,
        pytest.approx(1 / (1 + math.exp(-3))),
        0.5,
        0.5,
        pytest.approx(1 / (1 + math.exp(2))),
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-10, 20)))
def test_shown_scores_never_rise(fused: list[float]) -> None:
    scores = shown_scores(fused)
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_shorter_list_never_goes_first() -> None:
    own = found(("a", 0.80), ("b", 0.79), ("c", 0.78))
    abroad = found(("A", 0.90), ("B", 0.50))
    lists = [in_language("vi", NOTHING, own), in_language("ko", NOTHING, abroad)]
    assert order(lists, "vi")[0] == "a"


def test_passages_without_language_stay_off_the_first_page() -> None:
    own = found(*((name, 0.9 - 0.01 * place) for place, name in enumerate("abcdefghijklmno")))
    wordless = found(("1", 0.95), ("2", 0.1))
    merged = order([in_language("vi", NOTHING, own), in_language("und", NOTHING, wordless)], "vi")
    assert merged[:10] == "abcdefghij"


def test_vietnamese_without_accents_is_ranked_by_words() -> None:
    lists = [in_language("vi", found(("a", 9), ("b", 1)), found(("b", 0.9), ("c", 0.8), ("a", 0.7)))]
    assert rank(lists, Wording("vi", unaccented=True))[0].key == key("a")
    assert rank(lists, Wording("vi"))[0].key == key("b")


def test_accents_that_are_missing_in_vietnamese_say_nothing_of_korean() -> None:
    lists = [in_language("ko", found(("a", 9), ("b", 1)), found(("b", 0.9), ("c", 0.8), ("a", 0.7)))]
    assert rank(lists, Wording("ko", unaccented=True, others=("vi",)))[0].key == key("b")


def test_the_few_passages_of_a_language_that_is_hardly_there_come_last() -> None:
    own, [foreign] = vietnamese_and_korean()[0], vietnamese_and_korean()[1:]
    few = LanguageLists("ko", foreign.lexical, foreign.dense, 20)
    assert order([own, few], "vi")[:10].islower()
    assert order([own, few], "ko")[:10].islower()
    assert not order([own, foreign], "vi")[:10].islower()


def test_a_language_is_hardly_there_with_few_passages_among_many() -> None:
    assert hardly_there({"vi": 6_000, "ko": 49, "en": 50}) == {"ko"}
    assert hardly_there({"vi": 80, "ko": 80, "en": 4}) == frozenset()
    assert hardly_there({"vi": 80, "en": 3}) == {"en"}
    assert hardly_there({"en": 3}) == hardly_there({}) == frozenset()
