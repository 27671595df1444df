"""The glossary: how it is read, how its rows speak for translations, and whether the one of the package is sound."""

import unicodedata

import pytest

from kb.bridging import Glossary, load_glossary
from kb.bridging.glossary import COLUMNS

ROWS = """# remark
đất; đất đai\t토지; 땅\tland
đất đai\t토지\tland
luật đất đai; đất\t국토법; 토지\tland act
cấp phép\t허가하다; 허가\tto license
trí tuệ nhân tạo; AI\t인공지능\tartificial intelligence; AI
ai\t누구\twho
"""


@pytest.fixture
def glossary() -> Glossary:
    return Glossary.read(ROWS.splitlines())


def test_rows_add_up_and_variants_count_less(glossary: Glossary) -> None:
    table = glossary.translations("vi", "ko")
    # đất: 토지 1 + 1/2 · 1/2, 땅 1/2, 국토법 1/2 of which a law's title for its subject keeps .2.
    assert table["đất"] == ("토지", "땅", "국토법")
    assert table["đất đai"] == ("토지", "땅")


def test_a_title_stands_for_a_title(glossary: Glossary) -> None:
    assert glossary.translations("vi", "ko")["luật đất đai"][0] == "국토법"


def test_endings_are_left_out(glossary: Glossary) -> None:
    assert glossary.translations("ko", "vi")["허가"] == ("cấp phép",)
    assert glossary.translations("en", "vi")["licens"] == ("cấp phép",)


def test_an_acronym_is_no_word(glossary: Glossary) -> None:
    table = glossary.translations("vi", "ko")
    assert (table["AI"], table["ai"]) == (("인공지능",), ("누구",))


def test_words_without_accents_share_a_form(glossary: Glossary) -> None:
    assert glossary.translations("vi", "ko", plain=True)["dat"] == glossary.translations("vi", "ko")["đất"]


@pytest.mark.parametrize("line", ["đất\t토지", "đất\t\tland", "đất\t토지\tland\tmore", ";\t토지\tland"])
def test_a_bad_row_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2 of the glossary"):
        Glossary.read(["đất\t토지\tland", line])


def test_the_glossary_of_the_package_is_in_order() -> None:
    concepts = load_glossary().concepts
    assert len(concepts) > 8_000
    for concept in concepts:
        for words, language in zip(concept, COLUMNS, strict=True):
            assert len(set(words)) == len(words)
            assert all(unicodedata.is_normalized("NFC", word) for word in words)
            # A cell in the wrong column is the commonest slip of the hand.
            assert any("가" <= letter <= "힣" for word in words for letter in word) == (language == "ko") or (
                language == "ko" and all(word.isascii() for word in words)
            ), concept


@pytest.mark.parametrize(
    ("source", "target", "form", "translation"),
    [
        ("vi", "ko", "đô thị thông minh", "스마트도시"),
        ("ko", "vi", "스마트도시", "đô thị thông minh"),
        ("en", "ko", "smart citi", "스마트도시"),
        ("vi", "en", "giấy phép xây dựng", "building permit"),
        ("ko", "vi", "과태료", "phạt tiền"),
        ("vi", "ko", "thông tin", "정보"),
    ],
)
def test_common_terms(source: str, target: str, form: str, translation: str) -> None:
    assert translation in load_glossary().translations(source, target)[form][:3]  # type: ignore[arg-type]
