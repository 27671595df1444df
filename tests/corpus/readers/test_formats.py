"""The format is told by the bytes; what no reader knows is refused by its name."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    ReadError,
    ReadLimitError,
    UnsupportedFormatError,
)
from corpus.readers import ReadLimits, read_file, read_text

SaveFile = Callable[[str, bytes], Path]


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", EmptyFileError, "no bytes"),
        (b" \r\n\t \n", EmptyFileError, "no text"),
        ("\ufeff".encode(), EmptyFileError, "no text"),
        (b"HWP Document File V2.00 \x1a\x01\x02", UnsupportedFormatError, "an HWP document older than 3.0"),
        (
            b"HWP Document File V3.00 \x1a\x01\x02",
            DamagedFileError,
            "an HWP 3 that was cut off in its header",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), DamagedFileError, "truncated or broken"),
        (b"\xff\xd8\xff\xe0" + bytes(40), DamagedFileError, "truncated or broken"),
        (b"BM" + bytes(12) + b"\x28\0\0\0" + bytes(30), UnsupportedFormatError, "a BMP picture"),
        (b"\x1f\x8b\x08" + bytes(20), UnsupportedFormatError, "a gzip archive"),
        (b"\0\0\0\x18ftypmp42" + bytes(20), UnsupportedFormatError, "a film"),
        (b'<?xml version="1.0"?><HWPML Version="2.8"></HWPML>', DamagedFileError, "an HWPML without a body"),
        (bytes(range(256)) * 8, UnsupportedFormatError, "no text"),
        (random.Random(1).randbytes(4000), UnsupportedFormatError, "no text"),
        (b"PK\x03\x04" + bytes(40), DamagedFileError, "zip archive is truncated or broken"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            DamagedFileError,
            "OLE container is truncated or broken",
        ),
        (b"%PDF-1.7\n", DamagedFileError, "a PDF that is truncated or broken"),
        (b"%PDF-1.7\ngarbage" * 50, DamagedFileError, "a PDF that is truncated or broken"),
    ],
    ids=lambda value: None if not isinstance(value, str) else value,
)
def test_refused_by_name(save: SaveFile, content: bytes, error: type[ReadError], words: str) -> None:
    path = save("Điều lệ.hwp", content)
    with pytest.raises(ReadError) as caught:
        read_file(path)
    assert type(caught.value) is error
    assert words in caught.value.reason
    assert caught.value.path == path
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/workbook.bin", "an XLSB workbook"),
        ("anything/else.txt", "a zip archive of no known document format"),
    ],
)
def test_other_zip_archives(save: SaveFile, make_archive: Any, part: str, words: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=words):
        read_file(save("a.docx", make_archive({part: "x"})))


def test_epub_and_open_document_by_their_mimetype(save: SaveFile, make_archive: Any) -> None:
    with pytest.raises(UnsupportedFormatError, match="an EPUB book"):
        read_file(save("a.zip", make_archive({"mimetype": "application/epub+zip"})))
    with pytest.raises(UnsupportedFormatError, match="an OpenDocument file"):
        read_file(save("b.zip", make_archive({"mimetype": "application/vnd.oasis.opendocument.chart"})))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(save: SaveFile, make_archive: Any) -> None:
    bomb = make_archive({"word/document.xml": bytes(30_000_000)})
    with pytest.raises(ReadLimitError, match=r"word/document\.xml unpacks to more than 200 times its size"):
        read_file(save("bomb.docx", bomb))
    with pytest.raises(ReadLimitError, match="unpacks to 29 MB, more than the 10 MB"):
        read_file(save("bomb.docx", bomb), ReadLimits(unpacked_megabytes=10))


def test_a_zip_archive_with_a_password_is_encrypted(save: SaveFile, make_archive: Any) -> None:
    archive = bytearray(make_archive({"word/document.xml": "<w/>"}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedFileError, match="needs a password"):
        read_file(save("a.docx", bytes(archive)))


def test_a_name_that_says_something_else_is_noted(save: SaveFile, make_pdf: Any, make_hwpx: Any) -> None:
    hwpx = read_file(save("law.hwp", make_hwpx("<hp:p><hp:run><hp:t>제1조(목적)</hp:t></hp:run></hp:p>")))
    assert (hwpx.text, hwpx.report.format) == ("제1조(목적)", "hwpx")
    assert [note.code for note in hwpx.report.diagnostics] == ["extension_mismatch"]
    assert read_file(save("scan.txt", make_pdf([["Article 1. Scope"]]))).report.format == "pdf"
    assert not read_file(save("no-suffix", b"Article 1")).report.diagnostics


@pytest.mark.parametrize(
    "body",
    [
        "<title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on this server.</p>",
        "<title>Lỗi</title><p>Không tìm thấy trang bạn yêu cầu.</p>",
        "<title>알림</title><p>요청하신 페이지를 찾을 수 없습니다.</p>",
        "<title>Login</title><p>Please log in to continue.</p><form><input name=password></form>",
        "<p>세션이 만료되었습니다. 다시 로그인 후 이용하십시오.</p>",
    ],
)
def test_an_error_page_in_the_place_of_a_document_is_noted(save: SaveFile, body: str) -> None:
    page = read_file(save("decision.pdf", f"<html><body>{body}</body></html>".encode()))
    assert {"looks_like_error_page", "extension_mismatch"} <= {note.code for note in page.report.diagnostics}


@pytest.mark.parametrize(
    "body",
    [
        "<h1>QUYẾT ĐỊNH 404/QĐ-TTg</h1><p>Điều 1. Phê duyệt Đề án đô thị thông minh.</p>",
        "<h1>제404조(벌칙)</h1><p>이 법은 공포한 날부터 시행한다.</p>",
        "<p>Điều 5. Xử lý hồ sơ</p>"
        + "<p>Trường hợp không tìm thấy hồ sơ thì cơ quan lập biên bản.</p>" * 40,
    ],
)
def test_a_document_is_no_error_page(save: SaveFile, body: str) -> None:
    page = read_file(save("decision.html", f"<html><body>{body}</body></html>".encode()))
    assert not page.report.diagnostics


@pytest.mark.parametrize("kind", ["pdf", "docx", "hwpx", "hwp", "html", "md"])
def test_mutations_raise_nothing_but_read_errors(
    save: SaveFile, make_pdf: Any, make_docx: Any, make_hwpx: Any, make_hwp: Any, kind: str
) -> None:
    text = "제1조(목적) 이 규칙은"
    made = {
        "pdf": make_pdf([["Article 1. Scope", "1. This Decree"]]),
        "docx": make_docx(lambda document: document.add_paragraph("Điều 1. Phạm vi điều chỉnh")),
        "hwpx": make_hwpx(f"<hp:p><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>"),
        "hwp": make_hwp([(66, 0, bytes(22)), (67, 1, text.encode("utf-16-le"))]),
        "html": f"<html><body><ol><li>{text}</ol></body></html>".encode(),
        "md": f"---\ntitle: [a, b\n---\n# {text}\n".encode(),
    }
    content = made[kind]
    chance = random.Random(kind)
    outcomes = set()
    for _ in range(25):
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        if chance.random() < 0.3:
            del mutated[chance.randrange(len(mutated)) :]
        try:
            source = read_file(save(f"mutated.{kind}", bytes(mutated)), ReadLimits(seconds=20))
        except ReadError as error:
            outcomes.add(type(error).__name__)
        else:
            outcomes.add("text")
            assert source.text.strip()
            assert [source.pages[0].start, source.pages[-1].end] == [0, len(source.text)]
    assert outcomes


def test_text_from_memory_is_cleaned_like_that_of_a_file() -> None:
    source = read_text(
        "  Điê\u0300u 1.\u00a0Pha\u0323m vi \r\n\r\n\r\n\r\n", metadata={"number": "950/QĐ-TTg"}
    )
    assert source.text == "Điều 1. Phạm vi"
    assert source.metadata == {"number": "950/QĐ-TTg"}
    assert (source.report.format, source.report.pages, source.report.characters) == ("text", 1, 15)


def test_markdown_from_memory_gives_its_front_matter_below_what_is_known() -> None:
    source = read_text("---\ntitle: A\nlang: vi\n---\n# Điều 1", metadata={"title": "B"}, format="markdown")
    assert source.text == "Điều 1"
    assert source.metadata == {"title": "B", "lang": "vi"}


def test_text_from_memory_may_be_empty_and_knows_two_formats() -> None:
    empty = read_text("")
    assert (empty.text, empty.report.empty_pages, empty.pages[0]) == ("", (1,), (1, 0, 0))
    with pytest.raises(ValueError, match="must be text or markdown"):
        read_text("x", format="pdf")
