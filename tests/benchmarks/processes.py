"""Running processes: how they are started, what memory they hold and what processor time they have used."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

COMMAND = (sys.executable, "-c", "from api.cli import main; main()")
"""`vkb` of this checkout."""


class Memory(NamedTuple):
    """What processes hold in memory, in MB of 10⁶ bytes.

    Attributes:
        resident: All pages that are in memory (RSS), shared ones counted in each process.
        proportional: The same with shared pages divided by those that share them (PSS).
        private: Pages that no file stands behind; the rest is mapped files, which the system may drop and read again.
    """

    resident: float
    proportional: float
    private: float

    @classmethod
    def of(cls, processes: Sequence[int]) -> Self:
        """Of these processes together."""
        facts = [_rollup(process) for process in processes]
        return cls(*(sum(one[name] for one in facts) / 1e6 for name in ("Rss", "Pss", "Anonymous")))


def environment(cache: Path) -> dict[str, str]:
    """Variables for a `vkb` with this cache and no other settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VKB_")}
    return kept | {"VKB_CACHE": str(cache), "PYTHONUNBUFFERED": "1"}


def family(process: int) -> list[int]:
    """A process and all that it started, by their ids."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(one for child in children for one in family(int(child)))]


def processor_seconds(processes: Sequence[int]) -> float:
    """What these processes have used of the processor, in user mode and in the kernel."""
    stats = (
        Path(f"/proc/{one}/stat").read_text(encoding="ascii").rsplit(") ", 1)[1].split() for one in processes
    )
    return sum(int(fields[11]) + int(fields[12]) for fields in stats) / os.sysconf("SC_CLK_TCK")


def _rollup(process: int) -> dict[str, int]:
    """Bytes by name from /proc/PID/smaps_rollup."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    parts = (line.split() for line in lines)
    return {name.rstrip(":"): int(kilobytes) * 1024 for name, kilobytes, _ in parts}
