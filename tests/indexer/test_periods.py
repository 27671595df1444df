import pytest

from corpus.errors import InvalidQueryError
from indexer.models import Filters
from indexer.periods import period, wanted_period


@pytest.mark.parametrize(
    ("date", "days"),
    [
        ("2018-08-01", (20180801, 20180801)),
        ("2026-06", (20260601, 20260631)),
        ("2018", (20180101, 20181231)),
        ("01/08/2018", None),
        ("2018-8-1", None),
        ("", None),
    ],
)
def test_a_date_means_its_first_to_its_last_day(date: str, days: tuple[int, int] | None) -> None:
    assert period(date) == days


def test_open_ends_are_open() -> None:
    assert wanted_period(Filters()) is None
    assert wanted_period(Filters(issued_from="2018-08-01")) == (20180801, 99991231)
    assert wanted_period(Filters(issued_to="2018-08")) == (0, 20180831)


def test_a_bound_that_is_no_date_is_refused() -> None:
    with pytest.raises(InvalidQueryError, match="'yesterday' is no date"):
        wanted_period(Filters(issued_from="yesterday"))
