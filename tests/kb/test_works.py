"""Works: documents gathered by the law they hold, and what a citation means among them."""

import pytest

from corpus.citations.find import find_citations
from corpus.models import Header
from indexer.models import DocumentRecord
from kb.works import Works


def record(document_id: str, **header: str) -> DocumentRecord:
    return DocumentRecord(abs(hash(document_id)), document_id, "", "", "vi", Header(**header), 0, 0, 0, "")  # type: ignore[arg-type]


SCHEME_2010 = record(
    "2010.md", work_id="vn/qd/ttg/2010/1755", number="1755/QĐ-TTg", type="qd", issued="2010-09-22"
)
SCHEME_2016 = record(
    "2016.md", work_id="vn/qd/ttg/2016/1755", number="1755/QĐ-TTg", type="qd", issued="2016-09-08"
)
DIGEST_2016 = record(
    "tin.md", work_id="vn/qd/ttg/2016/1755", number="1755/QĐ-TTg", type="qd", issued="2016-09-08"
)
INVESTMENT = record(
    "dautu.md",
    work_id="vn/luat/qh14/2020/61",
    number="61/2020/QH14",
    type="luat",
    title="Đầu tư",
    issued="2020-06-17",
)
HOUSING = record(
    "housing.md",
    number="법률 제21447호",
    type="act",
    title="주택법",
    issued="2026-03-05",
    effective="2026-07-01",
)
HOUSING_2024 = record(
    "housing-2024.xml",
    work_id="kr/act/001809",
    number="법률 제20393호",
    type="act",
    title="주택법",
    issued="2024-03-26",
    effective="2024-09-27",
)


@pytest.fixture(scope="module")
def works() -> Works:
    return Works.of([SCHEME_2016, DIGEST_2016, SCHEME_2010, INVESTMENT, HOUSING, HOUSING_2024])


@pytest.mark.parametrize(
    ("text", "documents", "certain", "contradictions"),
    [
        ("Quyết định số 1755/QĐ-TTg ngày 22/9/2010", ["2010.md"], True, ()),
        ("Quyết định số 1755/QĐ-TTg ngày 09/9/2016", ["2016.md"], True, ()),
        ("Quyết định số 1755/QĐ-TTg ngày 01/9/2016", ["2016.md"], True, ("date",)),
        ("Quyết định số 1755/QĐ-TTg", ["2010.md", "2016.md"], False, ()),
        ("Quyết định số 1755/QĐ-TTg ngày 22/9/2012", [], False, ()),
        ("Nghị định số 1755/NĐ-CP", [], False, ()),
        ("Luật Đầu tư số 61/2020/QH14", ["dautu.md"], True, ()),
        ("Luật Đầu tư năm 2020", ["dautu.md"], True, ()),
        ("Luật Đầu tư", ["dautu.md"], False, ()),
        ("Luật Đầu tư năm 2014", [], False, ()),
        ("「주택법」 제2조", ["housing-2024.xml"], True, ()),
        ("「주택법 시행령」 제2조", [], False, ()),
    ],
)
def test_what_a_citation_means(
    works: Works, text: str, documents: list[str], certain: bool, contradictions: tuple[str, ...]
) -> None:
    meaning = works.mean(find_citations(text)[0])
    assert [work.documents[0].document_id for work in meaning.works] == documents
    assert (meaning.certain, meaning.contradictions) == (certain, contradictions)


def test_expressions_of_one_work_stand_in_the_order_of_their_days(works: Works) -> None:
    work = works.by_document["housing.md"]
    assert work.key == "kr/act/001809"
    assert [one.document_id for one in work.documents] == ["housing-2024.xml", "housing.md"]
    assert len(works.by_document["tin.md"].documents) == 2
    assert len(list(works)) == 4


def test_another_year_is_near_but_not_meant(works: Works) -> None:
    citation = find_citations("Quyết định số 1755/QĐ-TTg ngày 22/9/2012")[0]
    assert {work.key for work in works.near(citation)} == {"vn/qd/ttg/2010/1755", "vn/qd/ttg/2016/1755"}
