"""Checking drafts against a small body of law."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citations.find import find_citations
from corpus.document import parse_document
from corpus.errors import InvalidQueryError
from corpus.models import Document
from corpus.readers import read_text
from kb.citator.models import FAULTS, Finding
from kb.knowledge_base import KnowledgeBase

ON = "2026-08-01"
TITLE = "「시험도시 조성 및 지원 등에 관한 법률」"


def _draft(text: str) -> Document:
    return parse_document(read_text(text))


def _only(law: KnowledgeBase, text: str) -> Finding:
    [finding] = law.check(_draft(text), ON).findings
    return finding


SOUND = (
    "Căn cứ Nghị định số 206/2026/NĐ-CP ngày 15 tháng 6 năm 2026 của Chính phủ về quản lý hồ chứa nước;",
    "Thực hiện khoản 3 Điều 1 Nghị định số 206/2026/NĐ-CP.",
    "Thực hiện điểm b Điều 2 Nghị định số 206/2026/NĐ-CP.",
    "Thực hiện từ Điều 1 đến Điều 3 Nghị định số 206/2026/NĐ-CP.",
    "Theo Nghị định số 15/2022/NĐ-CP ngày 11/01/2022 của Chính phủ về vận hành trạm bơm.",
    "Theo Nghị định số 15/2022/NĐ-CP ngày 10 tháng 01 năm 2022 của Chính phủ quy định về vận hành trạm.",
    f"{TITLE} 제2조제2호에 따른다.",
    f"{TITLE} 제4조제2항에 따른다.",
    "「유비쿼터스도시법」은 없지만, 「시험도시조성및지원등에관한법률」 제1조에 따른다.",
)
FAULTY = (
    ("Căn cứ Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 của Chính phủ;", "repealed", "206/2026/NĐ-CP"),
    ("Theo khoản 1 Điều 1 Nghị định số 10/2021/NĐ-CP.", "repealed", "206/2026/NĐ-CP"),
    ("Theo Nghị định số 260/2026/NĐ-CP ngày 15/6/2026 của Chính phủ về quản lý hồ chứa nước.", "wrong_number", "206/2026/NĐ-CP"),
    ("Theo Nghị định số 206/2026/NĐ-CP của Chính phủ về quản lý rừng phòng hộ.", "wrong_title", "quản lý hồ chứa nước"),
    ("Theo Nghị định số 15/2022/NĐ-CP của Chính phủ về quản lý hồ chứa nước.", "wrong_title", "vận hành trạm bơm"),
    ("Theo Nghị định số 206/2026/NĐ-CP ngày 25 tháng 6 năm 2026.", "wrong_date", "15/06/2026"),
    ("Theo Điều 9 Nghị định số 206/2026/NĐ-CP.", "wrong_provision", "Điều 1 – Điều 4"),
    ("Theo khoản 7 Điều 1 Nghị định số 206/2026/NĐ-CP.", "wrong_provision", "khoản 1 Điều 1 – khoản 3 Điều 1"),
    ("Theo khoản 1 Điều 3 Nghị định số 206/2026/NĐ-CP.", "wrong_provision", None),
    ("Theo Nghị định số 300/2026/NĐ-CP ngày 10 tháng 7 năm 2026.", "not_yet_in_force", None),
    (f"{TITLE} 제3조에 따른다.", "repealed", None),
    (f"{TITLE} 제3조제2항에 따른다.", "repealed", None),
    (f"{TITLE} 제40조에 따른다.", "wrong_provision", "제1조 – 제4조"),
    ("「시험도시 조성 및 진흥 등에 관한 법률」 제1조에 따른다.", "wrong_title", "시험도시 조성 및 지원 등에 관한 법률"),
)  # fmt: skip
OPEN = (
    ("Theo Quyết định số      /QĐ-TTg ngày     tháng    năm 2026.", "could_not_check"),
    ("Theo Nghị định số 777/2024/NĐ-CP về xe bay.", "not_in_knowledge_base"),
    ("Theo Điều 5 Quyết định số 99/QĐ-TTg ngày 15 tháng 01 năm 2020.", "could_not_check"),
    ("Theo Phụ lục I Nghị định số 206/2026/NĐ-CP.", "could_not_check"),
    ("Theo Điều 1a Nghị định số 15/2022/NĐ-CP.", "could_not_check"),
    ("Theo khoản 9 Điều 1 Nghị định số 15/2022/NĐ-CP.", "could_not_check"),
    ("「시험하천 보전에 관한 법률」 제1조에 따른다.", "validity_unknown"),
    ("「주택법」 제1조에 따른다.", "not_in_knowledge_base"),
)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_citation_is_no_alarm(law: KnowledgeBase, text: str) -> None:
    findings = law.check(_draft(text), ON).findings
    assert findings
    assert not [one.message for one in findings if one.verdict in FAULTS]
    assert findings[-1].verdict == "exists"


@pytest.mark.parametrize(("text", "verdict", "suggestion"), FAULTY)
def test_a_fault_is_found_and_mended(
    law: KnowledgeBase, text: str, verdict: str, suggestion: str | None
) -> None:
    finding = _only(law, text)
    assert finding.verdict == verdict
    assert suggestion is None or suggestion in (finding.suggestion or "")


@pytest.mark.parametrize(("text", "verdict"), OPEN)
def test_what_cannot_be_told_is_said(law: KnowledgeBase, text: str, verdict: str) -> None:
    assert _only(law, text).verdict == verdict


def test_the_message_gives_the_facts(law: KnowledgeBase) -> None:
    finding = _only(law, FAULTY[0][0])
    for fact in ("10/2021/NĐ-CP", "2026-07-01", "206/2026/NĐ-CP"):
        assert fact in finding.message
    assert finding.validity is not None
    assert finding.validity.causes[0].document_id == "vi/new"
    both = _only(law, "Theo Điều 9 Nghị định số 10/2021/NĐ-CP ngày 01 tháng 02 năm 2021.")
    assert both.verdict == "wrong_date"
    for fact in ("09/02/2021", "has no Điều 9", "was repealed"):
        assert fact in both.message


def test_the_day_decides(law: KnowledgeBase) -> None:
    text = "Theo Nghị định số 10/2021/NĐ-CP và Nghị định số 206/2026/NĐ-CP."
    verdicts = {
        day: [one.verdict for one in law.check(_draft(text), day).findings]
        for day in ("2026-06-30", "2026-07-01")
    }
    assert verdicts["2026-06-30"] == ["exists", "not_yet_in_force"]
    assert verdicts["2026-07-01"] == ["repealed", "exists"]
    added = f"{TITLE} 제4조에 따른다."
    assert [law.check(_draft(added), day).findings[0].verdict for day in ("2021-01-01", ON)] == [
        "wrong_provision",
        "exists",
    ]
    with pytest.raises(InvalidQueryError):
        law.check(_draft(text), "2026")


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("18522", "exists"), ("14569", "exists"), ("18521", "wrong_number"), ("16631", "superseded")],
)
def test_a_promulgation_number_belongs_to_its_title(law: KnowledgeBase, number: str, verdict: str) -> None:
    findings = law.check(_draft(f"{TITLE}(법률 제{number}호)에 따른다."), ON).findings
    assert [one.verdict for one in findings] == ["exists", verdict]


def test_a_later_version_is_not_yet_in_force_by_its_number(law: KnowledgeBase) -> None:
    findings = law.check(_draft("「시험하천 보전에 관한 법률」(법률 제21168호)에 따른다."), ON).findings
    assert [one.verdict for one in findings] == ["validity_unknown", "not_yet_in_force"]


def test_a_draft_is_checked_against_itself(law: KnowledgeBase) -> None:
    draft = parse_document(
        read_text(
            "Số: 5/2026/NĐ-CP\n\nNGHỊ ĐỊNH\nVề nước\n\nĐiều 1. Một\n1. Hồ.\n2. Như khoản 1 Điều này.\n3. Như khoản 8 Điều này.\n"
            "Điều 2. Hai\nNhư Điều 1 và Điều 6 Nghị định này.\n"
        )
    )
    own = law.check(draft, ON)
    assert [one.verdict for one in own.findings] == ["exists", "wrong_provision", "wrong_provision"]
    assert own.findings[1].suggestion == "khoản 1 Điều 1 – khoản 3 Điều 1"
    assert own.faults == own.findings[1:]


def test_a_later_mention_without_year_means_the_dated_one(law: KnowledgeBase) -> None:
    alone = _only(law, "Theo Quyết định số 99/QĐ-TTg.")
    assert alone.meant.document_ids == ("vi/digest",)
    assert not alone.meant.certain
    text = "Theo Quyết định số 99/QĐ-TTg ngày 15 tháng 01 năm 2020. Nay theo Quyết định số 99/QĐ-TTg."
    assert [one.meant.certain for one in law.check(_draft(text), ON).findings] == [True, True]


_SENTENCES = (
    *SOUND,
    *(text for text, *_ in FAULTY),
    *(text for text, _ in OPEN),
    "Không có gì.\n",
    "Điều 1. Tên\n",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(_SENTENCES), max_size=6), st.sampled_from((" ", "\n", "\n\n")))
def test_every_citation_comes_out_once_with_its_span(
    law: KnowledgeBase, sentences: list[str], separator: str
) -> None:
    report = law.check(_draft(separator.join(sentences)), ON)
    expected = [citation.span for citation in find_citations(parse_document(read_text(report.text)))]
    assert [one.span for one in report.findings] == expected
    assert all(one.span.of(report.text) == one.text == one.citation.raw for one in report.findings)
    assert all(one.message.endswith(".") for one in report.findings)
