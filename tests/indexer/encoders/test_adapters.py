import json
import shutil
from importlib.resources import as_file
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import EncoderUnavailableError
from corpus.models import LANGUAGES
from indexer.encoders.adapters import ADAPTERS, QueryAdapter, adapted
from indexer.encoders.bundled import BundledEncoder
from indexer.models import Embeddings
from indexer.training.__main__ import write_adapter

LEARNT = ("ko",)


def unit_rows(seed: int, count: int = 5, dimension: int = 12) -> Embeddings:
    rows = np.random.default_rng(seed).standard_normal((count, dimension))
    unit: Embeddings = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def test_a_question_is_moved_along_the_map_and_scaled_to_unit_length() -> None:
    adapter = QueryAdapter(np.array([[3], [0]], dtype=np.float32), np.array([[0], [0.25]], dtype=np.float32))
    # (1, 0) has the inner product 3 with `down`, so .75 of the second axis is added: (1, .75) of length 1.25.
    np.testing.assert_allclose(adapter.adapt(np.array([1, 0], dtype=np.float32)), [0.8, 0.6], rtol=1e-6)
    np.testing.assert_allclose(adapter.adapt(np.array([0, 1], dtype=np.float32)), [0, 1], rtol=1e-6)


@given(st.integers(0, 10_000))
def test_a_map_of_zeros_changes_nothing(seed: int) -> None:
    zeros = np.zeros((12, 3), dtype=np.float32)
    for adapter in (QueryAdapter(unit_rows(seed)[:3].T, zeros), QueryAdapter(zeros, unit_rows(seed)[:3].T)):
        np.testing.assert_allclose(adapter.adapt(unit_rows(seed)), unit_rows(seed), atol=1e-6)


@given(st.integers(0, 10_000))
def test_rows_are_float32_of_unit_length_and_do_not_depend_on_each_other(seed: int) -> None:
    adapter = QueryAdapter(unit_rows(seed + 1, 3).T, 0.3 * unit_rows(seed + 2, 3).T)
    rows = adapter.adapt(unit_rows(seed))
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-6)
    alone = np.stack([adapter.adapt(row) for row in unit_rows(seed)])
    np.testing.assert_allclose(rows, alone, atol=1e-6)


def test_an_adapter_is_read_as_it_was_written_but_for_float16(tmp_path: Path) -> None:
    adapter = QueryAdapter(unit_rows(1, 3).T, unit_rows(2, 3).T)
    write_adapter(adapter, tmp_path, "ko", {"encoder": "any"})
    read = QueryAdapter.read(tmp_path, "ko")
    np.testing.assert_allclose(read.down, adapter.down, atol=1e-3)
    np.testing.assert_allclose(read.up, adapter.up, atol=1e-3)


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    with as_file(ADAPTERS) as folder:
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    content = bytearray((tmp_path / "ko.npy").read_bytes())
    content[-1] ^= 1
    (tmp_path / "ko.npy").write_bytes(content)
    with pytest.raises(EncoderUnavailableError, match="damaged: install vkb again"):
        QueryAdapter.read(tmp_path, "ko")


def test_questions_of_an_encoder_or_a_language_without_adapter_come_back_as_they_are() -> None:
    rows = unit_rows(3, dimension=384)
    for language in LANGUAGES:
        assert adapted(rows, "another encoder", language) is rows
    fingerprint = json.loads(ADAPTERS.joinpath("ko.json").read_text(encoding="utf-8"))["encoder"]
    for language in set(LANGUAGES) - set(LEARNT):
        assert adapted(rows, fingerprint, language) is rows
    assert adapted(rows, fingerprint, "ko") is not rows


def test_installed_adapters_are_small() -> None:
    for language in LEARNT:
        assert len(ADAPTERS.joinpath(f"{language}.npy").read_bytes()) < 300_000


@pytest.mark.model
def test_the_bundled_encoder_has_the_adapters_and_stays_near_itself(bundled: BundledEncoder) -> None:
    [row] = bundled.encode_queries(["스마트도시 통합운영센터는 누가 설치하는가"])
    moved = adapted(row, bundled.fingerprint, "ko")
    assert 0.7 < float(moved @ row) < 0.999
    np.testing.assert_allclose(np.linalg.norm(moved), 1, rtol=1e-6)
