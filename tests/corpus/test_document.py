"""Documents put together from what the readers give."""

from corpus.document import parse_document
from corpus.models import Span
from corpus.readers import read_text

DECREE = (
    "CHÍNH PHỦ\nSố: 269/2025/NĐ-CP\nHà Nội, ngày 14 tháng 10 năm 2025\nNGHỊ ĐỊNH\nVề phát triển đô thị thông minh\n"
    "Điều 1. Phạm vi điều chỉnh\n1. Nghị định này quy định về đô thị.\n2. Nghị định này không áp dụng ở nông thôn.\n"
    "Điều 2. Hiệu lực\nNghị định này có hiệu lực kể từ ngày ký.\n"
)


def test_a_decree_is_understood() -> None:
    document = parse_document(read_text(DECREE))
    assert document.language == "vi"
    assert document.header.work_id == "vn/nd/cp/2025/269"
    assert (document.header.issued, document.header.effective) == ("2025-10-14", "2025-10-14")
    anchors = [provision.anchor for provision in document.root.walk()]
    assert {"dieu-1", "dieu-1.khoan-2", "dieu-2"} <= set(anchors)
    assert document.root.span == Span(0, len(document.text))


def test_the_language_of_the_metadata_counts_if_it_is_one() -> None:
    text = "950/2018"
    assert parse_document(read_text(text)).language == "und"
    assert parse_document(read_text(text, metadata={"lang": "ko"})).language == "ko"
    assert parse_document(read_text(text, metadata={"lang": "vi-VN"})).language == "vi"
    assert parse_document(read_text(DECREE, metadata={"lang": "fr"})).language == "vi"


def test_conflicts_reach_the_document() -> None:
    document = parse_document(read_text(DECREE, metadata={"number": "270/2025/NĐ-CP"}))
    assert "header_number_conflict" in {note.code for note in document.diagnostics}
    assert document.header.number == "270/2025/NĐ-CP"
