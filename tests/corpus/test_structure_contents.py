"""Tables of contents and notes: they do not take the place of the provisions that they stand for."""

import pytest

from corpus.models import Language
from corpus.structure.parsing import parse_structure

BODY = """Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Thông tư này quy định về hạ tầng số.
2. Thông tư này không áp dụng cho quốc phòng.
Điều 2. Đối tượng áp dụng
Cơ quan, tổ chức và cá nhân có liên quan.
Chương II
TỔ CHỨC THỰC HIỆN
Điều 3. Trách nhiệm của Bộ Xây dựng và Ủy ban nhân dân cấp tỉnh
Tổ chức thực hiện Thông tư.
Điều 4. Hiệu lực
Thông tư có hiệu lực từ ngày ký."""
DOTTED = """MỤC LỤC
Chương I ........................ 1
QUY ĐỊNH CHUNG .................. 1
Điều 1. Phạm vi điều chỉnh .......... 1
Điều 2. Đối tượng áp dụng ……… 2
Chương II
TỔ CHỨC THỰC HIỆN . . . . . . . 2
Điều 3. Trách nhiệm của Bộ Xây dựng
và Ủy ban nhân dân cấp tỉnh\t2
Điều 4. Hiệu lực - 3 -"""
PLAIN = """Chương I. QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh

Điều 2. Đối tượng áp dụng

Chương II

Điều 3. Trách nhiệm của Bộ Xây dựng và Ủy ban nhân dân cấp tỉnh
Điều 4. Hiệu lực"""
NUMBERED = "Điều 1. Phạm vi điều chỉnh 1\nĐiều 2. Đối tượng áp dụng 2\nĐiều 4. Hiệu lực 3"
REAL = ["chuong-1", "dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2", "chuong-2", "dieu-3", "dieu-4"]


def anchors(text: str, language: Language = "vi") -> list[str]:
    root, _ = parse_structure(text, language)
    return [provision.anchor for provision in root.walk() if provision.anchor]


@pytest.mark.parametrize("table", [DOTTED, PLAIN, NUMBERED], ids=["dots", "no pages", "bare pages"])
def test_a_printed_table_is_one_stretch_of_text(table: str) -> None:
    text = f"THÔNG TƯ\nVề hạ tầng số\n\n{table}\n\n{BODY}"
    root, diagnostics = parse_structure(text, "vi")
    assert [provision.anchor for provision in root.walk()][1:] == ["text-1", "text-2", *REAL]
    assert root.children[1].span.of(text) == table
    assert not diagnostics


def test_a_table_behind_the_articles_that_enact_a_paper() -> None:
    enacting = "Điều 1. Ban hành kèm theo Quyết định này Quy chế.\nĐiều 2. Quyết định có hiệu lực từ ngày ký."
    title = "QUY CHẾ\nQUẢN LÝ HẠ TẦNG SỐ\n(Ban hành kèm theo Quyết định số 1/QĐ-BXD)"
    found = anchors(f"{enacting}\n{title}\n{DOTTED}\n{BODY}")
    inside = [f"dinhkem-1.{anchor}" for anchor in REAL if "dieu" in anchor]
    assert found[:3] == ["dieu-1", "dieu-2", "dinhkem-1"]
    assert [anchor for anchor in found if anchor.startswith("dinhkem-1.dieu")] == inside


def test_a_korean_table() -> None:
    body = "제1장 총칙\n제1조(목적) 이 법은 목적을 정한다.\n제2조(정의) 뜻은 다음과 같다.\n제2장 보칙\n제3조(위임) 위임할 수 있다."
    table = "목 차\n제1장 총칙 ··········· 1\n제1조(목적) ··········· 1\n제2조(정의) ··········· 2\n제2장 보칙\n제3조(위임)"
    assert anchors(f"{table}\n\n{body}", "ko") == ["text-1", "jang-1", "jo-1", "jo-2", "jang-2", "jo-3"]


FORMS = """Phụ lục I
MẪU
Điều 1. ..........
Điều 2. ..........
Điều 3. ..........
Phụ lục II
MẪU
Điều 1. Bổ nhiệm
Điều 2. Hiệu lực
Điều 3. Thi hành"""
ITEMS = "1. Vốn ngân sách\n2. Vốn vay\n3. Vốn khác"
EXPLAINED = "1. Vốn ngân sách\nLà vốn.\n2. Vốn vay\nLà nợ.\n3. Vốn khác\nLà khác."


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n{BODY}",
        FORMS,
        f"{ITEMS}\nII. VỐN\n{EXPLAINED}",
    ],
    ids=["the same text twice", "forms to fill in", "a list of items"],
)
def test_what_only_looks_like_a_table(text: str) -> None:
    assert not any(anchor.startswith("text") for anchor in anchors(text))


def test_addenda_that_say_the_same_are_no_table() -> None:
    addendum = (
        "제1조(시행일) 이 법은 공포한 날부터 시행한다. <단서 생략>\n제2조 생략\n"
        "제3조(다른 법률의 개정) ① 생략\n② 주택법 일부를 다음과 같이 개정한다.\n제4조 생략"
    )
    text = f"제1조(목적) 목적이다.\n부칙 <제10호,2020.1.1>\n{addendum}\n부칙 <제11호,2021.1.1>\n{addendum}"
    found = anchors(text, "ko")
    assert "buchik-10.jo-1" in found
    assert "buchik-11.jo-4" in found


@pytest.mark.parametrize(
    ("body", "language", "last"),
    [
        ("Điều 1. Phạm vi[1]\nTheo Luật[2].", "vi", "dieu-1"),
        ("제1조(목적) 이 법[1]은 목적[2]이다.", "ko", "jo-1"),
        ("Article 1. Scope[1]\nThis act[2].", "en", "article-1"),
        ("Điều 1. Phạm vi[1]\nTheo Luật[2].\nNơi nhận:\n- Lưu: VT.", "vi", "text-1"),
    ],
)
def test_notes_are_provisions_of_the_document(body: str, language: Language, last: str) -> None:
    text = f"{body}\n[1] Luật số 50.\n[2]"
    root, diagnostics = parse_structure(text, language)
    assert [child.anchor for child in root.children][-3:] == [last, "note-1", "note-2"]
    first, second = root.children[-2:]
    assert (first.kind, first.label, first.span.of(text)) == ("note", "[1]", "[1] Luật số 50.")
    assert second.span.of(text) == "[2]"
    assert not diagnostics


@pytest.mark.parametrize(
    "ending",
    [
        "\n[1] Luật số 50.",
        "[1]\n[2] Luật số 50.",
        "[2] và [1]\n[1] Luật số 50.\n[2] Luật số 51.",
        "[1][2]\n[1] Luật số 50.\n[2] Luật số 51.\nHết",
    ],
    ids=["no mark", "not from 1", "other order", "not at the end"],
)
def test_other_brackets_are_no_notes(ending: str) -> None:
    assert anchors(f"Điều 1. Phạm vi{ending}") == ["dieu-1"]
