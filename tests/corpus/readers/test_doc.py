"""DOC: the text of Word 97-2003, its tables, numbers, notes and tracked changes."""

import contextlib
import random
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import DamagedFileError, EncryptedFileError, ReadError, UnsupportedFormatError
from corpus.readers import ReadLimits, read_file
from corpus.readers.office import doc

SaveFile = Callable[[str, bytes], Path]
MakeDoc = Callable[..., bytes]

IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"
DELETED, HIDDEN = b"\x00\x08\x01", b"\x3c\x08\x01"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Điều 1. Phạm vi\rĐiều 2\r", "Điều 1. Phạm vi\nĐiều 2"),
        ("950/QĐ\x1eTTg, trang\x0bmới\r", "950/QĐ-TTg, trang\nmới"),
        ("theo \x13 HYPERLINK \x13 nested \x15\x14Luật\x15 này\r", "theo Luật này"),
        ("hình \x01\x08và chữ\r", "hình và chữ"),
        ("trước\x0csau\r", "trước\nsau"),
    ],
    ids=["paragraphs", "signs", "field", "picture", "page"],
)
def test_text(save: SaveFile, make_doc: MakeDoc, text: str, shown: str) -> None:
    source = read_file(save("a.doc", make_doc(text)))
    assert (source.text, source.report.format) == (shown, "doc")


def test_bytes_of_eight_bit_fonts_stay_as_they_are(make_doc: MakeDoc) -> None:
    text = "QuyÕt ®Þnh cña Bé tr­ëng\r"
    content = make_doc(text, eight_bit=True)
    assert doc.read(content, ReadLimits()).pages == (text.rstrip("\r"),)


def test_table_rows(save: SaveFile, make_doc: MakeDoc) -> None:
    cells, row = (10, IN_TABLE), (1, IN_TABLE + ROW_END)
    text = "TT\x07Tên\x07\x071\x07Một\rhai\x07\x07Hết\r"
    content = make_doc(text, paragraphs=[(7, IN_TABLE), row, cells, row, (4, b"")])
    assert read_file(save("a.doc", content)).text == "TT | Tên\n1 | Một hai\nHết"


def test_tables_in_tables_and_cells_that_continue(make_doc: MakeDoc) -> None:
    def depth(number: int) -> bytes:
        return IN_TABLE + b"\x49\x66" + struct.pack("<I", number)

    inner_cell, inner_row = b"\x4b\x24\x01", b"\x4c\x24\x01"
    merged = struct.pack("<B3h", 2, 0, 1, 2) + bytes(20) + struct.pack("<H", 1 << 5).ljust(20, b"\0")
    definition = b"\x08\xd6" + struct.pack("<H", len(merged) + 1) + merged
    text = "a\rb\r\rngoài\x07x\x07\x07c\x07\x07\x07"
    runs = [
        (2, depth(2) + inner_cell), (2, depth(2) + inner_cell), (1, depth(2) + inner_row),
        (8, depth(1)), (1, depth(1) + ROW_END), (3, depth(1)), (1, depth(1) + ROW_END + definition),
    ]  # fmt: skip
    assert doc.read(make_doc(text, paragraphs=runs), ReadLimits()).pages == ("a | b ngoài | x\nc",)


def test_deleted_and_hidden_text_is_left_out(save: SaveFile, make_doc: MakeDoc) -> None:
    text = "thêm bỏ\rẩn còn\r"
    content = make_doc(text, characters=[(5, b""), (3, DELETED), (2, HIDDEN), (5, b"")])
    assert read_file(save("a.doc", content)).text == "thêm  còn"


def test_symbols(save: SaveFile, make_doc: MakeDoc) -> None:
    symbol = b"\x09\x6a" + struct.pack("<HH", 1, 0xF0B7)
    content = make_doc("( mục\r", characters=[(1, symbol), (5, b"")])
    assert read_file(save("a.doc", content)).text == "• mục"


def test_footnotes_follow_the_body(save: SaveFile, make_doc: MakeDoc) -> None:
    note = "\x02 Theo Luật.\r\r"
    text = "Điều 1\x02.\r" + note
    parts = {2: struct.pack("<IIH", 6, 9, 0), 3: struct.pack("<III", 0, len(note) - 1, len(note))}
    content = make_doc(text, parts=parts, notes=len(note))
    assert read_file(save("a.doc", content)).text == "Điều 1[1].\n[1] Theo Luật."


def level(text: str, kind: int = 0) -> bytes:
    return (
        struct.pack("<iBB", 1, kind, 0) + bytes(22) + struct.pack("<H", len(text)) + text.encode("utf-16-le")
    )


def test_automatic_numbers(save: SaveFile, make_doc: MakeDoc) -> None:
    levels = [level("Điều \0."), level("\1)", 4), *[level("")] * 7]
    lists = struct.pack("<HI", 1, 77) + bytes(24)
    instances = struct.pack("<II", 1, 77).ljust(20, b"\0") + bytes(4)
    first, second = b"\x0b\x46\x01\0", b"\x0b\x46\x01\0\x0a\x26\x01"
    text = "một\ra\rb\rhai\rkhông\r"
    runs = [(4, first), (2, second), (2, second), (4, first), (6, b"")]
    content = bytearray(make_doc(text, paragraphs=runs, parts={74: instances, 73: lists + b"".join(levels)}))
    # The levels lie behind the list table, outside the length that is stored for it.
    at = content.index(struct.pack("<I", len(lists + b"".join(levels))))
    content[at : at + 4] = struct.pack("<I", len(lists))
    lines = read_file(save("a.doc", bytes(content))).text.splitlines()
    assert lines == ["Điều 1. một", "a) a", "b) b", "Điều 2. hai", "không"]


def test_what_is_refused(save: SaveFile, make_doc: MakeDoc) -> None:
    with pytest.raises(EncryptedFileError, match="with a password"):
        read_file(save("a.doc", make_doc("a\r", flags=0x300)))
    old = make_doc("a\r").replace(struct.pack("<HH", 0xA5EC, 0xC1), struct.pack("<HH", 0xA5EC, 0x68))
    with pytest.raises(UnsupportedFormatError, match="Word 95 or older"):
        read_file(save("a.doc", old))
    with pytest.raises(DamagedFileError, match="missing or broken"):
        read_file(save("a.doc", make_doc("a\r", parts={33: b""})))


def test_mutations_raise_nothing_but_read_errors(save: SaveFile, make_doc: MakeDoc) -> None:
    runs: list[Any] = [(7, IN_TABLE), (1, IN_TABLE + ROW_END), (4, b"\x0b\x46\x01\0")]
    content = make_doc("TT\x07Tên\x07\x07Hết\r", paragraphs=runs)
    chance = random.Random(8)
    for _ in range(60):
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 30)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        for _ in range(chance.randint(0, 4)):
            mutated[512 + chance.randrange(1024)] = chance.randrange(256)
        with contextlib.suppress(ReadError):
            assert read_file(save("a.doc", bytes(mutated)), ReadLimits(seconds=20)).text.strip()
