"""Syllables typed without their accents beside others that have them."""

import pytest

from indexer.analyzers import analyzer_for
from indexer.analyzers.accents import mostly_bare, without_accents


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("quy hoạch do thi", {"quy", "do", "thi", "quy_hoach", "hoach_do", "do_thi"}),
        ("thủ tục cap phép xây dựng", {"cap", "tuc_cap", "cap_phep"}),
        ("quy hoạch đô thị thông minh", set()),
        ("quy hoach do thi", set()),
        ("스마트도시", set()),
        ("quy định tại 950/QĐ-TTg", set()),
    ],
)
def test_what_lacks_accents(text: str, lacking: set[str]) -> None:
    folded = analyzer_for("vi").folded(text)
    assert {term.text for term in without_accents(text, folded)} == lacking


def test_mostly_bare() -> None:
    assert mostly_bare("quy hoạch do thi thong minh")
    assert not mostly_bare("quy hoạch đô thị thong minh")
