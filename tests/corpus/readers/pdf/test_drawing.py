"""What is drawn on a page, with its place."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.readers.pdf.drawing import draw
from corpus.readers.pdf.geometry import Box, PageContent


def drawn(fill: Callable[[Any], None]) -> PageContent:
    output = BytesIO()
    canvas = Canvas(output, pagesize=(600, 800))
    canvas.setFont("Times-Bold", 12)
    fill(canvas)
    canvas.showPage()
    canvas.save()
    content = draw(pypdfium2.PdfDocument(output.getvalue())[0], 3)
    assert content is not None
    return content


def about(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = map(round, box)
    return left, top, right, bottom


def test_glyphs_have_font_size_and_place() -> None:
    page = drawn(lambda canvas: canvas.drawString(100, 700, "No 5"))
    assert (page.number, page.width, page.height) == (3, 600, 800)
    assert "".join(glyph.text for glyph in page.glyphs) == "No 5"
    first = page.glyphs[0]
    assert (first.font, first.size, first.bold, first.turned) == ("Times-Bold", 12, True, 0)
    assert first.box.left == pytest.approx(100, abs=0.5)
    assert first.box.top < 100 < first.box.bottom
    assert all(
        one.box.right == pytest.approx(two.box.left, abs=0.6)
        for one, two in zip(page.glyphs, page.glyphs[1:], strict=False)
    )


def test_sizes_are_those_that_are_shown() -> None:
    def scaled(canvas: Any) -> None:
        canvas.scale(2, 2)
        canvas.drawString(50, 300, "x")

    assert drawn(scaled).glyphs[0].size == 24


def test_a_few_turned_letters_are_marked() -> None:
    def fill(canvas: Any) -> None:
        canvas.drawString(100, 700, "Upright text of the page")
        canvas.rotate(90)
        canvas.drawString(300, -50, "side")

    page = drawn(fill)
    assert {glyph.turned for glyph in page.glyphs} == {0, 3}
    assert "".join(glyph.text for glyph in page.glyphs if glyph.turned == 3) == "side"


def test_lines_and_thin_rectangles_are_rules() -> None:
    def fill(canvas: Any) -> None:
        canvas.line(100, 700, 300, 700)
        canvas.rect(100, 500, 1, 100, stroke=0, fill=1)

    rules = drawn(fill).rules
    assert [(rule.level, about(rule.box)) for rule in rules] == [
        (True, (100, 100, 300, 100)),
        (False, (100, 200, 101, 300)),
    ]


def test_a_rectangle_has_four_edges() -> None:
    rules = drawn(lambda canvas: canvas.rect(100, 500, 200, 100)).rules
    assert sorted(rule.level for rule in rules) == [False, False, True, True]


def test_a_filled_rectangle_has_edges_and_a_white_one_none() -> None:
    def fill(canvas: Any) -> None:
        canvas.setFillColorRGB(0.8, 0.9, 0.9)
        canvas.rect(100, 500, 200, 100, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(50, 50, 500, 100, stroke=0, fill=1)

    assert len(drawn(fill).rules) == 4


def test_what_a_form_draws_lies_where_the_form_does() -> None:
    def fill(canvas: Any) -> None:
        canvas.beginForm("stamp")
        canvas.line(0, 0, 100, 0)
        canvas.endForm()
        canvas.translate(200, 300)
        canvas.scale(2, 1)
        canvas.doForm("stamp")

    assert [about(rule.box) for rule in drawn(fill).rules] == [(200, 500, 400, 500)]


def test_curves_and_slanted_lines_are_no_rules() -> None:
    def fill(canvas: Any) -> None:
        canvas.circle(300, 400, 50)
        canvas.line(100, 100, 200, 200)

    assert drawn(fill).rules == ()
