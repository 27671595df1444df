"""What a question wants, and what its words stand for."""

import pytest

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
    ("text", "words"),
    [
        ("ĐTTM là gì", {"ĐTTM": "đô thị thông minh"}),
        ("dttm", {"dttm": "đô thị thông minh"}),
        ("cơ sở csdl, đttm", {"csdl": "cơ sở dữ liệu", "đttm": "đô thị thông minh"}),
        ("스마트시티 국토부", {"스마트시티": "스마트도시", "국토부": "국토교통부"}),
        ("đô thị Việt Nam", {}),
        ("QH TT KH", {}),
        ("12/2024/QĐ-UBND", {}),
    ],
)
def test_expansions(text: str, words: dict[str, str]) -> None:
    assert dict(expand(text).words) == words


@pytest.mark.parametrize("short", ABBREVIATIONS)
def test_every_abbreviation_is_known_as_printed_and_in_small_letters(short: str) -> None:
    assert expand(short).abbreviations == {short: ABBREVIATIONS[short]}
    assert expand(short.lower()).abbreviations == {short.lower(): ABBREVIATIONS[short]}
