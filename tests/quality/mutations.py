"""Mutated files and bombs against the sandbox: `python -m tests.quality.mutations DIR... [--count 1000] [--seed N]`.

Every file of the folders, and a small one of every office format, is copied with flipped bits, cut off, spliced with
another one, with stretches zeroed or doubled, half of the zip archives inside one of their parts. Each copy is read and
understood as the indexer does. Allowed are a text, or one named error of one line within the time; the exit code is 1 if
anything else came, or if the reading process grew.
"""

import argparse
import itertools
import random
import re
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from corpus.document import parse_document
from corpus.errors import ReadError
from corpus.readers import ReadLimits, read_file
from corpus.sources.folder import find_files
from tests.quality.bombs import BOMBS, archive
from tests.quality.originals import write_originals

LIMITS = ReadLimits(seconds=20, memory_megabytes=1024, unpacked_megabytes=50, text_megabytes=16, ocr_pages=0)
_GRACE_SECONDS = 10
_AT_ONCE = 2
_LARGEST = 3 << 20
_GROWTH_MEGABYTES = 400
_STRAY = re.compile(r"broken beyond reading \((\w+)")


class Outcome(NamedTuple):
    """What became of one file.

    Attributes:
        name: Of the file.
        result: `text`, or the class of the error.
        message: Of the error.
        seconds: Of reading and understanding.
    """

    name: str
    result: str
    message: str
    seconds: float

    @property
    def fault(self) -> str | None:
        """What is not allowed."""
        if self.seconds > LIMITS.seconds + _GRACE_SECONDS:
            return f"took {self.seconds:.0f} s"
        if "\n" in self.message or "Traceback" in self.message:
            return f"is more than one line: {self.message!r}"
        return None if self.result == "text" or self.message else "has no message"


def mutated(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """A copy with one to three kinds of damage, done to one part of an archive as often as to the whole of it."""
    if content.startswith(b"PK") and chance.random() < 0.5:
        return _with_damaged_part(content, other, chance)
    for damage in chance.sample(_DAMAGES, chance.choice((1, 1, 2, 3))):
        content = damage(content or b"\0", other, chance)
    return content


def _with_damaged_part(content: bytes, other: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as sound:
        parts = {name: sound.read(name) for name in sound.namelist()}
    name = chance.choice([name for name, part in parts.items() if part])
    return archive({**parts, name: mutated(parts[name], other, chance)})


def _flip(content: bytes, other: bytes, chance: random.Random) -> bytes:
    flipped = bytearray(content)
    for _ in range(chance.choice((1, 4, 30, 300))):
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
    return bytes(flipped)


def _cut(content: bytes, other: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _splice(content: bytes, other: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))] + other[chance.randrange(len(other) or 1) :]


def _zero(content: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(content, chance)
    return content[:start] + bytes(end - start) + content[end:]


def _double(content: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _stretch(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 1, 8)) + content[end:]


def _stretch(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(len(content), start + chance.choice((4, 64, 1024, 16384)))


_DAMAGES: tuple[Callable[[bytes, bytes, random.Random], bytes], ...] = (_flip, _cut, _splice, _zero, _double)


def mutations(paths: Sequence[Path], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """That many damaged copies, every suffix as often as the others: name and content."""
    chance = random.Random(seed)
    by_suffix: dict[str, list[Path]] = {}
    for path in paths:
        by_suffix.setdefault(path.suffix.lower(), []).append(path)
    for number, suffix in enumerate(itertools.islice(itertools.cycle(sorted(by_suffix)), count)):
        path, other = chance.choice(by_suffix[suffix]), chance.choice(paths)
        yield f"{number:04}-{path.name}", mutated(path.read_bytes(), other.read_bytes(), chance)


def outcomes(files: Iterable[tuple[str, bytes]]) -> Iterator[Outcome]:
    """What becomes of each file, in their order; two are read at a time."""
    remaining = iter(files)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(_AT_ONCE) as pool:
        while batch := list(itertools.islice(remaining, _AT_ONCE)):
            yield from pool.map(lambda file: outcome(Path(folder), *file), batch)


def outcome(folder: Path, name: str, content: bytes) -> Outcome:
    """Read and understand one file, which is written to the folder for as long."""
    path = folder / name
    path.write_bytes(content)
    begin = time.perf_counter()
    try:
        parse_document(read_file(path, LIMITS), name)
        result, message = "text", ""
    except ReadError as error:
        result, message = type(error).__name__, str(error)
    finally:
        path.unlink()
    return Outcome(name, result, message, time.perf_counter() - begin)


def main(arguments: Sequence[str]) -> int:
    """Print the table by format and outcome, the bombs, and every fault; the exit code."""
    options = _options(arguments)
    paths = [file.path for file in find_files(options.folders) if 0 < file.path.stat().st_size <= _LARGEST]
    before = _peak_megabytes()
    with tempfile.TemporaryDirectory() as folder:
        paths += write_originals(Path(folder))
        copies = list(outcomes(mutations(paths, options.count, options.seed)))
    exploded = list(outcomes((name, make()) for name, make in BOMBS.items()))
    grown = _peak_megabytes() - before
    _print_table(copies)
    _print_bombs(exploded)
    faults = [f"{one.name}: {one.fault}" for one in (*copies, *exploded) if one.fault]
    if grown > _GROWTH_MEGABYTES:
        faults.append(f"the parent grew by {grown:.0f} MB")
    for fault in faults:
        _say(f"FAULT {fault}")
    slowest = max((*copies, *exploded), key=lambda one: one.seconds)
    _say(
        f"{len(copies)} mutations (seed {options.seed}) and {len(exploded)} bombs: {len(faults)} faults; "
        f"slowest {slowest.seconds:.1f} s ({slowest.name}); the parent grew by {grown:.0f} MB"
    )
    return 1 if faults else 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.quality.mutations", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def _print_table(copies: Sequence[Outcome]) -> None:
    results = sorted({one.result for one in copies})
    _say(f"| suffix | {' | '.join(results)} | slowest | exceptions of readers |")
    _say("|---|" + "---:|" * (len(results) + 1) + "---|")
    for suffix, group in _by_suffix(copies).items():
        counts = Counter(one.result for one in group)
        stray = Counter(found[1] for one in group if (found := _STRAY.search(one.message)))
        listed = ", ".join(f"{name} {count}" for name, count in stray.most_common())
        cells = " | ".join(str(counts[result]) for result in results)
        _say(f"| {suffix} | {cells} | {max(one.seconds for one in group):.1f} s | {listed} |")


def _by_suffix(copies: Sequence[Outcome]) -> Mapping[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {}
    for one in copies:
        groups.setdefault(Path(one.name).suffix.lower(), []).append(one)
    return groups


def _print_bombs(exploded: Sequence[Outcome]) -> None:
    _say("\n| bomb | outcome | seconds | message |\n|---|---|---:|---|")
    for one in exploded:
        message = one.message.partition(": ")[2].replace("|", "/")
        _say(f"| {one.name} | {one.result} | {one.seconds:.1f} | {message} |")
    _say("")


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
