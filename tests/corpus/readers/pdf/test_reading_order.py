"""Reading order of drawn pages: columns, headings, boxes, turned pages."""

from collections.abc import Callable
from typing import Any

import pytest

from corpus.readers.raw import RawText

ReadDrawn = Callable[..., RawText]
LEFT = [
    f"left {word} of the first column that is as wide as this" for word in ("one", "two", "three", "four")
]
RIGHT = [f"right {word} of the other column, as wide as that" for word in ("five", "six", "seven", "eight")]


def in_columns(canvas: Any, *, lower: float = 0.0) -> None:
    """Row by row, so that the file has the columns mixed."""
    for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        canvas.drawString(320, 700 - 14 * number - lower, right)
        canvas.drawString(50, 700 - 14 * number, left)


def words(raw: RawText, page: int = 0) -> list[str]:
    return [
        word
        for word in raw.pages[page].split()
        if word in {line.split()[1] for line in LEFT + RIGHT} or word == "Heading"
    ]


IN_ORDER = ["one", "two", "three", "four", "five", "six", "seven", "eight"]


@pytest.mark.parametrize("lower", [0.0, 5.0, 12.0, -12.0])
def test_columns_are_read_one_after_the_other(read_drawn: ReadDrawn, lower: float) -> None:
    assert words(read_drawn(lambda canvas: in_columns(canvas, lower=lower))) == IN_ORDER


def test_a_heading_over_the_columns_comes_first(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        in_columns(canvas)
        canvas.drawCentredString(300, 740, "Heading over both of the columns of this page")

    assert words(read_drawn(page)) == ["Heading", *IN_ORDER]


def test_the_longer_column_is_read_to_its_end(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        in_columns(canvas)
        canvas.drawString(50, 700 - 14 * 4, "Heading")

    assert words(read_drawn(page)) == [*IN_ORDER[:4], "Heading", *IN_ORDER[4:]]


def test_issuer_and_national_header_are_two_blocks(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        for height, left, right in (
            (740, "BO XAY DUNG", "CONG HOA XA HOI"),
            (724, "So: 12/QD-BXD", "Doc lap - Tu do"),
        ):
            canvas.drawString(80, height, left)
            canvas.drawString(330, height, right)
        canvas.drawString(
            60,
            690,
            "Text over the whole width of the page follows below these two blocks, as in every decision",
        )

    assert read_drawn(page).pages[0].splitlines()[:4] == [
        "BO XAY DUNG",
        "So: 12/QD-BXD",
        "CONG HOA XA HOI",
        "Doc lap - Tu do",
    ]


def test_numbers_beside_their_lines_stay_there(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        for number in range(4):
            canvas.drawString(60, 700 - 20 * number, f"Chapter {number} of the book")
            canvas.drawString(480, 700 - 20 * number, f"{17 * number + 3}")

    found = " ".join(read_drawn(page).pages[0].split())
    assert found.replace("|", "").split()[:12] == [
        "Chapter",
        "0",
        "of",
        "the",
        "book",
        "3",
        "Chapter",
        "1",
        "of",
        "the",
        "book",
        "20",
    ]


@pytest.mark.parametrize("quarters", [90, 180, 270])
def test_a_page_that_is_shown_turned(read_drawn: ReadDrawn, quarters: int) -> None:
    def page(canvas: Any) -> None:
        canvas.setPageRotation(quarters)
        canvas.translate(
            *{90: (800, 0), 180: (600, 800), 270: (0, 600)}[quarters]
        )  # reportlab turns the media box
        canvas.rotate(quarters)
        in_columns(canvas)

    assert words(read_drawn(page)) == IN_ORDER


def test_text_drawn_on_its_side_is_read_as_lines(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        canvas.translate(600, 0)
        canvas.rotate(90)
        canvas.drawString(100, 300, "A wide table is set on its side")
        canvas.drawString(100, 260, "and is read as it stands")

    assert read_drawn(page).pages[0].splitlines() == [
        "A wide table is set on its side",
        "and is read as it stands",
    ]


def test_text_outside_the_page_and_across_it_is_left_out(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(60, 700, "Shown")
        canvas.drawString(60, 1200, "Cropped")
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    assert read_drawn(page).pages[0] == "Shown"


def test_invisible_text_is_read(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textLine("The layer of a scan")
        canvas.drawText(text)

    assert read_drawn(page).pages[0] == "The layer of a scan"
