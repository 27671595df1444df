"""Embeddings that no network makes: remembered ones are those of the index, clustered ones depend on the text alone."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.document import parse_document
from corpus.readers import read_text
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from indexer.models import Embeddings
from tests.benchmarks.clustered import ClusteredEmbeddings
from tests.benchmarks.remembering import RememberingEncoder

_TEXTS = ["đô thị", "giao thông", "nước sạch"]


class _Asked(HashingEncoder):
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        self.texts.extend(texts)
        return super().encode_passages(texts)


@pytest.fixture
def real() -> Embeddings:
    rows = np.random.default_rng(1).standard_normal((20, 8)).astype(np.float32)
    unit: Embeddings = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


@pytest.fixture
def known(tmp_path: Path) -> tuple[Path, list[str]]:
    """A knowledge base, and the texts whose embeddings it holds."""
    document = parse_document(
        read_text("Điều 1. Phạm vi\nĐô thị thông minh.\nĐiều 2. Trách nhiệm\nGiao thông.")
    )
    encoder = _Asked()
    with IndexBuilder(tmp_path / "known", encoder) as builder:
        builder.add([("a", document)])
    return tmp_path / "known", encoder.texts


def test_only_what_is_unknown_is_embedded(known: tuple[Path, list[str]]) -> None:
    home, texts = known
    asked = _Asked()
    rows = RememberingEncoder(asked, home).encode_passages(["nước", *texts, "sạch"])
    assert asked.texts == ["nước", "sạch"]
    expected = HashingEncoder().encode_passages(["nước", *texts, "sạch"])
    assert rows == pytest.approx(expected, abs=1e-3)


def test_another_way_to_embed_the_unknown(known: tuple[Path, list[str]], real: Embeddings) -> None:
    home, texts = known
    asked = _Asked()
    rows = RememberingEncoder(
        asked, home, lambda some: np.zeros((len(some), 256), np.float32)
    ).encode_passages([texts[1], "nước"])
    assert not asked.texts
    assert rows.any(axis=1).tolist() == [True, False]


def test_a_clustered_embedding_depends_on_its_text_alone(real: Embeddings) -> None:
    clustered = ClusteredEmbeddings(real)
    rows = clustered(_TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (3, 8)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0)
    assert np.array_equal(clustered(_TEXTS[::-1]), rows[::-1])
    assert np.array_equal(ClusteredEmbeddings(real)(_TEXTS[1:2]), rows[1:2])
    assert len(np.unique(rows, axis=0)) == 3
