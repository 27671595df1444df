"""Headers from registers and front matter: fields of law.go.kr, numbers in dispute, bodies that did not exist, signers."""

import pytest

from corpus.document import parse_document
from corpus.header import read_header
from corpus.header.signers import read_signer
from corpus.readers import read_text

FIELDS = {"제목": "시험도시법", "법령ID": "010719", "법령구분": "법률", "소관부처": "국토교통부", "공포일자": "2019-11-26",
          "공포번호": "16631", "시행일자": "2020-02-27", "제개정구분": "일부개정"}  # fmt: skip
DECREE = """CHÍNH PHỦ
Số: 12/2024/NĐ-CP
Hà Nội, ngày 05 tháng 02 năm 2024
NGHỊ ĐỊNH
Về thử nghiệm
Căn cứ Luật Tổ chức Chính phủ;
Điều 1. Phạm vi
Nghị định này quy định về thử nghiệm.
Nơi nhận:
- Lưu: VT. | TM. CHÍNH PHỦ
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG
(đã ký)
Trần Văn Thử
"""


def test_fields_of_the_register_make_number_and_identity() -> None:
    header, notes = read_header("제1조(목적) 이 법은 시험한다.", FIELDS, "ko")
    assert (header.number, header.work_id, header.issuer) == ("법률 제16631호", "kr/act/010719", "assembly")
    assert (header.issued, header.effective, header.revision) == ("2019-11-26", "2020-02-27", "일부개정")
    assert notes == ()


@pytest.mark.parametrize(
    ("kind", "promulgated", "ministry", "number", "identity"),
    [
        ("부령", "894", "국토교통부", "국토교통부령 제894호", "kr/mo/010719"),
        ("국토교통부령", "제894호", "국토교통부, 환경부", "국토교통부령 제894호", "kr/mo/010719"),
        ("대통령령", "034872", "국토교통부", "대통령령 제34872호", "kr/pd/010719"),
        ("고시", "2025-168", "국토교통부", "국토교통부고시 제2025-168호", "kr/gosi/molit/2025-168"),
    ],
)
def test_a_kind_that_needs_its_body_takes_it(
    kind: str, promulgated: str, ministry: str, number: str, identity: str
) -> None:
    fields = FIELDS | {"법령구분": kind, "공포번호": promulgated, "소관부처": ministry}
    header, _ = read_header("제1조(목적) 시험한다.", fields, "ko")
    assert (header.number, header.work_id) == (number, identity)


def test_a_consolidated_text_without_a_head_has_the_number_of_its_latest_addendum() -> None:
    text = "시험도시법\n제1조(목적) 이 법은 시험한다.\n부칙 <제100호,2020.1.2>\n이 법은 공포한 날부터 시행한다.\n부칙 <제200호,2021.3.4>\n"
    document = parse_document(read_text(text + "이 법은 공포 후 6개월이 경과한 날부터 시행한다.\n"))
    header = document.header
    assert (header.number, header.issued, header.effective) == ("법률 제200호", "2021-03-04", "2021-09-05")


def test_another_number_that_sources_print_is_no_conflict() -> None:
    metadata = {"number": "13/2024/NĐ-CP", "type": "Nghị định", "aliases": "12/2024/NĐ-CP; 14/2024/NĐ-CP"}
    header, notes = read_header(DECREE, metadata, "vi")
    assert header.aliases == ("12/2024/NĐ-CP", "14/2024/NĐ-CP")
    assert [note.code for note in notes] == []
    _, notes = read_header(DECREE, metadata | {"aliases": ""}, "vi")
    assert [note.code for note in notes] == ["header_number_conflict"]


def test_a_body_that_did_not_exist_on_the_day_is_told() -> None:
    metadata = {"number": "9/QĐ-BGTVT", "type": "Quyết định", "issuer": "Bộ Giao thông vận tải"}
    _, notes = read_header("Điều 1.", metadata | {"date": "2025-06-01"}, "vi")
    assert [note.code for note in notes] == ["header_issuer_not_on_day"]
    _, notes = read_header("Điều 1.", metadata | {"date": "2024-06-01"}, "vi")
    assert notes == ()


def test_who_signed_is_the_name_below_the_office() -> None:
    assert read_signer(DECREE) == "Trần Văn Thử"
    assert read_signer(DECREE.replace("Trần Văn Thử", "Hà Nội")) is None
    assert read_signer("Người ký: Phó Thủ tướng Trần Văn Thử\nĐiều 1.") == "Trần Văn Thử"


@pytest.mark.parametrize(
    "body", ["Điều 1. Phạm vi\nNghị định này quy định về X.", "Chương I\nQUY ĐỊNH\nNghị định này áp dụng."]
)
def test_a_text_without_head_is_what_it_calls_itself(body: str) -> None:
    header, _ = read_header(body, {}, "vi")
    assert (header.type, header.issuer, header.number) == ("nd", "cp", None)


def test_a_type_line_in_small_letters_stands_alone() -> None:
    header, _ = read_header(DECREE.replace("NGHỊ ĐỊNH", "Nghị định"), {}, "vi")
    assert header.title == "Về thử nghiệm"
