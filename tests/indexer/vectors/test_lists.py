import shutil
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.models import Embeddings, VectorFacts
from indexer.vectors import AllowedPassages, VectorIndex, VectorWriter, training, writer

_DIMENSION, _COUNT = 32, 6000


def _clustered(count: int, seed: int) -> Embeddings:
    """Embeddings in a narrow cone about 40 directions, as encoders have them."""
    random = np.random.default_rng(seed)
    centres = np.random.default_rng(1).standard_normal((40, _DIMENSION))
    values = centres[random.integers(0, 40, count)] + 0.6 * random.standard_normal((count, _DIMENSION))
    values[:, 0] += 12
    values /= np.linalg.norm(values, axis=1, keepdims=True)
    rows: Embeddings = values.astype(np.float16).astype(np.float32)
    return rows


@pytest.fixture(autouse=True)
def early_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "QUANTIZED_FROM", 2000)
    monkeypatch.setattr(training, "LISTED_FROM", 2000)


def _written(
    folder: Path, numbers: NDArray[np.int64], base: Path | None = None, recall: float = 0.95
) -> VectorFacts:
    made = VectorWriter(folder, _DIMENSION, recall, base)
    made.add([(numbers, _clustered(_COUNT, 2)[numbers])])
    return made.finish()


def _found(index: VectorIndex, questions: Embeddings, allowed: NDArray[np.int64]) -> float:
    """Share of the best ten among the allowed passages that the index finds."""
    rows, hits = _clustered(_COUNT, 2)[allowed], 0
    for question in questions:
        expected = allowed[np.argsort(-(rows @ question), kind="stable")[:10]]
        limits = AllowedPassages(allowed) if len(allowed) < _COUNT else None
        hits += len({p.passage for p in index.search(question, 10, limits)} & set(expected.tolist()))
    return hits / (min(10, len(allowed)) * len(questions))


@pytest.mark.parametrize("share", [1, 3, 30, 300, 3000])
def test_a_filter_of_any_selectivity_keeps_recall(tmp_path: Path, share: int) -> None:
    facts = _written(tmp_path / "index", np.arange(_COUNT))
    assert (facts.kind, facts.segments) == ("lists", 1)
    assert facts.recall >= 0.95
    assert _found(VectorIndex(tmp_path / "index"), _clustered(50, 9), np.arange(0, _COUNT, share)) >= 0.93


@pytest.mark.parametrize("listed_from", [2000, 1_000_000])
def test_a_search_with_the_mean_taken_off_finds_what_an_exact_index_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed_from: int
) -> None:
    monkeypatch.setattr(training, "LISTED_FROM", listed_from)
    _written(tmp_path / "lists", np.arange(_COUNT))
    _written(tmp_path / "exact", np.arange(_COUNT), recall=1.0)
    index, exact = VectorIndex(tmp_path / "lists"), VectorIndex(tmp_path / "exact")
    found = 0
    for question in _clustered(50, 9):
        right = dict(exact.search(question, 20, centred=True))
        answer = dict(index.search(question, 20, centred=True))
        found += len(right.keys() & answer.keys())
        assert all(right[passage] == answer[passage] for passage in right.keys() & answer.keys())
    assert found >= 0.95 * 50 * 20


def test_a_middling_segment_has_one_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "LISTED_FROM", 1_000_000)
    assert _written(tmp_path / "index", np.arange(_COUNT)).kind == "lists"
    index = VectorIndex(tmp_path / "index")
    (segment,) = index._segments
    assert segment.centres
    assert len(segment.centres.centres) == 1
    for share in (1, 3):
        assert _found(index, _clustered(50, 9), np.arange(0, _COUNT, share)) >= 0.98


def test_scores_are_those_of_an_exact_index(tmp_path: Path) -> None:
    _written(tmp_path / "lists", np.arange(_COUNT))
    facts = _written(tmp_path / "exact", np.arange(_COUNT), recall=1.0)
    assert facts == VectorFacts("exact", 1, 1.0)
    question = _clustered(1, 9)[0]
    exact = dict(VectorIndex(tmp_path / "exact").search(question, 300))
    found = VectorIndex(tmp_path / "lists").search(question, 100)
    assert len(found) == 100
    assert all(exact[passage] == score for passage, score in found if passage in exact)


def test_as_many_as_asked_for_are_found_whatever_the_filter_and_what_is_deleted(tmp_path: Path) -> None:
    _written(tmp_path / "0", np.arange(_COUNT))
    made = VectorWriter(tmp_path / "1", _DIMENSION, 0.95, tmp_path / "0")
    made.delete(range(0, _COUNT, 7))
    assert made.finish().kind == "lists"
    index, allowed = VectorIndex(tmp_path / "1"), np.arange(0, _COUNT, 2)
    found = index.search(_clustered(1, 9)[0], 4000, AllowedPassages(allowed))
    assert {posting.passage for posting in found} == {one for one in allowed.tolist() if one % 7}
    assert not [posting for posting in index.search(_clustered(1, 9)[0], 500) if posting.passage % 7 == 0]


def test_what_is_added_goes_into_the_lists_that_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(tmp_path / "0", np.arange(4000))
    monkeypatch.setattr("indexer.vectors.training._trained", lambda _: pytest.fail("trained again"))
    facts = _written(tmp_path / "1", np.arange(4000, _COUNT), tmp_path / "0")
    assert (facts.kind, facts.segments) == ("lists", 1)
    assert _found(VectorIndex(tmp_path / "1"), _clustered(50, 9), np.arange(_COUNT)) >= 0.93


def test_lists_that_find_too_little_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.vectors.training._REACHES", (0.0,))
    assert _written(tmp_path / "index", np.arange(_COUNT)) == VectorFacts("exact", 1, 1.0)


def test_the_embeddings_are_mapped_and_not_read(tmp_path: Path) -> None:
    _written(tmp_path / "index", np.arange(_COUNT))
    index = VectorIndex(tmp_path / "index")
    (segment,) = index._segments
    codes: Any = segment.rows.index.codes
    assert not codes.is_owned
    assert segment.centres


def test_what_stays_is_shared_with_the_next_state_and_outlives_the_folder_of_the_first(
    tmp_path: Path,
) -> None:
    _written(tmp_path / "0", np.arange(_COUNT - 10))
    first = VectorIndex(tmp_path / "0")
    _written(tmp_path / "1", np.arange(_COUNT - 10, _COUNT), tmp_path / "0")
    questions = _clustered(20, 9)
    expected = [VectorIndex(tmp_path / "1").search(question, 10) for question in questions]
    (kept,) = first._segments
    shutil.rmtree(tmp_path / "0")
    second = VectorIndex(tmp_path / "1")
    assert second._segments[0] is kept
    assert [second.search(question, 10) for question in questions] == expected
    assert second._segments[1] is not kept
    gone = weakref.ref(kept)
    del first, second, kept
    assert gone() is None
