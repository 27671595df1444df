"""What `growth.jsonl` holds: on what it was measured, and a step for each size."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self


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
        circumstances: Command, machine and versions.
        sizes: In the order of the run.
    """

    circumstances: Mapping[str, str]
    sizes: Sequence[Step]

    @classmethod
    def read(cls, path: Path) -> Self:
        """From a file of lines."""
        first, *others = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        return cls(first, [Step(_with_rate(line)) for line in others])


def _with_rate(line: dict[str, Any]) -> dict[str, Any]:
    added = line["added"]
    return line | {"rate": added["passages"] / (added["seconds"] - added["inventing"])}
