"""Links between documents, the audit, and the names that law answers to."""

import pytest

from corpus.errors import NotFoundError
from kb.knowledge_base import KnowledgeBase

ON = "2026-08-01"


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
