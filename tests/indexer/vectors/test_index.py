from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import IndexCorruptedError
from indexer.models import Embeddings, Posting
from indexer.vectors import AllowedPassages, VectorIndex, VectorWriter

Build = Callable[[NDArray[np.int64], Embeddings], VectorIndex]

_COUNT, _DIMENSION = 3000, 48


@pytest.fixture(scope="module")
def rows() -> Embeddings:
    random = np.random.default_rng(7)
    values = random.standard_normal((_COUNT, _DIMENSION)).astype(np.float32)
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    kept: Embeddings = values.astype(np.float16).astype(np.float32)
    return kept


@pytest.fixture(scope="module", params=[3, 20], ids=["near", "far apart"])
def numbers(request: pytest.FixtureRequest) -> NDArray[np.int64]:
    return np.arange(_COUNT, dtype=np.int64) * int(request.param) + 1_000_000


@pytest.fixture
def index(build: Build, rows: Embeddings, numbers: NDArray[np.int64]) -> VectorIndex:
    return build(numbers, rows)


def _by_dot_product(
    rows: Embeddings, numbers: NDArray[np.int64], query: Embeddings, limit: int
) -> list[tuple[int, float]]:
    scores = rows @ query
    order = np.lexsort((numbers, -scores))[:limit]
    return [(int(numbers[place]), float(scores[place])) for place in order]


def _same(found: list[Posting], expected: list[tuple[int, float]]) -> bool:
    numbers = [posting.passage for posting in found] == [number for number, _ in expected]
    return numbers and np.allclose([p.score for p in found], [score for _, score in expected], atol=2e-6)


def test_scores_are_the_cosines_numpy_computes(
    index: VectorIndex, rows: Embeddings, numbers: NDArray[np.int64]
) -> None:
    query = rows[5] * 0.8 + rows[9] * 0.6
    assert (len(index), index.dimension) == (_COUNT, _DIMENSION)
    assert _same(index.search(query, 100), _by_dot_product(rows, numbers, query, 100))


@pytest.mark.parametrize("share", [1, 10, 1000])
def test_the_filter_works_inside_the_search_and_speaks_of_passage_numbers(
    index: VectorIndex, rows: Embeddings, numbers: NDArray[np.int64], share: int
) -> None:
    allowed = np.arange(_COUNT) % share == share - 1
    expected = _by_dot_product(rows[allowed], numbers[allowed], rows[5], 100)
    assert _same(index.search(rows[5], 100, AllowedPassages(numbers[allowed])), expected)


def test_a_filter_may_name_passages_that_are_not_there(
    index: VectorIndex, numbers: NDArray[np.int64], rows: Embeddings
) -> None:
    allowed = AllowedPassages(np.array([3, int(numbers[8]), int(numbers[-1]) + 5]))
    assert [posting.passage for posting in index.search(rows[5], 10, allowed)] == [int(numbers[8])]


def test_centred_scores_are_the_cosines_with_the_mean_taken_off(
    build: Build, rows: Embeddings, numbers: NDArray[np.int64]
) -> None:
    # All of a language share a direction, as an encoder has it.
    together = rows + 2 * rows[7]
    together /= np.linalg.norm(together, axis=1, keepdims=True)
    together = together.astype(np.float16).astype(np.float32)
    index = build(numbers, together)
    assert np.allclose(index.mean, together.mean(axis=0), atol=1e-6)
    moved = together - together.mean(axis=0)
    moved /= np.linalg.norm(moved, axis=1, keepdims=True)
    found = index.search(rows[5], 20, centred=True)
    assert _same(found, _by_dot_product(moved, numbers, rows[5], 20))
    assert [posting.passage for posting in found] != [p.passage for p in index.search(rows[5], 20)]


def test_an_index_of_nothing_or_of_one_passage_can_be_centred(build: Build, rows: Embeddings) -> None:
    empty = build(np.array([], dtype=np.int64), rows[:0])
    assert empty.search(rows[0], 5) == empty.search(rows[0], 5, centred=True) == []
    assert build(np.array([4]), rows[:1]).search(rows[0], 5, centred=True) == [Posting(4, 0.0)]


def test_a_filter_nothing_passes_finds_nothing(index: VectorIndex, rows: Embeddings) -> None:
    assert index.search(rows[5], 10, AllowedPassages(np.array([], dtype=np.int64))) == []


def test_equal_embeddings_come_by_number_and_complete_up_to_the_limit(build: Build, rows: Embeddings) -> None:
    index = build(np.arange(500, 0, -1), np.repeat(rows[:1], 500, axis=0))
    assert [posting.passage for posting in index.search(rows[0], 40)] == list(range(1, 41))


@pytest.mark.parametrize("part", ["state.npz", "1.rows.faiss", "1.numbers.npy"])
@pytest.mark.parametrize("content", [None, b"", b"no index at all"])
def test_a_damaged_file_is_named(tmp_path: Path, rows: Embeddings, part: str, content: bytes | None) -> None:
    writer = VectorWriter(tmp_path / "index", _DIMENSION, 1.0)
    writer.add([(np.array([1, 2]), rows[:2])])
    writer.finish()
    path = tmp_path / "index" / part
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexCorruptedError) as caught:
        VectorIndex(tmp_path / "index")
    assert caught.value.file == path
