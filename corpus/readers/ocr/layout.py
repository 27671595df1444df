"""From the words of a picture to its text: lines, paragraphs, rows of tables; what is no writing is left out."""

import math
from collections.abc import Sequence
from itertools import groupby
from statistics import fmean, linear_regression, median
from typing import NamedTuple

from corpus.readers.ocr.ruled import RuledTable, Strip
from corpus.readers.ocr.tesseract import Word
from corpus.readers.tables import table_lines

_NOISE = 0.3
_DOUBTFUL = 0.5
_WORDS_FOR_SLOPE = 6


class Recognised(NamedTuple):
    """The text of one picture.

    Attributes:
        text: Lines as in the picture, with an empty line between paragraphs; rows of ruled tables as `a | b | c`.
        confidence: Mean over all words, from 0 to 1; 0 without words.
        noise: Lines left out because hardly anything in them looks like letters: seals, signatures, dust.
        skew: By how many degrees the lines go down to the right; 0 when there are too few words to tell.
        certain: Characters of the words, each counted by the confidence in it: how much was read.
    """

    text: str
    confidence: float
    noise: int
    skew: float = 0.0
    certain: float = 0.0


class TableText(NamedTuple):
    """The rows of a table in a picture.

    Attributes:
        top: Where it begins, in pixels from the top.
        lines: One for each row.
        words: All that were read in it.
    """

    top: float
    lines: Sequence[str]
    words: Sequence[Word]


def table_text(words: Sequence[Word], found: Strip, table: RuledTable) -> TableText:
    """The rows of a table, given the words of its cells that stand below each other."""
    cells: dict[tuple[int, int], list[str]] = {}
    for _, line in groupby(words, lambda word: word.line):
        clear = _without_specks(list(line))
        if clear:
            height = clear[0].box.middle[1]
            cell = next((cell for bottom, cell in found.cells if height < bottom), found.cells[-1][1])
            cells.setdefault(cell, []).append(spaced(clear))
    return TableText(
        table.box[1], table_lines([[cells.get(cell, []) for cell in row] for row in table.rows]), words
    )


def put_together(words: Sequence[Word], tables: Sequence[TableText] = ()) -> Recognised:
    """The text of the words, given in the order of reading, with the tables where they stand between them."""
    everything = [*words, *(word for table in tables for word in table.words)]
    if not everything:
        return Recognised("", 0.0, 0)
    paragraphs: list[str] = []
    waiting = sorted(tables, key=lambda table: table.top)
    noise = 0
    for _, group in groupby(words, lambda word: word.line[:2]):
        paragraph = list(group)
        while waiting and waiting[0].top < paragraph[0].box.top:
            paragraphs.append("\n".join(waiting.pop(0).lines))
        lines = [list(line) for _, line in groupby(paragraph, lambda word: word.line)]
        clear = [line for line in map(_without_specks, lines) if line and not _is_noise(line)]
        noise += len(lines) - len(clear)
        paragraphs.append("\n".join(map(spaced, clear)))
    paragraphs.extend("\n".join(table.lines) for table in waiting)
    return Recognised(
        "\n\n".join(filter(None, paragraphs)),
        fmean(word.confidence for word in everything),
        noise,
        _skew(words),
        sum(len(word.text) * word.confidence for word in everything if word.confidence >= _DOUBTFUL),
    )


def spaced(words: Sequence[Word]) -> str:
    """The words of a line with the blanks between them."""
    return "".join(" " * word.blank + word.text for word in words).strip()


def _without_specks(line: Sequence[Word]) -> list[Word]:
    """A line without the doubtful marks at its ends, which are dust, and strokes of seals and signatures."""
    written = [number for number, word in enumerate(line) if not _is_speck(word)]
    return list(line[written[0] : written[-1] + 1]) if written else []


def _is_speck(word: Word) -> bool:
    return word.confidence < _DOUBTFUL and not any(map(str.isalnum, word.text))


def _is_noise(line: Sequence[Word]) -> bool:
    """Whether there is nothing in it that may be writing: no word of two letters that is more than doubtful."""
    confidence = fmean(word.confidence for word in line)
    if confidence >= _DOUBTFUL:
        return False
    words = (word for word in line if word.confidence >= _DOUBTFUL)
    return confidence < _NOISE or not any(sum(map(str.isalnum, word.text)) > 1 for word in words)


def _skew(words: Sequence[Word]) -> float:
    lines = [[word.box.middle for word in line] for _, line in groupby(words, lambda word: word.line)]
    slopes = [
        linear_regression(*zip(*line, strict=True)).slope
        for line in lines
        if len(line) >= _WORDS_FOR_SLOPE and len({across for across, _ in line}) > 1
    ]
    return math.degrees(math.atan(median(slopes))) if slopes else 0.0
