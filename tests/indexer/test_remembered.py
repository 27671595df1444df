"""What is remembered is what would be read, and never more than there is room for."""

from collections.abc import Collection
from unittest.mock import Mock

from hypothesis import given
from hypothesis import strategies as st

from indexer.remembered import Kept, Remembered


@given(st.lists(st.lists(st.integers(0, 12), max_size=6), max_size=20), st.integers(0, 30))
def test_it_answers_as_reading_would_within_its_bound(asked: list[list[int]], most: int) -> None:
    def read(keys: Collection[int]) -> dict[int, str]:
        return {key: "x" * key for key in keys if key != 7}

    remembered = Remembered(read, most, weigh=len)
    for keys in asked:
        assert remembered.of(keys) == read(keys)
        assert sum(map(len, remembered._known.values())) == remembered._weight <= most


def test_what_was_used_last_is_not_read_again() -> None:
    reads: list[int] = []

    def read(keys: Collection[int]) -> dict[int, int]:
        reads.extend(keys)
        return {**{key: key for key in keys}, 100: 100}

    remembered = Remembered(read, 3)
    assert remembered.of([1, 2]) == {1: 1, 2: 2}
    assert remembered.of([1, 100]) == {1: 1, 100: 100}
    remembered.of([3])
    remembered.of([1, 100, 3])
    remembered.of([2])
    assert reads == [1, 2, 3, 2]
    assert [remembered.has(key) for key in (1, 2, 3, 100)] == [False, True, True, True]


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 4))
def test_what_was_asked_for_last_is_kept_and_made_once(asked: list[int], most: int) -> None:
    kept = Kept[int, str](most)
    recent: list[int] = []
    for key in asked:
        makes = Mock(return_value=str(key))
        assert kept.get(key, makes) == str(key)
        assert makes.called == (key not in recent)
        recent = [*(one for one in recent if one != key), key][-most:]
