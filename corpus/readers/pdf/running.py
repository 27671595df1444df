"""Running headers, footers and page numbers of placed lines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.cleaning import PlacedLine, running_lines
from corpus.models import Diagnostic
from corpus.readers.pdf.layout import PageLayout
from corpus.readers.pdf.printed import PrintedLine

_WHITE = 0.8  # of the height of a line, above and below a line that stands alone


class Bodies(NamedTuple):
    """The pages without what is outside their text."""

    pages: list[PageLayout]
    diagnostics: tuple[Diagnostic, ...]


def without_running_lines(pages: Sequence[PageLayout]) -> Bodies:
    """The pages without their running headers, footers, page numbers and stamps; see `corpus.cleaning`."""
    found = running_lines(
        [_plain_lines(page) if page.plain is not None else _placed_lines(page) for page in pages]
    )
    bodies = [_without(page, gone) for page, gone in zip(pages, found.lines, strict=True)]
    return Bodies(bodies, found.diagnostics)


def _plain_lines(page: PageLayout) -> list[PlacedLine]:
    return list(map(PlacedLine, (page.plain or "").splitlines()))


def _placed_lines(page: PageLayout) -> list[PlacedLine]:
    lines = _upright(page)
    return [
        PlacedLine(
            " ".join(line.texts()),
            (line.box.top + line.box.bottom) / 2 / page.height,
            alone=_is_alone(at, lines),
        )
        for at, line in enumerate(lines)
    ]


def _upright(page: PageLayout) -> list[PrintedLine]:
    return [line for line in page.lines if not line.turned]


def _is_alone(at: int, lines: Sequence[PrintedLine]) -> bool:
    """Whether nothing stands beside a line, and white space above and below it."""
    box = lines[at].box
    white = _WHITE * box.height
    neighbours = [*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]]
    return all(
        other.box.bottom <= box.top - white or other.box.top >= box.bottom + white for other in neighbours
    )


def _without(page: PageLayout, gone: frozenset[int]) -> PageLayout:
    if page.plain is not None:
        kept = (line for at, line in enumerate(page.plain.splitlines()) if at not in gone)
        return replace(page, plain="\n".join(kept))
    lines = _upright(page)
    running = {id(lines[at]) for at in gone}
    return replace(page, lines=tuple(line for line in page.lines if id(line) not in running))
