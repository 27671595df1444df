"""What the names of fonts add: a hint where the words are too few, capitals, and two encodings in one line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.legacy import repair
from corpus.legacy.encodings import of_font, shows_capitals
from corpus.models import Span


def test_a_font_is_a_hint_and_tells_capitals() -> None:
    assert repair("ch\xadng").text == "ch\xadng"
    assert repair("th«ng b¸o", {Span(0, 9): ".VnTimeH"}).text == "THÔNG BÁO"
    assert repair("Sè", {Span(0, 2): ".VnTime"}).text == "Số"
    assert repair("Sè 1 Vieät", {Span(0, 10): "Times New Roman"}).text == "Sè 1 Vieät"


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".VnArial NarrowH", "tcvn3", True),
        (".VnTimeH,Bold", "tcvn3", True),
        ("BCDEEE+.VnTimeH-Bold", "tcvn3", True),
        (".VnOld English", "tcvn3", False),
        (".VnHelvetInsH", "tcvn3", True),
        ("VNI-Times", "vni", False),
        ("ABCDEF+VNI-Helve", "vni", False),
        ("VPS Times", "vps", False),
        ("Times New Roman", None, False),
        ("Vnitalic", None, False),
        ("TIMESH", None, False),
    ],
)
def test_names_of_fonts(name: str, encoding: str | None, capitals: bool) -> None:
    found = of_font(name)
    assert (found.name if found else None) == encoding
    assert shows_capitals(name) == capitals


def test_a_font_counts_less_than_what_its_lines_say() -> None:
    lines = ("Hà Nam", "Quyết định của Bộ", "Cá voi")
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    fonts = {Span(start, start + len(line)): ".VnTime" for start, line in zip(starts, lines, strict=True)}
    assert repair(text, fonts).text == text
    assert repair("Hµ Nam", {Span(0, 6): ".VnTime"}).text == "Hà Nam"


def test_ascii_in_a_font_of_capitals_needs_a_line_that_proves_the_font() -> None:
    def in_capitals(*lines: str) -> str:
        text = "\n".join(lines)
        return repair(text, {Span(0, len(text)): ".VnTimeH"}).text

    assert in_capitals("thanh tra", "th«ng t\xad") == "THANH TRA\nTHÔNG TƯ"
    assert in_capitals("thanh tra", "internet") == "thanh tra\ninternet"
    assert in_capitals("thanh tra", "Quyết định") == "thanh tra\nQuyết định"


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
