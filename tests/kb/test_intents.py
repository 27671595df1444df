"""What a question wants, and what its words stand for."""

import pytest

from corpus.models import Language
from kb.intents import Intent
from kb.query import Query, analyze
from kb.terms import ABBREVIATIONS, expand


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("950/QĐ-TTg", "known_item"),
        ("Luật Xây dựng", "known_item"),
        ("nghị định 269/2025 điều 21", "provision"),
        ("스마트도시법 제2조", "provision"),
        ("văn bản nào thay thế 950/QĐ-TTg?", "relation"),
        ("thông tư nào hướng dẫn nghị định 269/2025", "relation"),
        ("nghị định 10/2021 còn hiệu lực không", "validity"),
        ("so sánh luật xây dựng với 건축법", "comparison"),
        ("đô thị thông minh là gì", "definition"),
        ("스마트도시란", "definition"),
        ("what is a smart city", "definition"),
        ("quy hoạch thoát nước", "topic"),
    ],
)
def test_intent(text: str, intent: Intent) -> None:
    assert analyze(Query(text)).intent == intent


@pytest.mark.parametrize(
    ("text", "language", "words", "across"),
    [
        ("ĐTTM là gì", "vi", {"ĐTTM": "đô thị thông minh"}, None),
        ("dttm", "vi", {"dttm": "đô thị thông minh"}, None),
        ("cơ sở csdl, đttm", "vi", {"csdl": "cơ sở dữ liệu", "đttm": "đô thị thông minh"}, None),
        ("스마트시티 국토부", "ko", {"스마트시티": "스마트도시", "국토부": "국토교통부"}, None),
        ("luật đô thị thông minh Hàn Quốc", "vi", {"đô thị thông minh": "스마트도시"}, "ko"),
        ("베트남 스마트시티", "ko", {"스마트시티": "đô thị thông minh"}, "vi"),
        ("khu đô thị mới ở Hàn Quốc", "vi", {"khu đô thị mới": "신도시"}, "ko"),
        ("đô thị Việt Nam", "vi", {}, None),
        ("QH TT KH", "vi", {}, None),
        ("12/2024/QĐ-UBND", "vi", {}, None),
    ],
)
def test_expansions(text: str, language: Language, words: dict[str, str], across: Language | None) -> None:
    found = expand(text, language)
    assert (dict(found.words), found.across) == (words, across)


def test_the_english_name_of_a_korean_act_asks_about_korea() -> None:
    assert analyze(Query("smart city act article 2")).expansions.across == "ko"


@pytest.mark.parametrize("short", ABBREVIATIONS)
def test_every_abbreviation_is_known_as_printed_and_in_small_letters(short: str) -> None:
    assert expand(short, "vi").abbreviations == {short: ABBREVIATIONS[short]}
    assert expand(short.lower(), "vi").abbreviations == {short.lower(): ABBREVIATIONS[short]}
