"""Passages: what goes together, what never does, and laws that hold for every document."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import (
    Document,
    Header,
    Language,
    Page,
    Passage,
    Provision,
    QualityReport,
    SourceText,
    Span,
)
from corpus.segmentation import indexed_text, segment
from corpus.structure.parsing import parse_structure


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def make_document(text: str, language: Language = "vi", title: str | None = None) -> Document:
    report = QualityReport("text", None, 1, (), len(text), 0)
    source = SourceText(text, (Page(1, 0, len(text)),), {}, report)
    root, diagnostics = parse_structure(text, language)
    return Document(source, language, Header(title=title), root, diagnostics)


def cut(text: str, limit: int, language: Language = "vi", title: str | None = None) -> list[tuple[str, str]]:
    document = make_document(text, language, title)
    return [(passage.anchor, passage.span.of(text)) for passage in segment(document, count_words, limit)]


def words(count: int, start: str = "từ") -> str:
    return " ".join(f"{start}{number}" for number in range(count))


def test_an_article_that_fits_is_one_passage_and_articles_never_share_one() -> None:
    text = "Chương I\nCHUNG\nĐiều 1. Một\n1. A.\n2. B.\nĐiều 2. Hai\nĐiều 3. Ba\n1. C."
    assert cut(text, 100) == [
        ("dieu-1", "Điều 1. Một\n1. A.\n2. B."),
        ("dieu-2", "Điều 2. Hai"),
        ("dieu-3", "Điều 3. Ba\n1. C."),
    ]


def test_notes_share_no_passage() -> None:
    text = "Điều 1. Một[1]\nA[2].\n[1] Theo Luật.\n[2] Theo Nghị định."
    assert cut(text, 100) == [
        ("dieu-1", "Điều 1. Một[1]\nA[2]."),
        ("note-1", "[1] Theo Luật."),
        ("note-2", "[2] Theo Nghị định."),
    ]


def test_a_long_article_is_divided_at_its_items() -> None:
    text = f"Điều 1. Một\n1. {words(10)}.\n2. {words(10)}.\n3. {words(35)}.\n4. {words(5)}."
    passages = cut(text, 40)
    assert [anchor for anchor, _ in passages] == ["dieu-1", "dieu-1.khoan-3", "dieu-1.khoan-4"]
    assert passages[0][1].startswith("Điều 1. Một\n1. ")
    assert "\n2. " in passages[0][1]


def test_the_path_names_what_is_around_a_passage() -> None:
    text = f"Chương I\nCHUNG\nĐiều 1. Trách nhiệm\n1. Bộ Xây dựng có:\na) {words(30)};\nb) {words(30)}."
    document = make_document(text)
    point = segment(document, count_words, 50)[-1]
    assert point.anchor == "dieu-1.khoan-1.diem-b"
    assert point.path == ("Chương I. CHUNG", "Điều 1. Trách nhiệm", "1. Bộ Xây dựng có:")


def test_opening_words_go_with_the_first_item() -> None:
    text = f"Điều 1. Trách nhiệm\n1. Bộ Xây dựng có:\na) {words(25)};\nb) {words(25)}."
    passages = cut(text, 45)
    assert [anchor for anchor, _ in passages] == ["dieu-1.khoan-1", "dieu-1.khoan-1.diem-b"]
    assert passages[0][1].startswith("1. Bộ Xây dựng có:\na) từ0")


def test_a_heading_is_not_repeated_where_the_text_begins_with_it() -> None:
    text = "제1장 총칙\n제1조 (목적)\n\n이 법은 목적을 정한다."
    document = make_document(text, "ko")
    (passage,) = segment(document, count_words)
    assert passage.path == ("제1장 총칙", "제1조(목적)")
    assert (
        indexed_text("1호 법", passage, text) == "1호 법\n제1장 총칙\n제1조 (목적)\n\n이 법은 목적을 정한다."
    )


def test_a_long_title_is_cut() -> None:
    passage = Passage("text-1", Span(0, 3), (), "vi")
    title, own = indexed_text(words(100), passage, "chữ").split("\n")
    assert own == "chữ"
    assert title.endswith("…")
    assert words(100).startswith(title[:-1])
    assert 190 < len(title) <= 201


def test_deleted_and_omitted_articles_are_passages() -> None:
    text = "제1조(목적) 하나\n제2조 삭제 <2017. 3. 21.>\n부칙 <제1호,2020.1.1>\n제1조(시행일) 둘\n제2조 부터 제5조까지 생략"
    assert cut(text, 100, "ko") == [
        ("jo-1", "제1조(목적) 하나"),
        ("jo-2", "제2조 삭제 <2017. 3. 21.>"),
        ("buchik-1.jo-1", "제1조(시행일) 둘"),
        ("buchik-1.jo-2", "제2조 부터 제5조까지 생략"),
    ]


def test_short_paragraphs_are_packed_but_not_with_articles() -> None:
    text = "Tên\n\nCăn cứ A;\n\nCăn cứ B;\n\nĐiều 1. Một"
    assert cut(text, 100) == [("", "Tên\n\nCăn cứ A;\n\nCăn cứ B;"), ("dieu-1", "Điều 1. Một")]
    assert cut(text, 3)[:3] == [("text-1", "Tên"), ("text-2", "Căn cứ A;"), ("text-3", "Căn cứ B;")]


def test_a_chapter_with_text_of_its_own() -> None:
    text = "Chương I\nCHUNG\nĐiều 1. Một\nPhụ lục I\nBẢNG\nGiới thiệu.\nĐiều 1. Hai"
    assert cut(text, 100)[1:] == [
        ("phuluc-1", "Phụ lục I\nBẢNG\nGiới thiệu."),
        ("phuluc-1.dieu-1", "Điều 1. Hai"),
    ]


def test_a_long_paragraph_becomes_overlapping_windows() -> None:
    sentences = [f"{words(9, f'câu{number}t')} hết." for number in range(20)]
    windows = cut(" ".join(sentences), 80)
    assert {anchor for anchor, _ in windows} == {"text-1"}
    assert all(len(window.split()) <= 80 and window.endswith("hết.") for _, window in windows)
    assert all(before.split()[-10:] == behind.split()[:10] for (_, before), (_, behind) in pairwise(windows))


def test_one_endless_word_is_cut() -> None:
    text = "ㄱ" * 1000
    document = make_document(text, "und")

    def count_characters(texts: Sequence[str]) -> list[int]:
        return [len(each) for each in texts]

    passages = segment(document, count_characters, 100)
    assert all(len(passage.span.of(text)) <= 100 for passage in passages)
    assert passages[0].span.start == 0
    assert passages[-1].span.end == 1000


def test_language_of_a_passage() -> None:
    text = (
        "Điều 1. Tên gọi bằng tiếng Việt của trung tâm\nĐiều 2. 한국 스마트도시 협력 센터의 이름\nĐiều 3. 123"
    )
    assert [passage.language for passage in segment(make_document(text), count_words, 30)] == [
        "vi",
        "ko",
        "vi",
    ]


def test_a_stamp_in_latin_letters_is_no_english_passage() -> None:
    document = make_document("Điều 1. Tên gọi của trung tâm\nĐiều 2. Signed by the portal of the office")
    assert {passage.language for passage in segment(document, count_words, 30)} == {"vi"}


def test_an_empty_document_has_no_passages() -> None:
    assert segment(make_document(" \n\n"), count_words) == ()


def test_tokens_are_counted_in_few_calls() -> None:
    calls: list[int] = []

    def count(texts: Sequence[str]) -> list[int]:
        calls.append(len(texts))
        return count_words(texts)

    text = "\n".join(f"Điều {number}. Tên\n1. {words(200)}" for number in range(1, 200))
    segment(make_document(text), count, 64)
    assert len(calls) <= 5


UNITS = [
    "Chương I\nTÊN", "Chương II\nKHÁC", "Điều 1. Một", "Điều 2. Hai", "Điều 3. Ba", "1. Một hai ba", "2. Bốn năm sáu bảy", "a) Tám;",
    "b) chín:",    "- gạch", "I. MỘT", "Phụ lục I", "Nơi nhận:", "Căn cứ Luật;\n", "\n",
    "제1장 총칙", "제1조(목적)", "제2조(정의)", "① 하나",
    "1. 일", "가. 가",
    "부칙 <제1호,2020.1.1>", words(30), words(8) + ".",
]  # fmt: skip
ODD_TEXT = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(UNITS), st.text(max_size=20)), max_size=40).map("\n".join),
)


@given(text=ODD_TEXT, language=st.sampled_from(("vi", "ko", "en")), limit=st.integers(16, 80))
@settings(max_examples=100, deadline=None)
def test_passages_cover_the_text_inside_provisions(text: str, language: Language, limit: int) -> None:
    document = make_document(text, language, "Một tên")
    passages = segment(document, count_words, limit)
    check_places(document.root, passages, text)
    check_coverage(document.root, passages, text)
    texts = [indexed_text("Một tên", passage, text) for passage in passages]
    assert all(count <= limit for count in count_words(texts))


def check_places(root: Provision, passages: Sequence[Passage], text: str) -> None:
    provisions = {provision.anchor: provision for provision in root.walk()}
    for passage in passages:
        provision = provisions[passage.anchor]
        assert provision.span.contains(passage.span)
        assert not any(child.span.contains(passage.span) for child in provision.children)
        assert passage.span.of(text) == passage.span.of(text).strip() != ""
        articles = [
            child for child in provision.walk() if child.kind in {"dieu", "jo"} and child is not provision
        ]
        touched = [child for child in articles if overlaps(child.span, passage.span)]
        assert not touched
    starts = [passage.span.start for passage in passages]
    assert starts == sorted(starts)


def overlaps(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def check_coverage(root: Provision, passages: Sequence[Passage], text: str) -> None:
    covered = bytearray(len(text))
    for span in (
        *(passage.span for passage in passages),
        *(heading_span(each) for each in root.walk() if each.children),
    ):
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    assert not [
        character
        for character, mark in zip(text, covered, strict=True)
        if not mark and not character.isspace()
    ]


def heading_span(provision: Provision) -> Span:
    return Span(provision.span.start, provision.children[0].span.start)


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_tiny_limits_still_cover_the_text(limit: int) -> None:
    text = f"Điều 1. Một\n1. {words(20)}"
    passages = segment(make_document(text), count_words, limit)
    assert {word for passage in passages for word in passage.span.of(text).split()} >= set(words(20).split())
