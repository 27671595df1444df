"""Starting: from the command to the first answer, by a server and by `vkb search` from a cold shell."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from tests.benchmarks.measurement import Measurement, seconds
from tests.benchmarks.serving import COMMAND, load, serving

_REACH_SERVER, _REACH_SEARCH = 3.0, 1.5
_REPEAT = 3


def measure(home: Path, questions: Sequence[str]) -> Iterator[Measurement]:
    """Seconds to the first answer, and megabytes of a process that has answered all questions, beside what is to be reached."""
    question = questions[0]
    yield Measurement(
        "server, start to first answer",
        "s",
        seconds(lambda: _first_answer(home, question), _REPEAT),
        "to reach",
        _REACH_SERVER,
    )
    yield Measurement(
        "vkb search, no server",
        "s",
        seconds(lambda: _search(home, question), _REPEAT),
        "to reach",
        _REACH_SEARCH,
    )
    with serving(home, "--workers", "1") as server:
        server.wait_until_ready()
        asked = seconds(lambda: _search(home, question), _REPEAT)
        yield Measurement("vkb search, a server runs", "s", asked, "to reach", _REACH_SEARCH)
        load(server, 1, questions)
        yield Measurement("server, memory of its own", "MB", server.megabytes("Pss"), "to reach", 600.0)


def _first_answer(home: Path, question: str) -> None:
    with serving(home, "--workers", "1") as server:
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
