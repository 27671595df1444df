"""Starting: from the command to the first answer, by a server and by `vkb search` from a cold shell."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks.materials import Materials, Searched
from tests.benchmarks.measurement import Measurement, seconds
from tests.benchmarks.processes import Memory
from tests.benchmarks.serving import COMMAND, load, serving

_REACH_SERVER, _REACH_SEARCH = 3.0, 1.5
_REACH_MEMORY = 600.0
_REPEAT, _SEARCHES = 3, 500


def measure(materials: Materials) -> Iterator[Measurement]:
    """Seconds to the first answer, and the memory of a process that answers, beside what is to be reached."""
    for searched in materials.searched():
        home, question = searched.home, searched.questions[0]
        alone = seconds(lambda: _first_answer(home, question), _REPEAT)  # noqa: B023 -- called at once
        yield _beside(searched, "server, start to first answer", alone, _REACH_SERVER)
        alone = seconds(lambda: _search(home, question), _REPEAT)  # noqa: B023
        yield _beside(searched, "vkb search, no server", alone, _REACH_SEARCH)
        with serving(home) as server:
            server.wait_until_ready()
            asked = seconds(lambda: _search(home, question), _REPEAT)  # noqa: B023
            yield _beside(searched, "vkb search, a server runs", asked, _REACH_SEARCH)
            load(server, 2, searched.questions[:_SEARCHES])
            largest = max(Memory.of([process]).proportional for process in server.processes)
        what = f"{searched.name}, largest process of the server after {_SEARCHES} queries"
        yield Measurement(what, "MB", largest, "to reach", _REACH_MEMORY)


def _beside(searched: Searched, what: str, found: float, reach: float) -> Measurement:
    return Measurement(f"{searched.name}, {what}", "s", found, "to reach", reach)


def _first_answer(home: Path, question: str) -> None:
    with serving(home) as server:
        status, body = server.ask(f"/v1/search?query={quote(question)}")
        if status != 200 or not json.loads(body)["hits"]:
            raise RuntimeError(f"the first search was answered with {status}")


def _search(home: Path, question: str) -> None:
    subprocess.run(
        [*COMMAND, "search", question, "--home", str(home), "--json"],
        check=True,
        stdout=subprocess.DEVNULL,
        env=os.environ,
    )
