"""Invented decisions: the same from the same number, and what the parser makes of their text."""

from dataclasses import replace

import pytest

from corpus.document import parse_document
from corpus.readers import read_text
from tests.benchmarks.invented import Inventor

_REAL = """Dự án đô thị thông minh được lập trên cơ sở quy hoạch đã được phê duyệt và phù hợp với khả năng cân đối
vốn của địa phương. Cơ quan chủ trì lấy ý kiến bằng văn bản của các đơn vị liên quan trước khi trình cấp có thẩm quyền."""


@pytest.fixture
def inventor() -> Inventor:
    return Inventor([_REAL, _REAL.upper()])


def test_number_and_version_fix_a_decision(inventor: Inventor) -> None:
    again = Inventor([_REAL, _REAL.upper()])
    assert inventor.text(3) == again.text(3)
    assert inventor.text(3, 1) == again.text(3, 1)
    assert len({inventor.text(3), inventor.text(4), inventor.text(3, 1)}) == 3
    assert inventor.text(3).split("Điều 1.")[0] == inventor.text(3, 1).split("Điều 1.")[0]


def test_words_are_those_of_the_real_text(inventor: Inventor) -> None:
    _, _, articles = inventor.text(1).partition("Điều 2. ")
    known = {word.strip(".,").lower() for word in _REAL.split()} | {"điều"}
    said = {word.strip(".").lower() for word in articles.split()}
    assert {word for word in said if not word.isdecimal()} <= known


@pytest.mark.parametrize("number", [1, 7, 500_000_006])
def test_a_document_is_what_the_parser_makes_of_the_text(inventor: Inventor, number: int) -> None:
    parsed = parse_document(read_text(inventor.text(number, 2, 9)))
    invented = inventor.document(number, 2, 9)
    assert invented == replace(parsed, source=invented.source)
    assert invented.source.text == parsed.source.text
    assert invented.source.pages == parsed.source.pages
    assert bool(invented.relations) == (number % 7 == 0)
