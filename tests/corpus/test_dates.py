"""Dates of Vietnamese, Korean and English documents."""

import datetime
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.dates import find_dates, parse_date
from corpus.normalize import fold

DAY = st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31))
VIETNAMESE_MONTHS = [
    "Giêng",
    "Hai",
    "Ba",
    "Tư",
    "Năm",
    "Sáu",
    "Bảy",
    "Tám",
    "Chín",
    "Mười",
    "Mười một",
    "Chạp",
]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Hà Nội, ngày 01 tháng 8 năm 2018", "2018-08-01"),
        ("NGÀY 15 THÁNG 11 NĂM 2024", "2024-11-15"),
        ("ngày12 tháng5 năm 2022", "2022-05-12"),
        ("ngày 17\ntháng 11 năm 2025", "2025-11-17"),
        ("ngay 01 thang 8 nam 2018", "2018-08-01"),
        ("ngày 1 tháng Tám năm 2018", "2018-08-01"),
        ("ngày 1 tháng Mười một năm 2018", "2018-11-01"),
        ("ngày 1/8/2018", "2018-08-01"),
        ("ngày 01.8.2018", "2018-08-01"),
        ("ngày 01-08-2018", "2018-08-01"),
        ("tháng 10/2025", "2025-10"),
        ("tháng 6 năm 2026", "2026-06"),
        ("quý III năm 2025", "2025-Q3"),
        ("năm 2018", "2018"),
        ("ngày      tháng     năm 2022", "2022"),
        ("Sáng 11/10", "--10-11"),
        ("ngày 29/02", "--02-29"),
        ("2017. 3. 21.", "2017-03-21"),
        ("2017.3.21", "2017-03-21"),
        ("2025. 3. 시행", "2025-03"),
        ("20170321", "2017-03-21"),
        ("2023년 7월 4일", "2023-07-04"),
        ("2023년 7월", "2023-07"),
        ("’18. 8. 1.", "2018-08-01"),
        ("'97. 8. 1.", "1997-08-01"),
        ("단기 4281년 7월 17일", "1948-07-17"),
        ("4294. 1. 1.", "1961-01-01"),
        ("2018-08-01T07:00:00", "2018-08-01"),
        ("1st of August 2018", "2018-08-01"),
        ("August 1, 2018", "2018-08-01"),
        ("Sept 2018", "2018-09"),
    ],
)
def test_forms(text: str, iso: str) -> None:
    (mention,) = find_dates(text)
    assert mention.iso == iso
    assert text[mention.span.start].isalnum() or text[mention.span.start] in "'’"


@pytest.mark.parametrize(
    "text", ["ngày 31/02/2018", "ngày 30 tháng 2 năm 2020", "2019. 2. 29.", "31.04.2021"]
)
def test_days_that_no_calendar_has_stay_without_a_value(text: str) -> None:
    (mention,) = find_dates(text)
    assert (mention.iso, mention.precision) == (None, "day")
    assert parse_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "41/63 tỉnh",
        "950/QĐ-TTg",
        "269/2025/NĐ-CP",
        "12/05/2022/NĐ",
        "1.2.2018.4",
        "제2017호",
        "123456789",
        "2018 - 2025",
    ],
)
def test_numbers_that_are_no_dates(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "relative", "role"),
    [
        ("có hiệu lực thi hành kể từ ngày ký", "signing_date", "effective"),
        ("có hiệu lực kể từ ngày ban hành", "issue_date", "effective"),
        ("kể từ ngày được thông qua", "adoption_date", None),
        ("hết hiệu lực từ ngày Nghị định này có hiệu lực", "effective_date", "expiry"),
        ("공포한 날부터 시행한다", "promulgation_date", "effective"),
        ("공포 후 6개월이 경과한 날부터 시행한다", "promulgation_date", "effective"),
        ("발령한 날부터 시행한다", "issue_date", "effective"),
    ],
)
def test_relative_dates_name_the_day_they_count_from(text: str, relative: str, role: str | None) -> None:
    (mention,) = find_dates(text)
    assert (mention.iso, mention.relative, mention.role) == (None, relative, role)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Nghị định này có hiệu lực thi hành kể từ ngày 29 tháng 4 năm 2026", "effective"),
        ("[시행 2020. 2. 27]", "effective"),
        ("2020년 2월 27일 시행", "effective"),
        ("hết hiệu lực từ ngày 01/01/2027", "expiry"),
        ("공포 2019. 11. 26.", "promulgation"),
        ("Hà Nội, ngày 29 tháng 4 năm 2026", None),
    ],
)
def test_roles_come_from_the_words_around(text: str, role: str | None) -> None:
    (mention,) = find_dates(text)
    assert mention.role == role


def test_dates_come_in_order_without_overlaps() -> None:
    text = "ngày 19 tháng 6 năm 2015; 01/8/2018 – 2017. 3. 21."
    assert [mention.span.of(text) for mention in find_dates(text)] == [
        "ngày 19 tháng 6 năm 2015",
        "01/8/2018",
        "2017. 3. 21.",
    ]


@pytest.mark.parametrize(
    ("text", "iso"), [("2018", "2018"), (" 2026-06 ", "2026-06"), ("2026-13", None), ("Sáng 11/10", None)]
)
def test_parse_date_wants_a_year(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso


@settings(max_examples=60, deadline=None)
@given(DAY)
def test_every_day_is_read_in_every_form(day: datetime.date) -> None:
    forms = [
        f"ngày {day.day:02d} tháng {day.month} năm {day.year}",
        f"ngày {day.day} tháng {VIETNAMESE_MONTHS[day.month - 1]} năm {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.year}. {day.month}. {day.day}.",
        f"{day.year}년 {day.month}월 {day.day}일",
        f"{day.day} {day:%B} {day.year}",
        day.isoformat(),
        f"{day:%Y%m%d}",
    ]
    for form in forms:
        assert parse_date(form) == day.isoformat()
        assert parse_date(fold(form).text) == day.isoformat()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789/.-년월일 ngày thángnăm’quýIV", max_size=40))
def test_odd_text_gives_ordered_disjoint_mentions(text: str) -> None:
    mentions = find_dates(unicodedata.normalize("NFC", text))
    for before, after in pairwise(mentions):
        assert before.span.end <= after.span.start
