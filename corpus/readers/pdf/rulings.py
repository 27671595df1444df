"""The rules of a page as the lines of tables: pieces of one line put together, lines that touch in one group."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.readers.pdf.geometry import Rule

APART = 3.0  # points: borders of neighbouring cells, double lines and the edges of a shade next to a line are one line
_MOST_PAIRS = 400_000  # of level and upright lines; a page with more is a drawing


class Segment(NamedTuple):
    """A line of a table: how far down it is when it is level, how far right when it is upright, and its two ends."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Group:
    """Lines that touch each other."""

    level: list[Segment]
    upright: list[Segment]

    @property
    def across(self) -> tuple[float, float]:
        """Its left and right end."""
        ends = [end for line in self.level for end in line[1:]] or [line.at for line in self.upright]
        return min(ends), max(ends)

    @property
    def down(self) -> tuple[float, float]:
        """Its top and bottom end."""
        ends = [end for line in self.upright for end in line[1:]] + [line.at for line in self.level]
        return min(ends), max(ends)


def groups_of(rules: Iterable[Rule]) -> list[Group]:
    """The groups of lines that touch, from top to bottom; none when the page has so many that it is a drawing."""
    level, upright = [], []
    for rule in rules:
        left, top, right, bottom = rule.box
        if rule.level:
            level.append(Segment((top + bottom) / 2, left, right))
        else:
            upright.append(Segment((left + right) / 2, top, bottom))
    return _connected(_whole_lines(level), _whole_lines(upright))


def _whole_lines(pieces: list[Segment]) -> list[Segment]:
    """Lines from their pieces, in the order of their places."""
    return [line for bundle in _bundles(pieces) for line in _chained(bundle)]


def _bundles(pieces: list[Segment]) -> Iterator[list[Segment]]:
    """Pieces that lie no further apart than a double line does."""
    bundle: list[Segment] = []
    for piece in sorted(pieces):
        if bundle and piece.at - bundle[0].at > APART:
            yield bundle
            bundle = []
        bundle.append(piece)
    if bundle:
        yield bundle


def _chained(bundle: Sequence[Segment]) -> Iterator[Segment]:
    at = sum(piece.at for piece in bundle) / len(bundle)
    start, end = None, 0.0
    for piece in sorted(bundle, key=lambda piece: piece.start):
        if start is None:
            start, end = piece.start, piece.end
        elif piece.start <= end + APART:
            end = max(end, piece.end)
        else:
            yield Segment(at, start, end)
            start, end = piece.start, piece.end
    if start is not None:
        yield Segment(at, start, end)


def _connected(level: Sequence[Segment], upright: Sequence[Segment]) -> list[Group]:
    if len(level) * len(upright) > _MOST_PAIRS:
        return []
    owners = list(range(len(level) + len(upright)))
    heights = [line.at for line in level]
    for number, line in enumerate(upright, len(level)):
        first = bisect_left(heights, line.start - APART)
        for touched in range(first, bisect_right(heights, line.end + APART)):
            if level[touched].start - APART <= line.at <= level[touched].end + APART:
                owners[_owner(owners, touched)] = _owner(owners, number)
    groups: dict[int, Group] = {}
    for number, line in enumerate([*level, *upright]):
        group = groups.setdefault(_owner(owners, number), Group([], []))
        (group.level if number < len(level) else group.upright).append(line)
    return sorted(groups.values(), key=lambda group: group.down)


def _owner(owners: list[int], number: int) -> int:
    while owners[number] != number:
        owners[number] = number = owners[owners[number]]
    return number


def places(numbers: Iterable[float]) -> list[float]:
    """The numbers in order, each only once though it may be given with small differences."""
    found: list[float] = []
    for number in sorted(numbers):
        if not found or number - found[-1] > APART:
            found.append(number)
    return found
