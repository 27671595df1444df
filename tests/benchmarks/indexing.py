"""Indexing: the first run over the sample collection beside a second run over the same files."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from indexer.builder import IndexBuilder
from indexer.seams import Encoder
from tests.benchmarks.measurement import Measurement, seconds


def measure(folder: Path, encoder: Encoder) -> Iterator[Measurement]:
    """Seconds for a folder that is unchanged, and for the same folder when everything is new."""
    with tempfile.TemporaryDirectory() as home, IndexBuilder(Path(home), encoder) as builder:
        first = seconds(lambda: builder.index([folder]))
        again = seconds(lambda: builder.index([folder]))
    yield Measurement("indexing an unchanged folder", "s", again, "the same folder, new", first)
