"""One child process for every file: what it may cost, and that nothing of it stays behind."""

import os
import re
import signal
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from corpus.errors import DamagedFileError, ReadError, ReadLimitError
from corpus.readers import ReadLimits, read_file

LINUX_ONLY = pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at /proc")


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in found.split()]


def servers() -> list[int]:
    """The servers that this process has started."""
    mine = [
        int(child)
        for task in Path("/proc/self/task").iterdir()
        for child in (task / "children").read_text().split()
    ]
    return [pid for pid in mine if b"forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether the process ends, or is at most a zombie of somebody else, within the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_reads_from_many_threads_at_once(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.txt" for number in range(24)]
    for number, path in enumerate(paths):
        path.write_text(f"Điều {number}. Phạm vi điều chỉnh", encoding="utf-8")
    with ThreadPoolExecutor(8) as pool:
        texts = [source.text for source in pool.map(read_file, paths)]
    assert texts == [f"Điều {number}. Phạm vi điều chỉnh" for number in range(24)]


@pytest.mark.parametrize("name", ["missing.txt", ""], ids=["missing", "a folder"])
def test_what_cannot_be_opened_is_a_read_error_with_its_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ReadError, match="cannot be opened") as caught:
        read_file(tmp_path / name)
    assert caught.value.path == tmp_path / name
    assert type(caught.value) is ReadError


def test_a_file_that_never_ends_is_stopped_by_the_clock(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    begin = time.monotonic()
    with pytest.raises(ReadLimitError, match=r"more than 0.3 seconds"):
        read_file(tmp_path / "pipe", ReadLimits(seconds=0.3))
    assert time.monotonic() - begin < 5


def test_memory_is_limited(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes("제1조(목적) 이 법은 ".encode() * 3_000_000)
    with pytest.raises(ReadLimitError, match=r"memory|MB"):
        read_file(path, ReadLimits(memory_megabytes=300, text_megabytes=200))


def test_the_size_of_the_file_and_of_its_text_are_limited(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"Article 1. Scope\n" * 100_000)
    with pytest.raises(ReadLimitError, match=r"has 2 MB, more than the 1 MB"):
        read_file(path, ReadLimits(megabytes=1))
    with pytest.raises(ReadLimitError, match="its text is larger than 1 MB"):
        read_file(path, ReadLimits(text_megabytes=1))


@pytest.mark.parametrize("field", ["megabytes", "seconds", "pages", "memory_megabytes"])
def test_limits_are_positive(field: str) -> None:
    with pytest.raises(ValueError, match=field):
        ReadLimits(**{field: 0})


@LINUX_ONLY
def test_a_killed_server_is_started_again_and_leaves_no_zombie(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Article 1", encoding="utf-8")
    read_file(path)
    killed = servers()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    assert all(map(gone, killed))
    assert read_file(path).text == "Article 1"
    assert not [pid for pid in killed if Path(f"/proc/{pid}").exists()]


@LINUX_ONLY
def test_children_are_reaped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Article 1", encoding="utf-8")
    for _ in range(5):
        read_file(path)
    assert [children(pid) for pid in servers()] == [[]]


SCRIPT = textwrap.dedent(
    """
    import pathlib, sys, threading
    from corpus.readers import ReadLimits, read_file
    path = pathlib.Path(sys.argv[1])
    print(read_file(path).text, flush=True)
    print(pathlib.Path("/proc/self/task", str(threading.main_thread().native_id), "children").read_text(), flush=True)
    if len(sys.argv) > 2:
        read_file(pathlib.Path(sys.argv[2]), ReadLimits(seconds=60))
    """
)


def start(*arguments: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-W", "error", "-c", SCRIPT, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def first_lines(process: "subprocess.Popen[str]") -> tuple[str, int]:
    assert process.stdout is not None
    text = process.stdout.readline().strip()
    return text, int(process.stdout.readline())


@LINUX_ONLY
def test_a_program_of_its_own_ends_cleanly(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Article 1", encoding="utf-8")
    with start(path) as process:
        text, server = first_lines(process)
        _, errors = process.communicate(timeout=120)
    assert (text, process.returncode, errors) == ("Article 1", 0, "")
    assert gone(server)


@LINUX_ONLY
@pytest.mark.parametrize(
    ("number", "error", "words"),
    [
        (signal.SIGSEGV, DamagedFileError, r"the reader crashed on it \(SIGSEGV\)"),
        (signal.SIGABRT, DamagedFileError, r"the reader crashed on it \(SIGABRT\)"),
        (signal.SIGXCPU, ReadLimitError, "more than 60 seconds"),
        (signal.SIGKILL, ReadLimitError, "ended by the system"),
    ],
)
def test_a_crash_of_the_child_is_one_error(
    tmp_path: Path, number: signal.Signals, error: type[ReadError], words: str
) -> None:
    os.mkfifo(tmp_path / "pipe")

    def crash() -> None:
        until = time.monotonic() + 20
        while (
            not (found := [pid for server in servers() for pid in children(server)])
            and time.monotonic() < until
        ):
            time.sleep(0.01)
        os.kill(found[0], number)

    thread = threading.Thread(target=crash)
    thread.start()
    with pytest.raises(error, match=words):
        read_file(tmp_path / "pipe")
    thread.join()


THREADS = textwrap.dedent(
    """
    import pathlib, sys
    from concurrent.futures import ThreadPoolExecutor
    from corpus.readers import read_file
    with ThreadPoolExecutor(8) as pool:
        texts = set(source.text for source in pool.map(read_file, [pathlib.Path(sys.argv[1])] * 16))
    print(texts)
    print([path.read_text() for path in pathlib.Path("/proc/self/task").glob("*/children")])
    """
)


@LINUX_ONLY
def test_threads_that_begin_together_share_one_server(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Article 1", encoding="utf-8")
    command = [sys.executable, "-W", "error", "-c", THREADS, str(path)]
    lines = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=120
    ).stdout.splitlines()
    assert lines[0] == "{'Article 1'}"
    assert len(re.findall(r"\d+", lines[-1])) == 1


@LINUX_ONLY
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_a_program_stopped_while_reading_leaves_nothing_running(
    tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Article 1", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    with start(path, tmp_path / "pipe") as process:
        _, server = first_lines(process)
        until = time.monotonic() + 20
        while not (readers := children(server)) and time.monotonic() < until:
            time.sleep(0.01)
        process.send_signal(number)
        process.communicate(timeout=120)
    assert readers
    assert all(map(gone, [server, *readers]))


def test_a_thread_that_waits_does_not_hold_up_the_others(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / "a.txt"
    path.write_text("Article 1", encoding="utf-8")

    def wait() -> None:
        with pytest.raises(ReadLimitError):
            read_file(tmp_path / "pipe", ReadLimits(seconds=1.5))

    thread = threading.Thread(target=wait)
    thread.start()
    begin = time.monotonic()
    assert read_file(path).text == "Article 1"
    assert time.monotonic() - begin < 1.5
    thread.join()


@LINUX_ONLY
@pytest.mark.parametrize(
    "number", [signal.SIGKILL, signal.SIGSEGV, None], ids=["killed", "crashed", "out of time"]
)
def test_programs_that_a_reader_runs_end_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals | None
) -> None:
    """A program in the place of Tesseract that never answers."""
    (tmp_path / "tesseract").write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && printf "List:\\nvie\\nkor\\n" && exit\necho $$ > {tmp_path}/pid\nexec sleep 300\n'
    )
    (tmp_path / "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    Image.new("L", (60, 40), 255).save(tmp_path / "scan.png")
    program = (
        "import pathlib, sys; from corpus.readers import ReadLimits, read_file\n"
        "try: read_file(pathlib.Path(sys.argv[1]), ReadLimits(seconds=60, ocr_seconds=float(sys.argv[2])))\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    seconds = "60" if number else "0.5"
    command = [sys.executable, "-c", program, str(tmp_path / "scan.png"), seconds]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        engine = _wait_for_number(tmp_path / "pid")
        if number:
            reader = int(Path(f"/proc/{engine}/stat").read_text().rpartition(")")[2].split()[1])
            os.kill(reader, number)
        assert gone(engine)
        said, _ = process.communicate(timeout=120)
    assert {signal.SIGKILL: "ReadLimitError", signal.SIGSEGV: "DamagedFileError", None: "NeedsOcrError"}[
        number
    ] in said


def _wait_for_number(path: Path) -> int:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if path.exists() and path.read_text().strip():
            return int(path.read_text())
        time.sleep(0.02)
    raise TimeoutError(f"{path} was not written")
