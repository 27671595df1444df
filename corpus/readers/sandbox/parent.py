"""Reading one file in a child process of its own, from any thread."""

import atexit
import contextlib
import functools
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from corpus.errors import DamagedFileError, ReadError, ReadLimitError
from corpus.models import SourceText
from corpus.readers.limits import ReadLimits
from corpus.readers.sandbox import forkserver
from corpus.readers.sandbox.exchange import Request, dump_request, load_answer

_START_SECONDS = 120
_FIRST_CALL = threading.Lock()  # without it two threads could make a server each
_CLOSE_SECONDS = 5


def read_in_child(path: Path, limits: ReadLimits) -> SourceText:
    """Read a file in a fresh child process under the limits.

    Raises:
        ReadError: Or one of its kinds, with the path; nothing else, whatever is in the file.
    """
    with tempfile.TemporaryFile() as output:
        request = Request(str(path.absolute()), limits)
        with _server().submit(request, output) as caller:
            ending = _await_end(caller, limits)
        try:
            return _outcome(ending, output, limits)
        except ReadError as error:
            raise type(error)(error.reason, path) from error.__cause__


class _Ending(NamedTuple):
    """How a child ended.

    Attributes:
        status: The exit status, negative for a signal; None when the time was over.
        seconds: The time it had, with what it was granted for OCR.
    """

    status: int | None
    seconds: float


def _await_end(caller: socket.socket, limits: ReadLimits) -> _Ending:
    """Wait for a child as long as it may take; leaving the context that opened the socket kills it then."""
    begin, seconds = time.monotonic(), limits.seconds
    while True:
        caller.settimeout(max(begin + seconds - time.monotonic(), 0.001))
        try:
            notice = caller.recv(forkserver.NOTICE.size, socket.MSG_WAITALL)
        except TimeoutError:
            return _Ending(None, seconds)
        if len(notice) < forkserver.NOTICE.size:
            return _Ending(-signal.SIGKILL, seconds)  # the server itself was killed
        kind, number = forkserver.NOTICE.unpack(notice)
        if kind == forkserver.ENDED:
            return _Ending(os.waitstatus_to_exitcode(number), seconds)
        seconds = limits.seconds + min(max(number, 0), (limits.ocr_pages + 1) * limits.ocr_seconds)


def _outcome(ending: _Ending, output: IO[bytes], limits: ReadLimits) -> SourceText:
    status = ending.status
    if status is None or status == -signal.SIGXCPU:
        raise ReadLimitError(f"reading it takes more than {ending.seconds:g} seconds")
    if status == -signal.SIGKILL:
        raise ReadLimitError("reading it was ended by the system, most likely for want of memory")
    if status < 0:
        raise DamagedFileError(
            f"the reader crashed on it ({signal.Signals(-status).name}): it is broken, or needs more than "
            f"{limits.memory_megabytes} MB of memory"
        )
    output.seek(0)
    try:
        answer = load_answer(output.read())
    except ValueError as error:
        raise DamagedFileError("the reader ended on it without an answer") from error
    if isinstance(answer, ReadError):
        raise answer
    return answer


class _Server:
    """The parent's end of a fork server: starts it on the first file, and again should it ever die."""

    def __init__(self, owner: int) -> None:
        self._owner = owner
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        atexit.register(self.close)

    @contextlib.contextmanager
    def submit(self, request: Request, output: IO[bytes]) -> Iterator[socket.socket]:
        """Start a child on the request; the socket will carry its exit status, and closing the socket kills it."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                ours.sendall(dump_request(request))
                self._send([theirs.fileno(), output.fileno()])
            yield ours

    def _send(self, descriptors: list[int]) -> None:
        with self._lock:
            try:
                socket.send_fds(self._running(), [b"f"], descriptors)
            except (BrokenPipeError, ConnectionResetError):
                self._stop()
                socket.send_fds(self._running(), [b"f"], descriptors)

    def _running(self) -> socket.socket:
        if self._control is None:
            self._start()
        if self._control is None:
            raise ReadError("the process that reads files does not start")
        return self._control

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                forkserver.command(theirs.fileno()),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the program, which closes the socket and so ends the server
            )
        ours.settimeout(_START_SECONDS)
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            if ours.recv(1) == forkserver.READY:
                ours.settimeout(None)
                self._control = ours
                return
        ours.close()
        self._stop()

    def close(self) -> None:
        """End the server and every child it still has."""
        if os.getpid() == self._owner:
            with self._lock:
                self._stop()

    def _stop(self) -> None:
        if self._control is not None:
            self._control.close()
        if self._process is not None:
            try:
                self._process.wait(_CLOSE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._control = self._process = None


@functools.cache
def _server_of(process: int) -> _Server:
    """The server of the process with this number: a process forked from it has another number, and so a server of its own."""
    return _Server(process)


def _server() -> _Server:
    with _FIRST_CALL:
        return _server_of(os.getpid())
