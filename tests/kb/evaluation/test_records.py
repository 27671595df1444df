"""Records as documents: laws put together, and the text that is indexed for a record stays its title and its text."""

from collections.abc import Sequence

import pytest

from corpus.segmentation import indexed_text, segment
from indexer.builder.states import title_of
from indexer.encoders.hashing import HashingEncoder
from kb.evaluation.collection import Record
from kb.evaluation.records import RecordDocument, as_documents


def made(*records: Record) -> list[RecordDocument]:
    return list(as_documents(records))


def indexed(documents: Sequence[RecordDocument]) -> list[str]:
    return [
        indexed_text(title_of(found.document.header), passage, found.document.text)
        for found in documents
        for passage in segment(found.document, HashingEncoder().count_tokens)
    ]


def test_a_record_without_a_law_is_a_document_of_one_provision() -> None:
    [found] = made(Record("a/1", "Chuyện thường ngày", "1. Một\n2. Hai\n"))
    assert found.document_id == "a%2F1"
    assert [provision.anchor for provision in found.document.root.walk()] == ["", "text-1"]
    assert found.document.header.title == "Chuyện thường ngày"
    assert found.record_ids == {"text-1": "a/1"}


def test_a_record_without_text_is_its_title_and_one_without_either_is_nothing() -> None:
    assert [
        found.document.text for found in made(Record("1", "Chỉ có tiêu đề", " "), Record("2", " ", ""))
    ] == ["Chỉ có tiêu đề"]


def test_ids_of_documents_are_safe_and_apart() -> None:
    names = ["a/b", "a%2Fb", "a b", "a+b", "luat/đất#2%"]
    ids = {found.document_id for found in made(*(Record(name, "", "x") for name in names))}
    assert len(ids) == len(names)
    assert not any(set("/# ") & set(identifier) for identifier in ids)


@pytest.mark.parametrize(
    ("title", "number", "law", "anchor", "heading"),
    [
        ("민법 제214조(소유물방해제거)", None, "민법", "jo-214", "제214조(소유물방해제거)"),
        ("주택법 시행령 제7조의2(특례)", None, "주택법 시행령", "jo-7-2", "제7조의2(특례)"),
        ("건설기술 진흥법 제36조", None, "건설기술 진흥법", "jo-36", "제36조"),
        ("주택법 제1조(제5조(준용)의 목적)", None, "주택법", "jo-1", "제1조(제5조(준용)의 목적)"),
        ("법률 제100호 주택법 제3조 정의", "법률 제100호", "주택법", "jo-3", "제3조 정의"),
        ("12/2030/NĐ-CP Quy hoạch Điều 69 Quản lý", "12/2030/NĐ-CP", "Quy hoạch", "dieu-69", "Điều 69 Quản lý"),
        ("47/2030/QH12 Luật Thư viện", "47/2030/QH12", "Luật Thư viện", "para-1", ""),
    ],
)  # fmt: skip
def test_titles_that_name_a_law(title: str, number: str | None, law: str, anchor: str, heading: str) -> None:
    [found] = made(Record("1", title, "Nội dung 내용"))
    header = found.document.header
    assert (header.number, header.title) == (number, law)
    [article] = found.document.root.children
    assert (article.anchor, article.heading) == (anchor, heading)
    assert found.record_ids == {anchor: "1"}


@pytest.mark.parametrize(
    "title",
    [
        "Luật Xây dựng",
        "24/7 hỗ trợ",
        "제2조",
        "3 Điều ước",
        "40/2030/QH14 (trích) Kiến trúc",
        "Điều 43.1.TT.1 Hiệu lực",
    ],
)
def test_titles_that_name_none(title: str) -> None:
    [found] = made(Record("1", title, "Nội dung"))
    assert (found.document_id, found.document.header.title) == ("1", title)


LAW = [
    Record("z1", "민법 제1조(법원)", "법률에 규정이 없으면 관습법에 의한다.\n"),
    Record("other", "", "아무 말"),
    Record("z2", "민법 제2조(신의성실)", "① 신의에 좇아 성실히 하여야 한다. " * 60),
    Record("z2-2", "민법 제2조(신의성실)", "② 권리는 남용하지 못한다."),
]


def test_the_records_of_a_law_are_its_provisions() -> None:
    other, law = made(*LAW)
    assert other.record_ids == {"text-1": "other"}
    assert law.record_ids == {"jo-1": "z1", "jo-2": "z2", "jo-2~2": "z2-2"}
    texts = [provision.span.of(law.document.text) for provision in law.document.root.children]
    assert [text.strip() for text in texts] == [record.text.strip() for record in LAW if record.title]


def test_no_passage_crosses_a_record() -> None:
    numbered = [Record(str(number), "47/2030/QH12 Luật Thư viện", f"{number}. Ngắn.") for number in range(4)]
    [found] = made(*numbered)
    passages = segment(found.document, HashingEncoder().count_tokens)
    assert [passage.anchor for passage in passages] == list(found.record_ids)


def test_what_is_indexed_of_a_law_is_title_and_text_of_each_record() -> None:
    """The words of a record's passages do not depend on the others: titles and texts, white space aside."""
    alone = sorted(" ".join(text.split()) for record in LAW for text in indexed(made(record)))
    together = sorted(" ".join(text.split()) for text in indexed(made(*LAW)))
    assert together == alone
    assert "민법 제1조(법원) 법률에 규정이 없으면 관습법에 의한다." in together
    assert len([text for text in together if text.startswith("민법 제2조(신의성실) ")]) > 2
