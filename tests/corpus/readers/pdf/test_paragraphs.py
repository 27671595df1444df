"""Paragraphs: which lines belong together, and what joins them."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.utils import simpleSplit

from corpus.readers.pdf.eojeol import Eojeols
from corpus.readers.raw import RawText

ReadDrawn = Callable[..., RawText]
FILLER = "The ministry reports to the government on the use of these funds in each of the years named above"


def wrapped(
    canvas: Any, texts: Sequence[str], *, top: float = 740, indent: float = 0.0, gap: float = 0.0
) -> float:
    """Paragraphs 480 points wide from the left margin of 60; the height below the last line."""
    for text in texts:
        first, *rest = simpleSplit(text, "Helvetica", 10, 480 - indent)
        rest = simpleSplit(" ".join(rest), "Helvetica", 10, 480)
        for at, line in enumerate((first, *rest)):
            canvas.drawString(60 + (0 if at else indent), top, line)
            top -= 13
        top -= gap
    return top


LONG = [
    f"{FILLER}, and {FILLER.lower()}; {FILLER.lower()}.",
    f"Article 5 applies to them. {FILLER}, as long as {FILLER.lower()}.",
    f"1. {FILLER}; {FILLER.lower()}; {FILLER.lower()}.",
    f"a) {FILLER}; {FILLER.lower()}.",
    f"- {FILLER}, {FILLER.lower()}, {FILLER.lower()}.",
]


@pytest.mark.parametrize(("indent", "gap"), [(24, 0), (0, 8), (24, 6)])
def test_a_paragraph_is_one_line(read_drawn: ReadDrawn, indent: float, gap: float) -> None:
    raw = read_drawn(lambda canvas: wrapped(canvas, LONG, indent=indent, gap=gap))
    assert raw.pages[0].splitlines() == LONG


def test_items_without_white_space_between_them(read_drawn: ReadDrawn) -> None:
    assert read_drawn(lambda canvas: wrapped(canvas, LONG[2:])).pages[0].splitlines() == LONG[2:]


def test_a_reference_at_the_start_of_a_line_is_no_provision(read_drawn: ReadDrawn) -> None:
    texts = (
        f"{FILLER}{' and' * more} as in Article 7 of that decree. {FILLER}, {FILLER}." for more in range(40)
    )
    text = next(
        text
        for text in texts
        if any(line.startswith("Article 7") for line in simpleSplit(text, "Helvetica", 10, 480))
    )
    assert read_drawn(lambda canvas: wrapped(canvas, [text, *LONG])).pages[0].splitlines()[0] == text


def test_headings_keep_their_lines(read_drawn: ReadDrawn) -> None:
    def page(canvas: Any) -> None:
        canvas.drawCentredString(300, 760, "DECISION")
        canvas.drawCentredString(300, 747, "on the use of funds")
        wrapped(canvas, LONG[:1], top=734)

    assert read_drawn(page).pages[0].splitlines() == ["DECISION", "on the use of funds", LONG[0]]


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("BKHCN-", "CNCNTT", "BKHCN-CNCNTT"),
        ("QD-", "TTg", "QD-TTg"),
        ("2018-", "2025", "2018-2025"),
        ("imple-", "mentation", "implementation"),
        ("well-", "known", "well-known"),
        ("57-NQ/", "TW", "57-NQ/TW"),
    ],
)
def test_broken_words(read_drawn: ReadDrawn, upper: str, lower: str, joined: str) -> None:
    def page(canvas: Any) -> None:
        canvas.drawString(60, 753, "It is a well-known fact, and")
        canvas.drawRightString(540, 740, f"{FILLER} {upper}")
        canvas.drawRightString(540, 727, f"{lower} {FILLER} in all")
        canvas.drawRightString(540, 714, f"of that. {FILLER} then")

    assert f" {joined} " in read_drawn(page).pages[0]


def test_a_paragraph_goes_on_on_the_next_page(read_drawn: ReadDrawn) -> None:
    lines = simpleSplit(f"{FILLER}, {FILLER}, {FILLER}, {FILLER}, {FILLER}, {FILLER}.", "Helvetica", 10, 480)
    raw = read_drawn(
        lambda canvas: [canvas.drawString(60, 740 - 13 * at, line) for at, line in enumerate(lines[:4])],
        lambda canvas: [canvas.drawString(60, 740 - 13 * at, line) for at, line in enumerate(lines[4:])],
        lambda canvas: wrapped(canvas, LONG[2:4]),
    )
    assert raw.joins == {1: " "}
    assert raw.pages == (" ".join(lines[:4]), " ".join(lines[4:]), "\n".join(LONG[2:4]))


KOREAN = (
    "국토교통부장관은 스마트도시의 조성과 관리를 위하여 필요한 계획을 수립하여야 한다. "
    "지방자치단체의 장은 스마트도시의 관리를 위하여 국토교통부장관과 협의하여야 한다. "
    "이 경우 국토교통부장관은 필요한 계획을 지방자치단체의 장과 협의하여 수립하여야 한다. "
)


def broken(text: str, width: int) -> tuple[list[str], list[bool]]:
    """Lines of so many characters, broken at any of them, and whether a blank was lost at each break."""
    lines, blanks, at = [], [], 0
    while at < len(text):
        end = min(at + width, len(text))
        blank = text[end : end + 1] == " " or text[end - 1] == " "
        lines.append(text[at:end].strip())
        blanks.append(blank)
        at = end + (text[end : end + 1] == " ")
    return lines, blanks[:-1]


@given(st.integers(min_value=24, max_value=43))
@settings(max_examples=12, deadline=None)
def test_korean_words_are_found_in_the_document_itself(width: int) -> None:
    lines, blanks = broken(KOREAN * 6, width)
    eojeols = Eojeols(lines)
    odds = [eojeols.odds_of_blank(above, below) for above, below in pairwise(lines)]
    judged = [(value > 0, blank) for value, blank in zip(odds, blanks, strict=True) if value is not None]
    assert sum(found == blank for found, blank in judged) >= 0.85 * len(judged)


def test_korean_lines_are_joined_inside_words(read_drawn: ReadDrawn) -> None:
    lines, _ = broken(KOREAN * 4, 38)

    def page(canvas: Any) -> None:
        canvas.setFont("HYSMyeongJo-Medium", 10)
        for number, line in enumerate(lines[:-1]):
            text = canvas.beginText(60, 740 - 14 * number)
            text.setCharSpace((400 - canvas.stringWidth(line)) / len(line))
            text.textLine(line)
            canvas.drawText(text)

    found = read_drawn(page).pages[0]
    assert len(found.splitlines()) == 1
    words = found.split()
    assert sum(word in KOREAN for word in words) > 0.95 * len(words)
