"""Reading PDF and HWP in bulk: side by side, one file after another and beside pypdf, and the memory of a run as its files become more."""

import os
import shutil
import subprocess
import time
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from pypdf import PdfReader

from corpus.errors import ReadError
from corpus.readers import ReadLimits, read_file
from indexer.builder.ahead import ahead
from tests.benchmarks.materials import SAMPLE, Materials
from tests.benchmarks.measurement import Measurement, seconds
from tests.benchmarks.processes import COMMAND, environment

_KINDS = (("PDF", (".pdf",), "pages"), ("HWP and HWPX", (".hwp", ".hwpx"), "files"))
"""What is read, the suffixes of its files, and what is counted: the pages of HWP are made by who draws them."""
_COPIES = 40
"""Of each file, so that there are thousands of pages."""
_PART = 4
"""A run over a part of the files, one of so many, shows what the others take in memory."""


class _Files(NamedTuple):
    """Files of one kind, and how many pages they have; a file without pages counts as one."""

    paths: Sequence[Path]
    pages: int


def measure(materials: Materials) -> Iterator[Measurement]:
    """Pages or files a second of each kind, then seconds and memory of `vkb index` over all of them, by the encoder that costs least.

    Files that need OCR are left out, whose seconds a page are those of Tesseract.
    """
    whole, together = materials.work / "many-files", 0.0
    for name, suffixes, unit in _KINDS:
        files = _readable(materials, suffixes)
        _write_copies(files.paths, whole)
        side_by_side = seconds(partial(_read_together, files))
        in_turn = seconds(partial(_read_in_turn, files))
        together += side_by_side
        count, rate = files.pages * _COPIES, f"{unit}/s"
        what = f"reading {name}, {count:,} {unit}"
        yield Measurement(what, rate, count / side_by_side, "one after another", count / in_turn)
        if name == "PDF":
            words = seconds(partial(_words_by_pypdf, files))
            what = "reading PDF, one after another"
            yield Measurement(what, rate, count / in_turn, "pypdf, words alone", count / words)
    run, part = _index(whole, materials), _index(whole / "0", materials)
    yield Measurement("indexing all of them", "s", run.seconds, "reading them, side by side", together)
    peer = f"one file of {_PART}"
    yield Measurement("indexing all of them, the largest process", "MB", run.megabytes, peer, part.megabytes)


def _readable(materials: Materials, suffixes: Sequence[str]) -> _Files:
    """Those of the data or of the sample that can be read without OCR."""
    folder = SAMPLE if materials.data is None else materials.data / "files"
    paths, pages = list[Path](), 0
    for path in sorted(path for path in folder.rglob("*") if path.suffix in suffixes):
        try:
            report = read_file(path, ReadLimits(ocr_pages=0)).report
        except ReadError:
            continue
        if not report.empty_pages:
            paths.append(path)
            pages += report.pages
    return _Files(paths, pages)


def _write_copies(paths: Sequence[Path], folder: Path) -> None:
    """In as many folders as there are parts, so that each part holds as many of each file."""
    for copy in range(_COPIES):
        target = folder / str(copy % _PART) / str(copy)
        target.mkdir(parents=True, exist_ok=True)
        for path in paths:
            shutil.copy(path, target)


def _read_together(files: _Files) -> None:
    """As `IndexBuilder` does."""
    deque(ahead(read_file, [*files.paths] * _COPIES, lambda path: path.stat().st_size), maxlen=0)


def _read_in_turn(files: _Files) -> None:
    deque(map(read_file, [*files.paths] * _COPIES), maxlen=0)


def _words_by_pypdf(files: _Files) -> None:
    for path in [*files.paths] * _COPIES:
        for page in PdfReader(path).pages:
            page.extract_text()


class _Run(NamedTuple):
    seconds: float
    megabytes: float


def _index(folder: Path, materials: Materials) -> _Run:
    """A run of `vkb index`, and the largest that one of its processes has been in memory (getrusage(2))."""
    home = materials.work / f"{folder.name}-indexed"
    command = [*COMMAND, "index", str(folder), "--home", str(home), "--encoder", "hashing", "--json"]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(materials.cache)
    )
    _, status, usage = os.wait4(process.pid, 0)
    spent = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"vkb index ended with exit code {process.returncode}")
    return _Run(spent, usage.ru_maxrss * 1024 / 1e6)
