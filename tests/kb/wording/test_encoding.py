"""Questions as an encoder should read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalize import key
from indexer.analyzers import analyzer_for
from kb.wording import for_encoder


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("도시계획수립절차", "도시 계획 수립 절차"),
        ("스마트도시 조성", "스마트도시 조성"),
        ("quy hoạch 2021-2030", "quy hoạch 2021-2030"),
        ("Uỷ ban, hoà giải, THUỶ lợi", "Ủy ban, hòa giải, THỦY lợi"),
        ("quý, hoàn, toán, quỳnh, khoẻ", "quý, hoàn, toán, quỳnh, khỏe"),
    ],
)
def test_the_text_for_an_encoder(text: str, meant: str) -> None:
    assert for_encoder(text) == meant


@pytest.mark.parametrize(
    "text", ["스마트도시 계획 수립 절차", "개인정보의 수집 이용 동의", "주차장 설치 기준"]
)
def test_morphemes_are_the_same_without_spaces(text: str) -> None:
    terms = [
        {term.text for term in analyzer_for("ko").terms(form) if "_" not in term.text}
        for form in (text, text.replace(" ", ""))
    ]
    assert terms[0] <= terms[1] | {"스마트도시"}


@given(st.text(alphabet="aoàòuyỳèe hqİﬀß", max_size=12))
def test_only_places_of_tones_change(text: str) -> None:
    assert key(for_encoder(text)).text == key(text).text
