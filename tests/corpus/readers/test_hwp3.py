"""HWP 3: composed Hangul, controls with data of their own, and what can be read of broken files."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DamagedFileError, EncryptedFileError, ReadLimitError
from corpus.readers import ReadLimits, read_file

SaveFile = Callable[[str, bytes], Path]

END = bytes(43)


def characters(text: str) -> bytes:
    """ASCII as it is, Hangul as johab."""
    return b"".join(struct.pack("<H", _code(letter)) for letter in text)


def _code(letter: str) -> int:
    return ord(letter) if letter < "\x80" else int.from_bytes(letter.encode("johab"), "big")


def paragraph(*pieces: str | tuple[bytes, bytes], shapes: bool = False) -> bytes:
    """Text, and controls as what counts as characters and what follows them without counting."""
    counted = 1
    content = b""
    for piece in pieces:
        own, rest = (characters(piece), b"") if isinstance(piece, str) else piece
        counted += len(own) // 2
        content += own + rest
    header = struct.pack("<BHHB", 0, counted, 2, shapes).ljust(43, b"\0")
    inline = b"\1" * (counted - 1) + b"\0" + bytes(31) if shapes else b""
    return header + bytes(187 + 2 * 14) + inline + content + b"\r\0"


def control(code: int, data: bytes, length: int = 0) -> tuple[bytes, bytes]:
    return struct.pack("<HIH", code, length, code), data


def fixed(code: int, data: bytes) -> tuple[bytes, bytes]:
    return struct.pack("<H", code) + data + struct.pack("<H", code), b""


def paragraphs(*each: bytes) -> bytes:
    return b"".join(each) + END


def box(
    cells: list[tuple[int, bytes]], caption: bytes = END, kind: int = 0, options: int = 0
) -> tuple[bytes, bytes]:
    """Cells by the place of their upper edge."""
    information = bytearray(84)
    information[14], information[78], information[80] = options, kind, len(cells)
    places = b"".join(struct.pack("<6xH19x", top) for top, _ in cells)
    return control(10, bytes(information) + places + b"".join(content for _, content in cells) + caption)


def drawing(text: bytes) -> tuple[bytes, bytes]:
    """A group with a rectangle and a text box in it."""

    def shape(kind: int, *details: bytes) -> bytes:
        header = struct.pack("<H", kind).ljust(92, b"\0")
        return b"".join(struct.pack("<I", len(part)) + part for part in (header, *details))

    objects = struct.pack("<I", 24) + bytes(24) + shape(0) + shape(2, b"", b"") + shape(6, b"", text)
    information = bytearray(struct.pack("<I", len(objects)).ljust(348, b"\0"))
    information[74] = 3
    return control(11, bytes(information) + objects + END)


def make(body: bytes, *, packed: bool = True, password: int = 0, cut: int | None = None) -> bytes:
    information = bytearray(128)
    struct.pack_into("<H", information, 96, password)
    information[124] = packed
    struct.pack_into("<H", information, 126, 5)
    summary = (characters("업무 편람").ljust(112, b"\0") + bytes(112) + characters("총무과")).ljust(
        1008, b"\0"
    )
    fonts = (struct.pack("<H", 1) + bytes(40)) * 7 + struct.pack("<H", 2) + bytes(2 * 238)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    content = packer.compress(fonts + body) + packer.flush() if packed else fonts + body
    return b"HWP Document File V3.00 \x1a\1\2\3\4\5" + information + summary + bytes(5) + content[:cut]


BODY = paragraphs(
    paragraph("제1조(목적)", fixed(9, bytes(4)), "이 규정은", control(17, bytes(14) + paragraphs(paragraph("각주"))), "."),
    paragraph("앞", box([(0, paragraphs(paragraph("구분"))), (0, paragraphs(paragraph("내"), paragraph("용"))),
                        (700, paragraphs(paragraph("가"))), (700, paragraphs(paragraph("나")))],
                       caption=paragraphs(paragraph("표 ", fixed(18, struct.pack("<HH", 4, 2))))), "뒤", shapes=True),
    paragraph("식 ", box([(0, paragraphs(paragraph("1 over 2")))], kind=2), " 끝"),
    paragraph("누리집: ", box([(0, paragraphs(paragraph("주소")))], options=0x10)),
    paragraph(drawing(paragraphs(paragraph("글상자")))),
    paragraph(control(16, bytes(10) + paragraphs(paragraph("머리말"))), control(15, bytes(8) + paragraphs(paragraph("숨은 설명")))),
    paragraph(control(5, b"field", 5), control(6, bytes(34)), fixed(30, b""), "묶음", fixed(31, b""), "빈칸"),
)  # fmt: skip


@pytest.mark.parametrize("packed", [True, False])
def test_paragraphs_tables_and_notes(save: SaveFile, packed: bool) -> None:
    source = read_file(save("편람.hwp", make(BODY, packed=packed)))
    assert source.text.splitlines() == [
        "제1조(목적)\t이 규정은[1].", "앞", "구분 | 내 용", "가 | 나", "표 2", "뒤", "식 1 over 2 끝", "누리집: 주소", "글상자",
        "묶음 빈칸", "[1] 각주",
    ]  # fmt: skip
    assert (source.report.format, source.report.diagnostics) == ("hwp3", ())
    assert source.metadata == {"title": "업무 편람", "author": "총무과"}


def test_symbols_hanja_and_old_hangul(save: SaveFile) -> None:
    codes = (0x36E7, 0x3438, 0x3590, 0x4F5D, 0x4222, 0xD3C5, 0x81, 0x2F67, 0x3341)
    text = (b"".join(struct.pack("<H", code) for code in codes), b"")
    source = read_file(save("a.hwp", make(paragraphs(paragraph(text), paragraph("본문입니다")))))
    assert source.text.splitlines()[0] == "①※Ⅰ債權ᄒᆞᆫ“▸\ufffd"
    assert [note.code for note in source.report.diagnostics] == ["replacement_characters"]


def outline(level: int, number: int, digits: int) -> tuple[bytes, bytes]:
    data = bytearray(60)
    data[0], data[3], data[4 + 2 * level], data[18 + 2 * level] = 1, level, number, digits
    data[34 + 4 * level : 36 + 4 * level] = characters(".")
    return fixed(28, bytes(data))


def test_outline_numbers_of_a_known_shape(save: SaveFile) -> None:
    body = paragraphs(
        paragraph(outline(0, 3, 5), "기술"),
        paragraph(outline(1, 2, 5), "안내"),
        paragraph(outline(1, 3, 8), "모름"),
    )
    source = read_file(save("a.hwp", make(body)))
    assert source.text.splitlines() == ["다. 기술", "나. 안내", "모름"]
    (note,) = source.report.diagnostics
    assert (note.code, note.message.split(" ")[0]) == ("missing_numbers", "1")


def test_a_cut_file_is_read_up_to_the_cut(save: SaveFile) -> None:
    lines = [f"{number:03} {chr(0xAC00 + 28 * number)}" for number in range(300)]
    whole = make(paragraphs(*map(paragraph, lines)))
    source = read_file(save("a.hwp", whole[: len(whole) * 2 // 3]))
    found = source.text.splitlines()
    assert found[:-1] == lines[: len(found) - 1]
    assert len(found) > 100
    assert [note.code for note in source.report.diagnostics] == ["damaged_section"]


def test_a_table_that_is_cut_off_keeps_its_first_cells(save: SaveFile) -> None:
    cells = [(top, paragraphs(paragraph(f"cell {top}"))) for top in range(9)]
    whole = make(paragraphs(paragraph("앞", box(cells))), packed=False)
    source = read_file(save("a.hwp", whole[: whole.index(characters("cell 5"))]))
    assert source.text.splitlines() == ["앞", *[f"cell {top}" for top in range(5)]]


def test_locked_broken_and_huge(save: SaveFile) -> None:
    with pytest.raises(EncryptedFileError, match="HWP 3 with a password"):
        read_file(save("a.hwp", make(BODY, password=2)))
    with pytest.raises(DamagedFileError, match="cut off in its header"):
        read_file(save("a.hwp", make(BODY)[:1000]))
    with pytest.raises(DamagedFileError, match="body is truncated or broken"):
        read_file(save("a.hwp", make(BODY, cut=9)))
    with pytest.raises(ReadLimitError, match="more than the 1 MB"):
        read_file(save("a.hwp", make(bytes(2_000_000))), ReadLimits(unpacked_megabytes=1))
