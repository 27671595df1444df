"""From the glyphs of a page to its lines of text."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from statistics import median

from corpus.readers.pdf.geometry import Box, Glyph
from corpus.readers.pdf.runs import Run, drawn_once, is_mark, runs_of, turned_back

_BLANK = 0.16  # of the font size: a wider gap parts words, a narrower one is kerning
_SPACED_OUT = 0.3  # of the font size, the widest gap that still is spacing of letters
_ENOUGH_LETTERS = 8  # in a line, to tell spacing of letters from blanks
_COLUMN_GAP = 1.5  # of the font size, where nothing is drawn; a wider gap parts two lines
_DRAWN_GAP = 4.0  # of the font size, filled with drawn blanks, or behind the mark of a list item
_SAME_SIZE = 0.85  # a smaller one is that of a raised or lowered mark
_MARK_SIZE = 0.4  # of the size of the line; a smaller one is no raised mark of that line
_RAISED = 0.6
_LOWERED = 0.35
_DRIFT = 0.25
_BUCKET = 12.0  # points
_TALLEST = 72.0  # points; larger letters are looked for as far away as these
_OPEN_LINES = (
    16  # looked at in each bucket, so that thousands of runs in one place cost no more than elsewhere
)
_LIST_MARK = re.compile(r"[-–—•·○●◦▪■□◆◇+*※]|\(?(?:\d{1,3}|[^\W\d]{1,4})[.)]|[①-⑳㉠-㉯]")


@dataclass(frozen=True, slots=True)
class Line:
    """Text on one baseline, without a gap that is wide enough to part columns.

    Attributes:
        box: Around its glyphs, blanks at its ends left out.
        text: Words with one blank between them.
        glyphs: From its first to its last letter; blanks that are drawn are among them.
        starts: For each glyph where its characters begin in `text`, never falling; a mark that went into the letter before it,
            and a blank that was dropped, begin where their neighbour does.
        size: Of the font that most of it is in.
        turned: Quarter turns clockwise of its letters.
        blank_after: Whether a blank is drawn behind its last letter.
    """

    box: Box
    text: str
    glyphs: tuple[Glyph, ...]
    starts: tuple[int, ...]
    size: float
    turned: int = 0
    blank_after: bool = False


def text_lines(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """The lines of a page, from top to bottom, those of one height from left to right.

    Letters drawn twice to look bold count once. Raised and lowered marks belong to their line. Text in columns makes a line in
    each column. Turned text makes lines of its own.
    """
    turned: dict[int, list[Glyph]] = {}
    for glyph in drawn_once(glyphs):
        turned.setdefault(glyph.turned, []).append(glyph)
    lines = chain.from_iterable(_lines_turned(quarters, found) for quarters, found in turned.items())
    return tuple(sorted(lines, key=lambda line: (line.box.top, line.box.left)))


def _lines_turned(quarters: int, glyphs: Iterable[Glyph]) -> Iterable[Line]:
    """The lines of glyphs that are all turned by so many quarters clockwise."""
    if quarters == 0:
        return map(_line, _joined(runs_of(glyphs)))
    upright = (glyph._replace(box=turned_back(glyph.box, quarters)) for glyph in glyphs)
    return (_turn(_line(opened), quarters) for opened in _joined(runs_of(upright)))


def _turn(line: Line, quarters: int) -> Line:
    glyphs = (glyph._replace(box=turned_back(glyph.box, -quarters)) for glyph in line.glyphs)
    return replace(line, box=turned_back(line.box, -quarters), glyphs=tuple(glyphs), turned=quarters)


class _OpenLine:
    """Runs that make a line, as far as the page has been read from left to right."""

    def __init__(self, run: Run) -> None:
        self.runs = [run]
        self.main = run  # the run whose baseline and size are those of the line

    def add(self, run: Run) -> None:
        self.runs.append(run)
        if (run.size, len(run.glyphs)) > (self.main.size, len(self.main.glyphs)):
            self.main = run

    def takes(self, run: Run) -> float | None:
        """How far the baseline of a run is from that of the line, None when the run is no part of the line."""
        last = self.runs[-1]
        size = max(self.main.size, run.size)
        away = _baseline_distance(self.main, run)
        gap = run.left - last.right
        if away is None or not -0.5 * size <= gap:
            return None
        drawn = last.right - last.ink <= _DRAWN_GAP * size and gap <= _COLUMN_GAP * size
        return away if drawn or (gap <= _DRAWN_GAP * size and self._is_list_mark()) else None

    def _is_list_mark(self) -> bool:
        glyphs = [glyph.text for run in self.runs[:2] for glyph in run.glyphs[:9]]
        return len(self.runs) < 3 and _LIST_MARK.fullmatch("".join(glyphs).strip()) is not None


def _baseline_distance(one: Run, other: Run) -> float | None:
    """How far apart two baselines are, None when it is too far for one line."""
    small, large = sorted((one, other), key=lambda run: run.size)
    lower = small.baseline - large.baseline
    if _SAME_SIZE * large.size > small.size >= _MARK_SIZE * large.size:
        fits = -_RAISED * large.size <= lower <= _LOWERED * large.size
    else:
        fits = abs(lower) <= _DRIFT * min(large.size, 2 * small.size)
    return abs(lower) if fits else None


def _joined(runs: list[Run]) -> list[_OpenLine]:
    """Lines from runs: each run goes to the line to its left whose baseline is nearest."""
    lines: list[_OpenLine] = []
    buckets: dict[int, list[_OpenLine]] = {}
    for run in sorted(runs, key=lambda run: run.left):
        line = _nearest(run, buckets)
        if line:
            line.add(run)
        else:
            line = _OpenLine(run)
            lines.append(line)
        bucket = buckets.setdefault(int(line.main.baseline // _BUCKET), [])
        if line not in bucket[-_OPEN_LINES:]:
            bucket.append(line)
    return lines


def _nearest(run: Run, buckets: dict[int, list[_OpenLine]]) -> _OpenLine | None:
    reach = min(run.size * 2, _TALLEST)
    first = int((run.baseline - reach) // _BUCKET)
    last = int((run.baseline + reach) // _BUCKET)
    best, least = None, float("inf")
    for number in range(first, last + 1):
        for line in buckets.get(number, ())[-_OPEN_LINES:]:
            away = line.takes(run)
            if away is not None and away < least:
                best, least = line, away
    return best


def _line(opened: _OpenLine) -> Line:
    glyphs = list(chain.from_iterable(run.glyphs for run in opened.runs))
    letters = [number for number, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    blank_after = letters[-1] + 1 < len(glyphs)
    glyphs = glyphs[letters[0] : letters[-1] + 1]
    text, starts = _spell(glyphs)
    return Line(
        around(glyph.box for glyph in glyphs),
        text,
        tuple(glyphs),
        starts,
        opened.main.size,
        blank_after=blank_after,
    )


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


class _Spelling:
    """The text of glyphs on one line as it grows, with the place where the characters of each glyph begin."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def letter(self, text: str) -> None:
        self.starts.append(self._length)
        self._pieces.append(text)
        self._length += len(text)

    def mark(self, text: str) -> None:
        """A mark that combines with the last letter."""
        letter = self._pieces.pop()
        self._length -= len(letter)
        self.letter(unicodedata.normalize("NFC", letter + text))

    def blank(self) -> None:
        if self._pieces and self._pieces[-1] != " ":
            self._pieces.append(" ")
            self._length += 1

    def drawn_blank(self) -> None:
        self.blank()
        self.starts.append(max(self._length - 1, 0))


def _spell(glyphs: Sequence[Glyph]) -> tuple[str, tuple[int, ...]]:
    """The text of glyphs on one line, and where the characters of each begin."""
    letter_gap = _letter_gap(glyphs)
    spelling = _Spelling()
    last = None
    for glyph in glyphs:
        if glyph.text.isspace():
            spelling.drawn_blank()
        elif last and is_mark(glyph.text):
            spelling.mark(glyph.text)
            continue
        else:
            if last and _parted(last, glyph, letter_gap):
                spelling.blank()
            spelling.letter(glyph.text)
        last = glyph
    return spelling.text, tuple(spelling.starts)


def _parted(left: Glyph, right: Glyph, letter_gap: float) -> bool:
    size = max(left.size, right.size)
    return right.box.left - left.box.right > _BLANK * size + letter_gap


def _letter_gap(glyphs: Sequence[Glyph]) -> float:
    """The usual gap between two letters of a line, in points: more than none where the letters are spaced out."""
    if len(glyphs) < _ENOUGH_LETTERS:
        return 0.0
    usual = median(right.box.left - left.box.right for left, right in pairwise(glyphs))
    return min(max(usual, 0.0), _SPACED_OUT * glyphs[0].size)
