"""Rows above and below a table that belong to it although their own gaps do not show it."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.pdf.alignment import Block, Gap, Piece, TextRow
from corpus.readers.pdf.geometry import Glyph

_WORD_GAP = 0.16  # of the font size
_LEFT_OVER = 0.5  # of a gutter stays free
_HEAD_GAP = 0.2  # of the font size, between two cells of a head
_STEP = 2.0  # times the font size
_LINE_STEP = 1.35  # times the font size, from line to line in a cell


def with_outskirts(block: Block, above: Sequence[TextRow], below: Sequence[TextRow]) -> Block:
    """A block with its head, which may fill its columns so that hardly a gap is left, and the rest of its outer cells.

    Args:
        block: Of a table.
        above: The rows above it, from top to bottom.
        below: The rows below it.
    """
    for row in reversed(above):
        first = block.rows[0]
        share = 0.0 if first.ruled or _is_bold(row) else _LEFT_OVER
        wider = _joined(block, row, share, first.middle - row.middle, ruled=first.ruled)
        if wider is None:
            break
        block = replace(wider, rows=(wider.rows[-1], *block.rows))
    for row in below:
        step = row.middle - block.rows[-1].middle
        wider = _joined(block, row, _LEFT_OVER, step, ruled=row.ruled)
        if wider is None:
            break
        block = wider
    return block


def _is_bold(row: TextRow) -> bool:
    return all(glyph.bold for piece in row.pieces for glyph in piece.glyphs)


def _joined(block: Block, row: TextRow, share: float, step: float, *, ruled: bool) -> Block | None:
    """The block with the row at its end, None when it is too far off or has words in the gutters.

    Text in the first column alone is a paragraph, not the rest of a cell.
    """
    words = [word for piece in row.pieces for word in _words(piece)]
    gaps = replace(row, pieces=tuple(words)).gaps()
    gutters = tuple(_widest(gaps, gutter) for gutter in block.gutters)
    for gutter, before in zip(gutters, block.gutters, strict=True):
        if gutter.width < max(share * before.width, _HEAD_GAP * row.size):
            return None
    wider = Block((*block.rows, replace(row, pieces=tuple(_gathered(words, gutters)))), gutters)
    pieces = wider.rows[-1].pieces
    if len(pieces) > 1:
        return wider if step <= _STEP * row.size else None
    rest = not ruled and step <= _LINE_STEP * row.size and wider.columns(pieces[0])[0] > 0
    return wider if rest else None


def _widest(gaps: Sequence[Gap], gutter: Gap) -> Gap:
    """The widest part of a gutter that gaps leave free."""
    parts = (Gap(max(gap.left, gutter.left), min(gap.right, gutter.right)) for gap in gaps)
    return max(parts, key=lambda part: part.width)


def _words(piece: Piece) -> list[Piece]:
    words: list[list[Glyph]] = []
    for glyph in piece.glyphs:
        if not words or glyph.box.left - words[-1][-1].box.right > _WORD_GAP * glyph.size:
            words.append([])
        words[-1].append(glyph)
    return [Piece(word[0].box.left, max(glyph.box.right for glyph in word), tuple(word)) for word in words]


def _gathered(words: Sequence[Piece], gutters: Sequence[Gap]) -> list[Piece]:
    """One piece of the words between two gutters."""
    columns: dict[int, list[Piece]] = {}
    for word in words:
        columns.setdefault(sum(gutter.left < word.left for gutter in gutters), []).append(word)
    return [
        Piece(found[0].left, found[-1].right, tuple(glyph for word in found for glyph in word.glyphs))
        for _, found in sorted(columns.items())
    ]
