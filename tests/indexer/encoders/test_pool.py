import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from indexer.encoders.bundled import BundledEncoder
from indexer.encoders.inference import Network
from indexer.encoders.pool import Batch, Worker, WorkerEndedError, embed_together
from indexer.model_store import ctranslate2_model
from indexer.models import Embeddings

pytestmark = pytest.mark.model
BATCHES: Sequence[Batch] = [[[0, 10 + number, 20, 2], [0, 30, 2]] for number in range(40)]


@pytest.fixture(scope="module")
def folder(model_cache: Path) -> Path:
    return ctranslate2_model(model_cache)


@pytest.fixture(scope="module")
def network(folder: Path) -> Network:
    return Network(folder)


def has_ended(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def children() -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=,comm=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=True
    )
    processes = [line.split(maxsplit=1) for line in found.stdout.splitlines()]
    return [int(process) for process, command in processes if command != "ps"]


def test_a_worker_answers_as_this_process_does(folder: Path, network: Network) -> None:
    with Worker(folder) as worker:
        for batch in BATCHES[:3]:
            np.testing.assert_array_equal(worker.embed(batch), network.embed(batch))
        process = worker.process_id
    assert has_ended(process)


def test_a_large_job_is_shared_and_keeps_its_order(folder: Path, network: Network) -> None:
    found = embed_together(BATCHES, network.embed, folder, workers=2)
    for batch, rows in zip(BATCHES, found, strict=True):
        np.testing.assert_array_equal(rows, network.embed(batch))


def test_large_jobs_through_the_encoder_equal_small_ones(bundled: BundledEncoder) -> None:
    texts = [f"Điều {number}. " + "quy hoạch đô thị " * 40 for number in range(130)]
    assert sum(bundled.count_tokens(texts)) > 20_000
    some = slice(None, None, 20)
    np.testing.assert_array_equal(bundled.encode_passages(texts)[some], bundled.encode_passages(texts[some]))


def test_a_killed_worker_says_so(folder: Path) -> None:
    with Worker(folder) as worker:
        os.kill(worker.process_id, signal.SIGKILL)
        with pytest.raises(WorkerEndedError):
            worker.embed(BATCHES[0])


def test_what_a_killed_worker_had_in_hand_is_done_here(folder: Path, network: Network) -> None:
    before = set(children())

    def kill_workers_and_embed(batch: Batch) -> Embeddings:
        for process in set(children()) - before:
            os.kill(process, signal.SIGKILL)
        return network.embed(batch)

    found = embed_together(BATCHES, kill_workers_and_embed, folder, workers=2)
    for batch, rows in zip(BATCHES, found, strict=True):
        np.testing.assert_array_equal(rows, network.embed(batch))


def test_without_workers_everything_is_done_here(
    folder: Path, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    found = embed_together(BATCHES[:3], network.embed, folder, workers=2)
    for batch, rows in zip(BATCHES[:3], found, strict=True):
        np.testing.assert_array_equal(rows, network.embed(batch))


def test_an_interrupt_ends_the_workers(folder: Path, network: Network) -> None:
    before = set(children())
    seen: list[int] = []

    def interrupt(batch: Batch) -> Embeddings:
        seen.extend(set(children()) - before)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        embed_together(BATCHES, interrupt, folder, workers=2)
    assert len(seen) == 2
    assert all(has_ended(process) for process in seen)


def test_workers_end_when_their_parent_is_killed(folder: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from indexer.encoders.pool import Worker\n"
        "worker = Worker(Path(sys.argv[1])); worker.embed([[0, 5, 2]])\n"
        "print(worker.process_id, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE, text=True
    ) as parent:
        process = int(parent.stdout.readline()) if parent.stdout else 0
        assert not has_ended(process)
        parent.kill()
    until = time.monotonic() + 10
    # An ended orphan stays listed until the first process of the system has fetched its status.
    while not has_ended(process) and not _is_zombie(process) and time.monotonic() < until:
        time.sleep(0.05)
    assert has_ended(process) or _is_zombie(process)


def _is_zombie(process: int) -> bool:
    status = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return status.stdout.strip().startswith("Z")
