"""Captions: what of a title and headings is kept, and how far a query says it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analyzers import analyzer_for
from indexer.captions import Caption, pack

WORDS = st.sampled_from(["nhà", "đất", "thuế", "phí", "luật"])
LINES = st.lists(st.lists(WORDS, max_size=4, unique=True).map(" ".join), min_size=1, max_size=4)


def rarity(word: str) -> float:
    return float(len(word))


def covered(packed: str, said: Mapping[str, float]) -> float:
    """The share of a caption that a query says, of which each word counts for so much."""
    return Caption.unpack(packed, rarity).covered(
        {word: rarity(word) * share for word, share in said.items()}
    )


def test_words_are_kept_once_without_bigrams_numbers_and_symbols() -> None:
    analyzer = analyzer_for("vi")
    lines = ["Luật Nhà ở 27/2023/QH15", "Chương II. SỞ HỮU NHÀ Ở", "Điều 5. Sở hữu, sở hữu chung"]
    assert pack([analyzer.terms(line) for line in lines]) == "luật nhà ở\tchương ii sở hữu\tđiều sở hữu chung"


def test_a_document_without_title_and_headings_has_an_empty_caption() -> None:
    assert pack([[]]) == ""
    assert covered("", {"nhà": 1.0}) == 0.0


@pytest.mark.parametrize(
    ("packed", "said", "share"),
    [
        ("luật nhà", {"luật": 1.0}, 4 / 7),
        ("luật nhà\tđất\tthuế", {"luật": 1.0, "đất": 1.0}, 7 / 10),  # with `đất`, not with `thuế`
        ("luật nhà\tđất\tthuế", {"thuế": 0.5}, 2 / 11),
        ("\tđất", {"đất": 1.0}, 1.0),
    ],
)
def test_the_title_is_taken_with_the_heading_that_fits_best(
    packed: str, said: Mapping[str, float], share: float
) -> None:
    assert covered(packed, said) == pytest.approx(share)


@given(LINES, st.dictionaries(WORDS, st.floats(0, 1)))
def test_coverage_is_a_share_and_never_falls_when_more_is_said(
    lines: list[str], said: dict[str, float]
) -> None:
    packed = "\t".join(lines)
    share = covered(packed, said)
    assert 0 <= share <= 1 + 1e-9
    assert covered(packed, {**said, "nhà": 1.0}) >= share - 1e-9
