"""XLSX and XLS: sheets as pages, rows as lines, values as a sheet shows them."""

import contextlib
import random
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt

from corpus.errors import DamagedFileError, EmptyFileError, ReadError
from corpus.readers import ReadLimits, read_file
from corpus.readers.office.sheets import spell

SaveFile = Callable[[str, bytes], Path]
ROWS: list[list[Any]] = [
    ["Phụ lục I"],
    [],
    ["TT", "Tên\ndự án", "Mức", None, "Ngày"],
    [1, "Đường sắt", 2.5, None, datetime(2026, 6, 1)],
    [None, None, "cộng"],
    [2, "제1조", 1234567],
]
PAGES = [
    "Biểu 1\nPhụ lục I\nTT | Tên dự án | Mức |  | Ngày\n1 | Đường sắt | 2.5 |  | 2026-06-01\ncộng\n2 | 제1조 | 1234567",
    "chỉ một ô",
]


@pytest.fixture
def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.properties.title = "Biểu"
    book.active.title = "Biểu 1"
    for row in ROWS:
        book.active.append(row)
    book.create_sheet("Sheet2")["C7"] = "chỉ một ô"
    hidden = book.create_sheet("ẩn")
    hidden["A1"], hidden.sheet_state = "ẩn", "hidden"
    output = BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.fixture
def xls() -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Biểu 1")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if isinstance(value, datetime):
                sheet.write(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)
    book.add_sheet("Sheet2").write(6, 2, "chỉ một ô")
    hidden = book.add_sheet("ẩn")
    hidden.write(0, 0, "ẩn")
    hidden.visibility = 1
    output = BytesIO()
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_sheets_are_pages_and_rows_are_lines(
    save: SaveFile, request: pytest.FixtureRequest, kind: str
) -> None:
    source = read_file(save(f"a.{kind}", request.getfixturevalue(kind)))
    assert [source.text[page.start : page.end].rstrip("\n") for page in source.pages] == PAGES
    assert (source.report.format, source.report.pages) == (kind, 2)
    assert not source.report.diagnostics


def test_properties(save: SaveFile, xlsx: bytes) -> None:
    assert read_file(save("a.xlsx", xlsx)).metadata["title"] == "Biểu"


def test_a_workbook_without_text_is_empty(save: SaveFile) -> None:
    output = BytesIO()
    openpyxl.Workbook().save(output)
    with pytest.raises(EmptyFileError):
        read_file(save("a.xlsx", output.getvalue()))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (3.0, "3"),
        (118.279569892473, "118.2795699"),
        (12345678901.25, "12345678901.25"),
        (datetime(2026, 6, 1, 8, 30, tzinfo=UTC).replace(tzinfo=None), "2026-06-01 08:30:00"),
        (date(2026, 6, 1), "2026-06-01"),
        ("chữ", "chữ"),
    ],
)
def test_values(value: object, text: str) -> None:
    assert spell(value) == text


def test_a_workbook_without_its_parts(save: SaveFile, make_archive: Any) -> None:
    with pytest.raises(DamagedFileError, match="missing or broken"):
        read_file(save("a.xlsx", make_archive({"xl/workbook.xml": "<x/>"})))


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_mutations_raise_nothing_but_read_errors(
    save: SaveFile, request: pytest.FixtureRequest, kind: str
) -> None:
    content, chance = request.getfixturevalue(kind), random.Random(kind)
    for _ in range(40):
        mutated = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        if chance.random() < 0.2:
            del mutated[chance.randrange(len(mutated)) :]
        with contextlib.suppress(ReadError):
            assert read_file(save(f"a.{kind}", bytes(mutated)), ReadLimits(seconds=20)).text.strip()


def test_a_workbook_in_the_strict_form(save: SaveFile, xlsx: bytes) -> None:
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx)) as book, zipfile.ZipFile(output, "w") as strict:
        for name in book.namelist():
            part = re.sub(
                rb"http://schemas.openxmlformats.org/(\w+)/2006/(\w+)",
                rb"http://purl.oclc.org/ooxml/\1/\2",
                book.read(name),
            )
            strict.writestr(name, part)
    assert read_file(save("a.xlsx", output.getvalue())).text.startswith("Biểu 1\nPhụ lục I")
