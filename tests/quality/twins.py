"""How well the texts of one document agree that was saved in two formats: `python -m tests.quality.twins DIR`.

Every two files of the folder with the same name and another suffix (law.hwp and law.hwpx, annex.doc and annex.docx) are read; a line
for each pair tells the share of words that stand in both texts in the same order, and the first words that do not.
"""

import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from corpus.errors import ReadError
from corpus.readers import read_file

_WORD = re.compile(r"\w+")
_SHOWN = 6


class Twins(NamedTuple):
    """Two texts, compared.

    Attributes:
        first: The words of the first.
        second: The words of the second.
        similarity: Twice the number of words in common, in order, over the number of all; from 0 to 1.
        differences: Stretches of words that only one of them has, `first → second`.
    """

    first: list[str]
    second: list[str]
    similarity: float
    differences: list[str]


def compare(first: str, second: str) -> Twins:
    """Compare the words of two texts in their order; punctuation and white space do not count."""
    words = _WORD.findall(first), _WORD.findall(second)
    matcher = SequenceMatcher(None, *words, autojunk=False)
    differences = [
        f"{' '.join(words[0][a:b])} → {' '.join(words[1][c:d])}"
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]
    return Twins(*words, matcher.ratio(), differences)


def pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Files with the same name and another suffix, in the order of their names."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return ((a, b) for a, b in combinations(files, 2) if a.stem == b.stem)


def main(folder: Path) -> None:
    """Write a line for each pair."""
    for first, second in pairs(folder):
        try:
            twins = compare(read_file(first).text, read_file(second).text)
        except ReadError as error:
            sys.stdout.write(f"{first.stem}: {error}\n")
            continue
        shown = "; ".join(twins.differences[:_SHOWN])
        sys.stdout.write(
            f"{first.stem}: {first.suffix} {len(twins.first)}, {second.suffix} {len(twins.second)} words, "
            f"{twins.similarity:.4f} {shown}\n"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
