"""Pages as sites of law make them: nothing of the document is lost, and little of the site comes along."""

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corpus.errors import UnsupportedFormatError
from corpus.models import SourceText
from corpus.readers import read_file

SaveFile = Callable[[str, bytes], Path]
ReadPage = Callable[[str | bytes], SourceText]

BODY = [
    "NGHỊ ĐỊNH", "Số: 71/2027/NĐ-CP", "Chương I", "QUY ĐỊNH CHUNG", "Điều 1. Phạm vi điều chỉnh",
    "1. Nghị định này quy định việc kết nối và chia sẻ dữ liệu hạ tầng kỹ thuật đô thị.", "Điều 2. Đối tượng áp dụng",
    "a) Cơ quan quản lý nhà nước về xây dựng;", "b) Tổ chức, cá nhân khác có liên quan.", "Điều 3. Hiệu lực thi hành",
    "Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2027.", "Phụ lục I", "BIỂU MẪU KHAI BÁO",
]  # fmt: skip
KOREAN = [
    "도시데이터 관리 조례", "제1장 총칙", "제1조(목적)", "이 조례는 자료를 모으고 나누는 데 필요한 사항을 정한다.", "제2조(정의)",
    "① “도시데이터”란 기반시설에서 생기는 자료를 말한다.", "부칙", "이 조례는 공포한 날부터 시행한다.",
]  # fmt: skip


def each(lines: Sequence[str], form: str) -> str:
    return "".join(form.format(line) for line in lines)


@pytest.fixture
def read_page(save: SaveFile) -> ReadPage:
    def read(page: str | bytes) -> SourceText:
        return read_file(save("a.html", page if isinstance(page, bytes) else page.encode()))

    return read


PORTAL = f"""<!doctype html><body class="vb">
<div class="top"><ul><li><a href=/>Trang chủ</a><li><a href=/m>Văn bản mới</a></ul></div>
<div class="consent"><p>Chúng tôi dùng cookie</p><button>Đồng ý</button></div>
<div class="wrap"><div class="left"><h3>Xem nhiều</h3><ul><li><a href=/2>Nghị định khác</a></ul><p>Nhận tin</p><input></div>
<div class="content1"><ul class="nav-tabs"><li><a href=#1>Nội dung</a><li><a href=#2>Tải về</a></ul>
<div id="t1">{each(BODY[:5], "<p>{}</p>")}<div class="ads-inline"><a href=x>Khóa học</a></div>{each(BODY[5:], "<p>{}</p>")}</div>
<div id="t2"><h4>Liên quan</h4><table><tr><td><a href=/9>Nghị định 12</a></td></tr></table></div>
<div><h4>Bình luận</h4><form><label>Họ tên</label><textarea></textarea><button>Gửi</button></form></div></div></div>
<div class="foot"><p>Bản quyền</p></div>"""
LAYOUT = f"""<table width=1000>
<tr><td colspan=3><table><tr><td><a href=1>Trang nhất</a></td><td><a href=2>Sơ đồ</a></td></tr></table></td></tr>
<tr><td><table><tr><td><a href=4>Lịch tiếp dân</a></td></tr></table></td>
<td><table><tr><td><font size=3>{"<br>".join(BODY[:4])}</font></td></tr>
<tr><td><div>{"<br><br>".join(BODY[4:])}</div></td></tr></table></td>
<td><table><tr><td><b>Tin nổi bật</b></td></tr><tr><td><a href=6>Khởi công</a></td></tr></table></td></tr>
<tr><td colspan=3>Cơ quan chủ quản <a href=#>Về đầu trang</a></td></tr></table>"""
SOUP = f"""<div id=app><div class=c1><a href=/>Tìm kiếm</a></div><div class=c2><div class=toc><p>Mục lục</p><ol><li><a href=#1>Điều 1. A</a>
<li><a href=#2>Điều 2. B</a><li><a href=#3>Điều 3. C</a></ol></div>{each(BODY, "<p class=s><span>{}</span></p>")}</div>
<div class=c3><p>Gợi ý</p><a href=1><h3>Mức phạt</h3></a></div><div class=c4>Hotline <a href=f>Theo dõi</a></div></div>"""
FORM = f"""<form id=aspnetForm><header><h1><a href=/>Cổng</a></h1></header><div style="display: none"><a href=1>Đăng nhập</a></div>
<div><a href=2>Lược đồ</a></div><div>{each(BODY, '<div class="item-tag">{}<a class=tag href="#">¶</a></div>')}</div>
<footer>52</footer></form>"""
BREAKS = f"""<title>Nghị định</title><div class=menu-top><a href=1>Thư điện tử</a></div><div id=noidung>{"<br/>".join(BODY)}</div>
<div class="noi-dung-footer">Cơ quan chủ quản</div>"""


@pytest.mark.parametrize(
    "page", [PORTAL, LAYOUT, SOUP, FORM, BREAKS], ids=["portal", "layout", "soup", "form", "breaks"]
)
def test_only_the_document_is_left(read_page: ReadPage, page: str) -> None:
    assert read_page(f"<html><meta charset=utf-8>{page}</html>").text.splitlines() == BODY


def test_buttons_and_pictures_in_headings(read_page: ReadPage) -> None:
    heading = '<p><label><input type=checkbox>{}</label> <a href="javascript:x"><img alt="체계도"></a><button>연혁</button></p>'
    parts = [
        heading.format(line) if line.startswith("제") else f'<p><a href="x">{line[:3]}</a>{line[3:]}</p>'
        for line in KOREAN
    ]
    around = "<div id=gnb><a href=1>판례</a></div><div><a href=2>화면내검색</a></div>{}<div id=layer hidden>숨은 창</div>"
    page = around.format(f"<div>{''.join(parts)}</div>")
    assert read_page(f"<html><meta charset=utf-8><body>{page}").text.splitlines() == KOREAN


def test_a_page_saved_by_word(read_page: ReadPage) -> None:
    item = (
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span><![endif]>"
        "<span>{}<o:p></o:p></span></p>"
    )
    page = (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset=utf-8><!--[if gte mso 9]><xml><o:Author>A</o:Author>"
        "</xml><![endif]--></head><body><p class=MsoToc1><a href='#_Toc1'>Điều 1. Phạm vi <span style='display:none'>5</span></a></p>"
        f"<h2>Điều 1. Phạm vi</h2>{item.format('1.', 'Một.')}{item.format('2.', 'Hai.')}<p>Điều 2. Hiệu lực<a href='#_ftn1'>[1]</a></p>"
        "<div style='mso-element:footnote-list'><hr><p><a href='#_ftnref1'>[1]</a> Theo Luật.</p></div></body></html>"
    )
    lines = [" ".join(line.split()) for line in read_page(page).text.splitlines()]
    assert lines == ["Điều 1. Phạm vi", "1. Một.", "2. Hai.", "Điều 2. Hiệu lực[1]", "[1] Theo Luật."]


def test_a_gazette_in_windows_1258_without_a_charset(read_page: ReadPage) -> None:
    def encoded(character: str) -> bytes:
        parts = unicodedata.normalize("NFD", character)
        letter = unicodedata.normalize(
            "NFC", "".join(part for part in parts if part not in "\u0300\u0301\u0303\u0309\u0323")
        )
        return (letter + "".join(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")).encode(
            "cp1258"
        )

    page = f"<html><title>Công báo</title><center><a href=1>Tra cứu</a> | <a href=2>Góp ý</a></center>{each(BODY, '<p>{}')}"
    source = read_page(b"".join(map(encoded, page)))
    assert (source.text.splitlines(), source.report.encoding) == (BODY, "windows-1258")


def test_words_of_law_outside_the_main_element_stay(read_page: ReadPage) -> None:
    article = each(BODY[4:], "<p>{}</p>")
    outside = "<body><div>Số: 5/2027/NĐ-CP</div><div>Quảng cáo</div>{}<div>TM. CHÍNH PHỦ</div><aside>Điều 9. Khác</aside>"
    page = outside.format(f"<article>{article}</article>")
    lines = read_page(f"<html><meta charset=utf-8>{page}").text.splitlines()
    assert lines == ["Số: 5/2027/NĐ-CP", *BODY[4:], "TM. CHÍNH PHỦ", "Điều 9. Khác"]


def test_pages_in_frames(read_page: ReadPage) -> None:
    frames = "<html><head><title>Công báo</title></head><frameset><frame src=a.html><frame src=b.html>{}</frameset></html>"
    source = read_page(frames.format("<noframes><body><p>Xem Điều 1</p></body></noframes>"))
    assert (source.text, [note.code for note in source.report.diagnostics]) == (
        "Xem Điều 1",
        ["text_in_frames"],
    )
    with pytest.raises(UnsupportedFormatError, match=r"read a\.html, b\.html instead"):
        read_page(frames.format(""))


@pytest.mark.parametrize("tag", ["div", "font", "blockquote", "table><tr><td", "ul><li"])
def test_tags_that_are_never_closed(read_page: ReadPage, tag: str) -> None:
    text = read_page(f"<html><body>{f'<{tag}>' * 1200}Article 1. Scope").text
    assert text.splitlines()[-1].endswith("Article 1. Scope")


def test_addresses_of_a_feed_are_left_out(read_page: ReadPage) -> None:
    feed = "<?xml version='1.0'?><rss><channel><title>Tin</title><link>http://a</link><item><title>Một</title><guid>9</guid></item></channel></rss>"
    assert read_page(feed).text == "Tin\nMột"
