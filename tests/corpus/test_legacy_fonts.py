"""What the names of fonts add: a hint where the words are too few, and two encodings in one line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.legacy.encodings import of_font
from corpus.legacy.repair import repair
from corpus.models import Span


def test_a_font_is_a_hint_and_the_letters_stay_as_typed() -> None:
    assert repair("ch\xadng").text == "ch\xadng"
    assert repair("th«ng b¸o", {Span(0, 9): ".VnTimeH"}).text == "thông báo"
    assert repair("Sè", {Span(0, 2): ".VnTime"}).text == "Số"
    assert repair("Sè 1 Vieät", {Span(0, 10): "Times New Roman"}).text == "Sè 1 Vieät"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3"),
        (".VnArial NarrowH", "tcvn3"),
        (".VnTimeH,Bold", "tcvn3"),
        ("BCDEEE+.VnTimeH-Bold", "tcvn3"),
        (".VnOld English", "tcvn3"),
        (".VnHelvetInsH", "tcvn3"),
        ("VNI-Times", "vni"),
        ("ABCDEF+VNI-Helve", "vni"),
        ("VPS Times", "vps"),
        ("Times New Roman", None),
        ("Vnitalic", None),
        ("TIMESH", None),
    ],
)
def test_names_of_fonts(name: str, encoding: str | None) -> None:
    found = of_font(name)
    assert (found.name if found else None) == encoding


def test_a_font_counts_less_than_what_its_lines_say() -> None:
    lines = ("Hà Nam", "Quyết định của Bộ", "Cá voi")
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    fonts = {Span(start, start + len(line)): ".VnTime" for start, line in zip(starts, lines, strict=True)}
    assert repair(text, fonts).text == text
    assert repair("Hµ Nam", {Span(0, 6): ".VnTime"}).text == "Hà Nam"


def test_one_line_in_fonts_of_two_encodings_and_of_none() -> None:
    parts = (
        ("Sè: ", ".VnTime"),
        ("13/Q§ ", ".VnTimeH"),
        ("của Việt Nam ", "Arial"),
        ("Haø Noäi", "VNI-Times"),
    )
    text, fonts = "", {}
    for part, font in parts:
        fonts[Span(len(text), len(text) + len(part))] = font
        text += part
    repaired = repair(text, fonts)
    assert repaired.text == "Số: 13/QĐ của Việt Nam Hà Nội"
    assert [(one.encoding, one.places) for one in repaired.repairs] == [
        ("tcvn3", (Span(0, 10),)),
        ("vni", (Span(23, 31),)),
    ]
    assert repair(text).text == text


LINES = st.lists(
    st.sampled_from(["QuyÕt ®Þnh cña Bé", "Quyết định", "Sè", "Haø Noäi", "plain", "a | Sè\tb", ""]),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(LINES, st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), max_size=4))
def test_fonts_of_no_legacy_encoding_change_nothing(lines: list[str], runs: list[tuple[int, int]]) -> None:
    text = "\n".join(lines)
    fonts = {Span(start, start + length): "Times New Roman" for start, length in runs}
    assert repair(text, fonts) == repair(text)
