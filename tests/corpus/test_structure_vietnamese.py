"""Surface forms of Vietnamese papers, one row a fact: text, then the anchors of its numbered units in order."""

import pytest

from corpus.models import Provision
from corpus.structure.parsing import parse_structure


def anchors(root: Provision) -> list[str]:
    return [provision.anchor for provision in root.walk() if provision.kind not in {"document", "text"}]


def titles(root: Provision) -> dict[str, str | None]:
    return {provision.anchor: provision.title for provision in root.walk()}


def texts(root: Provision, text: str) -> list[str]:
    return [provision.span.of(text) for provision in root.walk() if provision.kind == "text"]


LEVELS = [
    # articles carry no chapter, and their items do carry the article
    (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\n2. Hai.",
        ["chuong-1", "dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2"],
    ),
    # capitals, a colon, and an inserted article
    ("ĐIỀU 4: Nguyên tắc\nĐiều 4a. Bổ sung\nĐiều 5. Khác", ["dieu-4", "dieu-4a", "dieu-5"]),
    # label and number on two lines
    ("Điều\n1. Phạm vi\n\nĐiều\n2. Đối tượng", ["dieu-1", "dieu-2"]),
    # đ is a letter of its own, f is not used
    (
        "Điều 1. A\n1. B:\nc) C;\nd) D;\nđ) Đ;\ne) E;\ng) G.",
        ["dieu-1", "dieu-1.khoan-1", *(f"dieu-1.khoan-1.diem-{x}" for x in ("c", "d", "dd", "e", "g"))],
    ),
    # dashes count by position; plus signs lie inside a dash
    (
        "I. MỤC TIÊU\n1. Chung\n- Một\n+ Nhỏ\n- Hai",
        ["muc-1", "muc-1.khoan-1", "muc-1.khoan-1.gach-1", "muc-1.khoan-1.gach-1.gach-1", "muc-1.khoan-1.gach-2"],
    ),
    # Party papers write I-
    ("I- TÌNH HÌNH\nII- QUAN ĐIỂM\n(1) Một\n(2) Hai", ["muc-1", "muc-2", "muc-2.y-1", "muc-2.y-2"]),
    # decimal numbers lie inside the number they extend
    (
        "1. Dữ liệu\n1.1. Xây dựng\n1.2. Chia sẻ\n2. Hạ tầng\n2.1. Mạng",
        ["khoan-1", "khoan-1.para-1-1", "khoan-1.para-1-2", "khoan-2", "khoan-2.para-2-1"],
    ),
    # capital letters are headings where a B follows an A
    ("A. CHUNG\nI. MỘT\nB. RIÊNG\nI. HAI", ["phan-a", "phan-a.muc-1", "phan-b", "phan-b.muc-1"]),
    # without a B, an initial is a name
    ("Điều 1. Ký\nA. Nguyễn Văn", ["dieu-1"]),
    # annexes with roman numbers and letters, and a form inside
    (
        "Điều 1. Một\nPhụ lục I\nDANH MỤC\n1. Hồ sơ\nPhụ lục IIa\nMẪU\nMẫu số 02\nĐƠN\n1. Tên",
        ["dieu-1", "phuluc-1", "phuluc-1.khoan-1", "phuluc-2a", "phuluc-2a.mau-2", "phuluc-2a.mau-2.khoan-1"],
    ),
    # an attachment has its own numbering
    (
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế.\nĐiều 2. Hiệu lực./.\nQUY CHẾ\nQUẢN LÝ\n"
        "(Ban hành kèm theo Quyết định số 1/QĐ-UBND)\nĐiều 1. Phạm vi\n1. Một",
        ["dieu-1", "dieu-2", "dinhkem-1", "dinhkem-1.dieu-1", "dinhkem-1.dieu-1.khoan-1"],
    ),
    # codified collections: the number follows no sequence, an annex stays inside its article
    (
        "Điều 43.1.LQ.1. Phạm vi\nPhụ lục I\nBẢNG\nĐiều 43.1.NĐ.1.2. Đối tượng",
        ["dieu-43-1-lq-1", "dieu-43-1-lq-1.phuluc-1", "dieu-43-1-nd-1-2"],
    ),
    # a label alone on the first line of a paragraph
    ("Điều 3. Quỹ\n\n1.\nChính phủ lập.\n\n2. Tỉnh lập.", ["dieu-3", "dieu-3.khoan-1", "dieu-3.khoan-2"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_levels(text: str, expected: list[str]) -> None:
    assert anchors(parse_structure(text, "vi")[0]) == expected


WRAPPED = "Cơ quan quản lý nhà nước có thẩm quyền thực hiện theo quy định tại"

TRAPS = [
    # a wrapped citation of an article
    (f"Điều 1. Một\n{WRAPPED}\nĐiều 5 Luật này và các quy định khác.\nĐiều 2. Hai", ["dieu-1", "dieu-2"]),
    # a wrapped citation that ends its sentence looks like a heading
    (f"Điều 1. Một\n{WRAPPED}\nĐiều 2. Trường hợp khác thì thôi.\nĐiều 2. Hai", ["dieu-1", "dieu-2"]),
    # khoản / 2. wrapped
    (f"Điều 1. Một\n1. {WRAPPED} khoản\n2. Trường hợp khác.\n2. Hai.", ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2"]),
    # page numbers, years and dates
    ("Điều 1. Một\n1. A.\n12\n2025. Năm.\n31. 12. 2025 là ngày.\n2. B.", ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2"]),
    # amounts
    ("Điều 1. Một\n1. A.\n5.000 doanh nghiệp.\n2. B.", ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2"]),
    # quoted new wording over several lines belongs to the amending unit
    (
        "Điều 1. Sửa đổi\n1. Sửa đổi khoản 1 Điều 30 như sau:\n“Điều 30. Điều kiện\n1. Một;\na) A.”\n2. Bãi bỏ Điều 4.\nĐiều 2. Hiệu lực",
        ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"],
    ),
    # straight quotation marks too
    (
        'Điều 1. Sửa đổi\n1. Bổ sung điểm n như sau:\n"n) Bố trí "tạm cư";\n2. Kinh phí."\n2. Bỏ khoản 3.',
        ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2"],
    ),
    # a quotation that never closes does not swallow the rest
    (
        "Điều 1. Sửa đổi\n1. Bổ sung như sau:\n“3. Một.\n2. Hai.\nĐiều 2. Khác",
        ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"],
    ),
    # new wording without quotation marks ends where the next item amends again
    (
        "Điều 1. Sửa đổi\n1. Sửa đổi Điều 5 như sau:\nĐiều 5. Loại\n1. Một.\n2. Hai.\n2. Bãi bỏ khoản 3 Điều 6.\nĐiều 2. Hiệu lực",
        ["dieu-1", "dieu-1.khoan-1", "dieu-1.khoan-2", "dieu-2"],
    ),
    # the article announced may even have the next number
    (
        "Điều 1. Sửa đổi\n1. Sửa đổi, bổ sung Điều 2 như sau:\nĐiều 2. Loại\n1. Một.\nĐiều 2. Hiệu lực\n1. Hai.",
        ["dieu-1", "dieu-1.khoan-1", "dieu-2", "dieu-2.khoan-1"],
    ),
    # roman-looking points and ordinals in running text
    ("I. MỤC ĐÍCH\n1. Lễ hội lần thứ\nII. năm 2026", ["muc-1", "muc-1.khoan-1"]),
    # a table's row labels with a point and a number
    ("Điều 1. Một\nI.2\nNội dung", ["dieu-1"]),
    # a list of annexes is not the annexes
    (
        "Phụ lục IV\nMẪU\nPhụ lục IVa. Báo cáo\nPhụ lục IVb. Thông báo\nPhụ lục IVa\nBÁO CÁO\n1. Tên\nPhụ lục IVb\nTHÔNG BÁO",
        ["phuluc-4", "phuluc-4a", "phuluc-4a.khoan-1", "phuluc-4b"],
    ),
    # annexes cited at the beginning of a line
    (f"Điều 1. Một\n{WRAPPED}\nPhụ lục II Nghị định này.\nĐiều 2. Hai", ["dieu-1", "dieu-2"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TRAPS)
def test_running_text_is_no_heading(text: str, expected: list[str]) -> None:
    assert anchors(parse_structure(text, "vi")[0]) == expected


TITLES = [
    # in capitals below, over two lines
    ("Chương II\nQUYỀN VÀ\nNGHĨA VỤ\nĐiều 3. Quyền", "chuong-2", "QUYỀN VÀ NGHĨA VỤ"),
    # behind a colon
    ("Chương I: Sửa đổi Nghị định\nĐiều 1. Một", "chuong-1", "Sửa đổi Nghị định"),
    # on the next line, wrapped
    ("Điều 3.\nKhung giá cho thuê\nnhà ở\n\n1. Một.", "dieu-3", "Khung giá cho thuê nhà ở"),
    # after a comma the title goes on
    ("I. MỤC ĐÍCH,\nYÊU CẦU\n\n1. Một", "muc-1", "MỤC ĐÍCH, YÊU CẦU"),
    # text is no title
    ("Điều 1. Phê duyệt Đề án với các nội dung sau:\nI. QUAN ĐIỂM", "dieu-1", None),
    ("Điều 2. Quyết định này có hiệu lực kể từ ngày ký.", "dieu-2", None),
    # the line that enacts an annex is none
    ("Phụ lục I\n(Kèm theo Nghị định số 1/2020/NĐ-CP)\n1. Một", "phuluc-1", None),
    ("Phụ lục II. DANH MỤC\n1. Một", "phuluc-2", "DANH MỤC"),
    ("1. Mục tiêu\na) Đến năm 2030", "khoan-1", "Mục tiêu"),
]


@pytest.mark.parametrize(("text", "anchor", "expected"), TITLES)
def test_titles(text: str, anchor: str, expected: str | None) -> None:
    assert titles(parse_structure(text, "vi")[0])[anchor] == expected


def test_preamble_and_signatures_belong_to_no_article() -> None:
    text = "NGHỊ ĐỊNH\n\nCăn cứ Luật;\n\nĐiều 1. Một\n1. A.\n\nNơi nhận:\n- Như Điều 1;\n\nTM. CHÍNH PHỦ\n\nPHỤ LỤC\nBẢNG\n1. B"
    root, diagnostics = parse_structure(text, "vi")
    assert anchors(root) == ["dieu-1", "dieu-1.khoan-1", "phuluc-1", "phuluc-1.khoan-1"]
    assert texts(root, text) == ["NGHỊ ĐỊNH", "Căn cứ Luật;", "Nơi nhận:\n- Như Điều 1;", "TM. CHÍNH PHỦ"]
    assert diagnostics == ()


def test_news_is_paragraphs() -> None:
    text = "Lễ ký kết\n\nNgày 11/10, hai bên\nđã ký.\n\n---\n\n- Trao quà\n"
    root, _ = parse_structure(text, "vi")
    assert [(child.anchor, child.span.of(text)) for child in root.children] == [
        ("text-1", "Lễ ký kết"),
        ("text-2", "Ngày 11/10, hai bên\nđã ký.\n\n---"),
        ("text-3", "- Trao quà"),
    ]


def test_a_gap_is_reported_where_it_is() -> None:
    text = "Điều 1. Một\nĐiều 3. Ba"
    _, (gap,) = parse_structure(text, "vi")
    assert (gap.code, gap.span and gap.span.of(text)) == ("gap_in_sequence", "Điều 3")


def test_a_number_that_comes_twice_gets_a_suffix() -> None:
    text = "Điều 1. Một\nĐiều 2. Hai\n\nĐiều 1. Lại"
    root, (note,) = parse_structure(text, "vi")
    assert anchors(root) == ["dieu-1", "dieu-2", "dieu-1~2"]
    assert (note.code, note.span) == ("duplicate_anchor", (25, 31))


def test_list_restarts_under_a_heading_without_number() -> None:
    root, notes = parse_structure("1. Một\n2. Hai\nNhóm khác:\n1. Ba\n2. Bốn", "vi")
    assert anchors(root) == ["khoan-1", "khoan-2", "khoan-1~2", "khoan-2~2"]
    assert [note.code for note in notes] == ["duplicate_anchor", "duplicate_anchor"]


def test_chapters_go_on_through_parts() -> None:
    text = "PHẦN THỨ NHẤT\nMỘT\nChương I\nA\nPHẦN THỨ HAI\nHAI\nChương II\nB"
    root, notes = parse_structure(text, "vi")
    assert anchors(root) == ["phan-1", "phan-1.chuong-1", "phan-2", "phan-2.chuong-2"]
    assert notes == ()
