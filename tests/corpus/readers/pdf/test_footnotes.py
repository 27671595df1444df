"""Footnotes are kept apart, and the text refers to them."""

from collections.abc import Callable
from typing import Any

from corpus.readers.raw import PageNote, RawText

ReadDrawn = Callable[..., RawText]


def raised(  # noqa: PLR0917
    canvas: Any, left: float, height: float, text: str, mark: str, rest: str = "", size: float = 10
) -> None:
    """Text with a raised mark behind it, and more text."""
    canvas.setFont("Helvetica", size)
    canvas.drawString(left, height, text)
    left += canvas.stringWidth(text, "Helvetica", size)
    canvas.setFont("Helvetica", size * 0.6)
    canvas.drawString(left, height + size * 0.4, mark)
    left += canvas.stringWidth(mark, "Helvetica", size * 0.6)
    canvas.setFont("Helvetica", size)
    canvas.drawString(left, height, rest)


def page_with_notes(canvas: Any, first: int) -> None:
    for line in range(8):
        canvas.drawString(
            60,
            700 - 13 * line,
            f"This is line {line} of a text that goes over the whole width of the page, as law does,",
        )
    raised(canvas, 60, 590, "and it names an income", str(first), " of the household, and a plot of 25 m")
    raised(canvas, 60, 577, "and a fee", str(first + 1), ", and 30 m")
    raised(canvas, 60, 564, "and last 30 m", "2", " of land.")
    canvas.line(60, 130, 200, 130)
    raised(
        canvas,
        60,
        116,
        "",
        str(first),
        " As amended by the law of the same year, which was issued on",
        size=8,
    )
    canvas.drawString(60, 106, "the first day of that year.")
    raised(canvas, 60, 96, "", str(first + 1), " See Article 5.", size=8)


def test_notes_are_numbered_through_the_document(read_drawn: ReadDrawn) -> None:
    raw = read_drawn(lambda canvas: page_with_notes(canvas, 1), lambda canvas: page_with_notes(canvas, 1))
    law = "As amended by the law of the same year, which was issued on the first day of that year."
    assert raw.notes == (
        PageNote(1, f"[1] {law}"),
        PageNote(1, "[2] See Article 5."),
        PageNote(2, f"[3] {law}"),
        PageNote(2, "[4] See Article 5."),
    )
    assert "an income[1] of" in raw.pages[0]
    assert "a fee[2], and" in raw.pages[0]
    assert "an income[3] of" in raw.pages[1]
    assert "As amended" not in "".join(raw.pages)


def test_units_keep_their_figure(read_drawn: ReadDrawn) -> None:
    assert "30 m2 of land" in read_drawn(lambda canvas: page_with_notes(canvas, 1)).pages[0]


def test_a_note_goes_on_on_the_next_page(read_drawn: ReadDrawn) -> None:
    def second(canvas: Any) -> None:
        for line in range(8):
            canvas.drawString(
                60,
                700 - 13 * line,
                f"This is line {line} of the text on the second page, and it is as wide as the first",
            )
        canvas.line(60, 130, 200, 130)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 116, "and in the same chapter.")

    raw = read_drawn(lambda canvas: page_with_notes(canvas, 1), second)
    assert [note.text for note in raw.notes][1] == "[2] See Article 5. and in the same chapter."


def test_small_print_without_a_mark_is_text(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        for line in range(8):
            canvas.drawString(
                60,
                700 - 13 * line,
                f"This is line {line} of a text that goes over the whole width of the page, as law does,",
            )
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 116, "1 copy for the archive")

    raw = read_drawn(page)
    assert raw.notes == ()
    assert raw.pages[0].endswith("1 copy for the archive")
