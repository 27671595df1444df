"""Exact phrases in quotes, and quotes that ask for none."""

import pytest

from kb.wording import find_phrases

STATEMENT = "Trong bài phát biểu hôm qua trước toàn thể đại biểu, ông nói rằng “không ai bị bỏ lại phía sau” và hứa sẽ làm thêm"


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ('"khu đô thị" diện tích', ["khu đô thị"]),
        ("“스마트도시” 정의", ["스마트도시"]),
        ("«smart city» « data hub »", ["smart city", "data hub"]),
        ("‘개인정보’의 의미", ["개인정보"]),
        ("「개인정보 보호법」 제2조", ["개인정보 보호법"]),
        ('"a phrase that is all of the question may have as many words as it likes."', None),
        ("people's council's powers", []),
        ("the committees’ powers and ‘rights’", ["rights"]),
        ('màn hình 15" và 20"', []),
        ('"đô thị', []),
        ('đô thị"', []),
        ('""', []),
        ('" … "', []),
        ("“chưa đóng", []),
        (STATEMENT, []),
        ('Bộ trưởng nói: "Chúng tôi sẽ làm."', []),
    ],
)
def test_phrases(text: str, phrases: list[str] | None) -> None:
    assert [phrase.text for phrase in find_phrases(text)] == (
        [text.strip('"')] if phrases is None else phrases
    )


def test_a_phrase_knows_its_place_and_whether_it_may_be_a_name() -> None:
    text = '"đô thị" 「건축법」'
    plain, named = find_phrases(text)
    assert (plain.span.of(text), plain.may_name) == ('"đô thị"', False)
    assert (named.span.of(text), named.may_name) == ("「건축법」", True)
