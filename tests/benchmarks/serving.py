"""The server under load: callers that each wait for an answer before they ask again, over connections that stay open."""

import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, count, islice

from corpus.cores import cores
from tests.benchmarks.materials import Materials
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.server import Server, serving

_CALLERS = (1, 2, 4, 8, 16)
_SEARCHES = 160
"""Of one run; no question comes twice, since the server keeps answers."""


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
        with closing(server.caller()) as caller:
            while True:
                with lock:
                    question = next(waiting, None)
                if question is None:
                    return
                began = time.perf_counter()
                caller.search(question)
                seconds.append(time.perf_counter() - began)

    threads = [threading.Thread(target=call) for _ in range(callers)]
    used, began = server.processor_seconds, time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    return Load(len(seconds) / took, sorted(seconds), (server.processor_seconds - used) / len(seconds))


def measure(materials: Materials) -> Iterator[Measurement]:
    """Rate, latency and cost of searches for 1 to 16 callers, beside what one caller gets."""
    for searched in materials.searched():
        # No question comes twice: when there are too few, they come again with a number behind.
        supply = chain.from_iterable(
            [f"{text} {turn}".strip() for text in searched.questions] for turn in chain([""], count(2))
        )
        with serving(searched.home, materials.cache) as server:
            server.wait_until_ready()
            load(server, 4, list(islice(supply, 20)))
            alone = load(server, 1, list(islice(supply, _SEARCHES)))
            for callers in _CALLERS:
                busy = load(server, callers, list(islice(supply, _SEARCHES)))
                yield from _beside(f"{searched.name}, {callers} callers", busy, alone)


def _beside(name: str, busy: Load, alone: Load) -> Iterator[Measurement]:
    peer = "one caller"
    p50, p50_alone = (1000 * statistics.median(one.seconds) for one in (busy, alone))
    yield Measurement(name, "answers/s", busy.rate, f"{cores()} × {peer}", cores() * alone.rate)
    yield Measurement(f"{name}, p50", "ms", p50, peer, p50_alone)
    yield Measurement(f"{name}, p95", "ms", 1000 * busy.p95, peer, 1000 * alone.p95)
    yield Measurement(f"{name}, processor an answer", "ms", 1000 * busy.cpu, peer, 1000 * alone.cpu)
