"""Citations of Vietnamese texts: numbers, names, provisions, and what is said of them."""

import pytest

from corpus.citations.find import find_citations
from corpus.citations.models import Citation


def only(text: str) -> Citation:
    (citation,) = find_citations(text)
    return citation


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Quyết định số 950/QĐ-TTg ngày 01/8/2018 của Thủ tướng Chính phủ", "vn/qd/ttg/2018/950"),
        ("Quyết định số 950/QĐ-TTg của Thủ tướng Chính phủ ngày 01 tháng 8 năm 2018", "vn/qd/ttg/2018/950"),
        ("Ngày 12/5/2022, Bộ trưởng đã ký quyết định số 388/QĐ-BXD", "vn/qd/bxd/2022/388"),
        ("QUYẾT ĐỊNH SỐ 950/QĐ-TTG NGÀY 1/8/2018", "vn/qd/ttg/2018/950"),
        ("quyet dinh so 950/qd-ttg ngay 1/8/2018", "vn/qd/ttg/2018/950"),
        ("QD 950/QD-TTg 2018", "vn/qd/ttg/2018/950"),
        ("Quyết định số 950 /\nQĐ- TTg (2018)", "vn/qd/ttg/2018/950"),
        ("Nghị định 269/2025/NĐCP", "vn/nd/cp/2025/269"),
        ("Quyết định 950-QĐ-TTg ngày 1/8/2018", "vn/qd/ttg/2018/950"),
        ("950 QĐ TTg ngày 1/8/2018", "vn/qd/ttg/2018/950"),
        ("NĐ30/2020/NĐ-CP", "vn/nd/cp/2020/30"),
        ("Số: 06\n2023/TT-BKHĐT", "vn/tt/bkhdt/2023/6"),
        ("Nghị định số 15/2021", "vn/nd/cp/2021/15"),
        ("Thông tư số 09/2019/TT - BXD", "vn/tt/bxd/2019/9"),
        ("Luật số 64/2025/QH 15", "vn/luat/qh15/2025/64"),
        ("Luật số 64/2025/QHl5", "vn/luat/qh15/2025/64"),
        ("Luật Giao thông đường thủy nội địa số\n23/2004/QH11", "vn/luat/qh11/2004/23"),
        ("Pháp lệnh 02/2020/UBTVQH14", "vn/pl/ubtvqh14/2020/2"),
        ("36a/NQ-CP ngày 14/10/2015", "vn/nq/cp/2015/36a"),
        ("Nghị quyết số 05/NQ-TW ngày 01/11/2016", "vn/nq/tw/2016/5"),
        ("Nghị quyết số 36-NQ/TW ngày 22/10/2018 của Bộ Chính trị", "vn/nq/tw/2018/36"),
        ("Thông tư liên tịch 37/2012/TTLT- BYT-BKH&ĐT", "vn/ttlt/byt.bkhdt/2012/37"),
        ("49/2007/TTLT-BTC-BGD ngày 18/5/2007", "vn/ttlt/btc.bgd/2007/49"),
        ("Văn bản số 3374/ BKHCN-CNCNTT ngày 21 tháng 5 năm 2026", "vn/cv/bkhcn/2026/3374"),
        ("VBHN số 26/VBHN-VPQH ngày 14/12/2020", "vn/vbhn/vpqh/2020/26"),
        ("Quyết định số 16/2020/QĐ-UBND của UBND tỉnh Bắc Ninh", "vn/qd/ubnd-bac-ninh/2020/16"),
        ("QCVN 07-2:2023/BXD", "vn/qcvn/bxd/2023/07-2"),
        ("Sửa đổi 1:2023 QCVN 06:2022/BXD", "vn/qcvn/bxd/2022/06/sd/2023-1"),
        ("TCVN ISO 37122:2020", "vn/tcvn/2020/iso-37122"),
        ("Decision No. 950/QD-TTg dated August 1, 2018 of the Prime Minister", "vn/qd/ttg/2018/950"),
    ],
)
def test_identifies_a_document(text: str, identity: str) -> None:
    assert only(text).id == identity


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Quyết định số 950/QĐ-TTg", "vn/qd/ttg/*/950"),
        ("Quyết định 950", "vn/qd/*/*/950"),
        ("97/2015/QH13", "vn/*/qh13/2015/97"),
        ("Quyết định số 16/2020/QĐ-UBND", "vn/qd/ubnd-*/2020/16"),
        ("Công văn số 123/SXD-QLN ngày 3/4/2024", "vn/cv/sxd-*/2024/123"),
        ("Quyết định số 1077/QĐ-TTPVHCC ngày 17/7/2025", "vn/qd/ttpvhcc/2025/1077"),
        ("QCVN 06/BXD", "vn/qcvn/bxd/*/06"),
    ],
)
def test_leaves_open_what_is_not_said(text: str, pattern: str) -> None:
    citation = only(text)

    assert citation.id is None
    assert citation.id_pattern == pattern


@pytest.mark.parametrize(
    "text",
    [
        "các điều kiện làm việc, điều 24/7",
        "từ điểm đầu đến điểm cuối, thời điểm a",
        "Điện thoại 0243.7733.4567, 1.500.000 đồng/m2, tỷ lệ 1/500, 41/63 tỉnh",
        "có nghị quyết tâm; 3 nghị định; quyết định 3 vấn đề",
        "tài khoản 511; các khoản 500 triệu đồng; đạt điểm 9",
        "Nghị định này có hiệu lực thi hành kể từ ngày ký.",
        "Điều 5. Trách nhiệm\nChương II\nQUY ĐỊNH",
        "Kỷ luật lao động và pháp luật về đất đai; dự luật Nhà ở",
        "Điều 43.1.NĐ.1.11. Công bố",
    ],
)
def test_finds_nothing_in_words_that_look_alike(text: str) -> None:
    assert find_citations(text) == ()


def test_names_a_law_by_title_date_and_year() -> None:
    by_date, by_year, code, constitution = find_citations(
        "Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015; Luật Quy hoạch đô thị năm 2009; Bộ luật Dân sự; Hiến pháp năm 2013"
    )

    assert (by_date.title, by_date.date, by_date.id) == ("Luật Tổ chức Chính phủ", "2015-06-19", None)
    assert (by_year.title, by_year.year, by_year.date) == ("Luật Quy hoạch đô thị", 2009, None)
    assert (code.type, code.title) == ("boluat", "Bộ luật Dân sự")
    assert (constitution.type, constitution.year) == ("hp", 2013)


def test_a_title_ends_where_no_title_goes_on() -> None:
    titles = [
        one.title
        for one in find_citations(
            "Luật Phòng, chống ma túy và Luật Cấp nước được ban hành; theo Luật Bến cảng và các quy định khác"
        )
    ]

    assert titles == ["Luật Phòng, chống ma túy", "Luật Cấp nước", "Luật Bến cảng"]


def test_the_number_behind_an_amending_law_is_its_own() -> None:
    first, second = find_citations(
        "Luật Xây dựng số 50/2014/QH13; Luật sửa đổi, bổ sung một số điều của Luật Xây dựng số 62/2020/QH14"
    )

    assert first.id == "vn/luat/qh13/2014/50"
    assert second.id == "vn/luat/qh14/2020/62"
    assert second.title == "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng"


def test_a_list_says_the_type_once() -> None:
    found = find_citations("các Luật số 48/2014/QH13, 97/2015/QH13 và số 35/2018/QH14")

    assert [one.id for one in found] == [
        "vn/luat/qh13/2014/48",
        "vn/luat/qh13/2015/97",
        "vn/luat/qh14/2018/35",
    ]


def test_a_name_takes_the_number_that_the_text_gives_it() -> None:
    _, again = find_citations("Căn cứ Luật Nhà ở số 27/2023/QH15;\nĐiều 5. Theo khoản 2 Điều 8 Luật Nhà ở")

    assert again.id == "vn/luat/qh15/2023/27"
    assert again.via == "Luật Nhà ở"
    assert again.provisions == ("dieu-8.khoan-2",)


def test_a_name_with_two_numbers_stays_open() -> None:
    *_, again = find_citations("Luật Nhà ở số 65/2014/QH13, Luật Nhà ở số 27/2023/QH15. Theo Luật Nhà ở")

    assert again.id is None
    assert again.candidates == ("vn/luat/qh13/2014/65", "vn/luat/qh15/2023/27")


def test_defined_names_and_short_numbers_stand_for_the_full_citation() -> None:
    full, alias, short = find_citations(
        "Thông tư số 05/2020/TT-BXD (sau đây gọi tắt là Thông tư nền).\nTheo Điều 3 Thông tư nền và Thông tư số 05"
    )

    assert full.id == alias.id == short.id == "vn/tt/bxd/2020/5"
    assert (alias.via, alias.provisions) == ("Thông tư nền", ("dieu-3",))


def test_a_document_named_above() -> None:
    _, above = find_citations("Nghị định số 15/2021/NĐ-CP. Điều 5 Nghị định nêu trên")

    assert (above.id, above.provisions, above.via) == ("vn/nd/cp/2021/15", ("dieu-5",), "Nghị định nêu trên")


@pytest.mark.parametrize(
    ("text", "provisions"),
    [
        ("điểm đ khoản 2 Điều 30", ["dieu-30.khoan-2.diem-dd"]),
        ("khoản 1, 2 và 3 Điều 7", ["dieu-7.khoan-1", "dieu-7.khoan-2", "dieu-7.khoan-3"]),
        ("điểm b,  điểm c khoản 2 Điều 20", ["dieu-20.khoan-2.diem-b", "dieu-20.khoan-2.diem-c"]),
        ("các Điều 4a, 4b và khoản 1a Điều 5", ["dieu-4a", "dieu-4b", "dieu-5.khoan-1a"]),
        ("Điều 3, khoản 2", ["dieu-3.khoan-2"]),
        ("Điều 21 khoản 3 điểm a", ["dieu-21.khoan-3.diem-a"]),
        ("Điều 8.2.đ", ["dieu-8.khoan-2.diem-dd"]),
        ("khoản\n2 Điều 5", ["dieu-5.khoan-2"]),
        ("khoản 2 Mục III Điều 1", ["dieu-1.muc-3.khoan-2"]),
        ("mục 192 thuộc Phụ lục IV", ["phuluc-4.muc-192"]),
        ("Điều 5, trong 10 ngày", ["dieu-5"]),
        ("điểm a1 khoản 2 Điều 10", ["dieu-10.khoan-2.diem-a1"]),
    ],
)
def test_reads_provisions(text: str, provisions: list[str]) -> None:
    citation = only(f"quy định tại {text}")

    assert list(citation.provisions) == provisions
    assert citation.ref == "unresolved"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("từ Điều 10 đến Điều 15", ("dieu-10", "dieu-15")),
        ("khoản 1 đến khoản 5 Điều 6", ("dieu-6.khoan-1", "dieu-6.khoan-5")),
        ("các điểm a đến d khoản 1 Điều 6", ("dieu-6.khoan-1.diem-a", "dieu-6.khoan-1.diem-d")),
    ],
)
def test_reads_ranges(text: str, ends: tuple[str, str]) -> None:
    citation = only(text)

    assert citation.ranges == (ends,)
    assert citation.provisions == ()


def test_joins_provisions_with_the_document_before_or_behind_them() -> None:
    before, behind = find_citations("khoản 1 Điều 8 Nghị định 17/2023/NĐ-CP; Nghị định 30/2020/NĐ-CP, Điều 8")

    assert (before.id, before.provisions) == ("vn/nd/cp/2023/17", ("dieu-8.khoan-1",))
    assert (behind.id, behind.provisions) == ("vn/nd/cp/2020/30", ("dieu-8",))
    assert before.raw == "khoản 1 Điều 8 Nghị định 17/2023/NĐ-CP"


def test_what_counts_from_here_comes_apart() -> None:
    here, own = find_citations("khoản 2 Điều này và điểm a khoản 3 Điều 6 Luật này")

    assert (here.ref, here.provisions) == ("this_article", ("khoan-2",))
    assert (own.ref, own.provisions) == ("this_document", ("dieu-6.khoan-3.diem-a",))
    assert only("theo quy định tại Phần này").ref == "this_part"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Căn cứ Nghị định số 1/2020/NĐ-CP;", "based_on"),
        ("Theo đề nghị của Bộ trưởng tại Tờ trình số 5/TTr-BXD;", "proposed_by"),
        ("Xét Tờ trình số 5/TTr-BXD;", "proposed_by"),
        ("Sửa đổi, bổ sung khoản 6 Điều 3", "amends"),
        ("Sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP", "amends"),
        ("Bãi bỏ Nghị định số 1/2020/NĐ-CP", "repeals"),
        ("Bãi bỏ Điều 44 của Nghị định số 1/2020/NĐ-CP", "repeals_part"),
        ("thay thế Nghị định số 1/2020/NĐ-CP", "replaces"),
        ("thay thế cụm từ “a” bằng cụm từ “b” tại Điều 3 Nghị định số 1/2020/NĐ-CP", "amends_wording"),
        ("Nghị định này quy định chi tiết một số điều của Luật số 1/2020/QH14", "details"),
        ("(Kèm theo Nghị định số 1/2020/NĐ-CP)", "enacts"),
        ("Thực hiện Nghị quyết số 1/NQ-CP", "implements"),
        ("Nghị định số 1/2020/NĐ-CP hết hiệu lực từ ngày 1/1/2026", "terminates"),
        ("theo Nghị định số 1/2020/NĐ-CP", None),
        ("các thông tư hướng dẫn Luật Viễn thông", None),
    ],
)
def test_hints_at_the_relation(text: str, relation: str | None) -> None:
    assert only(text).relation == relation


def test_a_relation_that_another_document_says() -> None:
    amending, amended = find_citations("Thông tư 21/2026/TT-BCT sửa đổi, bổ sung Thông tư 18/2025/TT-BCT")
    base, by, also = find_citations(
        "Luật số 1/2020/QH14 được sửa đổi, bổ sung bởi Luật số 2/2021/QH15 và Luật số 3/2022/QH15"
    )

    assert amending.relation is None
    assert (amended.relation, amended.subject) == ("amends", amending.id)
    assert (by.relation, by.subject) == (also.relation, also.subject) == ("amended_by", base.id)


def test_a_title_swallows_the_law_it_is_about() -> None:
    decree = only("Nghị định 17/2023/NĐ-CP hướng dẫn Luật Sở hữu trí tuệ")

    assert decree.title == "hướng dẫn Luật Sở hữu trí tuệ"


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Số: /2020/TT-BTTTT", "blank_number"),
        ("Quyết định 950/2018/QĐ-TTg", "year_in_number"),
        ("Thông tư số 15/2021/NĐ-CP", "type_differs"),
        ("Quyết định số 388/QĐ-BXD của Bộ Tài chính", "issuer_differs"),
        ("Nghị định 269/2025/NĐ-CP ngày 14/10/2024", "date_year_differs"),
        ("NĐ 269/2025/NĐCP", "symbol_repaired"),
    ],
)
def test_warns_of_what_does_not_fit(text: str, warning: str) -> None:
    citation = only(text)

    assert warning in citation.warnings
    assert citation.confidence < 1


def test_an_amending_law_named_by_its_number_is_not_the_law_that_it_amends() -> None:
    text = "Luật số 43/2024/QH15 sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15"
    amending, amended = find_citations(text)
    assert (amending.id, amended.id) == ("vn/luat/qh15/2024/43", "vn/luat/qh15/2024/31")
    assert (amended.relation, amended.subject) == ("amends", "vn/luat/qh15/2024/43")


def test_finds_the_titles_that_a_reader_knows_in_small_letters() -> None:
    text = "theo luật dữ liệu đô thị thì ai được xem hồ sơ"
    (citation,) = find_citations(text, known={"luatdulieudothi"})

    assert (citation.title, citation.type) == ("luật dữ liệu đô thị", "luat")
    assert find_citations(text) == ()


def test_the_year_of_a_law_stands_behind_its_name() -> None:
    citation = only("khoản 2 Điều 12 Luật Xây dựng 2014 quy định những gì")

    assert (citation.year, citation.provisions) == (2014, ("dieu-12.khoan-2",))
    assert only("Luật Xây dựng 2014/10").year is None
