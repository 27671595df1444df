"""Rimes that Vietnamese writes, and marks that never go together."""

import pytest

from corpus.legacy.rimes import is_written


@pytest.mark.parametrize(
    "word",
    [
        "công",
        "thương",
        "gìn",
        "giếng",
        "quốc",
        "quýt",
        "khuỷu",
        "nghiêng",
        "ươm",
        "xoong",
        "ĐƯỜNG",
        "hoẵng",
        "thuở",
        "yếu",
    ],
)
def test_rimes_that_are_written(word: str) -> None:
    assert is_written(word)


@pytest.mark.parametrize(
    "word", ["cơng", "khơng", "thướng1", "đắk", "tiơn", "hoẵc", "quấý", "cĩ", "bĩng", "chôu", "ướng-"]
)
def test_rimes_that_are_not(word: str) -> None:
    assert not is_written(word)
