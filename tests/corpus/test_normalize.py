"""The normal forms: what they change, what they leave alone, and the way back."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Span
from corpus.normalize import Derived, clean, fold, key

LETTERS = "aăâeêioôơuưyđAĂÂĐdqtbh àảẹộừỷ스마트도시국ㆍ·「」①½㎡ðÐQĐTg/-0195\n\r\t\u00a0\u00ad\u200b\ufeff\u0301\u0323ẞﬁİ"
TEXTS = st.one_of(st.text(max_size=60), st.text(alphabet=LETTERS, max_size=60))
PROPERTY = settings(max_examples=100, deadline=None)


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("Điều 1\r\nĐiều 2\rĐiều 3", "Điều 1\nĐiều 2\nĐiều 3"),
        ("Hà\u00a0Nội\u3000ngày", "Hà Nội ngày"),
        ("Văn\u00ad bản\u200b\ufeff", "Văn bản"),
        ("950/QĐ\u00adTTg", "950/QĐ-TTg"),
        ("Số QÐ\u00adTTg", "Số QĐ-TTg"),
        ("02\u00adNQ/TW", "02-NQ/TW"),
        ("phát tri\u00adển", "phát triển"),
        ("CHÍNH\u00ad PHỦ", "CHÍNH PHỦ"),
        ("KINH T\u00adẾ", "KINH TẾ"),
        ("772/QÐ-TTg", "772/QĐ-TTg"),
        ("Ðộc lập, Ðiều ɖường", "Độc lập, Điều đường"),
        ("Đ đ Ð ð Ɖ ɖ", "Đ đ Đ đ Đ đ"),
        ("Það er góður maður", "Það er góður maður"),
        ("ðæt", "ðæt"),
        ("｢제１조｣", "「제1조」"),
        ("① ½ ㎡ ㆍ", "① ½ ㎡ ㆍ"),
        ("a\x00b\x1fc\td", "abc\td"),
        ("a\ud800b", "a\ufffdb"),
        (unicodedata.normalize("NFD", "Quyết định 스마트도시"), "Quyết định 스마트도시"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_clean_repairs_what_only_looks_right(raw: str, stored: str) -> None:
    assert clean(raw).text == stored


def test_clean_keeps_right_text_without_layers() -> None:
    text = "Điều 1. Phạm vi\n「국토의 계획」 제2조ㆍ제3조 ① – Ủy ban"
    assert clean(text) == Derived(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thuỷ lợi, uỷ ban, hoả tốc, tuỳ, khoẻ, hoá", "thủy lợi, ủy ban, hỏa tốc, tùy, khỏe, hóa"),
        ("quý hoàn thuyền khuỷu loại", "quý hoàn thuyền khuỷu loại"),
        ("QUỸ UỶ", "quỹ ủy"),
        ("관리ㆍ운영・계획", "관리·운영·계획"),
        ("  a \n\n b–c ", "a b-c"),
    ],
)
def test_key_unifies_spelling_and_keeps_accents(text: str, expected: str) -> None:
    assert key(text).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 1. Phạm vi\nđiều chỉnh", "dieu 1. pham vi dieu chinh"),
        ("QUYẾT ĐỊNH 스마트도시", "quyet dinh 스마트도시"),
        ("が й", "が й"),
        ("İ", "i"),
    ],
)
def test_fold_drops_latin_diacritics_only(text: str, expected: str) -> None:
    assert fold(text).text == expected


def test_offsets_lead_back_through_every_rewriting() -> None:
    raw = "Số:\u00a0 950/QĐ\u00adTTg\r\n" + unicodedata.normalize("NFD", "Quyết định")
    stored = clean(raw)
    folded = fold(stored.text)
    start = folded.text.index("quyet")
    in_stored = folded.to_source(start, start + 5)
    assert in_stored.of(stored.text) == "Quyết"
    assert stored.to_source(*in_stored).of(raw) == unicodedata.normalize("NFD", "Quyết")
    number = stored.text.index("950")
    assert stored.to_source(number, number + 10).of(raw) == "950/QĐ\u00adTTg"


def test_dropped_characters_are_left_out_at_the_edges_and_covered_inside() -> None:
    derived = clean("\ufeffa\u200bb\u200b")
    assert derived.to_source(0, 1) == Span(1, 2)
    assert derived.to_source(1, 2) == Span(3, 4)
    assert derived.to_source(0, 2) == Span(1, 4)
    assert derived.to_source(1, 1) == Span(3, 3)


def test_aligned_refuses_another_length() -> None:
    with pytest.raises(ValueError, match="as many characters"):
        Derived("ab").aligned("a")


@pytest.mark.parametrize("form", [clean, key, fold])
@PROPERTY
@given(text=TEXTS)
def test_forms_are_idempotent(form: type, text: str) -> None:
    once = form(clean(text).text).text
    assert form(once).text == once


@pytest.mark.parametrize("form", [clean, key, fold])
@PROPERTY
@given(text=TEXTS)
def test_composed_and_decomposed_input_give_one_text(form: type, text: str) -> None:
    stored = clean(text).text
    assert form(unicodedata.normalize("NFD", stored)).text == form(stored).text


@pytest.mark.parametrize("form", [clean, key, fold])
@PROPERTY
@given(text=TEXTS)
def test_offsets_are_monotone_and_in_range(form: type, text: str) -> None:
    derived = form(text)
    spans = [derived.to_source(place, place + 1) for place in range(len(derived.text))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))
    if spans:
        assert derived.to_source(0, len(derived.text)) == Span(spans[0].start, spans[-1].end)


@PROPERTY
@given(text=TEXTS)
def test_each_kept_character_comes_from_itself(text: str) -> None:
    derived = clean(text)
    for place, character in enumerate(derived.text):
        source = derived.to_source(place, place + 1).of(text)
        assert character in {*source, *clean(source).text, "-", "Đ", "đ"}


@pytest.mark.parametrize("form", [key, fold])
@PROPERTY
@given(text=TEXTS)
def test_each_derived_character_is_made_by_the_span_it_names(form: type, text: str) -> None:
    stored = clean(text).text
    derived = form(stored)
    for place, character in enumerate(derived.text):
        source = derived.to_source(place, place + 1).of(stored)
        assert character in f" {form(source).text}{fold(source).text}{key(source + '.').text}"


def test_a_letter_with_another_normal_form_keeps_its_own_place() -> None:
    derived = clean("법\uf90a은행 ে\u09be")
    assert derived.text.startswith("법金은행")
    assert [derived.to_source(place, place + 1) for place in range(4)] == [
        Span(place, place + 1) for place in range(4)
    ]
