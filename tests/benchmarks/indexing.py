"""Indexing: where the time of a run goes, how busy the cores are, and what a second run over the same files costs."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from indexer.builder import IndexBuilder, index_builder, states
from indexer.catalog import Catalog
from indexer.encoders.bundled import BundledEncoder
from indexer.generations import GenerationStore
from kb.evaluation.collection import read_collection
from tests.benchmarks.acts import write_acts
from tests.benchmarks.materials import SAMPLE, Materials
from tests.benchmarks.measurement import Measurement, seconds
from tests.benchmarks.stopwatch import Stage, Stopwatch

_ARTICLES = 10_000
_STAGES: Sequence[Stage] = (
    ("embedding", BundledEncoder, "encode_passages"),
    ("reading files, aside", index_builder, "read_file"),
    ("finding their structure, aside", index_builder, "parse_document"),
    ("cutting them into passages, aside", states, "segment"),
    ("analyzing words, aside", states, "_analyze"),
    ("writing the catalog, aside", Catalog, "replace"),
    ("writing embeddings, aside", Catalog, "add_embeddings"),
    ("publishing", GenerationStore, "publish"),
)
"""What is *aside* runs in other threads while passages are embedded, so that all together is longer than the run."""
_ALIKE = 100
"""One file of so many is changed."""


def measure(materials: Materials) -> Iterator[Measurement]:
    """The run over a folder when everything is new with its stages, an unchanged run, and one after a hundredth was changed.

    How busy the cores are is that of the whole machine, so nothing else should run on it.
    """
    folder, home = materials.work / "folder", materials.work / "folder-indexed"
    _fill(folder, materials)
    watch = Stopwatch()
    with IndexBuilder(home, materials.encoder) as builder:
        busy = _Cores()
        with watch.watching(_STAGES):
            first = seconds(lambda: builder.index([folder]))
        yield Measurement("cores busy while indexing", "", busy.share(), "all of them", 1.0)
        for stage, spent in watch.spent.items():
            yield Measurement(f"indexing, of that {stage}", "s", spent, "the whole run", first)
        again = seconds(lambda: builder.index([folder]))
        yield Measurement("indexing an unchanged folder", "s", again, "the same folder, new", first)
        share = _change(folder)
        some = seconds(lambda: builder.index([folder]))
        peer = f"{share:.1%} of the time when new"
        yield Measurement(f"indexing after {share:.1%} was changed", "s", some, peer, share * first)


def _fill(folder: Path, materials: Materials) -> None:
    """With Korean acts where the test collections are at hand, else with the sample."""
    if materials.data is None:
        shutil.copytree(SAMPLE, folder)
    else:
        write_acts(read_collection(materials.data / "eval" / "ko-law").records(), _ARTICLES, folder)


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
