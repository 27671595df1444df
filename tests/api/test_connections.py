"""Connections of a server and the workers that take them."""

import asyncio
import contextlib
import os
import socket
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from api.connections import Line, Switchboard, listen


class Worker(threading.Thread):
    """Holds connections on a loop of its own, and says its name to each caller."""

    def __init__(self, name: str, line: Line) -> None:
        super().__init__(name=name, daemon=True)
        self.line = line
        self._over = asyncio.Event()
        self.held = list[asyncio.Transport]()
        self.is_open = threading.Event()
        self.hung_up = False

    def run(self) -> None:
        asyncio.run(self._work())

    async def _work(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.line.open(partial(_Named, self), self._alone)
        self.is_open.set()
        await self._over.wait()
        self.line.close()
        for transport in self.held:
            transport.close()
        await asyncio.sleep(0)

    def _alone(self) -> None:
        self.hung_up = True
        self._over.set()

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self.join(10)


class _Named(asyncio.Protocol):
    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._worker.held.append(transport)
        transport.write(self._worker.name.encode())

    def connection_lost(self, exc: Exception | None) -> None:
        self._worker.line.ended()


class Server:
    """A switchboard at work in a thread."""

    def __init__(self) -> None:
        self._listener = listen("127.0.0.1", 0)
        self.switchboard = Switchboard(self._listener)
        self._until, self._stop = os.pipe()
        self._callers = contextlib.ExitStack()
        self._thread = threading.Thread(target=self.switchboard.connect, args=([self._until],))

    def start(self) -> None:
        self._thread.start()

    def worker(self, name: str) -> Worker:
        worker = Worker(name, self.switchboard.line())
        worker.start()
        assert worker.is_open.wait(10)
        return worker

    def caller(self) -> socket.socket:
        return self._callers.enter_context(socket.create_connection(self._listener.getsockname(), timeout=10))

    def stop(self) -> None:
        if not self._thread.is_alive():
            return
        os.write(self._stop, b".")
        self._thread.join(10)
        self._callers.close()
        self.switchboard.close()
        os.close(self._until)
        os.close(self._stop)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


def _worker_of(caller: socket.socket) -> str:
    return caller.recv(10).decode()


def _within(seconds: float, fulfilled: Callable[[], bool]) -> bool:
    waiting = threading.Event()
    return any(fulfilled() or waiting.wait(0.02) for _ in range(int(seconds / 0.02)))


def test_an_answer_does_not_wait_for_an_acknowledgement() -> None:
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_callers_who_stay_are_spread_evenly(server: Server) -> None:
    workers = [server.worker(name) for name in "abc"]
    server.start()
    callers = [server.caller() for _ in range(12)]
    assert sorted(map(_worker_of, callers)) == sorted("abc" * 4)
    for worker in workers:
        worker.end()


def test_who_hangs_up_makes_room_for_the_next(server: Server) -> None:
    workers = [server.worker(name) for name in "ab"]
    server.start()
    callers = [server.caller() for _ in range(6)]
    names = [_worker_of(caller) for caller in callers]
    for caller, name in zip(callers, names, strict=True):
        if name == "a":
            caller.close()
    later = [_worker_of(server.caller()) for _ in range(13)]
    # That they have gone is told by the worker, perhaps after the first of these: the later ones make up for it.
    assert later.count("a") == later.count("b") + 3
    for worker in workers:
        worker.end()


def test_callers_wait_for_the_first_worker_and_pass_over_one_that_has_ended(server: Server) -> None:
    with contextlib.closing(server.switchboard.line()):  # its worker never becomes ready
        early = server.caller()
        first = server.worker("a")
        server.start()
        assert _worker_of(early) == "a"
    second = server.worker("b")
    assert _within(10, lambda: _worker_of(server.caller()) == "b")
    first.end()
    assert [_worker_of(server.caller()) for _ in range(4)] == ["b"] * 4
    second.end()


def test_a_worker_hears_that_it_is_alone(server: Server) -> None:
    worker = server.worker("a")
    server.start()
    assert _worker_of(server.caller()) == "a"
    server.stop()
    assert _within(10, lambda: worker.hung_up)


def test_a_worker_may_speak_to_a_switchboard_that_is_gone(caplog: pytest.LogCaptureFixture) -> None:
    with listen("127.0.0.1", 0) as listener:
        switchboard = Switchboard(listener)
        worker = Worker("a", switchboard.line())
        worker.start()
        assert worker.is_open.wait(10)
        switchboard.close()  # which has not read that the worker is ready
    assert _within(10, lambda: worker.hung_up)
    assert not caplog.records
