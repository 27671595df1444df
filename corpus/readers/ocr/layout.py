"""From the words of a picture to its text: lines, paragraphs, rows of tables; what is no writing is left out."""

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from statistics import fmean, linear_regression, median
from typing import NamedTuple

from corpus.readers.ocr.ruled import RuledTable
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


def put_together(words: Sequence[Word], tables: Sequence[RuledTable] = ()) -> Recognised:
    """The text of the words, given in the order of reading, and of the tables around some of them."""
    if not words:
        return Recognised("", 0.0, 0)
    paragraphs: list[str] = []
    noise = 0
    for table, paragraph in _paragraphs(words, tables):
        lines = [list(line) for _, line in groupby(paragraph, lambda word: word.line)]
        clear = [line for line in map(_without_specks, lines) if line and not _is_noise(line)]
        noise += len(lines) - len(clear)
        written = [word for line in clear for word in line]
        paragraphs.append("\n".join(_rows(written, table) if table else map(spaced, clear)))
    return Recognised(
        "\n\n".join(filter(None, paragraphs)),
        fmean(word.confidence for word in words),
        noise,
        _skew(words),
        sum(len(word.text) * word.confidence for word in words if word.confidence >= _DOUBTFUL),
    )


def _paragraphs(
    words: Sequence[Word], tables: Sequence[RuledTable]
) -> Iterator[tuple[RuledTable | None, list[Word]]]:
    """The words by paragraph; all of a table are one, where its first word stands."""
    inside: dict[int, list[Word]] = {}
    order: list[tuple[int | tuple[int, int], list[Word]]] = []
    for place, group in groupby(words, _place(tables)):
        if isinstance(place, tuple):
            order.append((place, list(group)))
        elif place in inside:
            inside[place].extend(group)
        else:
            inside[place] = list(group)
            order.append((place, inside[place]))
    for place, paragraph in order:
        yield None if isinstance(place, tuple) else tables[place], paragraph


def _place(tables: Sequence[RuledTable]) -> Callable[[Word], int | tuple[int, int]]:
    def place(word: Word) -> int | tuple[int, int]:
        inside = (number for number, table in enumerate(tables) if table.cell(word.box.middle))
        return next(inside, word.line[:2])

    return place


def _rows(words: Sequence[Word], table: RuledTable) -> list[str]:
    """The rows of a table, the words of each cell in the order of reading."""
    cells: dict[tuple[int, int], list[list[Word]]] = {}
    for (cell, _), line in groupby(words, lambda word: (table.cell(word.box.middle), word.line)):
        if cell is not None:
            cells.setdefault(cell, []).append(list(line))
    return table_lines([[[*map(spaced, cells.get(cell, []))] for cell in row] for row in table.rows])


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
