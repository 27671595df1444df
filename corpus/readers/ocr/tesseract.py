"""The program Tesseract: which languages it has, and which words it sees in one picture."""

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import NamedTuple, Self

from PIL import Image

_LIST_SECONDS = 20
_WORD_LEVEL = "5"
_TABS = 11
_PLACE = ("block_num", "par_num", "line_num")
_BOX = ("left", "top", "width", "height")
# In the table every Korean syllable is a word of its own; only the plain text, and that with this setting, knows where spaces are.
_REAL_SPACES = ("-c", "preserve_interword_spaces=1")
# One thread for each process: the pages themselves are read in parallel, and its threads would only wait for each other.
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


class TesseractError(Exception):
    """It ended without a text: the time was over, or the picture cannot be read."""


class Box(NamedTuple):
    """A rectangle in pixels from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, from the left and from the top."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Word(NamedTuple):
    """One word of a picture.

    Attributes:
        text: As recognised.
        confidence: Tesseract's own, from 0 to 1.
        line: Block, paragraph and line: words with the same numbers stand on one line.
        box: Where it stands.
        blank: Whether a blank parts it from the word before it on its line.
    """

    text: str
    confidence: float
    line: tuple[int, int, int]
    box: Box
    blank: bool = True


@dataclass(frozen=True, slots=True)
class Tesseract:
    """An installed Tesseract.

    Attributes:
        program: Path of the program.
        languages: The language data it has, by its own names: `vie`, `kor`, `eng`, `osd` …
    """

    program: str
    languages: frozenset[str]

    @classmethod
    def find(cls, path: str | None = None) -> Self | None:
        """The one on the search path, None when there is none that runs; another path can be given as in `PATH`."""
        program = shutil.which("tesseract", path=path)
        if program is None:
            return None
        try:
            listed = _run([program, "--list-langs"], b"", _LIST_SECONDS)
        except TesseractError:
            return None
        return cls(program, frozenset(listed.split("\n")[1:]) - {""})

    def lacks(self, languages: Sequence[str]) -> list[str]:
        """Those of the languages it has no data for."""
        return [name for name in languages if name not in self.languages]

    def read(
        self, picture: Image.Image, languages: Sequence[str], *, layout: int, seconds: float, dpi: int
    ) -> list[Word]:
        """Recognise one picture, in the order of reading.

        Args:
            picture: In grey levels.
            languages: Names of language data, the main one first.
            layout: Page segmentation mode (`--psm`): 3 finds blocks, 4 expects one column, 6 one block.
            seconds: Wall-clock time at most.
            dpi: Resolution of the picture.

        Raises:
            TesseractError: The time is over, or it cannot read the picture.
        """
        manner = ["-l", "+".join(languages), "--psm", str(layout), "--dpi", str(dpi), *_REAL_SPACES]
        output = _run([self.program, "-", "-", *manner, "txt", "tsv"], _pgm(picture), seconds)
        rows = [line for line in output.splitlines() if line.count("\t") == _TABS]
        plain = (" ".join(line.split()) for line in output.splitlines() if "\t" not in line)
        spaced = {"".join(line.split()): line for line in plain}
        return [
            word
            for _, line in groupby(_words(rows), lambda word: word.line)
            for word in _with_blanks(list(line), spaced)
        ]

    def turn(self, picture: Image.Image, seconds: float) -> int:
        """By how many degrees clockwise the picture must be turned to stand upright: 0, 90, 180 or 270.

        Raises:
            TesseractError: It shows too few letters to tell, or the data for it (`osd`) is missing.
        """
        found = _run([self.program, "-", "-", "--psm", "0"], _pgm(picture), seconds)
        fields = dict(line.split(": ", 1) for line in found.splitlines() if ": " in line)
        return int(fields.get("Rotate", 0))


def _pgm(picture: Image.Image) -> bytes:
    """Netpbm's grey format, https://netpbm.sourceforge.net/doc/pgm.html."""
    output = BytesIO()
    picture.save(output, "PPM")
    return output.getvalue()


def _run(command: Sequence[str], picture: bytes, seconds: float) -> str:
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=max(seconds, 0.001),
            check=True,
            env=os.environ | _ONE_THREAD,
        )
    except subprocess.TimeoutExpired as error:
        raise TesseractError(f"takes more than {seconds:.3g} seconds") from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise TesseractError("fails") from error
    return done.stdout.decode("utf-8", "replace")


def _words(rows: Sequence[str]) -> Iterator[Word]:
    for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        if row["level"] == _WORD_LEVEL and text:
            block, paragraph, line = (int(row[name]) for name in _PLACE)
            left, top, width, height = (int(row[name]) for name in _BOX)
            confidence = max(float(row["conf"]), 0.0) / 100
            box = Box(left, top, left + width, top + height)
            yield Word(text, confidence, (block, paragraph, line), box)


def _with_blanks(line: Sequence[Word], spaced: Mapping[str, str]) -> Iterator[Word]:
    """The words of a line, parted as the plain text has it; `spaced` finds such a line by its characters alone."""
    plain = spaced.get("".join(word.text for word in line))
    if plain is None:
        yield from line
        return
    at = 0
    for word in line:
        blank = plain.startswith(" ", at)
        at = plain.index(word.text[-1], at + blank + len(word.text) - 1) + 1
        yield word._replace(blank=blank)
