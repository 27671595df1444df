"""Tables in Markdown: piped rows, and the form of some crawlers that gives every cell and every bar a line of its own."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby

from corpus.readers.tables import row_line

_DELIMITER_ROW = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+(?:[ \t]*:?-{2,}:?)?[ \t]*")
_PIPED_ROW = re.compile(r"[ \t]*\|[ \t]*(.*?)[ \t]*\|?[ \t]*")
_TRAILING_BAR = re.compile(r"[ \t]*\|[ \t]*$")
_BAR = "|"
_LINES_OF_A_CELL = 40


def table_rows(lines: list[str]) -> Iterator[str]:
    """The lines with every table row on one line, its cells joined by ` | `; delimiter rows go."""
    for blank, group in groupby(lines, key=lambda line: not line.strip()):
        block = list(group)
        if blank:
            yield from block
        elif sum(line.strip() == _BAR for line in block) > 1:
            yield from _barred_block(block)
        else:
            yield from _piped_block(block)


def _piped_block(block: list[str]) -> Iterator[str]:
    for line in block:
        if _DELIMITER_ROW.fullmatch(line) or line.strip() == _BAR:
            continue
        piped = _PIPED_ROW.fullmatch(line)
        yield piped[1] if piped else _TRAILING_BAR.sub("", line)


def _barred_block(block: list[str]) -> Iterator[str]:
    """Two bars in a row end a table row: `|`, `a`, `|`, `b`, `|`, `|`, `c`, `|`, `d`, `|` are the rows `a | b` and `c | d`.

    Text between two tables looks like a cell, so a row with more cells than the others of its block gives back the surplus:
    at the front of the first row, at the end of the last one, all of it elsewhere.
    """
    rows = _barred_rows(block)
    width = _usual_width(rows)
    for number, row in enumerate(rows):
        surplus = max(len(row) - width, 0)
        if number == 0:
            yield from chain.from_iterable(row[:surplus])
            yield from _row(row[surplus:])
        elif number == len(rows) - 1:
            yield from _row(row[: len(row) - surplus])
            yield from chain.from_iterable(row[len(row) - surplus :])
        else:
            yield from chain.from_iterable(row) if surplus else _row(row)


def _usual_width(rows: list[list[list[str]]]) -> int:
    """The number of cells that most rows have, the smallest such number."""
    widths = Counter(map(len, rows))
    most = max(widths.values(), default=0)
    return min((width for width, count in widths.items() if count == most), default=0)


def _barred_rows(block: list[str]) -> list[list[list[str]]]:
    rows: list[list[list[str]]] = [[]]
    for is_bar, group in groupby(block, key=lambda line: line.strip() == _BAR):
        run = list(group)
        if not is_bar:
            rows[-1].append(run)
        elif len(run) > 1:
            rows.append([])
    return [row for row in rows if row]


def _row(cells: list[list[str]]) -> Iterator[str]:
    if max(map(len, cells), default=0) > _LINES_OF_A_CELL:
        yield from chain.from_iterable(cells)
    else:
        yield row_line(" ".join(cell) for cell in cells)
