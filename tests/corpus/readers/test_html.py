"""HTML becomes the text of its document, without the site."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers import read_file

SaveFile = Callable[[str, bytes], Path]

ARTICLE = "<p>1. Nghị định này quy định chi tiết về phát triển đô thị thông minh tại Việt Nam.</p>" * 3

PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Nghị định 269 | Cổng thông tin</title>
<meta name="author" content="Chính phủ"><style>p {{ color: red }}</style><script>var menu = "x";</script></head>
<body>
<header class="site-header"><a href="/">Trang chủ</a></header>
<nav><ul><li><a href="/a">Văn bản</a></li><li><a href="/b">Tin tức</a></li></ul></nav>
<div class="breadcrumb"><a href="/">Trang chủ</a> &gt; Nghị định</div>
<div id="main">
 <h1>NGHỊ ĐỊNH</h1>
 <div class="share-box">Chia sẻ <a href="#">Facebook</a></div>
 <h2>Điều 1. Phạm vi
   điều chỉnh</h2>
 {ARTICLE}
 <p>Theo <a href="/luat">Luật Xây dựng</a>, <b>đô</b><i>thị</i>.<br>Dòng hai</p>
 <table><tr><th>TT</th><th>Tên</th></tr><tr><td>1</td><td><p>Một</p><p>hai</p></td></tr></table>
 <ol start="3"><li>Ba</li><li>Bốn</li></ol><ol type="a"><li>a</li></ol><ul><li><p>gạch</p><p>tiếp</p></li></ul>
 <p style="display:none">ẩn</p>
</div>
<div class="related-news"><h3>Tin liên quan</h3><a href="/1">Tin một</a></div>
<ul><li><a href="/1">Bài thứ nhất rất dài</a></li><li><a href="/2">Bài thứ hai</a></li><li><a href="/3">Bài ba</a></li></ul>
<form><input value="q"><button>Tìm</button></form>
<footer>Bản quyền</footer>
</body></html>"""


def test_the_document_without_the_site(save: SaveFile) -> None:
    source = read_file(save("a.html", PAGE.encode()))
    assert source.text.splitlines() == [
        "NGHỊ ĐỊNH",
        "Điều 1. Phạm vi điều chỉnh",
        *["1. Nghị định này quy định chi tiết về phát triển đô thị thông minh tại Việt Nam."] * 3,
        "Theo Luật Xây dựng, đôthị.",
        "Dòng hai",
        "TT | Tên",
        "1 | Một hai",
        "3. Ba",
        "4. Bốn",
        "a. a",
        "- gạch",
        "tiếp",
    ]
    assert source.metadata == {"title": "Nghị định 269 | Cổng thông tin", "author": "Chính phủ"}
    assert [note.code for note in source.report.diagnostics] == ["site_chrome_removed"]
    assert (source.report.format, source.report.encoding) == ("html", "utf-8")


def test_a_page_without_chrome_keeps_every_word(save: SaveFile) -> None:
    page = "<html><body><h1>Luật</h1><p>Điều 1. Phạm vi</p><table class='menu'><tr><td>Số: 1</td><td>Hà Nội</td></tr></table></body></html>"
    assert read_file(save("a.htm", page.encode())).text == "Luật\nĐiều 1. Phạm vi\nSố: 1 | Hà Nội"


def test_a_main_element_drops_its_surroundings_but_not_the_heading(save: SaveFile) -> None:
    page = f"<html><body><h1>NGHỊ ĐỊNH</h1><div>Quảng cáo</div><div><article>{ARTICLE}</article><p>Bên lề</p></div></body></html>"
    lines = read_file(save("a.html", page.encode())).text.splitlines()
    assert lines[0] == "NGHỊ ĐỊNH"
    assert len(lines) == 4
    assert "Bên lề" not in lines


@pytest.mark.parametrize(
    ("head", "codec", "found"),
    [
        ('<meta charset="euc-kr">', "cp949", "cp949"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">', "cp949", "cp949"),
        ("", "cp949", "cp949"),
        ('<meta charset="euc-kr">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "utf-16", "utf-16-le"),
        ('<meta charset="no-such-charset">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "cp949", "cp949"),
        ('<meta charset="utf-16">', "cp949", "cp949"),
        ('<meta charset="windows-1258">', "cp949", "cp949"),
        ('<meta charset="windows-1251">', "cp949", "cp949"),
        ('<meta charset="gb2312">', "cp949", "cp949"),
    ],
)
def test_charsets(save: SaveFile, head: str, codec: str, found: str) -> None:
    page = f"<html><head>{head}</head><body><p>제1조(목적) 이 법은 똠방각하에 관한 것이다.</p></body></html>"
    source = read_file(save("a.html", page.encode(codec)))
    assert source.text == "제1조(목적) 이 법은 똠방각하에 관한 것이다."
    assert source.report.encoding == found


def test_captions_and_feeds(save: SaveFile) -> None:
    captions = "<SAMI><HEAD><TITLE>x</TITLE></HEAD><BODY><SYNC Start=1><P Class=KRCC>첫째 줄<br>둘째 줄</BODY></SAMI>"
    assert read_file(save("a.smi", captions.encode("cp949"))).text == "첫째 줄\n둘째 줄"
    feed = (
        '<?xml version="1.0" encoding="euc-kr"?><rss><channel><title>소식</title><item><title>제목</title>'
        "<description><![CDATA[<p>본문 <b>하나</b></p><p>둘</p>]]></description></item></channel></rss>"
    )
    source = read_file(save("a.xml", feed.encode("cp949")))
    assert source.text == "소식\n제목\n본문 하나\n둘"
    assert (source.report.format, source.report.encoding, source.metadata["title"]) == (
        "xml",
        "cp949",
        "소식",
    )


def test_entities_of_xml_are_not_expanded(save: SaveFile) -> None:
    entities = '<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "yyyy">'
    bomb = f'<?xml version="1.0"?><!DOCTYPE a [{entities}]><a><b>&x;&y;</b><c>Article 1</c></a>'
    assert read_file(save("a.xml", bomb.encode())).text == "Article 1"


def test_broken_xml_is_read_as_far_as_it_goes_and_noted(save: SaveFile) -> None:
    source = read_file(save("a.xml", "<?xml version='1.0'?><a><b>제1조(목적)</b><c>제2조".encode()))
    assert source.text == "제1조(목적)\n제2조"
    assert [note.code for note in source.report.diagnostics] == ["broken_markup"]


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "windows-1252", "windows-1251", "windows-1258"])
def test_a_charset_that_the_bytes_belie(save: SaveFile, charset: str) -> None:
    body = b"Nghi\xf2 \xf0i\xf2nh na\xccy quy \xf0i\xf2nh v\xea\xcc th\xf4ng tin quy hoa\xf2ch va\xcc ha\xf2 t\xe2\xccng \xf0\xf4 thi\xf2"
    source = read_file(save("a.html", b"<html><meta charset=%s><p>%s</p>" % (charset.encode(), body)))
    assert source.text == "Nghị định này quy định về thông tin quy hoạch và hạ tầng đô thị"
