"""The command as a process of its own: signals, pipes and what a shell sees."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest

COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]


@contextlib.contextmanager
def _started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "LC_ALL": "C"}
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    assert found
    return found[0]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_server_says_where_it_is_and_stops_gracefully(
    home: Path, ending: signal.Signals, workers: str
) -> None:
    with _started("serve", "--port", "0", "--home", str(home), "--workers", workers) as process:
        address = _address(process)
        assert httpx2.get(f"{address}healthz", timeout=60).json() == {"status": "ok"}
        answer = httpx2.get(f"{address}v1/search", params={"query": "đô thị thông minh"}, timeout=60)
        assert answer.json()["hits"]
        process.send_signal(ending)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "vkb: stopped\n")


def test_a_command_asks_the_server_that_runs_and_prints_the_same(home: Path) -> None:
    command = ("search", "quy hoạch đô thị", "-k", "2", "--lang", "vi", "--type", "QĐ", "--home", str(home))
    alone, alone_json = _output(*command), _output(*command, "--json")
    with _started("serve", "--port", "0", "--home", str(home), "--workers", "1") as process:
        _address(process)
        served, served_json = _output(*command), _output(*command, "--json")
        wrong = _output("search", "a", "--type", "nonsense", "--home", str(home), stream="stderr")
        process.kill()
    assert _timeless(served) == _timeless(alone)
    assert _timeless(served_json) == _timeless(alone_json)
    assert wrong.startswith("vkb: 'nonsense' names no document type")
    assert _timeless(_output(*command)) == _timeless(alone)


def _output(*arguments: str, stream: str = "stdout") -> str:
    done = subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )
    return str(getattr(done, stream))


def _timeless(output: str) -> str:
    """Output without the milliseconds that the search took."""
    return re.sub(r'"took_ms": [\d.]+|[\d,]+ ms', "", output)


def test_a_worker_that_dies_is_replaced_and_none_outlives_the_server(home: Path) -> None:
    with _started("serve", "--port", "0", "--home", str(home), "--workers", "2") as process:
        address = _address(process)
        first = _workers(process.pid)
        os.kill(first[0], signal.SIGKILL)
        _wait_for(lambda: not _command(first[0]))
        later = _workers(process.pid)
        assert first[1] in later
        assert httpx2.get(f"{address}healthz", timeout=60).status_code == 200
        process.kill()
        process.wait()
        _wait_for(lambda: not any(map(_command, later)))


def _wait_for(fulfilled: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not fulfilled():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _workers(server: int) -> list[int]:
    """Both processes of a server that answer, once they run."""
    found: list[int] = []

    def both() -> bool:
        children = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii").split()
        found[:] = [int(child) for child in children if _command(int(child))]
        return len(found) == 2

    _wait_for(both)
    return found


def _command(process: int) -> str:
    """The command line of a process, empty for one that has ended."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8")
    return ""


def test_a_taken_port_is_one_line(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _started("serve", "--port", str(port), "--home", str(home)) as process:
            _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.count("\n")) == (1, 1)
    assert f"cannot listen on 127.0.0.1 port {port}" in errors


def test_output_is_utf8_in_any_locale(home: Path) -> None:
    with _started("show", "laws/ko/act.md", "--home", str(home)) as process:
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "시험도시 조성에 관한 법률" in output


def test_a_reader_that_leaves_is_no_error(home: Path) -> None:
    with _started("status", "--home", str(home)) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        errors = process.stderr.read()
        process.wait(timeout=60)
    assert "Traceback" not in errors


def _wait_for_commits(log: Path) -> None:
    """Until the write-ahead log of the catalog has grown by more than its tables alone."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (log.exists() and log.stat().st_size > 500_000):
        time.sleep(0.02)


def test_an_interrupted_run_is_one_line_and_keeps_what_was_done(tmp_path: Path) -> None:
    folder, home = tmp_path / "laws", tmp_path / "home"
    folder.mkdir()
    for number in range(3_000):
        (folder / f"{number}.txt").write_text(f"Điều 1. Phạm vi\nVăn bản số {number}.\n", encoding="utf-8")
    with _started("index", str(folder), "--home", str(home), "--encoder", "hashing") as process:
        _wait_for_commits(home / "catalog.sqlite-wal")
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert (process.returncode, output) == (130, "")
    assert errors.startswith("vkb: interrupted")
    assert errors.count("\n") == 1
    with _started("status", "--home", str(home)) as process:
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
