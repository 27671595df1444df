"""HWP 5: its records, its numbers, its distribution copies, and what can be read of broken ones."""

import random
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

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


def string(text: str) -> bytes:
    return struct.pack("<H", len(text)) + words(text)


def test_words_of_objects(save: SaveFile, make_hwp: Any) -> None:
    section = [
        *paragraph(0, "겹침 ", extended(23, "tcps"), " 덧말 ", extended(23, "tdut")),
        control(1, "tcps", string("10") + bytes(3)),
        control(1, "tdut", string("行政") + string("행정") + bytes(20)),
        *paragraph(0, extended(11, "gso ")),
        control(1, "gso "), (76, 2, b""), (90, 3, bytes(32) + string("글맵시 제목") + string("글꼴")),
    ]  # fmt: skip
    assert read_file(save("a.hwp", make_hwp(section))).text.splitlines() == [
        "겹침 10 덧말 行政(행정)",
        "글맵시 제목",
    ]


def test_tracked_changes_are_noted(save: SaveFile, make_hwp: Any) -> None:
    source = read_file(save("a.hwp", make_hwp(paragraph(0, "본문"), definitions=[(96, 0, bytes(8))])))
    assert [note.code for note in source.report.diagnostics] == ["tracked_changes"]


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


def test_levels_beyond_the_seventh(save: SaveFile, make_hwp: Any) -> None:
    later = b"".join(struct.pack("<IHHIH", 0, 0, 0, 0, len(text)) + words(text) for text in ("<^8>", "", ""))
    definitions = [
        (23, 0, numbering(*[("", 0)] * 6, ("^7", 1)) + later + struct.pack("<3I", 4, 1, 1)),
        *[(25, 0, shape(2, 6, 1) + struct.pack("<I", level)) for level in (6, 7, 8)],
    ]
    section = [record for number in (0, 1, 1, 2) for record in paragraph(0, "가", shape=number)]
    assert read_file(save("a.hwp", make_hwp(section, definitions=definitions))).text.splitlines() == [
        "① 가", "<4> 가", "<5> 가", "가",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("flags", "words_of_error"),
    [(0b011, "HWP with a password"), (0b10001, "rights management")],
)
def test_locked_files_are_named(save: SaveFile, make_hwp: Any, flags: int, words_of_error: str) -> None:
    with pytest.raises(EncryptedFileError, match=words_of_error):
        read_file(save("a.hwp", make_hwp(paragraph(0, "본문"), flags=flags)))


def test_empty_and_huge(save: SaveFile, make_hwp: Any) -> None:
    with pytest.raises(DamagedFileError, match="without a body"):
        read_file(save("a.hwp", make_hwp()))
    with pytest.raises(EmptyFileError, match="no text"):
        read_file(save("a.hwp", make_hwp(paragraph(0, " "))))
    half = paragraph(0, "가" * 300_000)
    with pytest.raises(ReadLimitError, match="more than the 1 MB"):
        read_file(save("a.hwp", make_hwp(half, half)), ReadLimits(unpacked_megabytes=1))


def many(count: int) -> list[Record]:
    """Paragraphs that do not pack well."""
    letters = random.Random(count)
    return [
        record
        for number in range(count)
        for record in paragraph(
            0, f"{number} " + "".join(chr(letters.randrange(0xAC00, 0xD7A0)) for _ in range(40))
        )
    ]


def test_a_cut_section_is_read_up_to_the_cut(save: SaveFile, make_hwp: Any) -> None:
    whole = read_file(save("a.hwp", make_hwp(many(60), paragraph(0, "둘째 구역"))))
    assert "damaged_section" not in {note.code for note in whole.report.diagnostics}

    def cut(stream: bytes) -> bytes:
        return stream[:2000] if len(stream) > 2000 else stream

    source = read_file(save("b.hwp", make_hwp(many(60), paragraph(0, "둘째 구역"), lock=cut)))
    lines = source.text.splitlines()
    assert whole.text.splitlines()[: len(lines) - 2] == lines[:-2]
    assert (len(lines) > 15, lines[-1]) == (True, "둘째 구역")
    damaged = [note.message for note in source.report.diagnostics if note.code == "damaged_section"]
    assert [message.split(" is ")[0] for message in damaged] == ["section 1"]
    with pytest.raises(DamagedFileError, match="body is truncated or broken"):
        read_file(save("c.hwp", make_hwp(many(60), lock=lambda stream: b"\xff" * 9)))


@pytest.mark.parametrize(
    "broken",
    [
        (5, 0, b"no tag of the format"),
        (PARAGRAPH, 9, b"far too deep"),
    ],
)
def test_a_broken_record_ends_its_section_only(save: SaveFile, make_hwp: Any, broken: Record) -> None:
    first = [*paragraph(0, "앞"), broken, *paragraph(0, "뒤")]
    source = read_file(save("a.hwp", make_hwp(first, paragraph(0, "둘째 구역"))))
    assert source.text.splitlines() == ["앞", "둘째 구역"]
    assert [note.code for note in source.report.diagnostics] == ["damaged_section"]


@pytest.mark.parametrize("flags", [0b001, 0b101])
def test_without_its_container_sections_are_found(save: SaveFile, make_hwp: Any, flags: int) -> None:
    def lock(stream: bytes) -> bytes:
        return locked(stream, seed=9, flags=0) if flags & 4 else stream

    whole = make_hwp(many(9), paragraph(0, "둘째 구역"), flags=flags, lock=lock)
    directory = whole.index("Root Entry".encode("utf-16-le"))
    shifted = whole[:512] + b"lost and found" + whole[512:directory]
    for broken in (whole[:directory], shifted):
        source = read_file(save("a.hwp", broken))
        assert source.text.splitlines()[-1] == "둘째 구역"
        assert len(source.text.splitlines()) == 10
        assert "damaged_container" in {note.code for note in source.report.diagnostics}
    with pytest.raises(DamagedFileError, match="OLE container is truncated or broken"):
        read_file(save("a.hwp", whole[:3000]))


def test_the_preview_where_the_body_gives_nothing(save: SaveFile, make_hwp: Any) -> None:
    content = make_hwp(
        many(9), lock=lambda stream: b"\xff" * 9, more={"PrvText": words("제1조(목적) 이 규칙은")}
    )
    source = read_file(save("a.hwp", content))
    assert source.text == "제1조(목적) 이 규칙은"
    assert [note.code for note in source.report.diagnostics] == ["only_preview"]


def test_damaged_definitions_cost_only_the_numbers(save: SaveFile, make_hwp: Any) -> None:
    source = read_file(save("a.hwp", make_hwp(paragraph(0, "목적"), definitions=[(3, 0, b"")])))
    assert source.text == "목적"
    assert [note.code for note in source.report.diagnostics] == ["damaged_definitions"]


def random_numbers(state: int) -> Iterator[int]:
    """rand() of Microsoft's C library; its first numbers after srand(1) are 41, 18467, 6334."""
    while True:
        state = (state * 0x343FD + 0x269EC3) % 2**32
        yield state >> 16 & 0x7FFF


def locked(stream: bytes, *, seed: int, flags: int) -> bytes:
    """A section as the distribution format has it: 256 bytes with the key, then the section, encrypted."""
    key = b"0123456789abcdef"
    plain = seed.to_bytes(4, "little") + bytes(seed & 15) + key + bytes(64) + struct.pack("<H", flags)
    numbers, masks = random_numbers(seed), b""
    while len(masks) < 256:
        masks += bytes([next(numbers) & 0xFF]) * (1 + next(numbers) % 16)
    hidden = bytes(a ^ b for a, b in zip(plain.ljust(256, b"\x77"), masks, strict=False))
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    data = plain[:4] + hidden[4:]
    return (
        struct.pack("<I", 28 | 256 << 20)
        + data
        + encryptor.update(stream.ljust(-(-len(stream) // 16) * 16, b"\0"))
    )


@pytest.mark.parametrize("seed", [1, 0x1234567F, 0xFFFFFFF0])
@pytest.mark.parametrize(("flags", "wish"), [(0, "editing"), (3, "editing and copying and printing")])
def test_distribution_copies_are_read_and_named(
    save: SaveFile, make_hwp: Any, seed: int, flags: int, wish: str
) -> None:
    def lock(stream: bytes) -> bytes:
        return locked(stream, seed=seed, flags=flags)

    content = make_hwp(paragraph(0, "제1조(목적)"), paragraph(0, "제2조(정의)"), flags=0b101, lock=lock)
    source = read_file(save("a.hwp", content))
    assert source.text.splitlines() == ["제1조(목적)", "제2조(정의)"]
    (note,) = source.report.diagnostics
    assert (note.code, note.message.endswith(f"does not want {wish}")) == ("distribution_document", True)


def test_a_distribution_copy_without_its_key_is_damaged(save: SaveFile, make_hwp: Any) -> None:
    content = make_hwp(paragraph(0, "본문"), flags=0b101, lock=lambda stream: bytes(40))
    with pytest.raises(DamagedFileError, match="body is truncated or broken"):
        read_file(save("a.hwp", content))
