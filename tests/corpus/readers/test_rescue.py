"""Damaged zip archives: what is left of them is read, in every format that is one."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import DamagedFileError, EncryptedFileError, ReadLimitError
from corpus.readers import ReadLimits, read_file
from corpus.readers.rescue import rescue

SaveFile = Callable[[str, bytes], Path]

PARTS = {"a.txt": b"first part" * 40, "b/c.txt": bytes(range(256)) * 9, "d.txt": b""}


def archive(method: int, *, streamed: bool = False) -> bytes:
    """The parts; `streamed` leaves sizes out of the headers before them, as writers to a pipe do."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return not streamed

    output = Pipe()
    with zipfile.ZipFile(output, "w", method) as made:
        for name, content in PARTS.items():
            made.writestr(name, content)
    return output.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.mark.parametrize("streamed", [True, False])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_without_its_directory_every_part_is_found(method: int, streamed: bool) -> None:
    whole = archive(method, streamed=streamed)
    rescued = rescue(whole[: whole.index(b"PK\x01\x02")], ReadLimits())
    assert rescued is not None
    assert parts(rescued.content) == PARTS
    assert rescued.diagnostic.code == "damaged_archive"


def test_a_wrong_size_does_not_swallow_the_parts_behind_it() -> None:
    broken = bytearray(archive(zipfile.ZIP_STORED))
    broken[18:22] = b"\xff\xff\xff\x00"
    rescued = rescue(bytes(broken), ReadLimits())
    assert rescued is not None
    assert parts(rescued.content) == PARTS
    assert "a.txt" in rescued.diagnostic.message


@settings(max_examples=40, deadline=None)
@given(st.integers(30, 2000), st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
def test_a_cut_archive_gives_beginnings(length: int, method: int) -> None:
    rescued = rescue(archive(method)[:length], ReadLimits())
    found = parts(rescued.content) if rescued else {}
    assert all(PARTS[name].startswith(content) for name, content in found.items() if name in PARTS)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_garbage_is_no_archive(garbage: bytes) -> None:
    try:
        rescued = rescue(b"PK\x03\x04" + garbage, ReadLimits())
    except EncryptedFileError:
        return
    assert rescued is None or zipfile.is_zipfile(BytesIO(rescued.content))


def test_limits_hold_for_what_is_rescued() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a", bytes(3_000_000))
    with pytest.raises(ReadLimitError, match="more than the 2 MB"):
        rescue(bomb.getvalue()[:-30], ReadLimits(unpacked_megabytes=2))
    locked = bytearray(archive(zipfile.ZIP_DEFLATED))
    locked[6] |= 1
    rescued = rescue(bytes(locked), ReadLimits())
    assert rescued is not None
    assert parts(rescued.content)["b/c.txt"] == PARTS["b/c.txt"]
    with pytest.raises(EncryptedFileError, match="needs a password"):
        rescue(bytes(locked[: locked.index(b"PK\x03\x04", 4)]), ReadLimits())
    assert rescue(b"%PDF-1.7 " + archive(zipfile.ZIP_STORED), ReadLimits()) is None


def text(line: str) -> str:
    return f"<hp:p><hp:run><hp:t>{line}</hp:t></hp:run></hp:p>"


def test_documents_whose_directory_is_lost(save: SaveFile, make_hwpx: Any, make_docx: Any) -> None:
    made = {
        "a.hwpx": make_hwpx(text("제1조(목적)")),
        "a.docx": make_docx(lambda document: document.add_paragraph("Điều 1. Phạm vi")),
    }
    for (name, whole), expected in zip(made.items(), ("제1조(목적)", "Điều 1. Phạm vi"), strict=True):
        source = read_file(save(name, whole[: whole.index(b"PK\x01\x02")]))
        assert source.text == expected
        assert [note.code for note in source.report.diagnostics] == ["damaged_archive"]


def test_a_part_with_a_wrong_checksum(save: SaveFile, make_hwpx: Any) -> None:
    whole = bytearray(make_hwpx(text("첫째 구역"), text("둘째 구역")))
    checksum = whole.rindex(b"PK\x01\x02", 0, whole.rindex(b"Contents/section0.xml")) + 16
    whole[checksum] ^= 1
    source = read_file(save("a.hwpx", bytes(whole)))
    assert source.text.splitlines() == ["첫째 구역", "둘째 구역"]
    assert source.report.diagnostics[0].code == "damaged_archive"


def test_a_section_that_is_cut_off(save: SaveFile, make_hwpx: Any) -> None:
    lines = [f"제{number}조 {chr(0xAC00 + 37 * number)}" for number in range(1, 200)]
    whole = make_hwpx("".join(map(text, lines)))
    start = whole.index(b"Contents/section0.xml")
    source = read_file(save("a.hwpx", whole[: start + 1200]))
    found = source.text.splitlines()
    assert found[:-1] == lines[: len(found) - 1]
    assert len(found) > 50
    assert {note.code for note in source.report.diagnostics} >= {"damaged_archive", "damaged_section"}
    assert "Contents/section0.xml" in source.report.diagnostics[0].message


def test_where_nothing_can_be_rescued_the_first_error_stands(save: SaveFile, make_docx: Any) -> None:
    whole = make_docx(lambda document: document.add_paragraph("Điều 1"))
    with pytest.raises(DamagedFileError, match="zip archive is truncated or broken"):
        read_file(save("a.docx", whole[:200]))
