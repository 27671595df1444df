"""Headers of both countries, from front matter and from the text itself."""

import unicodedata
from collections.abc import Mapping

import pytest

from corpus.header import read_header
from corpus.models import Header, Language
from corpus.normalize import clean

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DECISION = f"BỘ XÂY DỰNG\n{MOTTO}Số: 388/QĐ-BXD\nHà Nội, ngày 12 tháng 5 năm 2022\nQUYẾT ĐỊNH\nVề việc phê duyệt văn kiện"


def header(text: str, metadata: Mapping[str, str] | None = None, language: Language = "vi") -> Header:
    return read_header(clean(text).text, metadata or {}, language)[0]


DECISION_HEADER = Header(
    work_id="vn/qd/bxd/2022/388",
    number="388/QĐ-BXD",
    type="qd",
    issuer="bxd",
    issuer_name="Bộ Xây dựng",
    issued="2022-05-12",
    title="Về việc phê duyệt văn kiện",
)


@pytest.mark.parametrize(
    "text",
    [
        DECISION,
        unicodedata.normalize("NFD", DECISION),
        DECISION.replace("Đ", "Ð"),
        DECISION.replace("Số", "<b>---Số").replace("2022\n", "2022</b>\n"),
        f"BỘ XÂY DỰNG   {MOTTO}Số: 388/QĐ-BXD      Hà Nội, ngày 12 tháng 5 năm 2022\nQUYẾT\nĐỊNH\n\nVề việc phê duyệt\nvăn kiện",
        f"| BỘ XÂY DỰNG ____ Số: 388/QĐ-BXD | {MOTTO.strip()} Hà Nội, ngày 12 tháng 5 năm 2022 |\n"
        "**QUYẾT ĐỊNH**\nVề việc phê duyệt văn kiện",
        f"CÔNG BÁO/Số 333/Ngày 16-06-2022\n79\n{DECISION}\nBỘ TRƯỞNG BỘ XÂY DỰNG\nCăn cứ Luật số 62/2020/QH14 ngày 17 tháng 6 năm 2020;",
        DECISION.replace("\n", " ") + " Căn cứ Nghị định số 52/2022/NĐ-CP ngày 08 tháng 8 năm 2022;",
    ],
    ids=["plain", "nfd", "eth", "markup", "columns", "table", "gazette", "one-line"],
)
def test_one_decision_in_many_layouts(text: str) -> None:
    assert header(text) == DECISION_HEADER


def test_a_law_takes_its_date_from_its_adoption_and_its_effect_from_its_text() -> None:
    text = (
        "QUỐC HỘI\nLuật số: 62/2020/QH14\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT XÂY DỰNG\nCăn cứ Hiến pháp;\nĐiều 1.\n"
        "Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2021.\nLuật này được Quốc hội thông qua ngày 17 tháng 6 năm 2020."
    )
    assert header(text) == Header(
        work_id="vn/luat/qh14/2020/62",
        number="62/2020/QH14",
        type="luat",
        issuer="qh",
        issuer_name="Quốc hội",
        issued="2020-06-17",
        effective="2021-01-01",
        title="SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT XÂY DỰNG",
    )


def test_an_official_letter_has_no_type_line() -> None:
    read = header(
        f"BỘ XÂY DỰNG\n{MOTTO}Số: 2353/BXD-PTĐT\nV/v báo cáo tình hình\ntriển khai\n\nHà Nội, ngày 29 tháng 6 năm 2022\nKính gửi: A"
    )
    assert (read.work_id, read.type, read.title) == (
        "vn/cv/bxd/2022/2353",
        "cv",
        "báo cáo tình hình triển khai",
    )


def test_a_local_body_is_known_by_its_place() -> None:
    text = f"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HÀ NỘI\n{MOTTO}Số: 308/KH-UBND\nHà Nội, ngày 17\ntháng 11 năm 2025\nKẾ HOẠCH\nTRIỂN KHAI"
    read = header(text)
    assert (read.work_id, read.issuer_name) == (
        "vn/kh/ubnd-ha-noi/2025/308",
        "Ủy ban nhân dân thành phố Hà Nội",
    )
    assert header(text.replace("THÀNH PHỐ HÀ NỘI\n", "")).work_id is None


def test_stamps_and_broken_numbers() -> None:
    text = (
        f"BỘ\nKẾ HOẠCH VÀ ĐẦU TƯ\n{MOTTO}Số: 06\n2023/TT-BKHĐT\nHà Nội, ngày 02 tháng 10 năm 2023\nVĂN PHÒNG CHÍNH PHỦ\nTHÔNG TƯ\n"
        "CÔNG VĂN ĐẾN\nNgày 03/10/2023\nQuy định hệ thống chỉ tiêu\nGiờ.... Ngày\nKinh chuyển\nCăn cứ Luật Thống kê"
    )
    read = header(text)
    assert (read.work_id, read.issued, read.title) == (
        "vn/tt/bkhdt/2023/6",
        "2023-10-02",
        "Quy định hệ thống chỉ tiêu",
    )


def test_a_blank_number_stays_blank() -> None:
    text = (
        f"BỘ XÂY DỰNG\n{MOTTO}Số:        /QĐ-BXD\nHà Nội, ngày      tháng     năm 2022\nQUYẾT ĐỊNH\nVề việc"
    )
    read = header(text)
    assert (read.number, read.work_id, read.type, read.issuer, read.issued) == (
        None,
        None,
        "qd",
        "bxd",
        "2022",
    )


def test_a_party_document() -> None:
    text = "BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG\n---\nĐẢNG CỘNG SẢN VIỆT NAM\nSố: 11-HD/VPTW\nHà Nội, ngày 28 tháng 05 năm 2004\nHƯỚNG DẪN"
    assert header(text).work_id == "vn/huong-dan/vptw/2004/11"


def test_numbers_of_other_documents_never_count() -> None:
    read = header(
        "NGHỊ ĐỊNH\nQuy định về vật liệu\n\nCăn cứ Luật số: 63/2025/QH15 ngày 18 tháng 2 năm 2025;\nĐiều 1. Phạm vi"
    )
    assert (read.number, read.work_id, read.issued, read.title) == (None, None, None, "Quy định về vật liệu")


def test_a_contract_is_no_state_document() -> None:
    read = header(f"{MOTTO}HỢP ĐỒNG CHO THUÊ PHÒNG\nHôm nay, ngày 01 tháng 8 năm 2018")
    assert (read.type, read.number, read.issued, read.work_id) == (None, None, None, None)


def test_a_box_of_properties() -> None:
    text = (
        "Quyết định 21/2026/QĐ-TTg\n| Số hiệu | 21/2026/QĐ-TTg |\n| Loại văn bản | Quyết định |\n"
        "| Cơ quan ban hành | Thủ tướng Chính phủ |\n"
        "| Ngày ban hành | 30/04/2026 |\n| Ngày hiệu lực | 01/07/2026 |"
    )
    read = header(text)
    assert (read.work_id, read.issued, read.effective) == ("vn/qd/ttg/2026/21", "2026-04-30", "2026-07-01")


def test_a_first_line_of_type_and_number() -> None:
    read = header("# Quyết định 21/2026/QĐ-TTg - Danh mục công nghệ chiến lược\n\n## Tóm tắt")
    assert (read.work_id, read.title) == ("vn/qd/ttg/2026/21", "Danh mục công nghệ chiến lược")
    assert header("Thông tư 21/2026/QĐ-TTg - Danh mục").number is None


@pytest.mark.parametrize(
    ("text", "number", "issued", "effective", "title"),
    [
        (
            "경관법\n[시행 2020. 2. 27] [법률 제16631호, 2019. 11. 26, 일부개정]\n제1조(목적)",
            "법률 제16631호",
            "2019-11-26",
            "2020-02-27",
            "경관법",
        ),
        (
            "경관법 시행령\n타법개정 2024. 9. 3. [대통령령 제34872호, 시행 2024. 9. 3.] 국토교통부",
            "대통령령 제34872호",
            "2024-09-03",
            "2024-09-03",
            "경관법 시행령",
        ),
        ("경관법\n시행: 2018. 2. 9. / 타법개정: 2017. 2. 8.", None, "2017-02-08", "2018-02-09", "경관법"),
        (
            "국토교통부 훈령 제1234호\n「도시 지침」\n제정 2021. 3. 4.\n개정 2023. 5. 6.",
            "국토교통부훈령 제1234호",
            "2023-05-06",
            None,
            "도시 지침",
        ),
        (
            "# 경관법 시행규칙\n\n## 제1장 총칙\n제1조(목적) 「경관법」 제2조 [법률 제1호, 2000. 1. 1.]",
            None,
            None,
            None,
            "경관법 시행규칙",
        ),
    ],
)
def test_korean_heads(
    text: str, number: str | None, issued: str | None, effective: str | None, title: str
) -> None:
    read = header(text, language="ko")
    assert (read.number, read.issued, read.effective, read.title) == (number, issued, effective, title)


def test_korean_tokens() -> None:
    read = header("경관법\n[법률 제16631호, 2019. 11. 26, 일부개정]", language="ko")
    assert (read.type, read.issuer, read.issuer_name, read.work_id) == ("act", "assembly", "국회", None)


FRONT = {
    "number": "950/QĐ-TTg",
    "type": "Quyết định",
    "date": "2018-08-01",
    "issuer": "Thủ tướng Chính phủ",
    "title": "Đề án",
}


@pytest.mark.parametrize("language", ["vi", "ko", "en"])
def test_front_matter_is_enough(language: Language) -> None:
    assert header("This is a digest.", FRONT, language) == Header(
        work_id="vn/qd/ttg/2018/950",
        number="950/QĐ-TTg",
        type="qd",
        issuer="ttg",
        issuer_name="Thủ tướng Chính phủ",
        issued="2018-08-01",
        title="Đề án",
    )


def test_front_matter_in_other_words() -> None:
    read = header(
        "x",
        {
            "Số hiệu": "06/2026/TT-BKHCN",
            "Loại văn bản": "Thông tư",
            "Ngày ban hành": "30/3/2026",
            "Trích yếu": "Mạng dữ liệu",
        },
    )
    assert (read.work_id, read.issued, read.title) == ("vn/tt/bkhcn/2026/6", "2026-03-30", "Mạng dữ liệu")
    korean = header(
        "x", {"법령명": "경관법", "법종구분": "법률", "공포일자": "20191126", "시행일자": "20200227"}, "ko"
    )
    assert (korean.type, korean.issued, korean.effective, korean.title) == (
        "act",
        "2019-11-26",
        "2020-02-27",
        "경관법",
    )


def test_conflicts_are_told_and_front_matter_wins() -> None:
    read, notes = read_header(
        DECISION, {"number": "38/QĐ-BXD", "date": "2022-05-13", "type": "Thông tư"}, "vi"
    )
    assert (read.number, read.issued, read.type) == ("38/QĐ-BXD", "2022-05-13", "tt")
    assert [note.code for note in notes] == [
        "header_number_conflict",
        "header_type_conflict",
        "header_issued_conflict",
    ]
    assert read_header(DECISION, {"number": "388/qd-bxd", "date": "2022-05"}, "vi")[1] == ()


def test_titles_of_word_processors_are_no_titles() -> None:
    assert header(DECISION, {"title": "Microsoft Word - QD.doc"}).title == "Về việc phê duyệt văn kiện"
    assert header(DECISION, {"title": "scan0001.pdf"}).title == "Về việc phê duyệt văn kiện"
    assert header("Bản tin đô thị\n\nNội dung", {}).title == "Bản tin đô thị"
    assert header("Chương I\nQUY ĐỊNH CHUNG", {}).title is None


def test_properties_of_a_file_do_not_win_over_its_text() -> None:
    read, notes = read_header(DECISION, {"title": "Trang tin", "date": "2022-06-01T08:00:00"}, "vi")
    assert (read, notes) == (DECISION_HEADER, ())
    assert header("Bản tin", {"date": "2014년 2월 11일 화요일 오전 11:24:40"}, "ko").issued is None
    assert header("Bản tin", {"title": "2"}).title == "Bản tin"


def test_a_korean_text_without_articles_is_no_law() -> None:
    assert header("스마트도시법\n이 자료는 법령을 설명한다.", language="ko").type is None


def test_a_number_of_no_known_form_is_kept_as_printed() -> None:
    read = header("x", {"number": "40/2019/QH14 (pháp điển)", "type": "Pháp điển"})
    assert (read.number, read.type, read.work_id) == ("40/2019/QH14 (pháp điển)", "phap-dien", None)
