"""Exact phrases in texts."""

import pytest

from corpus.models import Language
from indexer.analyzers import analyzer_for
from indexer.phrases import PhraseMatcher, innermost


@pytest.mark.parametrize(
    ("phrase", "language", "text", "found"),
    [
        ("Hoà giải ở cơ sở", "vi", "việc hòa giải  ở\ncơ sở", True),
        ("hoa giai", "vi", "việc hòa giải", True),
        ("hòa giai", "vi", "việc hòa giải", False),
        ("smart city", "en", "a Smart City.", True),
        ("smart", "en", "smarter", False),
        ("art", "en", "smart", False),
        ("스마트도시", "ko", "유비쿼터스스마트도시서비스를", True),
        ("도시 계획", "ko", "도시계획", False),
        ("2조", "ko", "제12조", False),
        ("950/QĐ", "vi", "số 950/QĐ-TTg", True),
        ("関理ㆍ운영", "ko", "関理·운영", True),
        ("(a)", "en", "point (A) of", True),
    ],
)
def test_matches(phrase: str, language: Language, text: str, found: bool) -> None:
    assert PhraseMatcher(phrase, language).found_in([text]) is found


def test_a_phrase_does_not_run_on_from_one_text_into_the_next() -> None:
    assert not PhraseMatcher("đô thị", "vi").found_in(["đô", "thị"])


def test_innermost_terms_are_words_and_parts_of_symbols() -> None:
    assert innermost(analyzer_for("vi").terms("quyết định 950/QĐ-TTg quyết")) == [
        "quyết",
        "định",
        "950",
        "qđ",
        "ttg",
    ]
