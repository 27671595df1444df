"""Runs benchmarks and prints their tables: `make bench`.

    python -m tests.benchmarks [NAME...] [--runs 3] [--data ../shared] [--peers peers/bin/python] [--out docs/benchmarks.jsonl]

Without `--data` everything is measured on the sample collection, which takes minutes and says little of large ones. With `--out` each
result is added to that file and put into the page beside it, `docs/benchmarks.md`. Growth and soak are programs of their own, since
they run for an hour: `tests.benchmarks.growth` and `tests.benchmarks.soak`.
"""

import argparse
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path

from api.settings import load_settings
from tests.benchmarks import (
    embedding,
    indexing,
    lexical,
    memory,
    queries,
    reading,
    serving,
    stages,
    starting,
    vectors,
)
from tests.benchmarks.machine import machine, today, versions
from tests.benchmarks.materials import Materials
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.results import Result, keep

Benchmark = Callable[[Materials], Iterator[Measurement]]

BENCHMARKS: Mapping[str, Benchmark] = {
    "embedding": lambda materials: embedding.measure(_embedded(materials)),
    "reading": reading.measure,
    "indexing": indexing.measure,
    "queries": queries.measure,
    "stages": stages.measure,
    "lexical": lexical.measure,
    "vectors": vectors.measure,
    "memory": memory.measure,
    "starting": starting.measure,
    "serving": serving.measure,
}


def main() -> None:
    """Run those that are named, or all."""
    asked = _arguments()
    with ExitStack() as stack:
        kept = _folder(stack)
        each_run = [_materials(stack, kept, asked) for _ in range(asked.runs)]
        for name in asked.names or BENCHMARKS:
            runs = [_alone(name, materials) for materials in each_run]
            result = Result(name, today(), _command(name, asked), machine(), versions(), runs)
            sys.stdout.write(f"## {name}\n\n{result.shown()}\n\n")
            sys.stdout.flush()
            if asked.out:
                keep(result, asked.out)


def _alone(name: str, materials: Materials) -> list[Measurement]:
    """A run in a process of its own: nothing is remembered from the one before."""
    with ProcessPoolExecutor(1, get_context("fork")) as process:
        return process.submit(_measured, name, materials).result()


def _measured(name: str, materials: Materials) -> list[Measurement]:
    return list(BENCHMARKS[name](materials))


def _embedded(materials: Materials) -> list[str]:
    """Real passages where there are any, else those of the sample."""
    if materials.data is None:
        return materials.sample_passages()
    return embedding.mixed_passages(materials.data / "eval", materials.encoder.count_tokens)


def _materials(stack: ExitStack, kept: Path, asked: argparse.Namespace) -> Materials:
    """Materials of a run of its own."""
    return Materials(load_settings().cache, _folder(stack), asked.data, asked.peers, kept)


def _folder(stack: ExitStack) -> Path:
    """An empty one, removed with the stack."""
    return Path(stack.enter_context(tempfile.TemporaryDirectory()))


def _command(name: str, asked: argparse.Namespace) -> str:
    return f"python -m tests.benchmarks {name} {shlex.join(_options(asked))}"


def _options(asked: argparse.Namespace) -> list[str]:
    options = ["--runs", str(asked.runs)]
    for name in ("data", "peers"):
        value = getattr(asked, name)
        options += [f"--{name}", str(value)] if value else []
    return options


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"{', '.join(BENCHMARKS)}; all if none is given"
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--data", type=Path, help="folder with eval/, train/ and files/")
    parser.add_argument("--peers", type=Path, help="Python in the environment of tests/benchmarks/peers")
    parser.add_argument(
        "--out", type=Path, help="file of results, one a line; the page beside it is brought up to date"
    )
    asked = parser.parse_args()
    unknown = set(asked.names) - BENCHMARKS.keys()
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}: use {', '.join(BENCHMARKS)}")
    return asked


if __name__ == "__main__":
    main()
