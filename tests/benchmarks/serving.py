"""The server under load: callers that each wait for an answer before they ask again, over connections that stay open."""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path

from tests.benchmarks.materials import Materials
from tests.benchmarks.measurement import Measurement

COMMAND = (sys.executable, "-c", "from api.cli import main; main()")
"""`vkb` of this checkout."""
_CALLERS = (1, 2, 4, 8, 16)
_SEARCHES = 160
"""Of one run; no question comes twice, since the server keeps answers."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        process: Its first process.
        host: Where it listens.
        port: Its port.
        listening: Seconds until it said so.
    """

    process: subprocess.Popen[str]
    host: str
    port: int
    listening: float

    def ask(self, path: str, timeout: float = 60) -> tuple[int, bytes]:
        """Status and body of a GET over a connection of its own."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def wait_until_ready(self) -> None:
        """Until it can answer searches."""
        while self.ask("/readyz")[0] != 200:
            time.sleep(0.05)

    @property
    def processes(self) -> list[int]:
        """Ids of all its processes."""
        return _with_children(self.process.pid)

    @property
    def cpu(self) -> float:
        """Seconds of processor that its processes have used."""
        ticks = os.sysconf("SC_CLK_TCK")
        stats = (Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split() for pid in self.processes)
        return sum(int(fields[11]) + int(fields[12]) for fields in stats) / ticks


@contextmanager
def serving(home: Path, *options: str) -> Iterator[Server]:
    """A server of a knowledge base on a free port, ended afterwards."""
    started = time.perf_counter()
    command = [*COMMAND, "serve", "--port", "0", "--home", str(home), *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            found = re.search(r"http://([\d.]+):(\d+)/", process.stdout.readline() if process.stdout else "")
            if found is None:
                raise RuntimeError("the server did not start")
            yield Server(process, found[1], int(found[2]), time.perf_counter() - started)
        finally:
            process.terminate()
            process.wait()


@dataclass(frozen=True, slots=True)
class Load:
    """What a number of callers got.

    Attributes:
        rate: Answers a second.
        seconds: Of each answer, ascending.
        cpu: Seconds of processor that an answer cost the server.
    """

    rate: float
    seconds: Sequence[float]
    cpu: float

    @property
    def p95(self) -> float:
        """Seconds that one answer of twenty takes longer than."""
        return self.seconds[int(len(self.seconds) * 0.95)]


def load(server: Server, callers: int, questions: Sequence[str]) -> Load:
    """Put each question once, the callers sharing them."""
    waiting, seconds, lock = iter(questions), list[float](), threading.Lock()

    def call() -> None:
        connection = http.client.HTTPConnection(server.host, server.port, timeout=120)
        while True:
            with lock:
                question = next(waiting, None)
            if question is None:
                break
            began = time.perf_counter()
            body = json.dumps({"query": question})
            connection.request("POST", "/v1/search", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"a search was answered with {response.status}")
            seconds.append(time.perf_counter() - began)
        connection.close()

    threads = [threading.Thread(target=call) for _ in range(callers)]
    cpu, began = server.cpu, time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    return Load(len(seconds) / took, sorted(seconds), (server.cpu - cpu) / len(seconds))


def measure(materials: Materials) -> Iterator[Measurement]:
    """Rate, latency and cost of searches for 1 to 16 callers, beside what one caller gets."""
    cores = len(os.sched_getaffinity(0))
    for searched in materials.searched():
        # No question comes twice: when there are too few, they come again with a number behind.
        supply = chain.from_iterable(
            [f"{text} {turn}".strip() for text in searched.questions] for turn in chain([""], _numbers())
        )
        with serving(searched.home) as server:
            server.wait_until_ready()
            load(server, 4, _take(supply, 20))
            alone = load(server, 1, _take(supply, _SEARCHES))
            for callers in _CALLERS:
                busy = load(server, callers, _take(supply, _SEARCHES))
                yield from _beside(f"{searched.name}, {callers} callers", busy, alone, cores)


def _beside(name: str, busy: Load, alone: Load, cores: int) -> Iterator[Measurement]:
    peer = "one caller"
    p50, p50_alone = (1000 * statistics.median(one.seconds) for one in (busy, alone))
    yield Measurement(name, "answers/s", busy.rate, f"{cores} × {peer}", cores * alone.rate)
    yield Measurement(f"{name}, p50", "ms", p50, peer, p50_alone)
    yield Measurement(f"{name}, p95", "ms", 1000 * busy.p95, peer, 1000 * alone.p95)
    yield Measurement(f"{name}, processor an answer", "ms", 1000 * busy.cpu, peer, 1000 * alone.cpu)


def _numbers() -> Iterator[str]:
    number = 2
    while True:
        yield str(number)
        number += 1


def _take(supply: Iterator[str], count: int) -> list[str]:
    return [text for text, _ in zip(supply, repeat(None, count), strict=False)]


def _with_children(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *chain.from_iterable(_with_children(int(child)) for child in children)]
