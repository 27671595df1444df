"""The program Tesseract: which languages it has, and what it reads in one picture."""

import csv
import math
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean, linear_regression, median
from typing import NamedTuple, Self

_LIST_SECONDS = 20
_NOISE = 0.3
_WORD_LEVEL = "5"
_TABS = 11
_PLACE = ("page_num", "block_num", "par_num", "line_num")
_BOX = ("left", "top", "width", "height")
_WORDS_FOR_SLOPE = 6
# In the table every Korean syllable is a word of its own; only the plain text, and that with this setting, knows where spaces are.
_REAL_SPACES = ("-c", "preserve_interword_spaces=1")
# One thread for each process: the pages themselves are read in parallel, and its threads would only wait for each other.
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


class TesseractError(Exception):
    """It ended without a text: the time was over, or the picture cannot be read."""


class Word(NamedTuple):
    """One word of a picture.

    Attributes:
        text: As recognised.
        confidence: Tesseract's own, from 0 to 1.
        line: Picture, block, paragraph and line: words with the same numbers stand on one line.
        middle: Of its box, in pixels from the left and from the top.
    """

    text: str
    confidence: float
    line: tuple[int, int, int, int]
    middle: tuple[float, float]


class Recognised(NamedTuple):
    """The text of one picture.

    Attributes:
        text: Lines as in the picture, with an empty line between paragraphs.
        confidence: Mean over all words, from 0 to 1; 0 without words.
        noise: Lines left out because hardly anything in them looks like letters: seals, signatures, dust.
        skew: By how many degrees the lines go down to the right; 0 when there are too few words to tell.
    """

    text: str
    confidence: float
    noise: int
    skew: float = 0.0


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

    def read(
        self, picture: bytes, languages: Sequence[str], *, layout: int, seconds: float, dpi: int | None = None
    ) -> Recognised:
        """Recognise one picture.

        Args:
            picture: In any format Leptonica knows: PNM, PNG, JPEG, TIFF; a TIFF with all its pages.
            languages: Names of language data, the main one first.
            layout: Page segmentation mode (`--psm`): 3 finds blocks, 4 expects one column, 6 one block.
            seconds: Wall-clock time at most.
            dpi: Resolution, for formats that do not tell it.

        Raises:
            TesseractError: The time is over, or it cannot read the picture.
        """
        resolution = ["--dpi", str(dpi)] if dpi else []
        manner = ["-l", "+".join(languages), "--psm", str(layout), *resolution, *_REAL_SPACES]
        output = _run([self.program, "-", "-", *manner, "txt", "tsv"], picture, seconds)
        rows = [line for line in output.splitlines() if line.count("\t") == _TABS]
        plain = (" ".join(line.split()) for line in output.splitlines() if "\t" not in line)
        return _put_together(list(_words(rows)), {"".join(line.split()): line for line in plain})

    def turn(self, picture: bytes, seconds: float) -> int:
        """By how many degrees clockwise the picture must be turned to stand upright: 0, 90, 180 or 270.

        Raises:
            TesseractError: It shows too few letters to tell, or the data for it (`osd`) is missing.
        """
        found = _run([self.program, "-", "-", "--psm", "0"], picture, seconds)
        fields = dict(line.split(": ", 1) for line in found.splitlines() if ": " in line)
        return int(fields.get("Rotate", 0))


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
            page, block, paragraph, line = (int(row[name]) for name in _PLACE)
            left, top, width, height = (int(row[name]) for name in _BOX)
            yield Word(
                text,
                max(float(row["conf"]), 0.0) / 100,
                (page, block, paragraph, line),
                (left + width / 2, top + height / 2),
            )


def _put_together(words: Sequence[Word], spaced: Mapping[str, str]) -> Recognised:
    """The lines of the words, spaced as the plain text has them; `spaced` finds such a line by its characters alone."""
    if not words:
        return Recognised("", 0.0, 0)
    paragraphs: list[str] = []
    noise = 0
    for _, paragraph in groupby(words, lambda word: word.line[:3]):
        lines = [list(line) for _, line in groupby(paragraph, lambda word: word.line)]
        clear = [line for line in lines if _confidence(line) >= _NOISE]
        noise += len(lines) - len(clear)
        paragraphs.append("\n".join(_line(line, spaced) for line in clear))
    return Recognised("\n\n".join(filter(None, paragraphs)), _confidence(words), noise, _skew(words))


def _line(words: Sequence[Word], spaced: Mapping[str, str]) -> str:
    return spaced.get("".join(word.text for word in words)) or " ".join(word.text for word in words)


def _confidence(words: Sequence[Word]) -> float:
    return fmean(word.confidence for word in words)


def _skew(words: Sequence[Word]) -> float:
    lines = [[word.middle for word in line] for _, line in groupby(words, lambda word: word.line)]
    slopes = [
        linear_regression(*zip(*line, strict=True)).slope
        for line in lines
        if len(line) >= _WORDS_FOR_SLOPE and len({across for across, _ in line}) > 1
    ]
    return math.degrees(math.atan(median(slopes))) if slopes else 0.0
