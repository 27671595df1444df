"""Excerpts show marked words and never lose or invent a character."""

from hypothesis import given, settings
from hypothesis import strategies as st

from api.excerpt import Piece, choose_window, excerpt, split_marked
from corpus.models import Span

TEXTS = st.text(alphabet="ab đ시\n", max_size=60)
SPANS = st.lists(
    st.tuples(st.integers(0, 70), st.integers(0, 70)).map(lambda pair: Span(*sorted(pair))), max_size=6
)


def test_pieces_alternate() -> None:
    pieces = split_marked("đô thị thông minh", Span(0, 17), [Span(7, 17), Span(0, 6)])
    assert pieces == [Piece("đô thị", True), Piece(" ", False), Piece("thông minh", True)]


@settings(deadline=None, max_examples=100)
@given(TEXTS, SPANS, st.integers(0, 60), st.integers(0, 60))
def test_pieces_joined_are_the_span(text: str, marks: list[Span], start: int, end: int) -> None:
    span = Span(min(start, len(text)), max(min(start, len(text)), min(end, len(text))))
    pieces = split_marked(text, span, marks)
    assert "".join(piece.text for piece in pieces) == span.of(text)
    marked = {i for mark in marks for i in range(mark.start, mark.end)} & set(range(*span))
    assert sum(len(piece.text) for piece in pieces if piece.marked) == len(marked)


def test_short_texts_are_kept_whole() -> None:
    assert choose_window("abc", [], 3) == Span(0, 3)


def test_the_window_holds_the_marks_and_whole_words() -> None:
    text = "mở đầu " * 30 + "đô thị thông minh" + " kết thúc" * 30
    start = text.index("đô thị")
    window = choose_window(text, [Span(start, start + 17)], 80)
    shown = window.of(text)
    assert "đô thị thông minh" in shown
    assert text[window.start - 1].isspace()
    assert window.end == len(text) or text[window.end].isspace() or text[window.end - 1].isspace()


@settings(deadline=None, max_examples=100)
@given(TEXTS, SPANS, st.integers(1, 30))
def test_windows_lie_in_the_text(text: str, marks: list[Span], width: int) -> None:
    window = choose_window(text, marks, width)
    assert 0 <= window.start <= window.end <= len(text)
    assert window.end - window.start <= max(width, len(text) if len(text) <= width else width)


def test_an_excerpt_is_one_line_with_ellipses() -> None:
    text = "một hai ba\n" * 20 + "tìm thấy" + "\nbốn năm" * 20
    start = text.index("tìm")
    pieces = excerpt(text, 1000, [Span(1000 + start, 1000 + start + 8)], 60)
    shown = "".join(piece.text for piece in pieces)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "\n" not in shown
    assert [piece.text for piece in pieces if piece.marked] == ["tìm thấy"]
