"""Starting: from the command to the first answer, by a server and by `vkb search` from a cold shell."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.materials import Materials, Searched
from tests.benchmarks.measurement import Measurement, seconds
from tests.benchmarks.processes import COMMAND, Memory, environment
from tests.benchmarks.server import serving
from tests.benchmarks.serving import load

_REACH_SERVER, _REACH_SEARCH = 3.0, 1.5
_REACH_MEMORY = 600.0
_REPEAT, _SEARCHES = 3, 500


def measure(materials: Materials) -> Iterator[Measurement]:
    """Seconds to the first answer, and the memory of a process that answers, beside what is to be reached."""
    for searched in materials.searched():
        start = _Start(searched.home, materials.cache, searched.questions[0])
        alone = seconds(start.first_answer, _REPEAT)
        yield _beside(searched, "server, start to first answer", alone, _REACH_SERVER)
        alone = seconds(start.search, _REPEAT)
        yield _beside(searched, "vkb search, no server", alone, _REACH_SEARCH)
        with serving(searched.home, materials.cache) as server:
            server.wait_until_ready()
            asked = seconds(start.search, _REPEAT)
            yield _beside(searched, "vkb search, a server runs", asked, _REACH_SEARCH)
            load(server, 2, searched.questions[:_SEARCHES])
            largest = max(Memory.of([process]).proportional for process in server.processes)
        what = f"{searched.name}, largest process of the server after {_SEARCHES} queries"
        yield Measurement(what, "MB", largest, "to reach", _REACH_MEMORY)


def _beside(searched: Searched, what: str, found: float, reach: float) -> Measurement:
    return Measurement(f"{searched.name}, {what}", "s", found, "to reach", reach)


@dataclass(frozen=True, slots=True)
class _Start:
    """A question to a knowledge base that nobody has opened yet."""

    home: Path
    cache: Path
    question: str

    def first_answer(self) -> None:
        """Of a new server."""
        with serving(self.home, self.cache) as server, closing(server.caller()) as caller:
            if not caller.search(self.question)["hits"]:
                raise RuntimeError("the first search found nothing")

    def search(self) -> None:
        """Of `vkb search`."""
        command = [*COMMAND, "search", self.question, "--home", str(self.home), "--json"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment(self.cache))
