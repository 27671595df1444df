"""What a header says besides identity, and the heads of supplementary provisions."""

from corpus.header import read_header
from corpus.header.details import Details, read_details
from corpus.header.supplements import Supplement, read_supplement
from corpus.models import Language


def details(text: str, language: Language = "vi") -> Details:
    header, _ = read_header(text, {}, language)
    return read_details(text, header)


def test_place_and_addressees_of_a_letter() -> None:
    text = (
        "BỘ XÂY DỰNG\nSố: 15/BXD-PTĐT\nV/v một việc\nBà Rịa - Vũng Tàu, ngày 3 tháng 4 năm 2024\n"
        "Kính gửi:\n- Bộ Tài chính;\n- Ủy ban nhân dân tỉnh Lào Cai."
    )

    found = details(text)

    assert found.place == "Bà Rịa - Vũng Tàu"
    assert found.addressees == ("Bộ Tài chính", "Ủy ban nhân dân tỉnh Lào Cai")
    assert (found.system, found.quality) == ("state", None)


def test_a_draft_shows_its_symbol() -> None:
    assert (
        details("BỘ XÂY DỰNG\nSố:       /QĐ-BXD\nHà Nội, ngày   tháng   năm 2022\nQUYẾT ĐỊNH").symbol
        == "QĐ-BXD"
    )


def test_the_party_and_a_contract() -> None:
    party = details(
        "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 52-NQ/TW\nHà Nội, ngày 27 tháng 9 năm 2019\nNGHỊ QUYẾT"
    )
    contract = details(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHỢP ĐỒNG THUÊ NHÀ\nHôm nay, ngày 01 tháng 8 năm 2018"
    )

    assert (party.system, party.place) == ("party", "Hà Nội")
    assert contract.system is None


def test_letters_with_two_marks_that_are_lost_throughout() -> None:
    head = "CHÍNH PH CNG HÒA X HI VIT NAM Số: 5/2026/NĐ-CP Hà Nội, ngày 13 tháng 5 năm 2026 NGH ĐNH"

    assert details(f"{head} văn phòng thi hành án dân s đánh giá").quality == "damaged"
    assert details(f"{head} thẩm định, phê duyệt quy hoạch đô thị của Thủ tướng Chính phủ").quality is None


def test_ministry_and_first_date_of_korean_rules() -> None:
    law = details(
        "하천법\n[시행 2020. 2. 27.] [법률 제16631호, 2019. 11. 26., 일부개정] 국토교통부\n제1조(목적)", "ko"
    )
    rule = details("국토교통부 훈령 제1234호\n「하천 지침」\n제정 2021. 3. 4.\n개정 2023. 5. 6.", "ko")

    assert law.ministry == "국토교통부"
    assert rule.first_issued == "2021-03-04"


def test_supplementary_provisions() -> None:
    assert read_supplement("부칙(정부조직법) <제21065호,2025.10.1>") == Supplement(
        "21065", "2025-10-01", "정부조직법"
    )
    assert read_supplement("부 칙\n<법률 제14718호, 2017. 3. 21.>\n제1조") == Supplement(
        "14718", "2017-03-21", None
    )
    assert read_supplement("제1조(시행일) 이 법은 부칙 <제1호>") is None


def test_a_consolidated_text_is_called_what_it_consolidates() -> None:
    text = "VĂN PHÒNG QUỐC HỘI\nSố: 26/VBHN-VPQH\nHà Nội, ngày 15 tháng 7 năm 2020\nLUẬT\nXÂY DỰNG\nCăn cứ Hiến pháp"
    header, _ = read_header(text, {}, "vi")

    assert (header.work_id, header.title) == ("vn/vbhn/vpqh/2020/26", "XÂY DỰNG")


def test_identities_keep_the_issuer_as_printed() -> None:
    text = "BỘ KẾ HOẠCH VÀ ĐẦU TƯ\nSố: 01/2010/TT-BKH\nHà Nội, ngày 5 tháng 2 năm 2010\nTHÔNG TƯ\nVề một việc"
    header, _ = read_header(text, {}, "vi")

    assert (header.work_id, header.issuer) == ("vn/tt/bkh/2010/1", "bkhdt")
