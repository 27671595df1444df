"""HWP 5 and HWPX: the same document gives the same text in both."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DamagedFileError, EmptyFileError, EncryptedFileError, ReadLimitError
from corpus.readers import ReadLimits, read_file

SaveFile = Callable[[str, bytes], Path]
Record = tuple[int, int, bytes]

PARAGRAPH, TEXT, CONTROL, LIST, TABLE, EQUATION = 66, 67, 71, 72, 77, 88


def words(text: str) -> bytes:
    return text.encode("utf-16-le")


def extended(code: int, name: str) -> bytes:
    """An extended control character: eight units, the code at both ends."""
    return struct.pack("<H4s8xH", code, name.encode()[::-1], code)


def paragraph(level: int, *pieces: bytes | str, shape: int = 0) -> list[Record]:
    payload = b"".join(piece if isinstance(piece, bytes) else words(piece) for piece in pieces)
    return [(PARAGRAPH, level, struct.pack("<IIH12x", 0, 0, shape)), (TEXT, level + 1, payload + words("\r"))]


def control(level: int, name: str, rest: bytes = b"") -> Record:
    return (CONTROL, level, name.encode()[::-1] + rest)


def cell(level: int, row: int, column: int, *texts: str) -> list[Record]:
    header = struct.pack("<HIHHHHH", len(texts), 0, 0, column, row, 1, 1).ljust(34, b"\0")
    return [(LIST, level, header), *[record for text in texts for record in paragraph(level, text)]]


def test_paragraphs_tables_and_notes(save: SaveFile, make_hwp: Any) -> None:
    section = [
        *paragraph(0, "제1조(목적)", struct.pack("<H7H", 9, *[0] * 7), "이 영은", extended(17, "fn  ")),
        control(1, "fn  "), (LIST, 2, bytes(8)), *paragraph(2, " 각주 내용"),
        *paragraph(0, "앞", extended(11, "tbl "), "뒤"),
        control(1, "tbl "), (TABLE, 2, bytes(8)), *cell(2, 0, 0, "구분"), *cell(2, 0, 1, "내", "용"), *cell(2, 1, 0, "가"),
        *cell(2, 1, 1, ""),
        *paragraph(0, "식 ", extended(11, "eqed")),
        control(1, "eqed"), (EQUATION, 2, struct.pack("<IH", 0, 12) + words("{1} over {2}")),
        *paragraph(0, extended(11, "gso ")),
        control(1, "gso "), (76, 2, b""), (LIST, 3, bytes(8)), *paragraph(3, "글상자"),
        *paragraph(0, extended(16, "head"), "끝"),
        control(1, "head"), (LIST, 2, bytes(8)), *paragraph(2, "머리말"),
    ]  # fmt: skip
    source = read_file(save("a.hwp", make_hwp(section, [*paragraph(0, "둘째 구역")])))
    assert source.text.splitlines() == [
        "제1조(목적)\t이 영은[1]", "앞", "구분 | 내 용", "가 |", "뒤", "식 {1} over {2}", "글상자", "끝", "둘째 구역", "[1] 각주 내용",
    ]  # fmt: skip
    assert (source.report.format, source.report.pages) == ("hwp", 1)


def numbering(*levels: tuple[str, int]) -> bytes:
    """Seven levels: text and number format."""
    filled = [*levels, *[("", 0)] * (7 - len(levels))]
    heads = [struct.pack("<IHHIH", form << 5, 0, 0, 0, len(text)) + words(text) for text, form in filled]
    return b"".join(heads) + struct.pack("<H7I", 0, *[1] * 7)


def shape(kind: int, level: int, identifier: int) -> bytes:
    return struct.pack("<I26xH", kind << 23 | level << 25, identifier).ljust(54, b"\0")


def test_automatic_numbers(save: SaveFile, make_hwp: Any) -> None:
    definitions = [
        (23, 0, numbering(("제^1조", 0), ("^2.", 8), ("^3", 1))),
        (24, 0, bytes(12) + words("■")),
        *[
            (25, 0, payload)
            for payload in (shape(0, 0, 0), shape(2, 0, 1), shape(2, 1, 1), shape(2, 2, 1), shape(3, 0, 1))
        ],
    ]
    section = [
        record
        for number, text in (
            (1, "목적"),
            (2, "하나"),
            (2, "둘"),
            (3, "원"),
            (1, "정의"),
            (2, "하나"),
            (4, "표"),
            (0, "끝"),
            (1, ""),
        )
        for record in paragraph(0, text, shape=number)
    ]
    assert read_file(save("a.hwp", make_hwp(section, definitions=definitions))).text.splitlines() == [
        "제1조 목적", "가. 하나", "나. 둘", "① 원", "제2조 정의", "가. 하나", "■ 표", "끝",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("flags", "words_of_error"),
    [(0b011, "HWP with a password"), (0b101, "배포용 문서"), (0b10001, "rights management")],
)
def test_locked_files_are_named(save: SaveFile, make_hwp: Any, flags: int, words_of_error: str) -> None:
    with pytest.raises(EncryptedFileError, match=words_of_error):
        read_file(save("a.hwp", make_hwp(paragraph(0, "본문"), flags=flags)))


def test_broken_empty_and_huge(save: SaveFile, make_hwp: Any) -> None:
    with pytest.raises(DamagedFileError, match="without a body"):
        read_file(save("a.hwp", make_hwp()))
    with pytest.raises(EmptyFileError, match="no text"):
        read_file(save("a.hwp", make_hwp(paragraph(0, " "))))
    with pytest.raises(ReadLimitError, match="more than the 1 MB"):
        read_file(save("a.hwp", make_hwp(paragraph(0, "가" * 1_000_000))), ReadLimits(unpacked_megabytes=1))
    whole = make_hwp(paragraph(0, "본문"))
    with pytest.raises(DamagedFileError, match="OLE container is truncated or broken"):
        read_file(save("a.hwp", whole[: len(whole) // 2]))
    with pytest.raises(DamagedFileError, match="body was cut off"):
        read_file(save("a.hwp", make_hwp(paragraph(0, "".join(map(chr, range(0xAC00, 0xAD00)))), cut=300)))


def run(inner: str) -> str:
    return f"<hp:p><hp:run>{inner}</hp:run></hp:p>"


def test_hwpx_paragraphs_tables_and_notes(save: SaveFile, make_hwpx: Any) -> None:
    table = "<hp:tr>{}</hp:tr>".format(
        "".join(
            f"<hp:tc><hp:subList>{''.join(map(run, texts))}</hp:subList></hp:tc>"
            for texts in (["<hp:t>구분</hp:t>"], ["<hp:t>내</hp:t>", "<hp:t>용</hp:t>"])
        )
    )
    section = "".join(
        (
            run("<hp:t>제1조(목적)<hp:tab/>이 <hp:markpenBegin/>영은</hp:t><hp:ctrl><hp:footNote number='1'><hp:subList>"
                f"{run('<hp:t>각주 내용</hp:t>')}</hp:subList></hp:footNote></hp:ctrl>"),
            run(f"<hp:t>앞</hp:t><hp:tbl>{table}</hp:tbl><hp:t>뒤</hp:t>"),
            run("<hp:equation><hp:script>{1} over {2}</hp:script></hp:equation>"),
            run(f"<hp:rect><hp:drawText><hp:subList>{run('<hp:t>글상자</hp:t>')}</hp:subList></hp:drawText></hp:rect>"),
            run(f"<hp:ctrl><hp:header><hp:subList>{run('<hp:t>머리말</hp:t>')}</hp:subList></hp:header></hp:ctrl><hp:t>끝</hp:t>"),
        )
    )  # fmt: skip
    source = read_file(save("a.hwpx", make_hwpx(section, *[run(f"<hp:t>{n}</hp:t>") for n in range(2, 12)])))
    assert source.text.splitlines() == [
        "제1조(목적)\t이 영은[1]", "앞", "구분", "내", "용", "뒤", "{1} over {2}", "글상자", "끝", *map(str, range(2, 12)), "[1] 각주 내용",
    ]  # fmt: skip


def test_hwpx_automatic_numbers(save: SaveFile, make_hwpx: Any) -> None:
    header = (
        '<hh:numbering id="1"><hh:paraHead level="1" start="1" numFormat="DIGIT">제^1조</hh:paraHead>'
        '<hh:paraHead level="2" start="1" numFormat="HANGUL_SYLLABLE">^2.</hh:paraHead></hh:numbering>'
        '<hh:bullet id="1" char="■"/>'
        '<hh:paraPr id="7"><hh:heading type="OUTLINE" idRef="0" level="0"/></hh:paraPr>'
        '<hh:paraPr id="8"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr>'
        '<hh:paraPr id="9"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>'
    )
    section = (
        '<hp:p paraPrIDRef="7"><hp:run><hp:secPr outlineShapeIDRef="1"/><hp:t>목적</hp:t></hp:run></hp:p>'
        + "".join(
            f'<hp:p paraPrIDRef="{number}"><hp:run><hp:t>{text}</hp:t></hp:run></hp:p>'
            for number, text in ((8, "하나"), (8, "둘"), (7, "정의"), (8, "하나"), (9, "표"), (0, "끝"))
        )
    )
    assert read_file(save("a.hwpx", make_hwpx(section, header=header))).text.splitlines() == [
        "제1조 목적", "가. 하나", "나. 둘", "제2조 정의", "가. 하나", "■ 표", "끝",
    ]  # fmt: skip


def test_hwpx_locked_and_broken(save: SaveFile, make_hwpx: Any, make_archive: Any) -> None:
    with pytest.raises(EncryptedFileError, match="HWPX with a password"):
        read_file(save("a.hwpx", make_hwpx("", manifest="<m><encryption-data/></m>")))
    with pytest.raises(DamagedFileError, match=r"section0\.xml is broken"):
        read_file(save("a.hwpx", make_hwpx("<hp:p>")))
    with pytest.raises(DamagedFileError, match="without a body"):
        read_file(save("a.hwpx", make_archive({"mimetype": "application/hwp+zip"})))
