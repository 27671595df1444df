"""Running lines by their places."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.readers.raw import RawText

VIETNAMESE_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
ReadDrawn = Callable[..., RawText]
WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]


def body(canvas: Any, word: str) -> None:
    for line in range(5):
        canvas.drawString(60, 600 - 20 * line, f"The {word} of line {'abcde'[line]}.")


def test_a_lone_page_number_that_fits_goes(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        body(canvas, "alpha")
        canvas.drawCentredString(300, 30, "1")

    assert "1" not in read_drawn(page).pages[0]


@pytest.mark.parametrize(("text", "height"), [("7", 30), ("1", 400)])
def test_a_number_that_fits_no_page_stays(read_drawn: ReadDrawn, text: str, height: float) -> None:
    def page(canvas: Any) -> None:
        body(canvas, "alpha")
        canvas.drawCentredString(300, height, text)

    assert text in read_drawn(page).pages[0].split()


@pytest.mark.skipif(not VIETNAMESE_FONT.exists(), reason="needs DejaVu: apt-get install fonts-dejavu-core")
def test_the_head_of_the_gazette_goes_from_a_single_page(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        canvas.setFont("DejaVu", 10)
        canvas.drawString(200, 770, "CÔNG BÁO/Số 333/Ngày 16-06-2026")
        canvas.drawString(500, 770, "79")
        body(canvas, "alpha")

    assert read_drawn(page).pages[0].splitlines() == [f"The alpha of line {line}." for line in "abcde"]


def test_a_line_at_one_height_of_some_pages_goes(read_drawn: ReadDrawn) -> None:
    def page(number: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            if number % 3 == 0:
                canvas.drawString(60, 770, "Report on funds")
            body(canvas, WORDS[number])

        return draw

    raw = read_drawn(*map(page, range(9)))
    assert all("Report" not in text for text in raw.pages)


def test_a_line_at_changing_heights_stays(read_drawn: ReadDrawn) -> None:
    def page(number: int) -> Callable[[Any], None]:
        def draw(canvas: Any) -> None:
            if number % 3 == 0:
                canvas.drawString(60, 770 - 9 * number, "Report on funds")
            body(canvas, WORDS[number])

        return draw

    raw = read_drawn(*map(page, range(9)))
    assert sum("Report" in text for text in raw.pages) == 3
