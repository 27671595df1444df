"""PDF: text by pages, running lines removed, and what cannot be read named."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError, NeedsOcrError, ReadLimitError
from corpus.readers import ReadLimits, read_file

SaveFile = Callable[[str, bytes], Path]
VIETNAMESE_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


def test_every_character_knows_its_page(save: SaveFile, make_pdf: Any) -> None:
    source = read_file(
        save(
            "a.pdf",
            make_pdf(
                [["Article 1. Scope", "1. This Decree"], ["2. It applies"], ["Article 2"]], title="A Decree"
            ),
        )
    )
    assert source.text == "Article 1. Scope\n1. This Decree\n2. It applies\nArticle 2"
    assert [source.text[page.start : page.end] for page in source.pages] == [
        "Article 1. Scope\n1. This Decree\n",
        "2. It applies\n",
        "Article 2",
    ]
    assert [page.number for page in source.pages] == [1, 2, 3]
    assert source.metadata["title"] == "A Decree"
    assert source.metadata["created"].startswith("D:")
    assert (source.report.format, source.report.encoding, source.report.pages, source.report.empty_pages) == (
        "pdf",
        None,
        3,
        (),
    )


def test_korean(save: SaveFile, make_pdf: Any) -> None:
    source = read_file(
        save("a.pdf", make_pdf([["제1조(목적) 이 법은", "① 스마트도시란"]], font="HYSMyeongJo-Medium"))
    )
    assert source.text == "제1조(목적) 이 법은\n① 스마트도시란"


@pytest.mark.skipif(not VIETNAMESE_FONT.exists(), reason="needs DejaVu: apt-get install fonts-dejavu-core")
def test_vietnamese(save: SaveFile, make_pdf: Any) -> None:
    lines = ["Điều 1. Phạm vi điều chỉnh", "Quyết định số 950/QĐ-TTg"]
    assert read_file(save("a.pdf", make_pdf([lines], font="DejaVu"))).text == "\n".join(lines)


def test_running_lines_and_page_numbers_are_removed_with_a_count(save: SaveFile, make_pdf: Any) -> None:
    pages = [
        [f"GAZETTE/No 333/16-06-2026 {79 + n}", f"Article {n}. Words {'abcdef'[n]}", f"- {n + 1} -"]
        for n in range(5)
    ]
    source = read_file(save("a.pdf", make_pdf(pages)))
    assert source.text.splitlines() == [f"Article {n}. Words {'abcdef'[n]}" for n in range(5)]
    assert [(note.code, re.findall(r"\d+", note.message)) for note in source.report.diagnostics] == [
        ("running_header_removed", ["10"])
    ]


def test_pages_that_are_pictures_need_ocr(save: SaveFile, make_pdf: Any) -> None:
    scan = make_pdf([[f"GAZETTE/No 271/12-05-2026 {86 + n}"] for n in range(3)], picture=True)
    with pytest.raises(NeedsOcrError, match="no text on pages 1, 2, 3, only pictures"):
        read_file(save("scan.pdf", scan))


def test_a_picture_page_among_written_ones_is_reported(save: SaveFile, make_pdf: Any) -> None:
    writer = PdfWriter()
    for part in (
        make_pdf([["Article 1. " + "Scope of this Decree. " * 4] * 3]),
        make_pdf([[]], picture=True),
        make_pdf([[]]),
    ):
        writer.append(BytesIO(part))
    output = BytesIO()
    writer.write(output)
    report = read_file(save("mixed.pdf", output.getvalue())).report
    assert report.empty_pages == (2, 3)
    assert [(note.code, note.page) for note in report.diagnostics] == [("pages_without_text", 2)]


def test_blank_pages_only(save: SaveFile, make_pdf: Any) -> None:
    with pytest.raises(EmptyFileError, match="blank pages"):
        read_file(save("blank.pdf", make_pdf([[], []])))


def test_passwords(save: SaveFile, make_encrypted_pdf: Callable[[str], bytes]) -> None:
    with pytest.raises(EncryptedFileError, match="opens only with a password"):
        read_file(save("a.pdf", make_encrypted_pdf("user")))
    assert read_file(save("b.pdf", make_encrypted_pdf(""))).text == "Article 1. Scope"


def test_too_many_pages(save: SaveFile, make_pdf: Any) -> None:
    with pytest.raises(ReadLimitError, match="has 4 pages, more than the 3"):
        read_file(save("a.pdf", make_pdf([["a"]] * 4)), ReadLimits(pages=3))


@pytest.mark.parametrize("times", [1, 2], ids=["deflated", "deflated twice"])
def test_a_stream_that_unpacks_to_gigabytes(save: SaveFile, times: int) -> None:
    packed = zlib.compress(b"BT ET " * 25_000_000, 9)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    stream = DecodedStreamObject()
    stream.set_data(packed)
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    page[NameObject("/Contents")] = writer._add_object(stream)
    output = BytesIO()
    writer.write(output)
    filters = b"/Filter [" + b"/FlateDecode " * times + b"] /Length"
    content = output.getvalue().replace(b"/Length", filters, 1)
    with pytest.raises(ReadLimitError):
        read_file(save("bomb.pdf", content))


def test_truncated(save: SaveFile, make_pdf: Any) -> None:
    content = make_pdf([["Article 1. Scope"]] * 3)
    for share in (0.2, 0.5):
        with pytest.raises(DamagedFileError):
            read_file(save("a.pdf", content[: int(len(content) * share)]))


def test_a_missing_end_is_noted(save: SaveFile, make_pdf: Any) -> None:
    content = make_pdf([["Article 1. Scope"]]).replace(b"%%EOF", b"")
    source = read_file(save("a.pdf", content))
    assert source.text == "Article 1. Scope"
    assert [note.code for note in source.report.diagnostics] == ["no_end_marker"]


def test_bytes_before_the_header_do_no_harm(save: SaveFile, make_pdf: Any) -> None:
    assert read_file(save("a.pdf", b"\r\n\r\n" + make_pdf([["Article 1. Scope"]]))).text == "Article 1. Scope"
