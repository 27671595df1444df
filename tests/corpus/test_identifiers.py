"""Types, issuers, numbers, works, anchors and titles."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import IdentifierError
from corpus.identifiers import (
    Anchor,
    DocumentNumber,
    exists_on,
    full_title,
    issuer_name,
    issuer_token,
    number_key,
    predecessors,
    promulgation_id,
    title_key,
    type_name,
    type_token,
    work_id,
)
from corpus.identifiers.anchors import (
    KOREAN_LEVELS,
    VIETNAMESE_LEVELS,
    mok_token,
    number_token,
    point_token,
    roman_value,
)
from corpus.identifiers.issuers import ISSUERS
from corpus.identifiers.places import places
from corpus.identifiers.types import TYPES
from corpus.normalize import fold

NUMBERS = [
    ("269/2025/NĐ-CP", "A", "nd", ("cp",)),
    ("64/2025/QH15", "A", None, ("qh15",)),
    ("37/2012/TTLT-BLĐTBXH-BYT-BTC-BGDĐT", "A", "ttlt", ("bldtbxh", "byt", "btc", "bgddt")),
    ("66.22/2026/NQ-CP", "A", "nq", ("cp",)),
    ("950/QĐ-TTg", "B", "qd", ("ttg",)),
    ("36a/NQ-CP", "B", "nq", ("cp",)),
    ("26/VBHN-VPQH", "B", "vbhn", ("vpqh",)),
    ("308/KH-UBND", "B", "kh", ("ubnd",)),
    ("2353/BXD-PTĐT", "C", "cv", ("bxd",)),
    ("14-KL/TW", "D", "kl", ("tw",)),
    ("212-TB/TU", "D", "tb", ("tu",)),
    ("QCVN 06:2022/BXD", "E", "qcvn", ("bxd",)),
    ("QCVN 07-2:2023/BXD", "E", "qcvn", ("bxd",)),
    ("TCVN ISO 37122:2020", "E", "tcvn", ()),
    ("법률 제16631호", "K", "act", ("assembly",)),
    ("대통령령 제34872호", "K", "pd", ("president",)),
    ("국토교통부령 제894호", "K", "mo", ("molit",)),
    ("국토교통부고시 제2025-168호", "K", "gosi", ("molit",)),
]


@pytest.mark.parametrize(("printed", "form", "type_", "issuers"), NUMBERS)
def test_numbers_are_read_and_printed_again(
    printed: str, form: str, type_: str | None, issuers: tuple[str, ...]
) -> None:
    number = DocumentNumber.parse(printed)
    assert (number.form, number.type, number.issuers) == (form, type_, issuers)
    assert number.format() == printed
    assert DocumentNumber.parse(number.format()) == number


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("950 / qd – ttg", "950/QĐ-TTg"),
        ("772/QÐ-TTg", "772/QĐ-TTg"),
        ("269/2025/ND-CP", "269/2025/NĐ-CP"),
        ("62/2020/qh14", "62/2020/QH14"),
        ("06/2023/tt-bkhđt", "06/2023/TT-BKHĐT"),
        ("qcvn 06:2022/bxd", "QCVN 06:2022/BXD"),
        ("국토교통부 훈령 제1234호", "국토교통부훈령 제1234호"),
    ],
)
def test_numbers_typed_otherwise_are_put_right(typed: str, printed: str) -> None:
    assert DocumentNumber.parse(typed).format() == printed


@pytest.mark.parametrize("text", ["41/63 tỉnh", "950", "Điều 5", "", "40/2019/QH14 (pháp điển)"])
def test_other_texts_are_no_numbers(text: str) -> None:
    with pytest.raises(IdentifierError) as caught:
        DocumentNumber.parse(text)
    assert caught.value.text == text


@settings(max_examples=100, deadline=None)
@given(
    number=st.integers(1, 99999),
    year=st.none() | st.integers(1945, 2099),
    type_=st.sampled_from(
        [entry.symbol for entry in TYPES if entry.symbol and entry.symbol not in {"QCVN", "QCĐP", "TCVN"}]
    ),
    issuer=st.sampled_from([symbol for body in ISSUERS for symbol in body.symbols]),
)
def test_every_symbol_of_the_tables_makes_the_round_trip(
    number: int, year: int | None, type_: str, issuer: str
) -> None:
    printed = "/".join([str(number), *([str(year)] if year else []), f"{type_}-{issuer}"])
    assert DocumentNumber.parse(printed).format() == printed
    assert DocumentNumber.parse(printed).type == type_token(type_)
    assert number_key(printed) == number_key(f" 0{printed} ".replace("-", "–")) if number < 10_000 else True


def test_number_keys_forget_print_and_keep_identity() -> None:
    assert number_key("02/CT-TTg") == number_key("2/ct–ttg") == number_key("2 / CT-TTg")
    assert number_key("06/2023/TT-BKH&ĐT") == number_key("6/2023/TT-BKHĐT")
    assert number_key("5/HĐ-BXD") != number_key("5/HD-BXD")
    assert number_key("QCVN 06:2022/BXD") != number_key("QCVN 6:2022/BXD")
    assert number_key("법률 제16631호") == number_key("법률제16631호")
    assert number_key("40/2019/QH14 (Pháp điển)") == "40/2019/qh14(phápđiển)"


@pytest.mark.parametrize(
    ("word", "token"),
    [
        ("QĐ", "qd"),
        ("TT", "tt"),
        ("TTr", "ttr"),
        ("HĐ", "hop-dong"),
        ("HD", "huong-dan"),
        ("QUYẾT ĐỊNH", "qd"),
        ("quyet dinh", "qd"),
        ("nd", "nd"),
        ("hd", None),
        ("Công văn", "cv"),
        ("decree", "nd"),
        ("법률", "act"),
        ("국토교통부령", "mo"),
        ("bài báo", None),
    ],
)
def test_type_tokens(word: str, token: str | None) -> None:
    assert type_token(word) == token


def test_every_type_is_found_by_its_name_and_symbol() -> None:
    for entry in TYPES:
        assert type_token(entry.name) == entry.token
        assert type_name(entry.token) == entry.name
        if entry.symbol:
            assert type_token(entry.symbol) == entry.token
    assert type_name("unheard-of") == "unheard-of"


@pytest.mark.parametrize(
    ("word", "token"),
    [
        ("TTg", "ttg"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "ttg"),
        ("thu tuong chinh phu", "ttg"),
        ("BKH&ĐT", "bkhdt"),
        ("BKH", "bkhdt"),
        ("QH15", "qh"),
        ("UBTVQH14", "ubtvqh"),
        ("UBND thành phố Hà Nội", "ubnd-ha-noi"),
        ("ỦY BAN NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU", "ubnd-ba-ria-vung-tau"),
        ("Uỷ ban nhân dân tỉnh Thừa Thiên Huế", "ubnd-hue"),
        ("HĐND TP. Hồ Chí Minh", "hdnd-ho-chi-minh"),
        ("UBND", None),
        ("UBND huyện Sóc Sơn, thành phố Hà Nội", None),
        ("국토교통부", "molit"),
        ("국토부", "molit"),
        ("Ministry of Construction", "bxd"),
        ("Sở Xây dựng", None),
    ],
)
def test_issuer_tokens(word: str, token: str | None) -> None:
    assert issuer_token(word) == token


def test_every_issuer_is_found_by_its_names_and_symbols() -> None:
    for issuer in ISSUERS:
        assert {issuer_token(word) for word in (issuer.name, *issuer.symbols, *issuer.aliases)} == {
            issuer.token
        }
        assert issuer_name(issuer.token) == issuer.name
        assert set(issuer.successors) <= {other.token for other in ISSUERS}


def test_mergers_are_facts_of_the_table() -> None:
    assert predecessors("bxd") == ("bgtvt",)
    assert predecessors("molit") == ("mltm", "moct")
    assert predecessors("ubnd-hai-phong") == ("ubnd-hai-duong",)
    assert exists_on("bgtvt", "2025-02-28")
    assert not exists_on("bgtvt", "2025-03-01")
    assert not exists_on("ubnd-hai-duong", "2025-07-01")
    assert exists_on("ubnd-hai-phong", "2026-01-01")
    assert exists_on("unheard-of", "2026-01-01")


def test_there_were_63_provinces_and_are_34() -> None:
    assert len(places()) == 63
    assert sum(place.merged_into is None for place in places().values()) == 34
    assert {place.merged_into for place in places().values()} - {None} <= {
        place.name for place in places().values()
    }
    assert issuer_name("ubnd-ha-noi") == "Ủy ban nhân dân thành phố Hà Nội"


@pytest.mark.parametrize(
    ("type_", "issuers", "year", "number", "identity"),
    [
        ("qd", ("ttg",), 2018, "950/QĐ-TTg", "vn/qd/ttg/2018/950"),
        ("luat", ("qh15",), 2025, "64/2025/QH15", "vn/luat/qh15/2025/64"),
        ("ttlt", ("bldtbxh", "byt"), 2012, "37/2012/TTLT-BLĐTBXH-BYT", "vn/ttlt/bldtbxh.byt/2012/37"),
        ("qd", ("ubnd-ha-noi",), 2026, "02/QĐ-UBND", "vn/qd/ubnd-ha-noi/2026/2"),
        ("nq", ("cp",), 2015, "36a/NQ-CP", "vn/nq/cp/2015/36a"),
        ("qcvn", ("bxd",), 2022, "QCVN 06:2022/BXD", "vn/qcvn/bxd/2022/06"),
        ("tcvn", (), 2024, "TCVN 5575:2024", "vn/tcvn/2024/5575"),
        ("tcvn", (), 2020, "TCVN ISO 37122:2020", "vn/tcvn/2020/iso-37122"),
        ("gosi", ("molit",), 2025, "국토교통부고시 제2025-168호", "kr/gosi/molit/2025-168"),
        ("act", ("assembly",), 2019, "법률 제16631호", None),
        ("qd", ("ttg",), None, "950/QĐ-TTg", None),
        ("qd", ("ubnd",), 2026, "2280/QĐ-UBND", None),
        ("qd", (), 2018, "950/QĐ-TTg", None),
        (None, ("ttg",), 2018, "950/QĐ-TTg", None),
    ],
)
def test_work_ids_are_complete_or_absent(
    type_: str | None, issuers: tuple[str, ...], year: int | None, number: str, identity: str | None
) -> None:
    assert work_id(type_, issuers, year, DocumentNumber.parse(number)) == identity


def test_promulgation_numbers_name_events() -> None:
    assert promulgation_id(DocumentNumber.parse("법률 제16631호")) == "kr/prom/act/16631"
    assert promulgation_id(DocumentNumber.parse("국토교통부령 제894호")) == "kr/prom/mo/molit/894"
    assert promulgation_id(DocumentNumber.parse("950/QĐ-TTg")) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dieu-8.khoan-2.diem-dd",
        "dieu-1.muc-3.khoan-1.diem-a",
        "jo-3-2.hang-1.ho-1-2",
        "buchik-16631.jo-1",
        "text-4",
    ],
)
def test_anchors_make_the_round_trip(text: str) -> None:
    assert Anchor.parse(text).format() == text


@pytest.mark.parametrize("text", ["điều-5", "artikel-5", "dieu-", "dieu-5..khoan-1", "Dieu-5"])
def test_other_texts_are_no_anchors(text: str) -> None:
    with pytest.raises(IdentifierError):
        Anchor.parse(text)


STEPS = st.tuples(
    st.sampled_from([*VIETNAMESE_LEVELS, *KOREAN_LEVELS]), st.from_regex(r"[0-9]{1,3}[a-z]?", fullmatch=True)
)


@settings(max_examples=100, deadline=None)
@given(st.lists(STEPS, max_size=5))
def test_all_anchors_make_the_round_trip(steps: list[tuple[str, str]]) -> None:
    text = ".".join(f"{kind}-{number}" for kind, number in steps)
    anchor = Anchor.parse(text)
    assert anchor.format() == text


def test_a_citation_means_a_provision_through_levels_it_leaves_out() -> None:
    scheme = Anchor.parse("dieu-1.muc-3.khoan-1")
    assert scheme.matches(Anchor.parse("dieu-1.khoan-1"))
    assert not scheme.matches(Anchor.parse("dieu-1.khoan-2"))
    assert not scheme.matches(Anchor.parse("dieu-1.muc-3"))


def test_letters_and_numerals_of_both_countries() -> None:
    assert [point_token(letter) for letter in "dđ"] == ["d", "dd"]
    assert [mok_token(syllable) for syllable in "가나아하거너각"] == [
        "ga",
        "na",
        "a",
        "ha",
        "geo",
        "neo",
        None,
    ]
    assert [roman_value(text) for text in ["I", "IV", "IX", "XIV", "XL", "IIX", "A", ""]] == [
        1,
        4,
        9,
        14,
        40,
        None,
        None,
        None,
    ]
    assert [number_token(text) for text in ["III", "05", "4a", "4đ"]] == ["3", "5", "4a", "4dd"]


@given(st.text() | st.text("Ðđ ĐỆệòa\u0301\u0309ㆍ·「」ㄱ가힣ᄀ\u1161İßŉ-–_1"))
def test_title_keys_are_folded_letters(title: str) -> None:
    assert title_key(title) == re.sub(r"[^\w]+", "", fold(title).text)


def test_title_keys_forget_spaces_dots_and_accents() -> None:
    assert title_key("「국토의 계획 및 이용에 관한 법률」") == title_key("국토의계획및이용에관한법률")
    assert title_key("탄소중립ㆍ녹색성장 기본법") == title_key("탄소중립·녹색성장기본법")
    assert title_key("Luật XÂY DỰNG") == title_key("luat xay dung")
    assert full_title("스마트도시법") == "스마트도시 조성 및 산업진흥 등에 관한 법률"
    assert full_title("Smart City Act") == full_title("유비쿼터스도시법")
    assert full_title("건축법") is None
