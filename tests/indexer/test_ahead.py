import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.builder.ahead import ahead

MEGABYTE = 1 << 20


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 200 * MEGABYTE), max_size=60))
def test_results_come_in_the_order_of_the_items(sizes: list[int]) -> None:
    items = list(enumerate(sizes))
    assert list(ahead(lambda item: item[0], items, lambda item: item[1])) == list(range(len(items)))


@pytest.fixture
def drawn() -> Callable[[int], int]:
    """How many items of one size are drawn before the first result is asked for a second time."""

    def count(size: int) -> int:
        seen = []

        def items() -> Iterator[int]:
            for number in range(100):
                seen.append(number)
                yield number

        results = ahead(lambda number: number, items(), lambda _: size)
        next(results)
        results.close()
        return len(seen)

    return count


def test_few_items_and_few_bytes_are_ahead(drawn: Callable[[int], int]) -> None:
    assert drawn(1) == 17
    assert drawn(20 * MEGABYTE) == 4
    assert drawn(500 * MEGABYTE) == 2


def test_what_work_raises_comes_where_its_result_would_have_come() -> None:
    def work(number: int) -> int:
        if number == 2:
            raise ValueError(number)
        return number

    results = ahead(work, range(4), lambda _: 0)
    assert [next(results), next(results)] == [0, 1]
    with pytest.raises(ValueError, match="2"):
        next(results)


def test_work_is_done_elsewhere_and_items_are_drawn_here() -> None:
    here = threading.get_ident()

    def items() -> Iterator[int]:
        yield threading.get_ident()

    (outcome,) = ahead(lambda drawn: (drawn, threading.get_ident()), items(), lambda _: 0)
    assert outcome[0] == here != outcome[1]
