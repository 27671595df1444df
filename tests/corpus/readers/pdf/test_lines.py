"""Lines from glyphs that are placed by hand: every letter is half as wide as its font is high."""

from collections.abc import Iterable
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.pdf.geometry import Box, Glyph
from corpus.readers.pdf.lines import text_lines


def drawn(text: str, left: float, baseline: float, size: float = 12.0, *, gap: float = 0.0) -> list[Glyph]:
    """Letters in a row from `left`, with `gap` points between them."""
    advance = size / 2
    foot = baseline + 0.2 * size
    return [
        Glyph(letter, Box(at, foot - size, at + advance, foot), "Sans", size, bold=False)
        for number, letter in enumerate(text)
        for at in [left + number * (advance + gap)]
    ]


def texts(glyphs: Iterable[Glyph]) -> list[str]:
    return [line.text for line in text_lines(list(glyphs))]


def test_lines_come_from_top_to_bottom() -> None:
    assert texts(drawn("second", 72, 114) + drawn("first", 72, 100)) == ["first", "second"]


def test_blanks_that_are_not_drawn_are_seen_as_gaps() -> None:
    assert texts(drawn("Điều", 72, 100) + drawn("13", 72 + 24 + 3, 100)) == ["Điều 13"]


def test_kerning_is_no_blank() -> None:
    assert texts(drawn("V", 72, 100) + drawn("ăn", 72 + 6 + 1.2, 100)) == ["Văn"]


def test_letters_that_are_spaced_out_stay_one_word() -> None:
    assert texts(drawn("CONGBAOSO", 72, 100, gap=2.5)) == ["CONGBAOSO"]


def test_drawn_blanks_count_once() -> None:
    assert texts(drawn("  a   b  ", 72, 100)) == ["a b"]


def test_a_blank_behind_the_last_letter_is_told() -> None:
    with_blank, without = text_lines(drawn("정보의 ", 72, 100) + drawn("정보의", 72, 120))
    assert with_blank.blank_after
    assert not without.blank_after
    assert with_blank.box == without.box._replace(top=with_blank.box.top, bottom=with_blank.box.bottom)


def test_columns_are_lines_of_their_own() -> None:
    glyphs = drawn("left one", 72, 100) + drawn("right one", 300, 100)
    assert texts(glyphs) == ["left one", "right one"]


def test_the_mark_of_a_list_item_stays_with_its_text_over_a_tab() -> None:
    assert texts(drawn("1.", 72, 100) + drawn("Objective", 72 + 12 + 30, 100)) == ["1. Objective"]
    assert texts(drawn("So", 72, 100) + drawn("Objective", 72 + 12 + 30, 100)) == ["So", "Objective"]


def test_words_drawn_in_any_order_make_the_same_line() -> None:
    words = [drawn("theo", 72, 100), drawn("quy", 72 + 27, 100), drawn("định", 72 + 48, 100)]
    assert texts(words[2] + words[0] + words[1]) == ["theo quy định"]


def test_letters_drawn_twice_count_once_and_are_bold() -> None:
    once = drawn("ttll", 72, 100)
    (line,) = text_lines(once + drawn("ttll", 72.4, 100.2))
    assert line.text == "ttll"
    assert all(glyph.bold for glyph in line.glyphs)
    assert not any(glyph.bold for line in text_lines(once) for glyph in line.glyphs)


def test_raised_and_lowered_marks_stay_in_their_line() -> None:
    above = drawn("upper line", 72, 86)
    line = drawn("m", 72, 100) + drawn("2", 78, 95, 7) + drawn("H", 90, 100) + drawn("2", 96, 102, 7)
    below = drawn("lower line", 72, 114)
    assert texts(above + line + below) == ["upper line", "m2 H2", "lower line"]


def test_a_raised_mark_before_the_first_word_belongs_to_the_line() -> None:
    (line,) = text_lines(drawn("1", 72, 96, 6) + drawn("See annex", 76, 100, 10))
    assert line.text == "1See annex"
    assert line.size == 10


def test_combining_marks_compose_with_the_letter_before() -> None:
    letters = drawn("De", 72, 100)
    over_e = Glyph("\u0301", letters[1].box, "Sans", 12.0, bold=False)
    (line,) = text_lines([*letters, over_e, *drawn("n", 84, 100)])
    assert line.text == "Dén"
    assert line.starts == (0, 1, 1, 2)


def test_starts_lead_from_a_glyph_to_its_characters() -> None:
    ligature = Glyph("fi", Box(75, 90.4, 81, 102.4), "Sans", 12.0, bold=False)
    (line,) = text_lines([*drawn("a", 66, 100), ligature, *drawn(" b", 81, 100)])
    assert line.text == "a fi b"
    assert [line.text[start:].startswith(glyph.text) for glyph, start in
            zip(line.glyphs, line.starts, strict=True)] == [True] * 4  # fmt: skip


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_turned_text_makes_lines_of_its_own(quarters: int) -> None:
    def turn(glyph: Glyph) -> Glyph:
        box = glyph.box
        for _ in range(quarters):
            box = Box(400 - box.bottom, box.left, 400 - box.top, box.right)
        return glyph._replace(box=box, turned=quarters)

    side = [turn(glyph) for glyph in drawn("on the side", 72, 100)]
    lines = text_lines(side + drawn("level", 200, 200))
    assert {(line.text, line.turned) for line in lines} == {("on the side", quarters), ("level", 0)}
    (found,) = (line for line in lines if line.turned)
    assert found.glyphs == tuple(side)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.text("abcđ한 ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=8),
    st.randoms(),
)
def test_no_letter_is_lost_or_made_up(rows: list[str], chance: object) -> None:
    glyphs = [glyph for number, row in enumerate(rows) for glyph in drawn(row, 72, 100 + 14 * number)]
    shuffle = chance.shuffle  # type: ignore[attr-defined]
    shuffle(glyphs)
    found = "".join(texts(glyphs)).replace(" ", "")
    assert sorted(found) == sorted("".join(rows).replace(" ", ""))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["theo", "quy", "định", "제13조", "1."]), min_size=1, max_size=10))
def test_a_line_drawn_in_order_reads_as_it_was_written(words: list[str]) -> None:
    (line,) = text_lines(drawn(" ".join(words), 72, 100))
    assert line.text == " ".join(words)
    assert "".join(glyph.text for glyph in line.glyphs) == line.text


def test_ten_thousand_glyphs_in_one_place_take_no_longer_than_elsewhere() -> None:
    heap = [
        Glyph(chr(0x4E00 + number), Box(72, 90, 84, 102), "Sans", 12.0, bold=False)
        for number in range(10_000)
    ]
    started = perf_counter()
    assert sum(len(line.text) for line in text_lines(heap)) == 10_000
    assert perf_counter() - started < 20
