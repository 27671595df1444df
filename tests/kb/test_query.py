"""Queries: what is refused, and what the words say of themselves."""

import unicodedata

import pytest

from corpus.errors import InvalidQueryError
from corpus.models import Language
from indexer.models import Filters
from kb.query import MAX_CHARACTERS, Query, analyze


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"text": ""}, "empty"),
        ({"text": " \n\t"}, "empty"),
        ({"text": "a" * (MAX_CHARACTERS + 1)}, "2001 characters"),
        ({"text": "a", "limit": 0}, "limit is 0"),
        ({"text": "a", "limit": 101}, "limit is 101"),
        ({"text": "a", "language": "fr"}, "unknown language 'fr'"),
        ({"text": "a", "issued_from": "1/8/2018"}, "no date"),
        ({"text": "a", "issued_from": "2018-13"}, "not in the calendar"),
        ({"text": "a", "issued_to": "2018-02-30"}, "not in the calendar"),
        ({"text": "a", "issued_to": "0000"}, "not in the calendar"),
        ({"text": "a", "issued_from": "2018-02", "issued_to": "2018-01"}, "is empty: swap"),
    ],
)
def test_what_is_refused(parameters: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidQueryError, match=message):
        Query(**parameters)  # type: ignore[arg-type]  # wrong on purpose


def test_limits_are_inclusive() -> None:
    assert Query("a" * MAX_CHARACTERS, limit=100).limit == 100
    assert Query("a", limit=1).limit == 1


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2018", "2018", ("2018-01-01", "2018-12-31")),
        ("2020-02", "2020-02", ("2020-02-01", "2020-02-29")),
        ("2018-08-01", "2018-08-01", ("2018-08-01", "2018-08-01")),
        (None, "2100-02", (None, "2100-02-28")),
    ],
)
def test_dates_are_written_out_to_the_day(
    first: str | None, last: str | None, expected: tuple[str | None, str | None]
) -> None:
    filters = Query("a", issued_from=first, issued_to=last).filters
    assert (filters.issued_from, filters.issued_to) == expected


def test_filters_without_limits() -> None:
    assert Query("a").filters == Filters()
    assert Query("a", types=("qd",), issuers=("ttg",)).filters == Filters(types=("qd",), issuers=("ttg",))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Quyết định nào phê duyệt đề án đô thị thông minh?", "vi"),
        ("quyet dinh phe duyet de an do thi thong minh", "vi"),
        ("스마트도시의 정의", "ko"),
        ("which decree defines a smart city", "en"),
    ],
)
def test_language_of_a_question(text: str, language: Language) -> None:
    assert analyze(Query(text)).language == language


def test_decomposed_text_is_composed_and_stripped() -> None:
    question = "đô thị thông minh"
    assert analyze(Query(f"  {unicodedata.normalize('NFD', question)}\n")).text == question
