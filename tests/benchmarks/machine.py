"""What a figure was measured on: the day, the machine and the versions that matter."""

import os
import platform
import shlex
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from corpus.cores import cores

_LIBRARIES = (
    "ctranslate2", "faiss-cpu", "kiwipiepy", "numpy", "sentence-transformers", "tantivy", "tokenizers", "torch"
)  # fmt: skip


def circumstances(program: str) -> dict[str, str]:
    """Of a program that is running: how it was called, when, and on what."""
    command = f"python -m tests.benchmarks.{program} {shlex.join(sys.argv[1:])}"
    return {"command": command, "day": today(), "machine": machine(), "versions": versions()}


def shown(circumstances: Mapping[str, str]) -> str:
    """Circumstances as a paragraph."""
    return "`{command}`, {day}. {machine}; {versions}.".format_map(circumstances)


def today() -> str:
    """ISO 8601, in UTC."""
    return datetime.now(UTC).date().isoformat()


def machine() -> str:
    """CPU model, cores this process may use, memory and kernel."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return f"{_cpu()}, {cores()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"


def versions() -> str:
    """Of Python, VKB and the libraries that do the work."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"Python {platform.python_version()}, vkb {version('vkb')}, {libraries}"


def _cpu() -> str:
    """Its name with family and model, since some machines tell no more than `AMD EPYC`."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(":") for line in lines)
    facts = {name.strip(): value.strip() for name, _, value in pairs}
    return f"{facts['model name']} (family {facts['cpu family']}, model {facts['model']})"
