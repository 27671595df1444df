"""Connections of a server, and how they are spread over its workers: each goes to the one that holds the fewest.

Workers that wait on one listener get what the kernel happens to wake them for: of eight callers six may meet in one worker, and wait there
for each other while the other one has nothing to do. Here one process accepts and passes each connection on (unix(7), SCM_RIGHTS).
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Sequence
from multiprocessing.connection import wait

from corpus.errors import SettingsError

_READY, _ENDED = b"r", b"e"
"""What a worker tells: that it takes connections, and that one of those it took has ended."""
_WAITING = 2048
"""Connections that may wait until they are accepted."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 picks a free one. Raises SettingsError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {host} port {port} ({error.strerror}): "
            "give another --host or --port, or --port 0 for a free one"
        ) from error
    # Connections inherit it. Without it the body of an answer waits up to 40 ms until its head is acknowledged; asyncio sets it only
    # where the protocol has a number, which connections of such a listener have not.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


class Switchboard:
    """The end of the process that accepts.

    Args:
        listener: Is listening. While no worker is ready, connections wait in its queue.
    """

    def __init__(self, listener: socket.socket) -> None:
        listener.settimeout(0)
        self._listener = listener
        self._starting: set[socket.socket] = set()
        self._held: dict[socket.socket, int] = {}

    def line(self) -> "Line":
        """A line to a worker that is about to be forked; in this process it is closed afterwards."""
        ours, theirs = socket.socketpair()
        self._starting.add(ours)
        return Line(theirs)

    def connect(self, until: Sequence[int]) -> None:
        """Pass connections on until one of these can be read, as `multiprocessing.connection.wait` understands them."""
        while True:
            listeners = [self._listener] if self._held else []
            ready = wait([*until, *self._starting, *self._held, *listeners])
            for line in (self._starting | self._held.keys()).intersection(ready):
                self._hear(line)
            if self._listener in ready:
                self._accept()
            if not set(until).isdisjoint(ready):
                return

    def close(self) -> None:
        """Accept nothing more; forget all workers."""
        for one in (self._listener, *self._starting, *self._held):
            one.close()

    def _hear(self, line: socket.socket) -> None:
        try:
            told = line.recv(4096)
        except OSError:
            told = b""
        if not told:
            self._forget(line)
            return
        if _READY in told:
            self._starting.discard(line)
            self._held[line] = 0
        self._held[line] -= told.count(_ENDED)

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return  # the caller has left
        with connection:
            while self._held:
                line = min(self._held, key=self._held.__getitem__)
                try:
                    socket.send_fds(line, [b"c"], [connection.fileno()])
                except OSError:
                    self._forget(line)
                else:
                    self._held[line] += 1
                    return

    def _forget(self, line: socket.socket) -> None:
        """Its worker has ended; that it is replaced is the business of those who started it."""
        self._starting.discard(line)
        self._held.pop(line, None)
        line.close()


class Line:
    """A worker's end."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._loop: asyncio.AbstractEventLoop | None = None
        self._taken: set[asyncio.Task[object]] = set()

    def open(self, protocol: Callable[[], asyncio.BaseProtocol], hung_up: Callable[[], None]) -> None:
        """Take connections on the loop that runs.

        Args:
            protocol: Makes the protocol of a connection.
            hung_up: Is called when the process that accepts is gone.
        """
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._channel, self._take, self._loop, protocol, hung_up)
        self._tell(_READY)

    def ended(self) -> None:
        """Tell that a connection has ended."""
        self._tell(_ENDED)

    def close(self) -> None:
        """Take no more connections."""
        if self._loop is not None:
            self._loop.remove_reader(self._channel)
        self._channel.close()

    def _take(
        self,
        loop: asyncio.AbstractEventLoop,
        protocol: Callable[[], asyncio.BaseProtocol],
        hung_up: Callable[[], None],
    ) -> None:
        try:
            _, descriptors, _, _ = socket.recv_fds(self._channel, 1, 1)
        except ConnectionResetError:
            return  # the other end was closed before it read all that was told to it (unix(7)); that it is gone comes next
        if not descriptors:
            loop.remove_reader(self._channel)
            hung_up()
        for descriptor in descriptors:
            connection = socket.socket(fileno=descriptor)
            connection.settimeout(0)
            task = loop.create_task(loop.connect_accepted_socket(protocol, connection))
            self._taken.add(task)
            task.add_done_callback(self._taken.discard)

    def _tell(self, what: bytes) -> None:
        with contextlib.suppress(OSError):
            self._channel.send(what)
