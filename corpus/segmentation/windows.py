"""Windows over text that is too long for one passage: cut at the ends of clauses, each overlapping the one before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.models import Span
from corpus.structure.paragraphs import trim

CountTokens = Callable[[Sequence[str]], Sequence[int]]

_CLAUSE_END = re.compile(r"[.;:!?,…][\"”’)\]]*\s+|\n\s*")
_WHITE_SPACE = re.compile(r"\s+")
_LONGEST_WORD = 40
_SENTENCE_END = re.compile(r"[.;:!?…][\"”’)\]]*\s*$")
_OVERLAP = 8
"""A window repeats up to this part of itself from the window before: 32 of 256 tokens."""
_FULL_ENOUGH = 0.75
"""A window that is full to this part may end at a sentence rather than at a clause."""
_FINEST = 4
"""Clauses that fill a window are cut into pieces of this part of it, at white space."""


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    tokens: int
    ends_sentence: bool


def cut(text: str, stretches: Sequence[tuple[Span, int]], count_tokens: CountTokens) -> list[list[Span]]:
    """Cuts stretches of a text into windows.

    Args:
        text: The stored text.
        stretches: Each stretch, and the most tokens a window of it may have.
        count_tokens: Counts the tokens of many texts at once.

    Returns:
        The windows of each stretch, in order, without white space at their ends; together they cover it. A window is longer
        than allowed only where a single character is.
    """
    pieces = [_clauses(text, span) for span, _ in stretches]
    counts = _count(text, pieces, count_tokens)
    while any(
        _too_long(span, counts[span], room)
        for (_, room), spans in zip(stretches, pieces, strict=True)
        for span in spans
    ):
        pieces = [
            [part for span in spans for part in _refine(text, span, counts[span], room)]
            for (_, room), spans in zip(stretches, pieces, strict=True)
        ]
        counts |= _count(
            text, [[span for span in spans if span not in counts] for spans in pieces], count_tokens
        )
    return [
        _windows(
            text,
            [_Piece(span, counts[span], _SENTENCE_END.search(span.of(text)) is not None) for span in spans],
            room,
        )
        for (_, room), spans in zip(stretches, pieces, strict=True)
    ]


def _clauses(text: str, span: Span) -> list[Span]:
    ends = [match.end() for match in _CLAUSE_END.finditer(text, span.start, span.end)]
    bounds = [span.start, *(end for end in ends if end < span.end), span.end]
    return [Span(start, end) for start, end in pairwise(bounds)]


def _count(text: str, groups: Sequence[Sequence[Span]], count_tokens: CountTokens) -> dict[Span, int]:
    spans = [span for group in groups for span in group]
    return dict(zip(spans, count_tokens([span.of(text) for span in spans]), strict=True))


def _too_long(span: Span, tokens: int, room: int) -> bool:
    return tokens > room and span.end - span.start > 1


def _refine(text: str, span: Span, tokens: int, room: int) -> list[Span]:
    if not _too_long(span, tokens, room):
        return [span]
    length = max(1, (span.end - span.start) * max(1, room // _FINEST) // tokens)
    bounds = [span.start]
    while span.end - bounds[-1] > length:
        bounds.append(_break(text, bounds[-1], bounds[-1] + length, span.end))
    bounds.append(span.end)
    return [Span(start, end) for start, end in pairwise(bounds)]


def _break(text: str, start: int, end: int, last: int) -> int:
    """The last place behind white space in the second half of the range, else the next one, else its end."""
    for position in range(end, start + (end - start) // 2, -1):
        if text[position - 1].isspace():
            return position
    behind = _WHITE_SPACE.search(text, end, min(last, end + _LONGEST_WORD))
    return behind.end() if behind and behind.end() < last else end


def _windows(text: str, pieces: list[_Piece], room: int) -> list[Span]:
    windows: list[Span] = []
    first = 0
    while first < len(pieces):
        behind = _end_of_window(pieces, first, room)
        windows.append(trim(text, pieces[first].span.start, pieces[behind - 1].span.end))
        if behind == len(pieces):
            break
        first = _start_of_overlap(pieces, first, behind, room)
    return windows


def _end_of_window(pieces: list[_Piece], first: int, room: int) -> int:
    behind, tokens, sentence = first, 0, 0
    while behind < len(pieces) and tokens + pieces[behind].tokens <= room:
        tokens += pieces[behind].tokens
        behind += 1
        if pieces[behind - 1].ends_sentence and tokens >= _FULL_ENOUGH * room:
            sentence = behind
    if behind == len(pieces):
        return behind
    return max(sentence or behind, first + 1)


def _start_of_overlap(pieces: list[_Piece], first: int, behind: int, room: int) -> int:
    start, tokens = behind, 0
    while start - 1 > first and tokens + pieces[start - 1].tokens <= room // _OVERLAP:
        start -= 1
        tokens += pieces[start].tokens
    return start
