import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from indexer.model_store.publication import is_intact, published


def write(folder: Path) -> None:
    (folder / "weights.bin").write_bytes(b"0123456789")
    (folder / "pooling").mkdir()
    (folder / "pooling" / "config.json").write_text("{}", encoding="utf-8")


def fail(folder: Path) -> None:
    raise AssertionError(f"{folder} was written again")


def test_a_folder_is_written_once(tmp_path: Path) -> None:
    target = tmp_path / "cache" / "model"
    assert published(target, write) == target
    assert (target / "weights.bin").read_bytes() == b"0123456789"
    assert published(target, fail) == target
    assert [path.name for path in target.parent.iterdir()] == ["model"]


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def stop(folder: Path) -> None:
        write(folder)
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space left"):
        published(tmp_path / "model", stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda folder: (folder / "weights.bin").write_bytes(b"0123"), id="truncated"),
        pytest.param(lambda folder: (folder / "weights.bin").write_bytes(b"9876543210"), id="other content"),
        pytest.param(lambda folder: (folder / "pooling" / "config.json").unlink(), id="file gone"),
        pytest.param(lambda folder: (folder / "MANIFEST.json").write_text("{"), id="manifest cut short"),
        pytest.param(lambda folder: (folder / "MANIFEST.json").write_text('{"a": 1}'), id="other manifest"),
    ],
)
def test_a_damaged_folder_is_written_again(tmp_path: Path, damage: object) -> None:
    target = published(tmp_path / "model", write)
    assert callable(damage)
    damage(target)
    assert not is_intact(target)
    published(target, write)
    assert is_intact(target)
    assert (target / "weights.bin").read_bytes() == b"0123456789"
    assert [path.name for path in tmp_path.iterdir()] == ["model"]


def test_a_copy_with_other_times_is_checked_by_content(tmp_path: Path) -> None:
    target = published(tmp_path / "model", write)
    os.utime(target / "weights.bin", (1, 1))
    assert is_intact(target)


def test_two_writers_at_once_leave_one_intact_folder(tmp_path: Path) -> None:
    both_have_written = Barrier(2)

    def write_and_wait(folder: Path) -> None:
        write(folder)
        both_have_written.wait(10)

    with ThreadPoolExecutor(2) as pool:
        results = [pool.submit(published, tmp_path / "model", write_and_wait) for _ in range(2)]
        assert [result.result() for result in results] == [tmp_path / "model"] * 2
    assert is_intact(tmp_path / "model")
    assert [path.name for path in tmp_path.iterdir()] == ["model"]
