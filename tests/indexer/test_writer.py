import signal
import threading
import time
from contextlib import closing
from functools import partial

import pytest

from indexer.builder.writer import Writer


def note(where: list[tuple[int, int]], number: int) -> None:
    where.append((number, threading.get_ident()))


def test_jobs_are_done_in_order_elsewhere_and_reported_in_order_here() -> None:
    done: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    with closing(Writer()) as writer:
        for number in range(50):
            writer.do(partial(note, done, number), partial(note, told, number))
        writer.settle()
    assert [number for number, _ in done] == [number for number, _ in told] == list(range(50))
    assert {thread for _, thread in told} == {threading.get_ident()}
    assert threading.get_ident() not in {thread for _, thread in done}


def test_after_a_job_that_fails_none_is_done_and_the_caller_hears_of_it() -> None:
    begun = threading.Event()
    done: list[str] = []
    told: list[str] = []

    def fail() -> None:
        begun.wait()
        raise OSError("the disk is full")

    with closing(Writer()) as writer:
        writer.do(fail, partial(told.append, "failed"))
        writer.do(partial(done.append, "later"), partial(told.append, "later"))
        begun.set()
        for _ in range(2):
            with pytest.raises(OSError, match="disk"):
                writer.settle()
    assert (done, told) == ([], [])


def test_few_jobs_are_waiting() -> None:
    queued, gate = [], threading.Event()
    with closing(Writer()) as writer:
        threading.Timer(0.2, gate.set).start()
        for number in range(9):
            writer.do(gate.wait if number == 0 else partial(int, 0))
            queued.append(gate.is_set())
    assert queued == [False] * 8 + [True]


def test_a_close_that_is_interrupted_lets_the_job_in_hand_come_to_its_end() -> None:
    begun, done = threading.Event(), []

    def write() -> None:
        begun.set()
        time.sleep(0.2)
        done.append("written")

    writer = Writer()
    writer.do(write)
    writer.do(partial(done.append, "later"))
    begun.wait()
    threading.Timer(0.05, signal.pthread_kill, (threading.get_ident(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        writer.close()
    assert done == ["written"]
