"""How commands find the server of a knowledge base: a file in its folder, believed only while its writer holds a lock on it."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

IDENTITY_HEADER = "VKB-Server"
"""The header of every response that says which server answered."""

_FILE = "server.json"
_TRIES, _PAUSE = 5, 0.01


@dataclass(frozen=True, slots=True)
class Announcement:
    """A server that runs.

    Attributes:
        host: Address it can be reached at from this machine.
        port: Its port.
        identity: A random word that it puts into every response, so that no other server is taken for it.
        version: Of VKB.
    """

    host: str
    port: int
    identity: str
    version: str = version("vkb")


@contextmanager
def announced(home: Path, announcement: Announcement) -> Iterator[None]:
    """Announce a server while the block runs, unless another one of the same home is announced or the folder cannot be written.

    A folder that is not there yet is made: the server may come before its index.

    The lock is flock(2): the kernel lets it go when the server ends, however it ends, so what a killed server leaves is seen to be stale.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(home / _FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield
        return
    try:
        if _take(descriptor):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(asdict(announcement)).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    """Take the lock unless another server holds it; a command that looks whether one does holds it for microseconds."""
    for _ in range(_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        else:
            return True
    return False


def find_server(home: Path) -> Announcement | None:
    """The server of a knowledge base that runs now in this version; None when there is none."""
    try:
        descriptor = os.open(home / _FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        if not _is_held(descriptor):
            return None
        found = Announcement(**json.loads(os.pread(descriptor, os.fstat(descriptor).st_size, 0)))
    except (OSError, ValueError, TypeError):
        return None
    finally:
        os.close(descriptor)
    return found if found.version == version("vkb") else None


def _is_held(descriptor: int) -> bool:
    """Whether the lock is held; if not, it is taken for the moment that the descriptor is open."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
