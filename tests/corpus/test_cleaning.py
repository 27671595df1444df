"""What repeats at the edges of pages goes; what only looks like it stays."""

from collections.abc import Sequence

import pytest

from corpus.cleaning import PlacedLine, Running, running_lines


def found_in(pages: Sequence[str]) -> Running:
    return running_lines([[PlacedLine(line) for line in page.splitlines()] for page in pages])


def left(*pages: str) -> list[list[str]]:
    return [
        [line for number, line in enumerate(page.splitlines()) if number not in gone]
        for page, gone in zip(pages, found_in(pages).lines, strict=True)
    ]


BODY = ["một", "hai", "ba", "bốn", "năm", "sáu"]


@pytest.mark.parametrize(
    "edge",
    [
        lambda n: f"CÔNG BÁO/Số 333/Ngày 16-06-2026 {79 + n}",
        lambda n: f"{80 + n} CÔNG BÁO/Số 333" if n % 2 else f"CÔNG BÁO/Số 333 {80 + n}",
        lambda n: f"법제처 {n + 1} 국가법령정보센터",
        lambda n: f"- {n + 3} -",
        lambda n: f"Trang {n + 1}/6",
        lambda n: "스마트도시법",
    ],
)
def test_running_lines_go_at_the_top_and_at_the_bottom(edge: object) -> None:
    assert callable(edge)
    assert left(*[f"{edge(n)}\n{word}" for n, word in enumerate(BODY)]) == [[word] for word in BODY]
    assert left(*[f"{word}\n{edge(n)}" for n, word in enumerate(BODY)]) == [[word] for word in BODY]


def test_a_title_equal_to_the_header_stays() -> None:
    assert left("건축법\n건축법\n제1조", *[f"건축법\n제{n}조 {word}" for n, word in enumerate(BODY)])[0] == [
        "건축법",
        "제1조",
    ]


@pytest.mark.parametrize(
    "pages",
    [
        ["Điều 1. Phạm vi\n1", "Điều 2. Đối tượng\n7"],
        [f"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nMẫu số {n}\n{word}" for n, word in enumerate(BODY)],
        ["một\nhai", "ba\nbốn", "năm\nsáu"],
        ["12", "95", "3"],
        ["PHỤ LỤC\na", "PHỤ LỤC\nb"],
        [f"Điều {n}\n{word}" for n, word in enumerate(BODY)],
        [f"[별지 제{n}호서식]\n{word}" for n, word in enumerate(BODY)],
        ["một trang\n1"],
    ],
    ids=[
        "numbers that do not count",
        "forms",
        "nothing repeats",
        "table cells",
        "too few pages",
        "articles",
        "Korean forms",
        "one page",
    ],
)
def test_what_is_text_stays(pages: list[str]) -> None:
    running = found_in(pages)
    assert not any(running.lines)
    assert not running.diagnostics


def test_a_line_inside_the_page_stays() -> None:
    pages = [
        f"{word} {word}\nb{word}\nc{word}\nd{word}\nBảng\ne{word}\nf{word}\ng{word}\nh{word}" for word in BODY
    ]
    assert not any(found_in(pages).lines)


def test_signature_stamps_go_with_a_count() -> None:
    lines = [
        "Ký bởi: Cổng Thông tin điện tử Chính phủ",
        "Email: a@b.vn",
        "Cơ quan: Văn phòng Chính phủ",
        "Thời gian ký: 12.05.2026",
        "17:53:55 +07:00",
    ]
    stamp = "\n".join(lines)
    pages = [f"{stamp}\nNGHỊ QUYẾT", "Điều 1", f"Điều 2\n{stamp}"]
    assert left(*pages) == [["NGHỊ QUYẾT"], ["Điều 1"], ["Điều 2"]]
    assert [(note.code, note.message[:2]) for note in found_in(pages).diagnostics] == [
        ("signature_stamp_removed", "10")
    ]


def test_counts() -> None:
    running = found_in([f"CÔNG BÁO {n}\n{word}\n{n}" for n, word in enumerate(BODY, 5)])
    assert [note.message for note in running.diagnostics] == [
        "12 lines that repeat at the edges of the pages were left out"
    ]


@pytest.mark.parametrize("number", ["30", "- 30 -"])
def test_a_page_number_outside_a_running_line_goes_with_it(number: str) -> None:
    head = "CÔNG BÁO/Số 639 + 640/Ngày 18-6-2021"
    pages = [f"{head} {at}\nĐiều {at}. Đối tượng" for at in range(27, 30)] + [
        f"{number}\n\n{head}\nĐiều 30. Hiệu lực"
    ]
    assert left(*pages)[-1][-1:] == ["Điều 30. Hiệu lực"]
    assert left(f"{number}\nĐiều 1. Đối tượng") == [[number, "Điều 1. Đối tượng"]]
