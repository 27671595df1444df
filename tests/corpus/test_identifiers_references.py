"""What queries say about known documents."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identifiers import Reference, parse_reference


def found(query: str) -> Reference:
    reference = parse_reference(query)
    if reference is None:
        pytest.fail(f"no reference in {query!r}")
    return reference


@pytest.mark.parametrize(
    ("query", "number", "year", "type_", "issuer"),
    [
        ("950/QĐ-TTg", "950", None, "qd", "ttg"),
        ("950/qd-ttg", "950", None, "qd", "ttg"),
        ("qd 950 ttg", "950", None, "qd", "ttg"),
        ("950 qd ttg", "950", None, "qd", "ttg"),
        ("QĐ-TTg 950", "950", None, "qd", "ttg"),
        ("qd950", "950", None, "qd", None),
        ("quyết định 950", "950", None, "qd", None),
        ("QUYET DINH SO 950", "950", None, "qd", None),
        ("Đề án 950", "950", None, "de-an", None),
        ("quyết định 950 năm 2018 của Thủ tướng", "950", 2018, "qd", "ttg"),
        ("Quyết định 388/QĐ-BXD ngày 12/5/2022", "388", 2022, "qd", "bxd"),
        ("Decision 950/QD-TTg", "950", None, "qd", "ttg"),
        ("nghị định 269/2025", "269", 2025, "nd", None),
        ("nd 269 2025 cp", "269", 2025, "nd", "cp"),
        ("NĐ 269/2025/NĐ-CP", "269", 2025, "nd", "cp"),
        ("269/2025", "269", 2025, None, None),
        ("Luật số 62/2020/QH14", "62", 2020, "luat", "qh"),
        ("62 2020 qh14", "62", 2020, None, "qh"),
        ("57-NQ/TW", "57", None, "nq", "tw"),
        ("2353/BXD-PTĐT", "2353", None, "cv", "bxd"),
        ("308/KH-UBND Hà Nội", "308", None, "kh", "ubnd-ha-noi"),
        ("ke hoach 308/kh-ubnd ha noi", "308", None, "kh", "ubnd-ha-noi"),
        ("QCVN 06:2022/BXD", "06", 2022, "qcvn", "bxd"),
        ("법률 제16631호", "16631", None, "act", "assembly"),
        ("Act No. 16631", "16631", None, "act", "assembly"),
        ("국토교통부고시 제2025-168호", "168", 2025, "gosi", "molit"),
    ],
)
def test_numbers(query: str, number: str, year: int | None, type_: str | None, issuer: str | None) -> None:
    reference = found(query)
    assert (reference.number, reference.year, reference.type, reference.issuer) == (
        number,
        year,
        type_,
        issuer,
    )
    assert reference.span.of(query) == query
    assert reference.rest == ""


def test_complete_numbers_come_as_they_would_be_printed() -> None:
    assert found("950/qd-ttg").document_number == "950/QĐ-TTg"
    assert found("269/2025/nd-cp").document_number == "269/2025/NĐ-CP"
    assert found("qd 950").document_number is None


@pytest.mark.parametrize(
    ("query", "titles", "anchors"),
    [
        ("스마트도시법 제2조", ("스마트도시법", "스마트도시 조성 및 산업진흥 등에 관한 법률"), ("jo-2",)),
        (
            "국토계획법 시행령 제3조의2 제1항 제2호",
            ("국토계획법 시행령", "국토의 계획 및 이용에 관한 법률 시행령"),
            ("jo-3-2.hang-1.ho-2",),
        ),
        (
            "「국토의 계획 및 이용에 관한 법률」 제2조제6호",
            ("국토의 계획 및 이용에 관한 법률",),
            ("jo-2.ho-6",),
        ),
        ("공공주택 특별법 제4조", ("공공주택 특별법",), ("jo-4",)),
        ("항만공사법 제11조제2항", ("항만공사법",), ("jo-11.hang-2",)),
        ("건축법 11조", ("건축법",), ("jo-11",)),
        ("유비쿼터스도시법", ("유비쿼터스도시법", "스마트도시 조성 및 산업진흥 등에 관한 법률"), ()),
        (
            "smart city act article 2",
            ("smart city act", "스마트도시 조성 및 산업진흥 등에 관한 법률"),
            ("jo-2",),
        ),
        ("Điều 5 Luật Xây dựng", ("luật xây dựng", "xây dựng"), ("dieu-5",)),
        ("luat dat dai", ("luat dat dai", "dat dai"), ()),
        (
            "Điều 7 Luật Hôn nhân và gia đình",
            ("luật hôn nhân và gia đình", "hôn nhân và gia đình"),
            ("dieu-7",),
        ),
    ],
)
def test_names(query: str, titles: tuple[str, ...], anchors: tuple[str, ...]) -> None:
    reference = found(query)
    assert (reference.titles, reference.anchors, reference.number) == (titles, anchors, None)
    assert reference.title == titles[0]


def test_a_title_of_many_words_is_tried_from_every_word() -> None:
    titles = found("집합건물의 소유 및 관리에 관한 법률상 공용부분").titles
    assert titles[0] == "집합건물의 소유 및 관리에 관한 법률"
    assert "소유 및 관리에 관한 법률" in titles


@pytest.mark.parametrize(
    ("query", "anchors"),
    [
        ("nghị định 269/2025 điều 21 khoản 3", ("dieu-21.khoan-3",)),
        ("điểm a, b khoản 2 Điều 20", ("dieu-20.khoan-2.diem-a", "dieu-20.khoan-2.diem-b")),
        ("điểm đ khoản 1 Điều 5", ("dieu-5.khoan-1.diem-dd",)),
        ("diem d khoan 1 dieu 5", ("dieu-5.khoan-1.diem-d", "dieu-5.khoan-1.diem-dd")),
        ("điểm a khoản 1 và điểm b khoản 2 Điều 5", ("dieu-5.khoan-1.diem-a", "dieu-5.khoan-2.diem-b")),
        ("Điều 5 khoản 1 và khoản 2", ("dieu-5.khoan-1", "dieu-5.khoan-2")),
        ("điểm b, điểm c khoản 2 Điều 20", ("dieu-20.khoan-2.diem-b", "dieu-20.khoan-2.diem-c")),
        ("Điều 8.2.đ", ("dieu-8.khoan-2.diem-dd",)),
        ("Điều 5, 6 và 7", ("dieu-5", "dieu-6", "dieu-7")),
        ("mục III Điều 1 quyết định 950", ("dieu-1.muc-3",)),
        ("chương II Điều 9", ("dieu-9",)),
        ("phụ lục II nghị định 206/2026", ("phuluc-2",)),
        ("제2조", ("jo-2",)),
        ("제2조제3호가목", ("jo-2.ho-3.mok-ga",)),
        ("제8조부터 제10조까지", ("jo-8", "jo-9", "jo-10")),
        ("§2③", ("jo-2.hang-3",)),
        ("별표 1", ("byeolpyo-1",)),
        ("Decree 269/2025/ND-CP article 21(3)(a)", ("dieu-21.khoan-3.diem-a",)),
        ("smart city law of Korea article 2 definition", ("jo-2",)),
    ],
)
def test_provisions(query: str, anchors: tuple[str, ...]) -> None:
    assert found(query).anchors == anchors


def test_what_is_left_of_the_query_stays() -> None:
    assert found("văn bản nào thay thế 950/QĐ-TTg").rest == "văn bản nào thay thế"
    assert found("de an 950 do thi thong minh").rest == "do thi thong minh"
    assert found("QCVN 06 an toàn cháy").rest == "an toàn cháy"
    reference = found("Luật Xây dựng quy định gì về giấy phép?")
    assert (reference.title, reference.rest) == ("luật xây dựng", "quy định gì về giấy phép?")


@pytest.mark.parametrize(
    "query",
    [
        "41/63 tỉnh",
        "3 nghị định",
        "quyết định 3 vấn đề",
        "kế hoạch 5 năm 2026-2030",
        "báo cáo 6 tháng đầu năm",
        "chương trình 37 tuổi",
        "điều kiện kinh doanh",
        "từ điểm này đến điểm kia",
        "thủ tục cấp giấy phép xây dựng",
        "phap luat ve xay dung",
        "luật sư tư vấn",
        "so sánh 950 với luật đô thị thông minh Hàn Quốc",
        "ĐTTM là gì",
        "10조 원 예산",
        "신청 방법",
        "정보보호 관련 법률",
        "제3회 대회",
        "24/7",
        "article 5",
        "",
    ],
)
def test_ordinary_questions_are_no_references(query: str) -> None:
    assert parse_reference(query) is None


@pytest.mark.parametrize("query", ["quyết định 950/QĐ-TTg điều 1", "스마트도시법 제2조", "Đề án 950"])
def test_composed_and_decomposed_queries_say_the_same(query: str) -> None:
    decomposed = unicodedata.normalize("NFD", query)
    one, other = found(query), found(decomposed)
    assert (one.number, one.type, one.titles, one.anchors) == (
        other.number,
        other.type,
        other.titles,
        other.anchors,
    )
    assert other.span.of(decomposed) == decomposed


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="qđd 0123456789/-.,nd ttg điềukhoản제조항호법률령luật", max_size=40))
def test_odd_queries_never_raise_and_spans_stay_inside(query: str) -> None:
    reference = parse_reference(query)
    if reference is not None:
        assert 0 <= reference.span.start < reference.span.end <= len(query)
