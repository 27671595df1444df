"""What `growth.jsonl` holds: on what it was measured, and a step for each size."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from tests.benchmarks.results import told


class Step(NamedTuple):
    """One size.

    Attributes:
        said: Its line, and the rate of indexing without the time that inventing texts took.
    """

    said: Mapping[str, Any]

    def at(self, *path: str) -> float:
        """A figure of it."""
        value: Any = self.said
        for name in path:
            value = value[name]
        return float(value)


class Steps(NamedTuple):
    """All of a run.

    Attributes:
        circumstances: Command, day, machine and versions.
        sizes: In the order of the run.
    """

    circumstances: Mapping[str, str]
    sizes: Sequence[Step]

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a file of lines."""
        circumstances, lines = told(path)
        return cls(circumstances, [Step(_with_rate(line)) for line in lines])


def _with_rate(line: dict[str, Any]) -> dict[str, Any]:
    added = line["added"]
    return line | {"rate": added["passages"] / (added["seconds"] - added["inventing"])}
