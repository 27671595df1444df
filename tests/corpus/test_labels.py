"""Names of files and declared languages against what the document says: noticed when wrong, silent when in doubt."""

from dataclasses import replace

import pytest

from corpus.document import parse_document
from corpus.models import Document, Page
from corpus.readers import read_text

DECREE = (
    "CHÍNH PHỦ\nSố: 269/2025/NĐ-CP\nHà Nội, ngày 14 tháng 10 năm 2025\nNGHỊ ĐỊNH\nVề phát triển đô thị thông minh\n"
    "Điều 1. Phạm vi điều chỉnh\n1. Nghị định này sửa đổi Nghị định số 37/2019/NĐ-CP.\n"
    "2. Nghị định này không áp dụng ở nông thôn.\nĐiều 2. Hiệu lực\nNghị định này có hiệu lực kể từ ngày ký.\n"
)
ACT = (
    "시험도시 조성 및 진흥에 관한 법률\n[시행 2020. 2. 27.] [법률 제99999호, 2019. 11. 26., 일부개정]\n\n"
    "제1조(목적) 이 법은 시험도시의 효율적인 조성을 목적으로 한다.\n"
)
LAW = (
    "QUỐC HỘI\nLuật số: 65/2014/QH13\nLUẬT\nNHÀ Ở\nĐiều 1. Phạm vi điều chỉnh\nLuật này quy định về nhà ở.\n"
)


def conflicts(document: Document) -> list[str]:
    codes = (note.code for note in document.diagnostics)
    return [code for code in codes if code.startswith("name_") or code == "language_conflict"]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (DECREE, "270-2025-nd-cp.pdf", "number"),
        (DECREE, "nghi-dinh-so-136-2026-nd-cp-469355.pdf", "number"),
        (DECREE, "Nghị định 269_2024_NĐ-CP.docx", "number"),
        (DECREE, "QD 269-2025.pdf", "number"),
        (DECREE, "thong-tu-15.pdf", "number"),
        (DECREE, "quyet-dinh-phe-duyet.pdf", "type"),
        (ACT, "법률 제16631호.hwp", "number"),
        (ACT, "대통령령_제99999호.hwp", "number"),
        (ACT, "주택법.hwp", "title"),
        (ACT, "시험도시 조성 및 진흥에 관한 법률 시행령.hwp", "title"),
        (LAW, "luat-dat-dai.pdf", "title"),
    ],
)
def test_a_name_of_another_document_is_noticed(text: str, name: str, expected: str) -> None:
    document = parse_document(read_text(text), name)
    assert conflicts(document) == [f"name_{expected}_conflict"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (DECREE, ""),
        (DECREE, "scan 12.pdf"),
        (DECREE, "269-2025-nd-cp.pdf"),
        (DECREE, "469355_269.2025.ND.CP.signed.pdf"),
        (DECREE, "ND269.pdf"),
        (DECREE, "23.ND-269-CP.doc"),
        (DECREE, "phu-luc-nd-30-2020.doc"),
        (DECREE, "37-2019-nd-cp.pdf"),
        (DECREE.replace("Số: 269/2025/NĐ-CP\n", ""), "270-2025-nd-cp.pdf"),
        (ACT, "시험도시법.hwp"),
        (ACT, "시험도시 조성 및 진흥에 관한 법률(법률)(제99999호)(20200227).hwp"),
        (LAW, "luat-nha-o.pdf"),
        (LAW, "luat-so-65-2014-qh13.pdf"),
    ],
)
def test_a_name_that_may_be_right_is_left_alone(text: str, name: str) -> None:
    assert conflicts(parse_document(read_text(text), name)) == []


def test_a_serial_number_in_front_is_no_number_of_the_document() -> None:
    text = DECREE.replace("269/2025", "66.22/2026").replace("năm 2025", "năm 2026")
    assert conflicts(parse_document(read_text(text), "66-22-2026-nd-cp.md")) == []
    assert conflicts(parse_document(read_text(text), "66-23-2026-nd-cp.md")) == ["name_number_conflict"]


def test_a_declared_language_that_the_text_is_not_in_is_noticed() -> None:
    assert conflicts(parse_document(read_text(DECREE, metadata={"lang": "ko"}))) == ["language_conflict"]
    assert conflicts(parse_document(read_text(DECREE, metadata={"lang": "vi"}))) == []
    assert conflicts(parse_document(read_text("950/QĐ-TTg", metadata={"lang": "ko"}))) == []


def test_a_diagnostic_with_a_place_has_its_page() -> None:
    source = read_text("Điều 1. Phạm vi\nA.\nĐiều 3. Hiệu lực\nB.")
    pages = (Page(1, 0, 19), Page(2, 19, len(source.text)))
    paged = replace(source, pages=pages, report=replace(source.report, pages=2))
    gaps = [note for note in parse_document(paged).diagnostics if note.code == "gap_in_sequence"]
    assert [gap.page for gap in gaps] == [2]
