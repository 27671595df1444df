"""A real server to ask."""

import http.client
import json
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.processes import COMMAND, environment, family, processor_seconds

_ADDRESS = re.compile(r"http://(127\.0\.0\.1:\d+)/")
_PATIENCE = 120


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

    def is_ready(self) -> bool:
        """Whether the server can answer searches by now."""
        self._connection.request("GET", "/readyz")
        response = self._connection.getresponse()
        response.read()
        return response.status == http.HTTPStatus.OK

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens.

    Attributes:
        process: Id of its first process.
        address: Host and port.
    """

    process: int
    address: str

    @property
    def processes(self) -> list[int]:
        """Its process and those that it started."""
        return family(self.process)

    @property
    def processor_seconds(self) -> float:
        """What its processes have used of the processor."""
        return processor_seconds(self.processes)

    def caller(self) -> Caller:
        """A connection to it."""
        return Caller(self.address)

    def wait_until_ready(self) -> None:
        """Until it can answer searches."""
        with closing(self.caller()) as caller:
            while not caller.is_ready():
                time.sleep(0.05)


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
            yield Server(process.pid, found[1])
        finally:
            process.terminate()
