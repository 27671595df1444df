"""Languages of queries and passages."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.languages import detect_language, has_accents
from corpus.models import LANGUAGES
from corpus.normalize import fold

VIETNAMESE = [
    "Luật Đất đai",
    "quyết định phê duyệt đề án",
    "thủ tục cấp giấy phép xây dựng nhà ở riêng lẻ",
    "ban đồ quy hoạch",
    "cơ quan nào chịu trách nhiệm",
    "bảo vệ môi trường",
]


@pytest.mark.parametrize("text", [*VIETNAMESE, "smart city Việt Nam", "ĐTTM là gì", "Tổ chức và hoạt động"])
def test_vietnamese_shows_by_its_letters(text: str) -> None:
    assert detect_language(text) == "vi"
    assert detect_language(unicodedata.normalize("NFC", text.upper())) == "vi"


@pytest.mark.parametrize(
    "text", [*(fold(text).text for text in VIETNAMESE), "so do", "quyet dinh 950", "qd 950 ttg"]
)
def test_vietnamese_without_accents_shows_by_its_syllables(text: str) -> None:
    assert detect_language(text) == "vi"


@pytest.mark.parametrize(
    "text",
    [
        "smart city",
        "the decree on land",
        "data hub",
        "open data",
        "law",
        "vietnam smart city",
        "smart city law of Korea article 2 definition",
        "What does Decision 950/QĐ-TTg of Trịnh Đình Dũng approve?",
    ],
)
def test_english_shows_by_what_vietnamese_cannot_write(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "스마트시티 data hub",
        "스마트도시법 제2조",
        "국토계획법",
        "베트남 Decision 950/QĐ-TTg smart city",
        "제2조제1항 AI",
    ],
)
def test_korean_shows_by_its_script(text: str) -> None:
    assert detect_language(text) == "ko"
    assert detect_language(unicodedata.normalize("NFD", text)) == "ko"


@pytest.mark.parametrize(
    "text",
    ["", "950/2018", "41/63", "API", "第二條", "Закон о земле", "El señor Muñoz viajó a la Nación", "①②"],
)
def test_nothing_is_claimed_where_nothing_shows(text: str) -> None:
    assert detect_language(text) == "und"


def test_long_text_is_judged_from_beginning_to_end() -> None:
    front, body = (
        "The project of the centre. " * 200,
        "제1조(목적) 이 법은 도시의 조성을 목적으로 한다. " * 3000,
    )
    assert detect_language(front + body) == "ko"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("quyet dinh 950/QD-TTg", False), ("quyết dinh", True), ("Đ", True), ("điều", True), ("e\u0301", True)],
)
def test_one_accent_makes_a_query_accented(text: str, expected: bool) -> None:
    assert has_accents(text) is expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_every_text_gets_a_language(text: str) -> None:
    assert detect_language(text) in LANGUAGES
