import signal
import threading

import pytest

from indexer.interruption import uninterrupted


def reaches_its_end() -> bool:
    """Whether a block that is interrupted reaches its end, before the interrupt comes."""
    done = []

    def write() -> None:
        with uninterrupted():
            signal.raise_signal(signal.SIGINT)
            done.append("written")

    with pytest.raises(KeyboardInterrupt):
        write()
    return bool(done)


def test_an_interrupt_comes_behind_the_block() -> None:
    assert reaches_its_end()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_an_interrupt_and_in_other_threads_nothing_changes() -> None:
    with uninterrupted():
        handler = signal.getsignal(signal.SIGINT)
    assert handler is not signal.getsignal(signal.SIGINT)
    seen = []

    def inside() -> None:
        with uninterrupted():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=inside)
    thread.start()
    thread.join()
    assert seen == [signal.getsignal(signal.SIGINT)]


def test_a_handler_that_python_does_not_know_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "getsignal", lambda _: None)
    assert not reaches_its_end()
