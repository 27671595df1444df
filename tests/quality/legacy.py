"""Legacy Vietnamese files against their texts: `python -m tests.quality.legacy DIR`; sound texts: `--untouched DIR`.

DIR holds files and beside each its text in Unicode, `NAME.truth.txt`. Measured are the letters of the truth that carry a
diacritic or are đ: how many of them stand in words that were read exactly so, in NFC, whatever the white space and the order.
With `--untouched` every text below DIR (Markdown, plain text, and the strings of JSON lines) has to come out of the repair
as it is, and no stretch of it may be judged a damaged text layer.
"""

import argparse
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.languages import has_accents
from corpus.legacy.repair import repair
from corpus.readers import read_file
from corpus.readers.pdf.trust import judge

_WORD = re.compile(r"[^\W\d_]+")
_TRUTH = ".truth.txt"
_LINES_OF_A_PAGE = 40


class Recovery(NamedTuple):
    """Letters with diacritics: of the truth, and of those the ones read exactly."""

    letters: int
    exact: int


def recovery(found: str, truth: str) -> Recovery:
    """What of the truth was read; a word counts as often as it stands in both texts."""
    read, written = words(found), words(truth)
    return Recovery(_letters(written), _letters(read & written))


def words(text: str) -> Counter[str]:
    """The words of a text, composed, with their numbers."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text)))


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and text of everything below a folder that is text."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".md", ".txt"}:
            yield str(path), path.read_text(encoding="utf-8")
        elif path.name.endswith((".jsonl", ".jsonl.gz")):
            content = path.read_bytes()
            lines = (gzip.decompress(content) if path.suffix == ".gz" else content).decode().splitlines()
            yield from ((str(path), value) for line in lines for value in json.loads(line).values()
                        if isinstance(value, str))  # fmt: skip


def pages(text: str) -> Iterator[str]:
    """Stretches of about a page."""
    lines = text.split("\n")
    return ("\n".join(lines[at : at + _LINES_OF_A_PAGE]) for at in range(0, len(lines), _LINES_OF_A_PAGE))


def _letters(counts: Counter[str]) -> int:
    return sum(count * sum(map(has_accents, word)) for word, count in counts.items())


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _measure(folder: Path) -> bool:
    _print("| file | letters | exact |\n|---|---|---|")
    total = Recovery(0, 0)
    for truth in sorted(folder.rglob(f"*{_TRUTH}")):
        name = truth.name.removesuffix(_TRUTH)
        path = next(one for one in truth.parent.glob(f"{name}.*") if not one.name.endswith(_TRUTH))
        one = recovery(read_file(path).text, truth.read_text(encoding="utf-8"))
        total = Recovery(*map(sum, zip(total, one, strict=True)))
        _print(_row(path.name, one))
    _print(_row("all", total))
    return total.letters > 0


def _row(name: str, one: Recovery) -> str:
    letters = max(one.letters, 1)
    return f"| {name} | {one.letters} | {one.exact / letters:.4f} |"


def _check_untouched(folder: Path) -> bool:
    number = changed = alarms = layers = 0
    for name, text in texts(folder):
        number += 1
        if repair(text).text != text:
            changed += 1
            _print(f"changed: {name}: {text[:80]!r}")
        layers += len(found := list(pages(text)))
        for number, damage in judge(found).items():
            alarms += 1
            _print(f"judged damaged: {name}, page {number}: {damage}: {found[number - 1][:80]!r}")
    _print(f"{number} texts, {changed} changed by repair; {layers} pages, {alarms} judged damaged")
    return number > 0 and not changed and not alarms


def main() -> None:
    """Measure, and exit with 1 when there was nothing to measure or something right was touched."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality.legacy", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--untouched", action="store_true", help="DIR holds sound texts")
    arguments = parser.parse_args()
    sys.exit(not (_check_untouched if arguments.untouched else _measure)(arguments.folder))


if __name__ == "__main__":
    main()
