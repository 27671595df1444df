"""Identifiers of expressions and provisions, and their names in Akoma Ntoso: both ways without loss."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import IdentifierError
from corpus.identifiers import AkomaName, Anchor, Identifier, Step, akoma_name, expression_of
from corpus.identifiers.anchors import KOREAN_LEVELS, NEUTRAL_LEVELS, VIETNAMESE_LEVELS
from corpus.models import Header

NUMBERS = st.from_regex(r"[1-9][0-9]{0,2}(?:[a-z]|dd|-[1-9]|~[2-9])?", fullmatch=True)
DAYS = st.dates().map(lambda day: day.isoformat())
CODES = st.from_regex(r"[1-9][0-9]{0,4}(?:\.[0-9]{1,2})?[a-z]?", fullmatch=True)
YEARS = st.integers(1945, 2099).map(str)
VIETNAMESE = st.builds(
    "vn/{}/{}/{}/{}".format,
    st.sampled_from(["luat", "qd", "nd", "ttlt", "cv", "kh", "qcvn", "phap-dien"]),
    st.sampled_from(["ttg", "qh15", "bldtbxh.byt", "ubnd-ha-noi"]),
    YEARS,
    st.one_of(CODES, st.just("06/sd/2023-1")),
)
STANDARDS = st.builds("vn/tcvn/{}/iso-{}".format, YEARS, CODES)
KOREAN = st.one_of(
    st.builds("kr/{}/{:06}".format, st.sampled_from(["act", "pd", "mo", "jorye"]), st.integers(1, 999_999)),
    st.builds("kr/{}/molit/{}-{}".format, st.sampled_from(["gosi", "hullyeong"]), YEARS, CODES),
)
LEVELS = {"vi": VIETNAMESE_LEVELS, "ko": KOREAN_LEVELS, "en": NEUTRAL_LEVELS}
COMPONENTS = frozenset({"phuluc", "dinhkem", "mau", "byeolpyo", "byeolji", "buchik", "annex"})


@st.composite
def identifiers(draw: st.DrawFn) -> Identifier:
    """Any expression or provision; components come before the units inside them, as in every text."""
    language = draw(st.sampled_from(sorted(LEVELS)))
    kinds = draw(st.lists(st.sampled_from(LEVELS[language]), max_size=4))
    steps = [Step(kind, draw(NUMBERS)) for kind in sorted(kinds, key=lambda kind: kind not in COMPONENTS)]
    work = draw(st.one_of(VIETNAMESE, STANDARDS, KOREAN))
    return Identifier(work, language, draw(st.none() | DAYS), anchor=Anchor(tuple(steps)))


@settings(max_examples=150, deadline=None)
@given(identifiers(), st.none() | st.from_regex(r"[0-9a-f]{8}", fullmatch=True))
def test_an_identifier_is_read_as_it_is_written(identifier: Identifier, file: str | None) -> None:
    whole = Identifier(identifier.work, identifier.language, identifier.valid_from, file, identifier.anchor)
    assert Identifier.parse(whole.format()) == whole


@settings(max_examples=150, deadline=None)
@given(identifiers(), DAYS)
def test_a_name_in_akoma_ntoso_leads_back(identifier: Identifier, day: str) -> None:
    parts = identifier.work.split("/")
    year = next((part for part in parts[2:4] if len(part) == 4 and part.isdigit()), None)
    dated = AkomaName(identifier, f"{year}{day[4:]}" if year and parts[0] == "vn" else day)
    if dated.day.endswith("02-29"):  # the year was put in
        dated = AkomaName(identifier, dated.day[:4])
    assert AkomaName.parse(dated.format()) == dated


@pytest.mark.parametrize(
    ("identifier", "day", "iri"),
    [
        ("vn/qd/ttg/2018/950@vi#dieu-1", "2018-08-01", "/akn/vn/act/decision/ttg/2018-08-01/950/vie@/!main~art_1"),
        ("vn/qd/ttg/2018/950", "2018", "/akn/vn/act/decision/ttg/2018/950"),
        ("vn/luat/qh13/2014/50@vi:2021-01-01", "2014-06-18", "/akn/vn/act/law/qh13/2014-06-18/50/vie@2021-01-01"),
        (
            "vn/nd/cp/2025/269@vi#dieu-8.khoan-2.diem-dd",
            "2025-10-14",
            "/akn/vn/act/decree/cp/2025-10-14/269/vie@/!main~art_8__para_2__point_dd",
        ),
        ("vn/nd/cp/2025/269@vi#phuluc-1.khoan-2", "2025-10-14", "/akn/vn/act/decree/cp/2025-10-14/269/vie@/!annex_1~para_2"),
        ("vn/qcvn/bxd/2022/06/sd/2023-1", "2023-10-16", "/akn/vn/doc/qcvn/bxd/2023-10-16/06.sd.2023-1"),
        (
            "kr/act/010719@ko:2020-02-27#buchik-16631.jo-1",
            "2008-03-28",
            "/akn/kr/act/law/2008-03-28/010719/kor@2020-02-27/!addendum_16631~art_1",
        ),
        ("kr/gosi/molit/2025-168@ko#jo-3-2", "2025-03-31", "/akn/kr/act/public-notice/molit/2025-03-31/2025-168/kor@/!main~art_3-2"),
    ],
)  # fmt: skip
def test_names_follow_the_convention(identifier: str, day: str, iri: str) -> None:
    assert AkomaName(Identifier.parse(identifier), day).format() == iri


@pytest.mark.parametrize(
    "text",
    [
        "950/QĐ-TTg",
        "vn/qd",
        "vn/qd/ttg/2018/950@fr",
        "vn/qd/ttg/2018/950@vi:2018-02-30",
        "vn/qd/ttg/2018/950#dieu-1.xyz-2",
        "",
    ],
)
def test_what_is_no_identifier_is_an_error(text: str) -> None:
    with pytest.raises(IdentifierError):
        Identifier.parse(text)


@pytest.mark.parametrize(
    "iri", ["/akn/fr/act/2018/950", "/akn/vn/act/decision/ttg/950", "https://example.org/", ""]
)
def test_what_is_no_name_is_an_error(iri: str) -> None:
    with pytest.raises(IdentifierError):
        AkomaName.parse(iri)


def test_an_event_is_no_work() -> None:
    with pytest.raises(IdentifierError, match="no work"):
        AkomaName(Identifier("kr/prom/act/16631"), "2019").format()


def test_an_expression_is_valid_from_its_day_of_effect() -> None:
    header = Header(work_id="kr/act/010719", effective="2020-02-27", issued="2019-11-26")
    expression = expression_of(header, "ko")
    assert expression is not None
    assert expression.format() == "kr/act/010719@ko:2020-02-27"
    assert expression_of(Header(number="950/QĐ-TTg"), "vi") is None
    assert expression_of(Header(work_id="vn/qd/ttg/2018/950", effective="2018"), "vi") == Identifier(
        "vn/qd/ttg/2018/950", "vi"
    )


def test_a_document_is_named_when_the_day_of_its_work_is_known() -> None:
    decision = Header(work_id="vn/qd/ttg/2018/950", type="qd", issued="2018-08-01")
    assert akoma_name(decision, "vi") == "/akn/vn/act/decision/ttg/2018-08-01/950/vie@"
    version = Header(work_id="kr/act/010719", type="act", law_id="010719", issued="2019-11-26")
    assert akoma_name(version, "ko") is None
    assert akoma_name(Header(number="950/QĐ-TTg"), "vi") is None
