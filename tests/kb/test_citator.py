"""The citator over a small body of law that was read as files are."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citations import find_citations
from corpus.document import parse_document
from corpus.errors import InvalidQueryError, NotFoundError
from corpus.models import Document
from corpus.readers import read_text
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.citator.models import FAULTS, Finding
from kb.knowledge_base import KnowledgeBase

ON = "2026-08-01"


def _decree(number: str, day: str, title: str, articles: str) -> str:
    printed = "ngày {2} tháng {1} năm {0}".format(*day.split("-"))
    return f"CHÍNH PHỦ\n\nSố: {number}\n\nHà Nội, {printed}\n\nNGHỊ ĐỊNH\n{title}\n\n{articles}"


def _in_force(day: str) -> str:
    return f"Nghị định này có hiệu lực thi hành kể từ ngày {'/'.join(reversed(day.split('-')))}.\n"


OLD = _decree(
    "10/2021/NĐ-CP", "2021-02-09", "Về quản lý hồ chứa nước",
    f"Điều 1. Phạm vi\n1. Hồ.\n2. Đập.\nĐiều 2. Hiệu lực\n{_in_force('2021-03-01')}",
)  # fmt: skip
NEW = _decree(
    "206/2026/NĐ-CP", "2026-06-15", "Về quản lý hồ chứa nước",
    "Điều 1. Phạm vi\n1. Hồ.\n2. Đập.\n3. Kênh.\nĐiều 2. Đối tượng\na) Tổ chức;\nb) Cá nhân.\nĐiều 3. Quy trình\nLập sổ.\n"
    f"Điều 4. Hiệu lực\n1. {_in_force('2026-07-01')}2. Nghị định này thay thế Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 "
    "của Chính phủ về quản lý hồ chứa nước.\n3. Hồ sơ đã nộp thực hiện theo Nghị định số 10/2021/NĐ-CP.\n",
)  # fmt: skip
COMING = _decree(
    "300/2026/NĐ-CP", "2026-07-10", "Về cấp phép khai thác nước ngầm",
    f"Điều 1. Phạm vi\nGiếng.\nĐiều 2. Hiệu lực\n{_in_force('2027-01-01')}"
)  # fmt: skip
BASE = _decree(
    "15/2022/NĐ-CP", "2022-01-10", "Về vận hành trạm bơm",
    f"Điều 1. Phạm vi\n1. Trạm.\n2. Máy.\nĐiều 2. Hiệu lực\n{_in_force('2022-03-01')}"
)  # fmt: skip
AMENDING = _decree(
    "40/2023/NĐ-CP", "2023-05-05", "Sửa đổi, bổ sung một số điều của Nghị định số 15/2022/NĐ-CP ngày 10 tháng 01 năm 2022 của Chính phủ",
    "Điều 1. Sửa đổi, bổ sung khoản 2 Điều 1 Nghị định số 15/2022/NĐ-CP như sau:\n“2. Máy và ống.”\n"
    f"Điều 2. Hiệu lực\n{_in_force('2023-06-01')}",
)  # fmt: skip
GUIDE = """BỘ XÂY DỰNG

Số: 7/2022/TT-BXD

Hà Nội, ngày 15 tháng 3 năm 2022

THÔNG TƯ
Hướng dẫn vận hành hồ chứa

Căn cứ Nghị định số 10/2021/NĐ-CP ngày 09 tháng 02 năm 2021 của Chính phủ về quản lý hồ chứa nước;
Căn cứ Nghị định số 15/2022/NĐ-CP ngày 10 tháng 01 năm 2022 của Chính phủ về vận hành trạm bơm;

Điều 1. Phạm vi
1. Thông tư này áp dụng cho hồ nêu tại khoản 1 Điều 1 Nghị định số 10/2021/NĐ-CP.
2. Máy bơm theo Điều 1 Nghị định số 15/2022/NĐ-CP và từ Điều 1 đến Điều 2 Nghị định số 15/2022/NĐ-CP.
Điều 2. Hiệu lực
Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2022.
"""
DIGEST = """---
number: 99/QĐ-TTg
type: Quyết định
date: 2020-01-15
effective: 2020-01-15
title: Phê duyệt Đề án tưới tiêu (bản tóm lược)
---
Điều 1. Văn bản này là gì
Một bản tóm lược.
"""
_ACT = """시험도시 조성 및 지원 등에 관한 법률
[시행 {effective}] [법률 제{number}호, {issued}, 일부개정]

제1조(목적) 이 법은 시험도시의 조성을 목적으로 한다.
제2조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다.
1. 시험도시란 시험하는 도시를 말한다.
2. 시험시설이란 시험하는 시설을 말한다.
제3조 삭제 <2017. 3. 21.>
{more}
부칙 <제14569호, 2017. 2. 8.>
이 법은 공포한 날부터 시행한다.
부칙 <제{number}호, {issued}>
이 법은 공포한 날부터 시행한다.
"""
ACT_OLD = _ACT.format(number="16631", issued="2019. 11. 26.", effective="2020. 2. 27.", more="")
ACT_NEW = _ACT.format(
    number="18522",
    issued="2021. 11. 30.",
    effective="2022. 12. 1.",
    more="제4조(지원) ① 국가는 지원한다.\n② 시장은 지원한다.\n",
)
ACT_COMING = """시험하천 보전에 관한 법률
[시행 2026. 12. 3.] [법률 제21168호, 2025. 12. 2., 일부개정]

제1조(목적) 이 법은 하천의 보전을 목적으로 한다.
부칙 <제11000호, 2012. 2. 8.>
이 법은 공포한 날부터 시행한다.
부칙 <제21168호, 2025. 12. 2.>
이 법은 2026년 12월 3일부터 시행한다.
"""
TEXTS = {
    "vi/old": OLD, "vi/new": NEW, "vi/coming": COMING, "vi/base": BASE, "vi/amending": AMENDING, "vi/guide": GUIDE,
    "vi/digest": DIGEST, "ko/act-old": ACT_OLD, "ko/act-new": ACT_NEW, "ko/act-coming": ACT_COMING,
}  # fmt: skip
TITLE = "「시험도시 조성 및 지원 등에 관한 법률」"


def _read(text: str) -> Document:
    return parse_document(read_text(text, format="markdown"))


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A knowledge base of these texts."""
    home = tmp_path_factory.mktemp("law")
    with IndexBuilder(home, HashingEncoder()) as builder:
        builder.add((document_id, _read(text)) for document_id, text in TEXTS.items())
    with KnowledgeBase.open(home) as opened:
        yield opened


def _only(law: KnowledgeBase, text: str) -> Finding:
    [finding] = law.check(text, ON).findings
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
    findings = law.check(text, ON).findings
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
        day: [one.verdict for one in law.check(text, day).findings] for day in ("2026-06-30", "2026-07-01")
    }
    assert verdicts["2026-06-30"] == ["exists", "not_yet_in_force"]
    assert verdicts["2026-07-01"] == ["repealed", "exists"]
    added = f"{TITLE} 제4조에 따른다."
    assert [law.check(added, day).findings[0].verdict for day in ("2021-01-01", ON)] == [
        "wrong_provision",
        "exists",
    ]
    with pytest.raises(InvalidQueryError):
        law.check(text, "2026")


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("18522", "exists"), ("14569", "exists"), ("18521", "wrong_number"), ("16631", "superseded")],
)
def test_a_promulgation_number_belongs_to_its_title(law: KnowledgeBase, number: str, verdict: str) -> None:
    findings = law.check(f"{TITLE}(법률 제{number}호)에 따른다.", ON).findings
    assert [one.verdict for one in findings] == ["exists", verdict]


def test_a_later_version_is_not_yet_in_force_by_its_number(law: KnowledgeBase) -> None:
    findings = law.check("「시험하천 보전에 관한 법률」(법률 제21168호)에 따른다.", ON).findings
    assert [one.verdict for one in findings] == ["validity_unknown", "not_yet_in_force"]


def test_a_draft_is_checked_against_itself(law: KnowledgeBase) -> None:
    draft = _decree(
        "5/2026/NĐ-CP", "2026-08-01", "Về nước",
        "Điều 1. Một\n1. Hồ.\n2. Như khoản 1 Điều này.\n3. Như khoản 8 Điều này.\nĐiều 2. Hai\nNhư Điều 1 và Điều 6 Nghị định này.\n",
    )  # fmt: skip
    own = law.check(_read(draft), ON)
    assert [one.verdict for one in own.findings] == ["exists", "wrong_provision", "wrong_provision"]
    assert own.findings[1].suggestion == "khoản 1 Điều 1 – khoản 3 Điều 1"
    assert own.faults == own.findings[1:]


def test_a_later_mention_without_year_means_the_dated_one(law: KnowledgeBase) -> None:
    alone = _only(law, "Theo Quyết định số 99/QĐ-TTg.")
    assert alone.meant.document_ids == ("vi/digest",)
    assert not alone.meant.certain
    text = "Theo Quyết định số 99/QĐ-TTg ngày 15 tháng 01 năm 2020. Nay theo Quyết định số 99/QĐ-TTg."
    assert [one.meant.certain for one in law.check(text, ON).findings] == [True, True]


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
    report = law.check(separator.join(sentences), ON)
    expected = [citation.span for citation in find_citations(parse_document(read_text(report.text)))]
    assert [one.span for one in report.findings] == expected
    assert all(one.span.of(report.text) == one.text == one.citation.raw for one in report.findings)
    assert all(one.message.endswith(".") for one in report.findings)


def test_links_in_both_directions_agree(law: KnowledgeBase) -> None:
    forward = {
        (link.source, link.span, target)
        for record in law.documents()
        for link in law.cites(record.document_id)
        for target in link.meant.document_ids[:1]
    }
    backward = {
        (link.source, link.span, link.meant.document_ids[0])
        for record in law.documents()
        for link in law.cited_by(record.document_id)
    }
    assert forward
    assert forward == backward


def test_provisions_are_cited_exactly_below_and_around(law: KnowledgeBase) -> None:
    def citing(identifier: str) -> list[tuple[str, str]]:
        return [
            (link.text, link.reach) for link in law.cited_by(identifier) if link.source.startswith("vi/guide")
        ]

    assert [reach for _, reach in citing("vi/base#dieu-1")] == ["exact", "exact"]
    assert [reach for _, reach in citing("vi/base#dieu-1.khoan-2")] == ["around", "around"]
    assert [reach for _, reach in citing("vi/old#dieu-1")] == ["below"]
    assert len(citing("vi/base")) == 3
    assert len(citing("vn/nd/cp/2022/15")) == 3
    assert [link.text for link in law.cites("vi/guide#dieu-1.khoan-1")] == [
        "khoản 1 Điều 1 Nghị định số 10/2021/NĐ-CP"
    ]


def test_the_audit_finds_dead_references_and_changed_bases(law: KnowledgeBase) -> None:
    report = law.audit(ON)
    found = [(one.source, one.finding.verdict, one.basis) for one in report.entries]
    assert [(verdict, basis) for _, verdict, basis in found] == [
        ("repealed", True),
        ("amended", True),
        ("repealed", False),
    ]
    assert found[2][0] == "vi/guide#dieu-1.khoan-1"
    assert report.entries[1].changed_by == ("vi/amending",)
    assert report.citations >= report.resolved >= 3
    before = law.audit("2022-06-01").entries
    assert before == ()


@pytest.mark.parametrize("identifier", ["nothing", "vi/old#dieu-99", "vn/nd/cp/1999/1", "#"])
def test_what_is_not_here_is_an_error(law: KnowledgeBase, identifier: str) -> None:
    for ask in (law.cites, law.cited_by, law.validity):
        with pytest.raises(NotFoundError):
            ask(identifier)


def test_a_work_answers_to_its_names(law: KnowledgeBase) -> None:
    for name in ("vn/nd/cp/2021/10", "10/2021/NĐ-CP", "vi/old"):
        assert law.timeline(name, ON).work == "vn/nd/cp/2021/10"
    versions = law.timeline("시험도시 조성 및 지원 등에 관한 법률", ON).expressions
    assert [one.document_id for one in versions] == ["ko/act-old", "ko/act-new"]
