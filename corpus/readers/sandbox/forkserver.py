"""A process that has the reader libraries loaded and forks one child for every file.

Forking from this process costs milliseconds, while a new interpreter would spend most of a second on imports. The child is
thrown away after its file, so whatever a broken file does to it ends there.

The protocol: over the control socket comes one byte for each file, with two descriptors: a socket that holds the request
and will carry the exit status, and a file for the answer. Over the former the child itself may ask for more seconds.
Closing that socket kills the child; closing the control socket kills the server and all its children. A child leads a
process group, so that programs it runs die with it.
"""

import contextlib
import gc
import math
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable
from typing import NamedTuple

from corpus.readers.limits import MoreTime
from corpus.readers.sandbox.exchange import Request, load_request

NOTICE = struct.Struct("<ci")  # its kind, and a number
ENDED = b"e"  # with the exit status, from the server
MORE_TIME = b"m"  # with seconds, from the child
READY = b"r"
_REQUEST_LINE = 1 << 16


Answer = Callable[[Request, int, MoreTime], None]
"""What a child does: reads the file of a request and writes what came of it to a file descriptor."""


class _Child(NamedTuple):
    pid: int
    ended: int  # read end of a pipe whose write end only the child holds: it closes when the child ends
    caller: socket.socket


def serve(control_descriptor: int) -> None:
    """Serve until the other end of the control socket closes; then end the whole process group."""
    from corpus.readers.sandbox.worker import answer  # noqa: PLC0415 -- half a second of reader libraries, for this process alone

    control = socket.socket(fileno=control_descriptor)
    _silence()
    gc.freeze()
    control.sendall(READY)
    server = _Server(control, answer)
    try:
        server.run()
    finally:
        server.kill_children()
        os.killpg(0, signal.SIGKILL)


def _silence() -> None:
    """Native libraries write to standard error as they like; the errors that matter come back as answers."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


class _Server:
    def __init__(self, control: socket.socket, answer: Answer) -> None:
        self._control = control
        self._answer = answer
        self._children: dict[int, _Child] = {}  # by both of the descriptors that are watched
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        while True:
            ready = {descriptor for descriptor, _ in self._poll.poll()}
            for descriptor in ready - {self._control.fileno()}:
                self._attend(descriptor)
            # Last, since a new child may get the numbers of descriptors that were closed in this round.
            if self._control.fileno() in ready and not self._accept():
                return

    def kill_children(self) -> None:
        """Kill every child and the programs it runs."""
        for child in self._children.values():
            _kill_group(child.pid)

    def _accept(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control, 1, 2)
        if not message:
            return False
        request, output = descriptors
        caller = socket.socket(fileno=request)
        self._fork(caller, output)
        os.close(output)
        return True

    def _fork(self, caller: socket.socket, output: int) -> None:
        ended, alive = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._become_reader(caller, output, keep=alive)
        with contextlib.suppress(OSError):  # the child does so too: whoever comes first
            os.setpgid(pid, pid)
        os.close(alive)
        child = _Child(pid, ended, caller)
        for descriptor, events in ((ended, select.POLLIN), (caller.fileno(), 0)):  # 0: only the hang-up
            self._children[descriptor] = child
            self._poll.register(descriptor, events)

    def _become_reader(self, caller: socket.socket, output: int, keep: int) -> None:
        status = 1
        try:
            os.setpgid(0, 0)
            for descriptor in {self._control.fileno(), *self._children} - {keep}:
                os.close(descriptor)
            with caller.makefile("rb") as lines:
                request = load_request(lines.readline(_REQUEST_LINE))
            self._answer(
                request,
                output,
                lambda seconds: caller.sendall(NOTICE.pack(MORE_TIME, math.ceil(seconds))),
            )
            status = 0
        finally:
            os._exit(status)  # never back into the server's loop, whatever happened

    def _attend(self, descriptor: int) -> None:
        child = self._children.get(descriptor)
        if child is None:
            return  # the other descriptor of the same child was attended to in this round
        if descriptor != child.ended:
            _kill_group(child.pid)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        _kill_group(
            child.pid
        )  # what a child that crashed has left running; until it is reaped, nobody else has its number
        _, status = os.waitpid(child.pid, 0)
        self._forget(child)
        try:
            child.caller.send(NOTICE.pack(ENDED, status))
        except OSError:
            pass  # the caller is gone and wants no status
        finally:
            child.caller.close()

    def _forget(self, child: _Child) -> None:
        for descriptor in (child.ended, child.caller.fileno()):
            self._poll.unregister(descriptor)
            del self._children[descriptor]
        os.close(child.ended)


def _kill_group(leader: int) -> None:
    with contextlib.suppress(
        ProcessLookupError, PermissionError
    ):  # macOS: no permission when all are zombies
        os.killpg(leader, signal.SIGKILL)


def command(control_descriptor: int) -> list[str]:
    """The command line that starts a server with the import path of this process."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from corpus.readers.sandbox.forkserver import serve; serve({control_descriptor})"
    return [sys.executable, "-P", "-c", code]
