"""Names: every form in which people call a document finds it, and nothing else."""

from collections.abc import Callable

import pytest

from indexer.models import DocumentRecord
from kb.naming import Names, running_number


@pytest.fixture
def names(make_record: Callable[..., DocumentRecord]) -> Names:
    documents: list[DocumentRecord] = [
        make_record(
            "950", number="950/QĐ-TTg", type="qd", work_id="vn/qd/ttg/2018/950", title="Phê duyệt Đề án 950"
        ),
        make_record("950-bxd", number="950/QĐ-BXD", type="qd", title="Ban hành kế hoạch"),
        make_record("269", number="269/2025/NĐ-CP", type="nd", title="Phát triển đô thị thông minh"),
        make_record(
            "act", number="법률 제16631호", type="act", title="스마트도시 조성 및 산업진흥 등에 관한 법률"
        ),
        make_record(
            "decree",
            number="대통령령 제34872호",
            type="pd",
            title="스마트도시 조성 및 산업진흥 등에 관한 법률 시행령",
        ),
        make_record(
            "rule",
            number="국토교통부령 제894호",
            type="mo",
            title="스마트도시 조성 및 산업진흥 등에 관한 법률 시행규칙",
        ),
        make_record(
            "plan", number="국토교통부고시 제2025-168호", type="gosi", title="스마트도시 인증 운영지침"
        ),
        make_record("law", number="50/2014/QH13", type="luat", title="Xây dựng"),
        make_record("digest", number="62/2020/QH14", type="luat", title="Nhà ở (bản tóm lược)"),
        make_record("untitled"),
    ]
    return Names.of(documents)


def ids(records: tuple[DocumentRecord, ...]) -> list[str]:
    return [record.document_id for record in records]


@pytest.mark.parametrize(
    ("number", "printed", "expected"),
    [
        ("950", "950/QĐ-TTg", ["950"]),
        ("950", "0950 / qd–ttg", ["950"]),
        ("950", None, ["950", "950-bxd"]),
        ("950", "950/QĐ-BTC", []),
        ("269", "269/2025/NĐ-CP", ["269"]),
        ("16631", None, ["act"]),
        ("16631", "법률 제16631호", ["act"]),
        ("168", "국토교통부고시 제2025-168호", ["plan"]),
        ("951", None, []),
    ],
)
def test_by_number(names: Names, number: str, printed: str | None, expected: list[str]) -> None:
    assert ids(names.numbered(number, printed)) == expected


@pytest.mark.parametrize(
    ("title", "kind", "expected"),
    [
        ("스마트도시 조성 및 산업진흥 등에 관한 법률", None, ["act"]),
        ("「스마트도시조성및산업진흥등에관한법률」", None, ["act"]),
        ("스마트도시법", None, ["act"]),
        ("스마트도시법 시행령", None, ["decree"]),
        ("스마트도시법시행규칙", None, ["rule"]),
        ("유비쿼터스도시법", None, ["act"]),
        ("Smart City Act", None, ["act"]),
        ("Luật Xây dựng", None, ["law"]),
        ("luat xay dung", None, ["law"]),
        ("Xây dựng", "luat", ["law"]),
        # A stem of two syllables begins too many titles.
        ("도시법", None, []),
        ("국토계획법", None, []),
    ],
)
def test_by_title(names: Names, title: str, kind: str | None, expected: list[str]) -> None:
    assert ids(names.titled(title, kind)) == expected


def test_a_remark_on_the_edition_is_no_part_of_the_name(names: Names) -> None:
    assert ids(names.titled("Luật Nhà ở")) == ids(names.titled("Nhà ở (bản tóm lược)")) == ["digest"]


def test_by_work_id_or_printed_number(names: Names) -> None:
    assert ids(names.identified("vn/qd/ttg/2018/950")) == ["950"]
    assert ids(names.identified("950/QĐ-BXD")) == ["950-bxd"]
    assert names.identified("vn/qd/ttg/2019/950") == ()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("02/CT-TTg", "2"),
        ("36a/NQ-CP", "36a"),
        ("법률 제16631호", "16631"),
        ("số 950", "950"),
        ("không số", None),
    ],
)
def test_running_numbers(number: str, expected: str | None) -> None:
    assert running_number(number) == expected


def test_a_disputed_number_finds_the_work(make_record: Callable[..., DocumentRecord]) -> None:
    record = make_record(
        "a", number="388/QĐ-BXD", type="qd", work_id="vn/qd/bxd/2022/388", aliases=("38/QĐ-BXD",)
    )
    names = Names.of([record])
    assert names.identified("38/QĐ-BXD") == (record,)
    assert names.numbered("38") == names.numbered("388", "388/QĐ-BXD") == (record,)
