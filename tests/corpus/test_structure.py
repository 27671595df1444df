"""Laws of the tree that hold for every text, and the grammar for other languages."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Language, Provision, Span
from corpus.structure.numerals import Numeral, circled, codified, hangul, letter, ordinal, roman
from corpus.structure.parsing import parse_structure
from corpus.structure.sequence import Relation, relate

PIECES = [
    "Điều 1. Phạm vi", "Điều 2. ", "Điều 1", "Chương I", "Chương II\nTÊN", "1. Một", "2. Hai", "a) A;", "đ) Đ", "- gạch",
    "+ cộng",
    "I. MỘT", "II. HAI", "Phụ lục I", "Mẫu số 01", "Nơi nhận:", "“Điều 5. Mới", "”", "như sau:", "1. Sửa đổi khoản 1 như sau:", "./.",
    "제1장 총칙", "제1조(목적)", "제2조(정의) ① 하나 ② 둘", "① 하나", "②부터 ④까지 생략", "1. 일", "1의2. 이", "가. 가", "1) 하나",
    "가) 나",
    "부칙 <제1호,2020.1.1>", "부칙", "[별표 1] 표", "1-1-1. 목적", "1.1. Một", "(1) Một", "Article 1. One",
    "(a) one", "(i) two", "|", "12",
    "2026. 3. 5.", "văn bản thường", "보통 글", "\n", "\n\n", " ", "\t", "\u00a0",
]  # fmt: skip
ODD_TEXT = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=10)), max_size=30).map("".join),
)
LANGUAGES = st.sampled_from(("vi", "ko", "en", "und"))


@given(text=ODD_TEXT, language=LANGUAGES)
@settings(max_examples=100, deadline=None)
def test_spans_nest_in_order_and_anchors_are_unique(text: str, language: Language) -> None:
    root, diagnostics = parse_structure(text, language)
    assert root.span == (0, len(text))
    assert (root.anchor, root.kind) == ("", "document")
    every = list(root.walk())
    assert len({provision.anchor for provision in every}) == len(every)
    for provision in every:
        check_children(provision, text)
    assert all(note.span is None or root.span.contains(note.span) for note in diagnostics)


def check_children(provision: Provision, text: str) -> None:
    for child in provision.children:
        assert provision.span.contains(child.span)
        assert child.span.of(text)
        assert child.span.of(text) == child.span.of(text).strip()
        assert child.kind == child.anchor.rpartition(".")[2].partition("-")[0]
        assert "".join(child.label.split()) in "".join(child.span.of(text).split())
    for before, behind in pairwise(provision.children):
        assert before.span.end <= behind.span.start


@given(text=ODD_TEXT, language=LANGUAGES)
@settings(max_examples=60, deadline=None)
def test_the_document_has_no_text_of_its_own(text: str, language: Language) -> None:
    root, _ = parse_structure(text, language)
    bounds = [0, *(offset for child in root.children for offset in child.span), len(text)]
    between = [Span(start, end).of(text) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    assert not any(map(str.strip, between))


@pytest.mark.parametrize("language", ["vi", "ko", "en"])
@pytest.mark.parametrize(
    "piece",
    [
        "“1. ",
        "제1조(((",
        "a) b; ",
        "x" * 80 + "\n",
        "\n \n",
        "1.1.1.1 ",
        "Điều 1. \n",
        "((((",
        '"1. Một\n',
        "① 둘. ",
        "IVXLC",
    ],
)
def test_time_grows_with_length_alone(piece: str, language: Language) -> None:
    text = piece * (30_000 // len(piece))
    began = time.process_time()
    parse_structure(text, language)
    assert time.process_time() - began < 5


def test_english() -> None:
    text = (
        "CHAPTER II General\n\nArticle 5. Definitions\n\n1. In this Act:\n(a) one;\n(h) eight;\n(i) nine.\n"
        "2. The other rules are those of\n"
        "Article 7 of the Act.\n\nAnnex I\nFORMS"
    )
    root, notes = parse_structure(text, "en")
    assert [(provision.anchor, provision.title) for provision in root.walk()][1:] == [
        ("chapter-2", "General"),
        ("article-5", "Definitions"),
        ("article-5.clause-1", None),
        ("article-5.clause-1.point-a", None),
        ("article-5.clause-1.point-h", None),
        ("article-5.clause-1.point-i", None),
        ("article-5.clause-2", None),
        ("annex-1", "FORMS"),
    ]
    assert [note.code for note in notes] == ["gap_in_sequence"] * 3


def test_small_roman_items() -> None:
    root, _ = parse_structure("Article 1. One\n1. Text:\n(a) one:\n(i) first;\n(ii) second;\n(b) two", "en")
    assert [provision.anchor.removeprefix("article-1.clause-1.point-") for provision in root.walk()][3:] == [
        "a", "a.item-1", "a.item-2", "b",
    ]  # fmt: skip


NUMERALS = [
    (roman("IV"), Numeral((4,), "4")),
    (roman("IIa"), Numeral((2, 1), "2a")),
    (roman("IIX"), None),
    (ordinal("thứ mười một"), Numeral((11,), "11")),
    (letter("đ"), Numeral((5,), "dd")),
    (letter("a1"), Numeral((1, 1), "a1")),
    (codified("4đ"), Numeral((4, 5), "4dd")),
    (codified("43.1.NĐ.2.7"), Numeral((), "43-1-nd-2-7")),
    (hangul("하"), Numeral((14,), "ha")),
    (hangul("거"), Numeral((15,), "geo")),
    (circled("⑳"), Numeral((20,), "20")),
    (circled("㊿"), Numeral((50,), "50")),
    (circled("<51>"), Numeral((51,), "51")),
]


@pytest.mark.parametrize(("read", "expected"), NUMERALS)
def test_numerals(read: Numeral | None, expected: Numeral | None) -> None:
    assert read == expected


RELATIONS = [
    (None, (1,), Relation.FIRST),
    (None, (3,), Relation.GAP),
    ((4,), (5,), Relation.NEXT),
    ((4,), (4, 1), Relation.NEXT),  # 4a
    ((3,), (3, 2), Relation.NEXT),  # 제3조의2
    ((4, 2), (5,), Relation.NEXT),
    ((1, 1, 9), (1, 2, 1), Relation.NEXT),
    ((1, 3), (2, 1), Relation.NEXT),
    ((4,), (6,), Relation.GAP),
    ((4,), (2,), Relation.BACK),
    ((4,), (4,), Relation.BACK),
    ((4,), (), Relation.FREE),
]


@pytest.mark.parametrize(("latest", "order", "expected"), RELATIONS)
def test_relations(latest: tuple[int, ...] | None, order: tuple[int, ...], expected: Relation) -> None:
    assert relate(latest, order) is expected
