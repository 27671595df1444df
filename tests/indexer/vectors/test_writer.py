from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from indexer.models import Embeddings, Posting, VectorFacts
from indexer.vectors import AllowedPassages, VectorIndex, VectorWriter

_DIMENSION = 8

Commits = list[tuple[int, frozenset[int]]]
"""For each commit, how many passages come and which of those there may be go."""


def _rows(count: int) -> Embeddings:
    """Few different directions, so that many scores are equal."""
    random = np.random.default_rng(3)
    values = random.integers(-2, 3, (count, _DIMENSION)).astype(np.float32) + 0.01
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    rows: Embeddings = values.astype(np.float16).astype(np.float32)
    return rows


def _committed(folder: Path, commits: Commits) -> tuple[VectorIndex, NDArray[np.int64], list[VectorFacts]]:
    """An index after these commits, the numbers it must hold, and what was told of it each time."""
    base, alive, facts, following = None, np.array([], dtype=np.int64), [], 0
    rows = _rows(sum(added for added, _ in commits))
    for place, (added, removed) in enumerate(commits):
        gone = alive[np.isin(alive, list(removed))]
        new = np.arange(following, following + added)
        writer = VectorWriter(folder / str(place), _DIMENSION, 1.0, base)
        writer.delete(gone.tolist())
        # In an order that is not that of their numbers.
        writer.add([(new[::-1], rows[new[::-1]])] if added else [])
        facts.append(writer.finish())
        base, alive, following = (
            folder / str(place),
            np.setdiff1d(np.append(alive, new), gone),
            following + added,
        )
    return VectorIndex(base or folder), alive, facts


def _fresh(folder: Path, numbers: NDArray[np.int64], rows: Embeddings) -> VectorIndex:
    writer = VectorWriter(folder, _DIMENSION, 1.0)
    writer.add([(numbers, rows[numbers])] if len(numbers) else [])
    writer.finish()
    return VectorIndex(folder)


def _searches(index: VectorIndex, query: Embeddings, filters: Sequence[set[int]]) -> list[list[Posting]]:
    allowed = [AllowedPassages(np.array(sorted(one), dtype=np.int64)) for one in filters]
    return [
        index.search(query, 12, one, centred=centred) for one in (None, *allowed) for centred in (False, True)
    ]


@settings(deadline=None, max_examples=60)
@given(
    commits=st.lists(
        st.tuples(st.integers(0, 60), st.frozensets(st.integers(0, 200), max_size=80)), min_size=1, max_size=8
    ),
    filters=st.lists(st.sets(st.integers(0, 300), max_size=150), max_size=3),
)
def test_any_history_gives_the_answers_of_an_index_made_from_nothing(
    commits: Commits, filters: list[set[int]]
) -> None:
    with TemporaryDirectory() as folder:
        index, alive, _ = _committed(Path(folder) / "lived", commits)
        rows = _rows(sum(added for added, _ in commits))
        fresh = _fresh(Path(folder) / "fresh", alive, rows)
        assert len(index) == len(fresh) == len(alive)
        assert np.array_equal(index.mean, fresh.mean)
        assert _searches(index, _rows(5)[4], filters) == _searches(fresh, _rows(5)[4], filters)


def test_segments_stay_few(tmp_path: Path) -> None:
    _, alive, facts = _committed(tmp_path, [(3, frozenset())] * 100)
    assert len(alive) == 300
    assert max(fact.segments for fact in facts) <= 5


def test_a_small_commit_takes_over_the_files_of_what_is_there(tmp_path: Path) -> None:
    _committed(tmp_path, [(200, frozenset()), (3, frozenset({7}))])
    old, new = (_inodes(tmp_path / name) for name in ("0", "1"))
    assert len(old) == 2
    assert old < new


def test_a_segment_of_which_much_is_deleted_is_written_anew(tmp_path: Path) -> None:
    _committed(tmp_path, [(100, frozenset()), (0, frozenset(range(30)))])
    assert not _inodes(tmp_path / "0") & _inodes(tmp_path / "1")
    (numbers,) = (tmp_path / "1").glob("*.numbers.npy")
    assert np.load(numbers).tolist() == list(range(30, 100))


def _inodes(folder: Path) -> set[int]:
    """Of the files of segments."""
    return {path.stat().st_ino for path in folder.iterdir() if path.name != "state.npz"}


def test_deleting_everything_leaves_an_index_of_nothing(tmp_path: Path) -> None:
    index, alive, facts = _committed(tmp_path, [(20, frozenset()), (0, frozenset(range(20)))])
    assert (len(index), len(alive), facts[-1].segments) == (0, 0, 0)
    assert not index.mean.any()


def test_numbers_that_are_not_there_cannot_be_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    writer = VectorWriter(folder, _DIMENSION, 1.0)
    writer.delete([4])
    writer.add([(np.arange(3), _rows(3))])
    writer.delete([1, 77])
    writer.finish()
    found = VectorIndex(folder).search(_rows(1)[0], 10)
    assert sorted(posting.passage for posting in found) == [0, 2]
