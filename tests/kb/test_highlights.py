"""Highlights: exactly the characters that were asked for, and no others."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Language, Span
from indexer.analyzers import analyzer_for
from indexer.passage_terms import PassageTerms, StoredTerms
from kb import highlights
from kb.highlights import Highlighter, foresee

DECISION = "Quyết định số 950/QĐ-TTg phê duyệt Đề án phát triển đô thị thông minh; thị trấn, Quyết định 1755/QĐ-TTg, phát hiện của VKC."
ACT = "제2조(정의) 이 법의 스마트도시는 정보통신기술을 융·복합하여 도시서비스를 제공하는 도시를 말한다(KICT)."
ENGLISH = "The Smart City Act defines a smart city as a sustainable city: Act No. 16631."


def marked(text: str, question: str, asked: Language, language: Language) -> list[str]:
    spans = Highlighter(question, (asked,), analyzer_for).spans(text, language, held(text, language))
    return [span.of(text) for span in spans]


def held(text: str, language: Language, above: str = "") -> PassageTerms:
    (analyzed,) = analyzer_for(language).analyze([above + text])
    return StoredTerms.of(analyzed, "", len(above)).terms()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Neighbouring pairs become one phrase; the lone `thị` of `thị trấn` is another word.
        ("đề án đô thị thông minh", ["Đề án", "đô thị thông minh"]),
        ("de an do thi thong minh", ["Đề án", "đô thị thông minh"]),
        ("ĐÔ THỊ", ["đô thị"]),
        # The whole number, not the `QĐ-TTg` of another one.
        ("950/QĐ-TTg", ["950/QĐ-TTg"]),
        ("950/qd-ttg", ["950/QĐ-TTg"]),
        ("quyết định 950", ["Quyết định", "950", "Quyết định"]),
        # One syllable that was asked for alone.
        ("trấn", ["trấn"]),
        # Grammar alone, and a word that is not there.
        ("của", []),
        ("thuế", []),
        # With accents typed, only these accents match.
        ("đồ thi", []),
    ],
)
def test_vietnamese(question: str, expected: list[str]) -> None:
    assert marked(DECISION, question, "vi", "vi") == expected


def test_a_word_of_one_syllable_counts_beside_a_pair() -> None:
    text = "Thuế sử dụng đất tại nông thôn được miễn; thôn xóm thì không."
    assert marked(text, "mức thuế đất ở nông thôn", "vi", "vi") == ["Thuế", "đất", "nông thôn"]


def test_what_is_foreseen_of_a_question_is_not_looked_up_when_it_is_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text, question = "Thuế sử dụng đất tại nông thôn; thôn xóm thì không.", "mức thuế đất của nông thôn"
    foresee(unicodedata.normalize("NFD", question), {"vi"})
    monkeypatch.setattr(highlights, "vietnamese_words", lambda _: pytest.fail("looked up"))
    assert marked(text, question, "vi", "vi") == ["Thuế", "đất", "nông thôn"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("스마트도시의 정의", ["정의", "스마트도시"]),
        ("스마트도시법 제2조", ["제2조", "스마트도시"]),
        ("도시 서비스의 제공", ["도시서비스를 제공"]),
        ("정보통신기술", ["정보통신기술"]),
        ("것", []),
    ],
)
def test_korean(question: str, expected: list[str]) -> None:
    assert marked(ACT, question, "ko", "ko") == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is a smart city", ["Smart City", "smart city", "city"]),
        ("the act", ["Act", "Act"]),
        ("No. 16631", ["16631"]),
    ],
)
def test_english(question: str, expected: list[str]) -> None:
    assert marked(ENGLISH, question, "en", "en") == expected


@pytest.mark.parametrize(
    ("text", "question", "asked", "language", "expected"),
    [
        (DECISION, "VKC 사업과 950/QĐ-TTg", "ko", "vi", ["950/QĐ-TTg", "VKC"]),
        # `the` and `an` are words of both languages, and mean other things.
        (DECISION, "an act on the VKC", "en", "vi", ["VKC"]),
        (ACT, "KICT là gì, mục 2", "vi", "ko", ["KICT"]),
        (ACT, "đô thị thông minh", "vi", "ko", []),
    ],
)
def test_only_names_and_numbers_are_marked_across_languages(
    text: str, question: str, asked: Language, language: Language, expected: list[str]
) -> None:
    assert marked(text, question, asked, language) == expected


@pytest.mark.parametrize(
    "question", ["đề án đô thị thông minh", "de an do thi", "950/QĐ-TTg", "phát hiện của VKC", ""]
)
def test_what_stands_above_a_passage_moves_no_mark(question: str) -> None:
    asked: tuple[Language, ...] = ("vi",)
    highlighter, above = Highlighter(question, asked, analyzer_for), "Quyết định về đô thị thông minh\n"
    spans = highlighter.spans(DECISION, "vi", held(DECISION, "vi", above))
    assert spans == highlighter.spans(DECISION, "vi", held(DECISION, "vi"))


LETTERS = st.text(st.sampled_from("đôthịnmiáảă 950/-QTg.,\n스마트도시의법제2조 smart city"), max_size=60)


@settings(max_examples=100, deadline=None)
@given(text=LETTERS, question=LETTERS, language=st.sampled_from(["vi", "ko", "en"]))
def test_spans_are_inside_the_text_disjoint_and_ordered(text: str, question: str, language: Language) -> None:
    text = unicodedata.normalize("NFC", text)
    spans = Highlighter(question, (language,), analyzer_for).spans(text, language, held(text, language))
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(Span(0, len(text)).contains(span) and span.of(text).strip() for span in spans)


@settings(max_examples=50, deadline=None)
@given(question=LETTERS, language=st.sampled_from(["vi", "ko"]))
def test_composed_and_decomposed_questions_mark_the_same(question: str, language: Language) -> None:
    text = DECISION if language == "vi" else ACT
    composed = marked(text, unicodedata.normalize("NFC", question), language, language)
    assert marked(text, unicodedata.normalize("NFD", question), language, language) == composed
