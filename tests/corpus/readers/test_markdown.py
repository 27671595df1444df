"""Markdown becomes its words; the front matter becomes metadata."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers import read_text
from corpus.readers.text.markdown import looks_like_markdown


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("##### 제1조 (목적)", "제1조 (목적)"),
        ("## 제1장 총칙 <개정 2011.5.24>", "제1장 총칙 <개정 2011.5.24>"),
        ("# 부칙 #", "부칙"),
        ("#hashtag", "#hashtag"),
        ("**Điều 1.** Phạm vi", "Điều 1. Phạm vi"),
        ("**Điều\n2. Đối tượng\náp dụng**\n\n1. Tổ chức", "Điều 2. Đối tượng áp dụng\n\n1. Tổ chức"),
        ("*Căn cứ Luật số\n64/2025/QH15; *", "Căn cứ Luật số 64/2025/QH15;"),
        ("_Theo đề nghị của Bộ trưởng,_", "Theo đề nghị của Bộ trưởng,"),
        ("(_ tuổi thọ thiết kế _)", "( tuổi thọ thiết kế )"),
        ("***Hà Nội***", "Hà Nội"),
        ("**NHỮNG QUY ĐỊNH\nCHUNG**** **", "NHỮNG QUY ĐỊNH CHUNG"),
        ("kiến tr**úc", "kiến trúc"),
        ("Điều 5**", "Điều 5"),
        ("dân số * diện tích", "dân số * diện tích"),
        ("`a_b_c` và x_y", "`a_b_c` và x_y"),
        ("- Lưu: VT", "- Lưu: VT"),
        ("  1. 목적\n    가. 정의", "1. 목적\n가. 정의"),
        ("> trích dẫn", "trích dẫn"),
        ("diện tích > 1.000 m2", "diện tích > 1.000 m2"),
        ("[Quyết định](https://example.org/a)", "Quyết định"),
        ("코리아[ITS Korea(Society)](이하 \"법인\")", "코리아[ITS Korea(Society)](이하 \"법인\")"),
        ("![](a.png)Sơ đồ", "Sơ đồ"),
        ('표<img id="104999777"></img>', "표"),
        ("Lưu: VT,<br />CN", "Lưu: VT,\nCN"),
        ("a<!-- b\nc -->d", "ad"),
        ("\\> 1.000 và 2\\. 3", "> 1.000 và 2. 3"),
        ("một\n\n---\n\nhai", "một\n\nhai"),
        ("CHÍNH PHỦ\n-------\nSố", "CHÍNH PHỦ\nSố"),
        ("```\nmã\n```", "mã"),
    ],
)  # fmt: skip
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    assert read_text(marked, format="markdown").text == plain


def test_piped_tables_become_rows() -> None:
    table = "| TT | Mức giá |\n|---|:---:|\n| 1 | 15.000 |\n\n Số: 06 | Độc lập \n--- | --- |\n - Lưu: VT |"
    assert (
        read_text(table, format="markdown").text == "TT | Mức giá\n1 | 15.000\n\nSố: 06 | Độc lập\n- Lưu: VT"
    )


def test_tables_with_a_line_for_every_bar_become_rows() -> None:
    table = "|\n**TT**\n|\n**Mức\ngiá**\n|\n|\n1\n|\n15.000\n|\n|\n2\n|\n18.000\n|"
    assert read_text(table, format="markdown").text == "TT | Mức giá\n1 | 15.000\n2 | 18.000"


def test_a_header_table_without_its_first_bar() -> None:
    first = "**THỦ TƯỚNG\nCHÍNH PHỦ**\n-------\n|\n**CỘNG HÒA**\nĐộc lập\n---\n|\n|\n"
    header = first + "Số: 2597/QĐ-TTg\n|\n*Hà Nội,\n2025 *\n|\n\n**QUYẾT ĐỊNH**"
    rows = "THỦ TƯỚNG CHÍNH PHỦ | CỘNG HÒA Độc lập\nSố: 2597/QĐ-TTg | Hà Nội, 2025\n\nQUYẾT ĐỊNH"
    assert read_text(header, format="markdown").text == rows


def test_text_between_two_tables_is_no_cell() -> None:
    block = "Nơi nhận\n|\nTHỦ TƯỚNG\n|\nPHỤ LỤC\n|\nTT\n|\nTên\n|\n|\n1\n|\nMột\n|\n|\n2\n|\nHai\n|\nĐiều 2. Hiệu lực"
    assert read_text(block, format="markdown").text.splitlines() == [
        "Nơi nhận", "THỦ TƯỚNG", "PHỤ LỤC", "TT | Tên", "1 | Một", "2 | Hai", "Điều 2. Hiệu lực",
    ]  # fmt: skip


def test_front_matter_becomes_strings() -> None:
    source = read_text(
        '---\nnumber: "950/QĐ-TTg"\ndate: 2018-08-01\nkey: 010\nempty:\ntags: [a, b]\n---\n\n# Quyết định\n',
        format="markdown",
    )
    assert source.text == "Quyết định"
    assert source.metadata == {"number": "950/QĐ-TTg", "date": "2018-08-01", "key": "010", "tags": "a, b"}


@pytest.mark.parametrize(
    "block", ["title: [a, b", "just words", "- a\n- b"], ids=["broken", "no mapping", "list"]
)
def test_front_matter_that_is_none_stays_in_the_text(block: str) -> None:
    source = read_text(f"---\n{block}\n---\nĐiều 1", format="markdown")
    assert source.text == f"{block}\nĐiều 1"
    assert [note.code for note in source.report.diagnostics] == ["front_matter_unreadable"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: a\n---\nb", True),
        ("# Điều 1\n\n# Điều 2", True),
        ("**Điều 1.** a\n**Điều 2.** b", True),
        ("Điều 1. Phạm vi\n- a\n* b", False),
        ("제1조(목적) #1", False),
    ],
)
def test_signs_of_markdown(text: str, expected: bool) -> None:
    assert looks_like_markdown(text) is expected


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="Điều 제1조.*_#|>-\n[]()<>!`\\:", max_size=120))
def test_any_marks_give_text_whose_pages_cover_it(text: str) -> None:
    source = read_text(text, format="markdown")
    assert [(page.start, page.end) for page in source.pages] == [(0, len(source.text))]
    assert (
        [letter for letter in source.text if letter in "Điều제조1"]
        == [letter for letter in text if letter in "Điều제조1"]
        or "<" in text
        or "[" in text
    )
