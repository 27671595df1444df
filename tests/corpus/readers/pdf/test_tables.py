"""Tables of real PDF pages, made with reportlab and drawn by pdfium: the cells come out as they were put in."""

from collections.abc import Sequence
from io import BytesIO
from time import perf_counter
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import black, lightgrey, white
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BalancedColumns, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from corpus.readers.pdf.continuing import continue_tables
from corpus.readers.pdf.drawing import draw
from corpus.readers.pdf.geometry import Box, Glyph, PageContent, Rule
from corpus.readers.pdf.lines import text_lines
from corpus.readers.pdf.tables import Table as FoundTable
from corpus.readers.pdf.tables import find_tables

Rows = list[list[str]]

TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=12)
GRID = ("GRID", (0, 0), (-1, -1), 0.5, black)
ROOMY = [("TOPPADDING", (0, 0), (-1, -1), 10), ("BOTTOMPADDING", (0, 0), (-1, -1), 10)]
PLAN = [
    ["No", "Task", "Agency", "Due"],
    ["1", "Review the law", "Ministry A", "2026"],
    ["2", "Draft a decree", "Ministry B", "2027"],
    ["3", "Report", "Province C", "2028"],
    ["4", "Close", "Ministry A", "-"],
]
PROSE = "the ministry reviews every decree and reports to the government at the end of each quarter " * 6


def pages_of(*story: Any) -> list[PageContent]:
    output = BytesIO()
    SimpleDocTemplate(output).build(list(story))
    document = pypdfium2.PdfDocument(output.getvalue())
    drawn = [draw(document[number], number + 1) for number in range(len(document))]
    return [page for page in drawn if page]


def cells(table: FoundTable) -> Rows:
    return [[cell.text for cell in row] for row in table.rows]


def found(*story: Any) -> list[Rows]:
    return [cells(table) for page in pages_of(*story) for table in find_tables(page, text_lines(page.glyphs))]


def wrapped(rows: Rows) -> list[list[Paragraph]]:
    return [[Paragraph(cell, TEXT) for cell in row] for row in rows]


def test_cells_between_lines() -> None:
    assert found(Table(PLAN, style=[GRID])) == [PLAN]


def test_two_tables_with_text_around_them() -> None:
    text = Paragraph(PROSE, TEXT)
    assert found(text, Table(PLAN, style=[GRID]), text, Table(PLAN[:3], style=[GRID]), text) == [
        PLAN,
        PLAN[:3],
    ]


def test_a_cell_of_several_lines_is_one_text() -> None:
    rows = [["No", "Task", "Due"], ["1", "review the law on public procurement and its decrees", "2026"]]
    assert found(Table(wrapped(rows), colWidths=[30, 90, 60], style=[GRID])) == [rows]


def test_a_merged_cell_has_its_text_once_where_it_begins() -> None:
    rows = [["Group", "Cost", ""], ["", "2025", "2026"], ["A", "1", "2"], ["All tasks", "", "3"]]
    style = [GRID, ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 3), (1, 3))]
    assert found(Table(rows, style=style)) == [
        [["Group", "Cost"], ["2025", "2026"], ["A", "1", "2"], ["All tasks", "3"]]
    ]


def test_an_empty_cell_keeps_its_place() -> None:
    rows = [["No", "Task", "Note"], ["1", "Review", ""], ["2", "", "late"]]
    assert found(Table(rows, style=[GRID])) == [rows]


@pytest.mark.parametrize(
    "style",
    [
        pytest.param([("LINEBELOW", (0, 0), (-1, -1), 0.25, black)], id="a line under each row"),
        pytest.param(
            [
                ("LINEABOVE", (0, 0), (-1, 0), 1, black),
                ("LINEBELOW", (0, 0), (-1, 0), 0.5, black),
                ("LINEBELOW", (0, -1), (-1, -1), 1, black),
            ],
            id="three lines",
        ),
        pytest.param([("BOX", (0, 0), (-1, -1), 1, black)], id="a frame"),
        pytest.param([("ROWBACKGROUNDS", (0, 0), (-1, -1), [white, lightgrey])], id="striped"),
        pytest.param([("BACKGROUND", (0, 0), (-1, 0), lightgrey)], id="shaded head"),
        pytest.param([("INNERGRID", (0, 0), (-1, -1), 0.5, black)], id="open sides"),
        pytest.param(
            [("LINEAFTER", (0, 0), (-2, -1), 0.5, black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, black)],
            id="upright lines",
        ),
        pytest.param([], id="no lines"),
    ],
)
def test_rows_and_columns_without_a_grid(style: list[Any]) -> None:
    text = Paragraph(PROSE, TEXT)
    assert found(text, Spacer(1, 12), Table(PLAN, style=style), Spacer(1, 12), text) == [PLAN]


def test_rows_of_several_lines_without_upright_lines() -> None:
    rows = [["No", "Task", "Due"], *([str(n), "review the law on public procurement and its decrees", "2026"]
            for n in range(1, 4))]  # fmt: skip
    below = ("LINEBELOW", (0, 0), (-1, -1), 0.25, black)
    for place in ("TOP", "MIDDLE", "BOTTOM"):
        style = [below, ("VALIGN", (0, 0), (-1, -1), place)]
        assert found(Table(wrapped(rows), colWidths=[30, 120, 60], style=style)) == [rows]


@pytest.mark.parametrize("place", ["TOP", "MIDDLE"])
def test_rows_of_several_lines_without_any_lines(place: str) -> None:
    task = "review the law on public procurement and its decrees"
    rows = [["No", "Task", "Due"], *([str(n), task if n % 2 else "report", "2026"] for n in range(1, 6))]
    style = [("VALIGN", (0, 0), (-1, -1), place)]
    assert found(Table(wrapped(rows), colWidths=[40, 140, 60], style=style)) == [rows]


def test_columns_of_two_between_lines_are_a_table_and_without_lines_none() -> None:
    rows = [row[:2] for row in PLAN]
    assert found(Table(rows, style=[("LINEBELOW", (0, 0), (-1, -1), 0.25, black)])) == [rows]
    assert found(Table(rows)) == []


@pytest.mark.parametrize("columns", [2, 3, 4])
def test_columns_of_running_text_are_no_table(columns: int) -> None:
    justified = ParagraphStyle("justified", TEXT, alignment=4)
    texts = [Paragraph(PROSE * 3, justified) for _ in range(columns)]
    assert found(BalancedColumns(texts, columns)) == []


def test_a_letterhead_and_signatures_are_no_table() -> None:
    head = [["MINISTRY A", "SOCIALIST REPUBLIC OF VIET NAM"], ["No: 12/QD", "Independence - Freedom"],
            ["", "Ha Noi, 1 May 2026"]]  # fmt: skip
    signed = [["To:", "FOR THE GOVERNMENT"], ["- As above;", "PRIME MINISTER"], ["- Archive.", "Pham Minh"]]
    text = Paragraph(PROSE, TEXT)
    assert found(Table(head, colWidths=[200, 250]), text, Table(signed, colWidths=[250, 200])) == []


def test_a_box_around_text_is_no_table() -> None:
    box = ("BOX", (0, 0), (-1, -1), 1, black)
    assert found(Table([[Paragraph(PROSE, TEXT)]], style=[box])) == []


def test_a_list_with_tabs_is_no_table() -> None:
    rows = [[f"{number}.", "a task of the ministry and its offices"] for number in range(1, 8)]
    assert found(Table(rows, colWidths=[36, 300], hAlign="LEFT")) == []


def test_shaded_words_in_running_text_are_no_table() -> None:
    shaded = (
        "some <font backcolor='yellow'>shaded words of a rule</font> in running text here and there " * 12
    )
    assert found(Paragraph(shaded, TEXT)) == []


def test_a_table_in_a_table_is_text_of_its_cell() -> None:
    inner = Table([["a", "b"], ["c", "d"]], style=[GRID])
    ((first, second),) = found(Table([["Outer", "x"], [inner, "y"]], style=[GRID, *ROOMY]))
    assert first == ["Outer", "x"]
    assert second[0].split() == ["a", "b", "c", "d"]


def test_the_frame_of_a_page_around_a_table_is_dropped() -> None:
    inner = Table(PLAN, style=[GRID])
    assert found(Table([[inner, "note"]], style=[GRID, *ROOMY])) == [PLAN]


def test_a_table_holds_its_glyphs_and_no_others() -> None:
    (page,) = pages_of(Paragraph("Before", TEXT), Table([["a", "b"], ["c", "d"]], style=[GRID]))
    (table,) = find_tables(page, text_lines(page.glyphs))
    assert "".join(glyph.text for glyph in page.glyphs if table.holds(glyph)).split() == ["abcd"]


def long_table(rows: Rows, **options: Any) -> list[FoundTable]:
    pages = pages_of(Table(wrapped(rows), colWidths=[40, 200, 80], style=[GRID], **options))
    assert len(pages) > 1
    return [table for page in pages for table in find_tables(page, text_lines(page.glyphs))]


def test_the_head_that_the_next_page_repeats_is_dropped() -> None:
    rows = [["No", "Task", "Due"], *([str(n), f"Task {n}", "2026"] for n in range(1, 91))]
    tables = continue_tables(long_table(rows, repeatRows=1))
    assert len(tables) == 3
    assert [row for table in tables for row in cells(table)] == rows


def test_a_last_row_alone_on_its_page_is_no_frame() -> None:
    story = [Table(rows, [40, 120, 90, 70], style=[GRID]) for rows in (PLAN[:4], [PLAN[0], PLAN[4]])]
    alone, plan, last = (
        table
        for page in pages_of(
            Table([["beside", "each other"]], style=[GRID]), PageBreak(), story[0], PageBreak(), story[1]
        )
        for table in find_tables(page, text_lines(page.glyphs))
    )
    assert [table.is_frame for table in (alone, *continue_tables([plan, last]))] == [True, False, False]


def test_a_row_that_the_end_of_a_page_cuts_is_whole_again() -> None:
    head = ["No", "Task", "Due"]
    upper = [head, ["1", "Report", "2026"], ["2", "Review the law on public procurement", "2027"]]
    lower = [head, ["", "and the decrees that guide it", ""], ["3", "Close", "2028"]]
    story = [Table(wrapped(rows), colWidths=[40, 180, 80], style=[GRID]) for rows in (upper, lower)]
    first, second = (
        table
        for page in pages_of(story[0], PageBreak(), story[1])
        for table in find_tables(page, text_lines(page.glyphs))
    )
    whole = ["2", "Review the law on public procurement and the decrees that guide it", "2027"]
    assert [*map(cells, continue_tables([first, second]))] == [[*upper[:2], whole], [["3", "Close", "2028"]]]


def test_a_row_with_an_empty_first_cell_is_no_rest_when_the_one_above_has_ended() -> None:
    upper = Table([["1", "It ends here.", "2026"]], colWidths=[40, 80, 40], style=[GRID])
    lower = Table([["", "It begins", "2027"]], colWidths=[40, 80, 40], style=[GRID])
    tables = [
        table
        for page in pages_of(upper, PageBreak(), lower)
        for table in find_tables(page, text_lines(page.glyphs))
    ]
    assert [cells(table) for table in continue_tables(tables)] == [
        [["1", "It ends here.", "2026"]],
        [["", "It begins", "2027"]],
    ]


def test_tables_of_other_columns_do_not_go_on() -> None:
    other = [["No", "Note", "Cost", "Year"], ["", "and more", "", ""]]
    story = [Table(PLAN, style=[GRID]), PageBreak(), Table(other, [50, 150, 90, 70], style=[GRID])]
    tables = [table for page in pages_of(*story) for table in find_tables(page, text_lines(page.glyphs))]
    assert [cells(table) for table in continue_tables(tables)] == [PLAN, other]


def test_a_head_that_leaves_hardly_a_gap_belongs_to_its_table() -> None:
    rows = [["Number of task", "Task for the year", "Agency in charge"], ["1", "Report", "A"], ["2", "Close", "B"],
            ["3", "Review", "C"]]  # fmt: skip
    bold = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")
    padding = [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    assert found(Paragraph(PROSE, TEXT), Spacer(1, 12), Table(rows, style=[bold, *padding])) == [rows]


WORDS = st.sampled_from(["a", "Task 1", "12,5", "law of 2026", "x-y"])


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 5).flatmap(lambda wide: st.lists(st.lists(WORDS, min_size=wide, max_size=wide), min_size=2, max_size=8)))  # fmt: skip
def test_every_grid_reads_back(rows: Rows) -> None:
    assert found(Table(rows, style=[GRID])) == [rows]


def crowd(count: int, step: float) -> tuple[Glyph, ...]:
    return tuple(
        Glyph("a", Box(x, y, x + step / 2, y + step), "Sans", step, bold=False)
        for number in range(count)
        for x, y in [(number * 7.3 % 590, number * 3.7 % 790)]
    )


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([], id="no rules"),
        pytest.param(
            [Rule(Box(0, n * 1.3, 600, n * 1.3 + 0.1)) for n in range(600)]
            + [Rule(Box(n, 0, n + 0.1, 800)) for n in range(600)],
            id="a screen of rules",
        ),
        pytest.param(
            [Rule(Box(x, y, x + wide, y + high)) for n in range(1500) for x, y in [(n % 40 * 15.0, n // 40 * 16.0)]
             for wide, high in [(10, 0.1), (0.1, 10)]],
            id="little corners",
        ),
    ],
)  # fmt: skip
def test_a_crowded_page_takes_no_long_time(rules: Sequence[Rule]) -> None:
    page = PageContent(1, 600, 800, crowd(4000, 5.0), tuple(rules), ())
    started = perf_counter()
    find_tables(page, text_lines(page.glyphs))
    assert perf_counter() - started < 20
