"""Memory of running processes, and a real server to ask."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

COMMAND = (sys.executable, "-c", "from api.cli import main; main()")
_ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)/")
_PATIENCE = 60


class Memory(NamedTuple):
    """What processes hold in memory, in MB of 10⁶ bytes.

    Attributes:
        resident: All pages that are in memory (RSS), shared ones counted in each process.
        proportional: The same with shared pages divided by those that share them (PSS).
        private: Pages that no file stands behind; the rest is mapped files, which the system may drop and read again.
    """

    resident: float
    proportional: float
    private: float

    @classmethod
    def of(cls, processes: Sequence[int]) -> Self:
        """Of these processes together."""
        facts = [_rollup(process) for process in processes]
        return cls(*(sum(one[name] for one in facts) / 1e6 for name in ("Rss", "Pss", "Anonymous")))


class Server:
    """A server that answers."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self._process = process
        self._address = address

    @property
    def processes(self) -> list[int]:
        """Its process and those that it started."""
        return _family(self._process.pid)

    def caller(self) -> "Caller":
        """A connection to it."""
        return Caller(self._address)


class Caller:
    """One connection that is kept open."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(address, timeout=_PATIENCE)

    def search(self, text: str) -> Mapping[str, Any]:
        """The answer to a question. Raises OSError when there is none, and RuntimeError when it is an error."""
        body, headers = json.dumps({"query": text}), {"content-type": "application/json"}
        self._connection.request("POST", "/v1/search", body.encode(), headers)
        response = self._connection.getresponse()
        answer: Mapping[str, Any] = json.loads(response.read())
        if response.status != http.HTTPStatus.OK:
            raise RuntimeError(f"{response.status}: {answer}")
        return answer


@contextmanager
def serving(home: Path, cache: Path) -> Iterator[Server]:
    """`vkb serve` on a free port of this machine, ended afterwards."""
    command = [*COMMAND, "serve", "--home", str(home), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(cache)) as process:
        try:
            assert process.stdout is not None
            found = _ADDRESS.search(process.stdout.readline())
            if found is None:
                raise RuntimeError("the server did not start")
            yield Server(process, found[1])
        finally:
            process.send_signal(signal.SIGTERM)


def environment(cache: Path) -> dict[str, str]:
    """Variables for a `vkb` with this cache and no other settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VKB_")}
    return kept | {"VKB_CACHE": str(cache), "PYTHONUNBUFFERED": "1"}


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(one for child in children for one in _family(int(child)))]


def _rollup(process: int) -> dict[str, int]:
    """Bytes by name from /proc/PID/smaps_rollup."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    parts = (line.split() for line in lines)
    return {name.rstrip(":"): int(kilobytes) * 1024 for name, kilobytes, _ in parts}
