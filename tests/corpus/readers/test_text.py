"""Plain text: the encoding is found by evidence, and bytes without any are refused."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import ReadError, UnsupportedFormatError
from corpus.legacy.tables import VISCII
from corpus.readers import read_file, read_text
from corpus.readers.text.encodings import decode

SaveFile = Callable[[str, bytes], Path]

KOREAN = "제2조(정의) 이 법에서 사용하는 용어의 뜻은 다음과 같다.\n1. 스마트도시란 도시의 경쟁력을 말한다.\n"
VIETNAMESE = "Điều 3. Giải thích từ ngữ\n1. Đô thị thông minh là đô thị ứng dụng công nghệ thông tin.\n"
# The TCVN3 letters of `Cộng hòa xã hội chủ nghĩa Việt Nam, Quyết định của Thủ tướng Chính phủ`, read as Latin-1.
TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam\nQuyÕt ®Þnh cña Thñ t−íng ChÝnh phñ vÒ ®« thÞ\n"
VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nQuyeát ñònh cuûa Thuû töôùng Chính phuû veà ñoâ thò thoâng minh\n"


@pytest.mark.parametrize(
    ("text", "codec", "found"),
    [
        (KOREAN, "utf-8", "utf-8"),
        (VIETNAMESE, "utf-8", "utf-8"),
        (KOREAN, "utf-8-sig", "utf-8"),
        (KOREAN, "utf-16", "utf-16-le"),
        (KOREAN, "utf-16-le", "utf-16-le"),
        (KOREAN, "utf-16-be", "utf-16-be"),
        (VIETNAMESE, "utf-16-le", "utf-16-le"),
        (VIETNAMESE, "utf-32", "utf-32-le"),
        (KOREAN, "cp949", "cp949"),
        ("똠방각하 펲시콜라 제1조(목적) 이 법은 도시에 관한 것이다.", "cp949", "cp949"),
        (KOREAN, "johab", "johab"),
        (KOREAN, "iso2022_kr", "iso2022_kr"),
        ("Article 1 – the “Decree”", "cp1252", "cp1252"),
        ("Article 1. Scope", "ascii", "utf-8"),
    ],
)
def test_encodings(save: SaveFile, text: str, codec: str, found: str) -> None:
    source = read_file(save("a.txt", text.encode(codec)))
    assert source.text == text.strip()
    assert source.report.encoding == found
    assert source.report.format == "text"
    assert source.report.encoding_evidence
    assert not source.report.diagnostics


@pytest.mark.parametrize(
    ("content", "encoding", "evidence"),
    [
        (KOREAN.encode("utf-8-sig"), "utf-8", "byte order mark"),
        (KOREAN.encode("utf-16-le"), "utf-16-le", "zero bytes"),
        (KOREAN.encode("iso2022_kr"), "iso2022_kr", "escape sequence"),
        (KOREAN.encode(), "utf-8", "valid UTF-8"),
        (KOREAN.encode() * 20 + b"\xff", "utf-8", "but for 1 that are broken"),
        (KOREAN.encode("cp949"), "cp949", "100% of the letters beyond ASCII are common Korean syllables"),
        (b"<html><meta charset=euc-kr><p>" + KOREAN.encode("cp949"), "cp949", "the file declares it"),
        (TCVN3.encode("cp1252", "ignore"), "tcvn3", "accented words are Vietnamese syllables"),
        ("Article 1 – the “Decree”".encode("cp1252"), "cp1252", "punctuation of windows-1252"),
    ],
)
def test_the_report_says_why_it_is_that_encoding(
    save: SaveFile, content: bytes, encoding: str, evidence: str
) -> None:
    report = read_file(save("a", content)).report
    assert report.encoding == encoding
    assert evidence in (report.encoding_evidence or "")


@pytest.mark.parametrize(
    ("declared", "written"),
    [("euc-kr", "utf-8"), ("utf-8", "cp949"), ("windows-1252", "cp949"), ("shift_jis", "utf-8")],
)
def test_a_declared_charset_that_the_bytes_belie_is_noticed(
    save: SaveFile, declared: str, written: str
) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>{KOREAN}</p></body></html>"
    source = read_file(save("a.html", page.encode(written)))
    assert "용어의 뜻은" in source.text
    [found] = source.report.diagnostics
    assert found.code == "charset_mismatch"
    assert f"read as {written}" in found.message


@pytest.mark.parametrize(
    ("declared", "written"),
    [("euc-kr", "cp949"), ("utf-8", "utf-8"), ("utf-16", "utf-8"), ("no-such", "utf-8"), ("hex", "cp949")],
)
def test_a_declared_charset_that_may_be_meant_is_left_alone(
    save: SaveFile, declared: str, written: str
) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>{KOREAN}</p></body></html>"
    assert read_file(save("a.html", page.encode(written))).report.encoding == written


def test_windows_1258_with_its_combining_tones(save: SaveFile) -> None:
    text = "Ði\u00ea\u0300u 3. Gia\u0309i thi\u0301ch t\u01b0\u0300 ng\u01b0\u0303 v\u00ea\u0300 \u0111\u00f4 thi\u0323 th\u00f4ng minh"
    source = read_file(save("a.txt", text.replace("Ð", "Đ").encode("cp1258")))
    assert source.text == "Điều 3. Giải thích từ ngữ về đô thị thông minh"
    assert source.report.encoding == "windows-1258"


LEGACY_TEXT = "Cộng hòa xã hội chủ nghĩa Việt Nam\nQuyết định của Thủ tướng Chính phủ về đô thị"


@pytest.mark.parametrize(
    ("legacy", "name"),
    [(TCVN3.replace("−", "\xad"), "tcvn3"), (VNI.replace(" thoâng minh", ""), "vni")],
)
def test_legacy_vietnamese_bytes_are_decoded(save: SaveFile, legacy: str, name: str) -> None:
    source = read_file(save("a.txt", legacy.encode("latin-1")))
    assert source.text == LEGACY_TEXT
    assert source.report.encoding == name
    (note,) = source.report.diagnostics
    assert note.code == "legacy_encoding"
    assert name in note.message


@pytest.mark.parametrize(("legacy", "name"), [(TCVN3, "tcvn3"), (VNI.replace(" thoâng minh", ""), "vni")])
def test_legacy_vietnamese_letters_that_came_as_unicode_are_repaired_and_reported(
    save: SaveFile, legacy: str, name: str
) -> None:
    source = read_file(save("a.txt", f"{legacy}\n{VIETNAMESE}".encode()))
    assert source.text == f"{LEGACY_TEXT}\n\n{VIETNAMESE}".strip()
    assert source.report.encoding == "utf-8"
    assert source.report.repaired > 10
    (note,) = source.report.diagnostics
    assert note.code == "legacy_encoding"
    assert f"2 lines were in {name}" in note.message


def test_metadata_is_repaired_with_the_text() -> None:
    source = read_text(TCVN3, metadata={"title": "Sè ®Êt"})
    assert source.text == LEGACY_TEXT
    assert source.metadata == {"title": "Số đất"}


def test_viscii_and_windows_1258_are_told_apart(save: SaveFile) -> None:
    text = "Căn cứ Luật Tổ chức Chính phủ; xét đề nghị của Bộ trưởng, quyết định những điểm sau đây"
    viscii = {letter: seen for seen, letter in VISCII.items() if seen <= "\xff"}
    source = read_file(
        save("a.txt", "".join(viscii.get(letter, letter) for letter in text).encode("latin-1"))
    )
    assert source.text == text
    assert source.report.encoding == "viscii"


def test_words_of_an_unknown_font_are_flagged(save: SaveFile) -> None:
    text = "Q¤x z¶w k¸j f¹q w®f z¬k j«z q»w k¾f x¸z"
    source = read_file(save("a.txt", text.encode()))
    assert source.text == text
    assert [note.code for note in source.report.diagnostics] == ["legacy_font_suspected"]


def test_letters_that_a_broken_font_exchanged_are_told(save: SaveFile) -> None:
    text = "Khu cơng nghiệp, giao thơng và mơi trường: phịng cháy, phịng, chống thiên tai; cơng việc của cộng đồng"
    source = read_file(save("a.txt", text.encode()))
    assert source.text == text
    (note,) = source.report.diagnostics
    assert note.code == "exchanged_letters"
    assert note.message.endswith("cơng → công, thơng → thông, phịng → phòng, phịng, → phòng,")


@pytest.mark.parametrize(
    "text",
    [
        KOREAN,
        VIETNAMESE,
        "Le décret n° 95 a été publié à l'été; où est-il déposé? La société créée à Đà Nẵng",
        "§ 3 Absatz 2 – 25 °C ± 1 °C, 30 µg/m³ bei ¼ der Fälle; größer als zulässig, auch für Behörden",
        "Nghi dinh so 13/2023/ND-CP ve bao ve du lieu ca nhan co hieu luc thi hanh",
    ],
)
def test_other_text_is_not_taken_for_legacy_vietnamese(save: SaveFile, text: str) -> None:
    assert read_file(save("a.txt", text.encode())).text == text.strip()


def test_few_broken_bytes_are_marked_and_reported(save: SaveFile) -> None:
    content = (VIETNAMESE * 5).encode()
    cut = content.index("ị".encode()) + 1
    source = read_file(save("a.txt", content[:cut] + content[cut + 1 :]))
    assert source.text.count("\ufffd") == 1
    (note,) = source.report.diagnostics
    assert note.code == "replacement_characters"
    assert note.span is not None
    assert note.span.of(source.text) == "\ufffd"


def test_lines_lose_their_indentation_and_controls(save: SaveFile) -> None:
    source = read_file(
        save("a.txt", "\ufeff제1조(목적)\r\n  1. 가\u200b나\r    가. 다\x00\n\n\n\n라".encode())
    )
    assert source.text == "제1조(목적)\n1. 가나\n가. 다\n\n라"
    assert source.report.repaired == 2


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1))
def test_utf8_is_never_taken_for_another_encoding(text: str) -> None:
    encoded = text.encode("utf-8", "ignore")
    try:
        decoded = decode(encoded)
    except UnsupportedFormatError:
        return  # mostly controls
    assert decoded.text == encoded.decode() or decoded.encoding.startswith(("utf-16", "utf-32"))


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=1, max_size=400))
def test_decoding_any_bytes_gives_text_or_a_read_error(content: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert isinstance(decode(content).text, str)
