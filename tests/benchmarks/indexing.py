"""Indexing: how much of a run is embedding, how busy the cores are, and what a second run over the same files costs."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from indexer.builder import IndexBuilder
from indexer.models import Embeddings
from indexer.seams import Encoder
from tests.benchmarks.measurement import Measurement, seconds

_ALIKE = 100
"""One file of so many is changed."""


def measure(folder: Path, encoder: Encoder) -> Iterator[Measurement]:
    """The run over a folder when everything is new beside its embedding, an unchanged run, and one after a hundredth was changed.

    How busy the cores are is that of the whole machine, so nothing else should run on it.
    """
    timed = _Timed(encoder)
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary, folder.name)
        shutil.copytree(folder, copy)
        with IndexBuilder(Path(temporary, "home"), timed) as builder:
            busy = _Cores()
            first = seconds(lambda: builder.index([copy]))
            yield Measurement("cores busy while indexing", "", busy.share(), "all of them", 1.0)
            yield Measurement("indexing, of that embedding", "s", timed.seconds, "the whole run", first)
            again = seconds(lambda: builder.index([copy]))
            yield Measurement("indexing an unchanged folder", "s", again, "the same folder, new", first)
            share = _change(copy)
            some = seconds(lambda: builder.index([copy]))
            peer = f"{share:.1%} of the time when new"
            yield Measurement(f"indexing after {share:.1%} was changed", "s", some, peer, share * first)


class _Timed:
    """An encoder that knows how long it embedded passages."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.fingerprint = encoder.name, encoder.fingerprint
        self.dimension, self.max_tokens = encoder.dimension, encoder.max_tokens
        self.count_tokens: Callable[[Sequence[str]], list[int]] = encoder.count_tokens
        self.encode_queries: Callable[[Sequence[str]], Embeddings] = encoder.encode_queries
        self.seconds = 0.0

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        rows: list[Embeddings] = []
        self.seconds += seconds(lambda: rows.append(self._encoder.encode_passages(texts)))
        return rows[0]


class _Cores:
    """The time of all cores since it was made: proc(5), first line of `/proc/stat`."""

    def __init__(self) -> None:
        self._before = _times()

    def share(self) -> float:
        """The part of it in which they were at work."""
        spent = [after - before for after, before in zip(_times(), self._before, strict=True)]
        return 1 - (spent[3] + spent[4]) / sum(spent[:8])


def _times() -> list[int]:
    return [
        int(field) for field in Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    ]


def _change(folder: Path) -> float:
    """Give one text file of a hundred another paragraph; the share that they have in the bytes of the folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    changed = [path for path in files if path.suffix in {".md", ".txt"}][::_ALIKE]
    for path in changed:
        with path.open("a", encoding="utf-8") as file:
            file.write("\n\nThêm một đoạn. 한 문단을 더한다.\n")
    return sum(path.stat().st_size for path in changed) / sum(path.stat().st_size for path in files)
