"""Text whose letters are those of a legacy encoding: which lines, in which encoding, and what they say."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.legacy import encodings
from corpus.legacy.conversion import Change, convert_line, rewrite
from corpus.legacy.encodings import Encoding
from corpus.legacy.evidence import Evidence, pooled, weigh
from corpus.legacy.fonts import Fonts
from corpus.models import Span
from corpus.normalize import Derived

_SIGN = re.compile("[^\x00-\x7f]|[\x02-\x06\x10-\x15\x19\x1c-\x1e]")
# Letters that no byte is shown as: Latin beyond windows-1252, combining marks, and other scripts.
_BEYOND_LATIN = re.compile(
    "(?![ŒœŠšŸŽžƒˆ˜])[\u0100-\u036f\u0400-\u1cff\u1e00-\u1fff\u2c00-\ud7ff\uf900-\uff9f\U00010000-\U0010ffff]"
)
_LINE = re.compile(
    r"[^\n\r\t|]+"
)  # or a cell of a table, since the cells of one row may come from different fonts
_POOLED_WORDS = 4


@dataclass(frozen=True, slots=True)
class Repair:
    """What was put right of one encoding, with the evidence.

    Attributes:
        encoding: Its name: tcvn3, vni, viscii, vps, windows-1258, `utf-8 read as windows-1252`.
        places: Where the lines, or cells of tables, were that were converted, in the text before repair.
        characters: Letters beyond ASCII that the conversion made.
        words: Words with letters beyond ASCII in those lines.
        before: How many of them were Vietnamese syllables as they stood.
        after: How many are now.
    """

    encoding: str
    places: tuple[Span, ...]
    characters: int
    words: int
    before: int
    after: int

    @property
    def lines(self) -> int:
        """How many lines, or cells of tables, were converted."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair.

    Attributes:
        derived: The text, with the offsets of what it was made from; line ends are where they were.
        repairs: One for each encoding that was found, the largest first; empty when nothing was touched.
    """

    derived: Derived
    repairs: tuple[Repair, ...] = ()

    @property
    def text(self) -> str:
        """The repaired text, composed where it was changed."""
        return self.derived.text

    @property
    def characters(self) -> int:
        """Letters beyond ASCII that were put right, over all encodings."""
        return sum(repair.characters for repair in self.repairs)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line that may be legacy text, and what its font was made for; `right` when it holds letters that no legacy text has."""

    span: Span
    text: str
    right: bool
    evidence: Mapping[Encoding, Evidence]
    hint: Encoding | None


def repair(text: str, fonts: Mapping[Span, str] | None = None) -> Repaired:
    """Convert the lines that are proved to be in a legacy Vietnamese encoding; every other line stays as it is.

    A line is proved by its own words (at least two different ones, see `Evidence.proves`). A line with too few words goes
    with the proved lines above and below when they agree, or with the whole text. A line with a letter that only Unicode
    has (ă đ ơ ư, U+1EA0-1EF9, Hangul, any that is not in windows-1252) is never touched. The result repairs to itself.

    Args:
        text: Characters as they came out of the file, before any cleaning: soft hyphens and controls are letters here.
        fonts: Names of the fonts of stretches of the text, where the format tells. A font is a hint as good as a
            neighbouring line, unless its lines turn out to be Unicode.
    """
    if not _SIGN.search(text):
        return Repaired(Derived(text))
    known = Fonts(fonts or {})
    lines = list(_lines(text, known))
    chosen = _choose(lines)
    changes = [
        change
        for line, encoding in zip(lines, chosen, strict=True)
        if encoding
        for change in convert_line(Change(line.span, line.text), encoding)
    ]
    if not changes:
        return Repaired(Derived(text))
    return Repaired(rewrite(text, changes), _report(lines, chosen, changes))


def _lines(text: str, fonts: Fonts) -> Iterator[_Line]:
    """The lines with a sign of legacy text; each as many as it has fonts."""
    for match in _LINE.finditer(text):
        for span, hint in fonts.cut(text, Span(*match.span()), _SIGN):
            if _SIGN.search(text, *span):
                yield _line(span, text[span.start : span.end], hint)


def _line(span: Span, text: str, hint: Encoding | None) -> _Line:
    right = _BEYOND_LATIN.search(text) is not None
    evidence = {} if right else {encoding: weigh(text, encoding) for encoding in encodings.IN_TEXT}
    return _Line(span, text, right, evidence, hint)


def _choose(lines: Sequence[_Line]) -> list[Encoding | None]:
    """The encoding of each line, None for those that stay."""
    proved = _proved(lines)
    whole = _of_whole(lines) if not any(proved) else None
    hints = _believed(lines)
    above = _nearest(lines, proved)
    below = _nearest(lines[::-1], proved[::-1])[::-1]
    chosen: list[Encoding | None] = []
    for index, line in enumerate(lines):
        neighbours = {above[index], below[index]} - {None}
        expected = hints[index] or whole or (neighbours.pop() if len(neighbours) == 1 else None)
        allowed = isinstance(expected, Encoding) and not line.right and line.evidence[expected].allows()
        chosen.append(proved[index] or (expected if allowed and isinstance(expected, Encoding) else None))
    return chosen


def _believed(lines: Sequence[_Line]) -> list[Encoding | None]:
    """What the font of each line says, unless the lines in fonts of that encoding speak against it.

    They do when more of them are Unicode than read better once converted.
    """
    unicode = Counter[Encoding | None](line.hint for line in lines if line.right)
    better = Counter[Encoding | None](
        line.hint for line in lines if line.hint and not line.right and line.evidence[line.hint].gain > 0
    )
    return [
        line.hint if better[line.hint] > unicode[line.hint] or not unicode[line.hint] else None
        for line in lines
    ]


def _proved(lines: Sequence[_Line]) -> list[Encoding | None]:
    """The encoding that each line proves by itself; of several, the one that does most for all lines."""
    candidates = [[one for one, found in line.evidence.items() if found.proves(one.needed)] for line in lines]
    gains: Counter[Encoding] = Counter()
    for line, found in zip(lines, candidates, strict=True):
        gains.update({one: line.evidence[one].gain for one in found})
    return [
        max(found, key=lambda one: (gains[one], line.evidence[one].gain), default=None)
        for line, found in zip(lines, candidates, strict=True)
    ]


def _of_whole(lines: Sequence[_Line]) -> Encoding | None:
    """The encoding that all lines together prove, as in a table of one word a cell; none beside lines of Unicode."""
    if any(line.right for line in lines):
        return None
    together = {one: pooled(line.evidence[one] for line in lines) for one in encodings.IN_TEXT}
    proved = [one for one, found in together.items() if found.proves(max(one.needed, _POOLED_WORDS))]
    return max(proved, key=lambda one: together[one].gain, default=None)


def _nearest(lines: Sequence[_Line], proved: Sequence[Encoding | None]) -> list[Encoding | str | None]:
    """For each line what the nearest one before it is: an encoding, `right` for Unicode, None for nothing known."""
    nearest: list[Encoding | str | None] = []
    last: Encoding | str | None = None
    for line, encoding in zip(lines, proved, strict=True):
        nearest.append(last)
        last = encoding or ("right" if line.right else last)
    return nearest


def _report(
    lines: Sequence[_Line], chosen: Sequence[Encoding | None], changes: Sequence[Change]
) -> tuple[Repair, ...]:
    """One entry for each encoding, the one with most lines first."""
    found: dict[Encoding, list[_Line]] = {}
    for line, encoding in zip(lines, chosen, strict=True):
        if encoding:
            found.setdefault(encoding, []).append(line)
    made = {encoding: _letters_made(of_one, changes) for encoding, of_one in found.items()}
    repairs = (_repair_of(encoding, found[encoding], made[encoding]) for encoding in found if made[encoding])
    return tuple(sorted(repairs, key=lambda one: -one.lines))


def _letters_made(lines: Sequence[_Line], changes: Sequence[Change]) -> int:
    starts = [change.source.start for change in changes]
    inside = (
        change
        for line in lines
        for change in changes[bisect_left(starts, line.span.start) : bisect_left(starts, line.span.end)]
    )
    return sum(not character.isascii() for change in inside for character in change.text)


def _repair_of(encoding: Encoding, lines: Sequence[_Line], characters: int) -> Repair:
    together = pooled(line.evidence[encoding] for line in lines)
    places = tuple(line.span for line in lines)
    return Repair(encoding.name, places, characters, together.words, together.before, together.after)
