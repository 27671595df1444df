"""Runs: glyphs that a page draws one after the other on one baseline, the strokes that lines are put together from."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.geometry import Box, Glyph

_OVERPRINT = 1.0  # points between the two drawings of a letter that is made bold by drawing it twice
_OVERPRINT_SHARE = 0.15  # of the font size; two narrow letters in a row stand further apart
_DRIFT = (
    0.2  # of the font size that the foot of a box moves within a run: accents and tails make boxes longer
)
_OVERLAP = 0.5  # of the font size, by which kerning may draw glyphs over each other
_WORD_GAP = 0.5  # of the font size
_DESCENT = 0.2  # of the font size, in the common fonts


@dataclass(slots=True)
class Run:
    """Glyphs of one size on one baseline, left to right.

    Attributes:
        glyphs: In the order of the page.
        left: Where the first glyph begins.
        ink: Where the last glyph that is no blank ends.
        right: Where the last glyph ends.
        baseline: Its height on the page.
        size: Of the font.
    """

    glyphs: list[Glyph]
    left: float
    ink: float
    right: float
    baseline: float
    size: float


def is_mark(text: str) -> bool:
    """Whether it is a mark that combines with the letter before it."""
    return unicodedata.combining(text[0]) > 0 if text else False


def drawn_once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The glyphs without those that are drawn a second time over themselves; what is drawn twice is bold."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], int] = {}
    for glyph in glyphs:
        twin = _twin(glyph, places, kept)
        if twin is None:
            places[glyph.text, int(glyph.box.left), int(glyph.box.bottom)] = len(kept)
            kept.append(glyph)
        else:
            kept[twin] = kept[twin]._replace(bold=True)
    return kept


def _twin(glyph: Glyph, places: dict[tuple[str, int, int], int], kept: Sequence[Glyph]) -> int | None:
    text, box, _, size, *_ = glyph
    left, _, _, bottom = box
    reach = min(_OVERPRINT, size * _OVERPRINT_SHARE)  # at most as far as the next bucket
    rows = {int(bottom - reach), int(bottom), int(bottom + reach)}
    for column in {int(left - reach), int(left), int(left + reach)}:
        for row in rows:
            found = places.get((text, column, row))
            if found is not None and _near(kept[found].box, glyph.box, reach):
                return found
    return None


def _near(one: Box, other: Box, reach: float) -> bool:
    return abs(one.left - other.left) < reach and abs(one.bottom - other.bottom) < reach


def runs_of(glyphs: Iterable[Glyph]) -> list[Run]:
    """The runs of glyphs whose letters stand upright, in the order in which they are drawn; none of blanks only."""
    runs: list[Run] = []
    for glyph in glyphs:
        if runs and _goes_on(runs[-1], glyph):
            _append(runs[-1], glyph)
        else:
            runs.append(_start(glyph))
    return [run for run in runs if run.ink > run.left or any(not one.text.isspace() for one in run.glyphs)]


def _start(glyph: Glyph) -> Run:
    box = glyph.box
    ink = box.left if glyph.text.isspace() else box.right
    return Run([glyph], box.left, ink, box.right, box.bottom - _DESCENT * glyph.size, glyph.size)


def _append(run: Run, glyph: Glyph) -> None:
    run.glyphs.append(glyph)
    run.right = max(run.right, glyph.box.right)
    if not glyph.text.isspace():
        run.ink = run.right


def _goes_on(run: Run, glyph: Glyph) -> bool:
    size = run.size
    gap = glyph.box.left - run.right
    if is_mark(glyph.text):
        return abs(gap) <= 1.5 * size and abs(glyph.box.bottom - run.baseline) <= size
    return (
        -_OVERLAP * size <= gap <= _WORD_GAP * size
        and abs(glyph.size - size) <= 0.1 * size
        and abs(glyph.box.bottom - _DESCENT * size - run.baseline) <= _DRIFT * size
    )


def turned_back(box: Box, quarters: int) -> Box:
    """A box on the page after the page was turned that many quarters counterclockwise about its origin."""
    for _ in range(quarters % 4):
        box = Box(box.top, -box.right, box.bottom, -box.left)
    return box
