"""What is remembered of passages: always what reading them gives, within the bound."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from indexer.remembered import Remembered

NUMBERS = st.lists(st.integers(0, 30), max_size=12)


class Shelf:
    """Knows the even numbers, and notes what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def read(self, numbers: Sequence[int]) -> Mapping[int, str]:
        self.asked += numbers
        return {number: str(number) for number in numbers if number % 2 == 0}


@given(st.lists(NUMBERS, max_size=8), st.integers(1, 20))
def test_the_answer_is_that_of_reading(requests: list[list[int]], most: int) -> None:
    remembered = Remembered(Shelf().read, most)
    for numbers in requests:
        assert remembered.of(numbers) == Shelf().read(numbers)


@given(NUMBERS)
def test_what_is_in_memory_is_not_read_again(numbers: list[int]) -> None:
    shelf = Shelf()
    remembered = Remembered(shelf.read, 100)
    known = remembered.of(numbers)
    shelf.asked.clear()
    assert remembered.of(numbers) == known
    assert not {number for number in shelf.asked if number % 2 == 0}


def test_too_much_is_forgotten() -> None:
    shelf = Shelf()
    remembered = Remembered(shelf.read, 3)
    remembered.of([2, 4, 6])
    remembered.of([8])
    shelf.asked.clear()
    remembered.of([2, 8])
    assert shelf.asked == [2]
