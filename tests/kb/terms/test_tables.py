"""The tables of terms: well formed, with sources, each name with one meaning."""

from importlib.resources import files

import pytest

from corpus.normalize import key
from kb.query import Query, analyze
from kb.terms import ABBREVIATIONS, NAMES


@pytest.mark.parametrize("name", ["abbreviations.tsv", "names.tsv"])
def test_every_row_has_three_cells(name: str) -> None:
    lines = files("kb.terms").joinpath(name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert all(len(row) == 3 and all(cell == cell.strip() != "" for cell in row) for row in rows)
    assert len({key(row[0]).text for row in rows}) == len(rows)


def test_tables_are_not_empty() -> None:
    assert len(ABBREVIATIONS) > 60
    assert len(NAMES) > 30


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("thẩm quyền của Bộ Giao thông vận tải", {"Bộ Giao thông vận tải": "Bộ Xây dựng"}),
        ("tham quyen cua bo giao thong van tai", {"bo giao thong van tai": "Bộ Xây dựng"}),
        ("미래창조과학부가 정한 기준", {"미래창조과학부": "과학기술정보통신부"}),
        ("Luật Quy hoạch đô thị và nông thôn", {}),
        ("중대산업부문", {}),
        ("스마트시티와 스마트도시", {}),
    ],
)
def test_former_and_short_names(text: str, terms: dict[str, str]) -> None:
    assert dict(analyze(Query(text)).expansions.terms) == terms


def test_clauses_of_a_question() -> None:
    clauses = analyze(Query("UBND và Bộ Giao thông vận tải")).clauses
    assert [clause.alternatives for clause in clauses] == [
        ("UBND và Bộ Giao thông vận tải",),
        ("ủy ban nhân dân",),
        ("Bộ Xây dựng",),
    ]
    assert clauses[0].weight == clauses[1].weight > clauses[2].weight
