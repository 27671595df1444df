"""The text of a PDF from the layouts of its pages: reading order, paragraphs, tables, footnotes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from corpus.readers.pdf.columns import Column, reading_order
from corpus.readers.pdf.continuing import continue_tables
from corpus.readers.pdf.footnotes import Foot, Note, part_notes, with_references
from corpus.readers.pdf.layout import PageLayout
from corpus.readers.pdf.paragraphs import Paragraph, flows_into, paragraphs_of
from corpus.readers.pdf.printed import PrintedLine, printed
from corpus.readers.pdf.seams import Seam, Seams
from corpus.readers.pdf.writing import Written, write_all, write_paragraph, write_table
from corpus.readers.raw import FontRun, PageNote

_FIRST_QUARTER = 0.25  # of the page, where a column begins that may have its whole width


class Composed(NamedTuple):
    """Parts of a `RawText`; see there."""

    pages: tuple[str, ...]
    joins: Mapping[int, str]
    notes: tuple[PageNote, ...]
    fonts: tuple[FontRun, ...]


Flow = list[Paragraph]
"""A paragraph in parts, one for each column that it runs through."""


def compose(pages: Sequence[PageLayout]) -> Composed:
    """The text of the pages, whose running lines are gone already."""
    columns, notes = _without_notes(pages)
    _continue_tables(columns)
    flows = [_flows(found, page) for found, page in zip(columns, pages, strict=True)]
    seams = Seams([_lines(flow) for page in flows for flow in page] + [note.lines for note in notes])
    ends = _page_ends(flows, seams)
    written = [
        Written(page.plain) if page.plain is not None else _write(flows[at], seams, ends.get(at))
        for at, page in enumerate(pages)
    ]
    return Composed(
        tuple(page.text for page in written),
        {at + 1: seam.joint for at, seam in ends.items()},
        tuple(
            PageNote(note.page, f"[{number}] {write_paragraph(note.lines, seams).text}")
            for number, note in enumerate(notes, 1)
        ),
        tuple(FontRun(at, *font) for at, page in enumerate(written, 1) for font in page.fonts),
    )


def _without_notes(pages: Sequence[PageLayout]) -> tuple[list[list[Column]], list[Note]]:
    """The columns of each page with references in place of the marks of footnotes, and these."""
    size = _text_size(line for page in pages for line in page.lines)
    notes: list[Note] = []
    columns: list[list[Column]] = []
    goes_on = False
    for page in pages:
        foot = Foot(page.number, page.width, page.rules, size, goes_on)
        parted = part_notes(reading_order(page.lines), foot)
        if notes:
            notes[-1].lines.extend(parted.rest)
        numbers = {note.mark: number for number, note in enumerate(parted.notes, len(notes) + 1)}
        notes += parted.notes
        goes_on = bool(parted.notes or parted.rest)
        columns.append(
            [[with_references(line, numbers) for line in column] for column in parted.columns if column]
        )
    return columns, notes


def _text_size(lines: Iterable[PrintedLine]) -> float:
    """The font size that most characters have, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=sizes.__getitem__, default=0.0)


def _continue_tables(pages: Sequence[list[Column]]) -> None:
    """Put tables that end a page and go on at the top of the next one together, see `continue_tables`."""
    chains: list[list[tuple[Column, int]]] = []
    for above, below in pairwise(pages):
        if not (above and below and above[-1][-1].table and below[0][0].table):
            continue
        end = above[-1], len(above[-1]) - 1
        if not chains or chains[-1][-1] != end:
            chains.append([end])
        chains[-1].append((below[0], 0))
    for chain in chains:
        tables = continue_tables([table for column, at in chain if (table := column[at].table)])
        for (column, at), table in zip(chain, tables, strict=True):
            column[at] = replace(column[at], table=table)


def _flows(columns: Sequence[Column], page: PageLayout) -> list[Flow]:
    flows: list[Flow] = []
    for column in columns:
        first, *others = paragraphs_of(column, _edge(column, columns, page))
        if flows and flows_into(flows[-1][-1], first):
            flows[-1].append(first)
        else:
            flows.append([first])
        flows += ([paragraph] for paragraph in others)
    return flows


def _edge(column: Column, columns: Sequence[Column], page: PageLayout) -> float | None:
    """Where the text may end on the right: the margins are as wide there as on the left, unless another column stands there."""
    left = min(line.box.left for line in column)
    if left > page.width * _FIRST_QUARTER:
        return None
    right = max(line.box.right for line in column)
    beside = [min(line.box.left for line in other) for other in columns if other is not column]
    return min([page.width - left, *(edge for edge in beside if edge > right)])


def _lines(flow: Flow) -> list[PrintedLine]:
    """The lines of a paragraph, or those of the cells of a table, for what they tell of the words of the document."""
    lines = [line for paragraph in flow for line in paragraph.lines]
    table = lines[0].table
    if table is None:
        return lines
    return [printed(line) for row in table.rows for cell in row for line in cell.lines]


def _page_ends(flows: Sequence[Sequence[Flow]], seams: Seams) -> dict[int, Seam]:
    """By index of the page, the seams of the paragraphs that go on on the next one."""
    return {
        at: seams.between(above[-1][-1].lines[-1], below[0][0].lines[0])
        for at, (above, below) in enumerate(pairwise(flows))
        if above and below and flows_into(above[-1][-1], below[0][0])
    }


def _write(flows: Sequence[Flow], seams: Seams, end: Seam | None) -> Written:
    parts = [_write_flow(flow, seams) for flow in flows]
    if end and parts:
        parts[-1] = parts[-1].without_end(end.dropped)
    return write_all([part for part in parts if part.text])


def _write_flow(flow: Flow, seams: Seams) -> Written:
    lines = [line for paragraph in flow for line in paragraph.lines]
    return write_table(lines[0].table, seams) if lines[0].table else write_paragraph(lines, seams)
