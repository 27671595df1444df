"""XLSX: every sheet a page, every row a line."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import openpyxl
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from corpus.errors import DamagedFileError
from corpus.readers.archives import open_archive, read_part
from corpus.readers.limits import ReadLimits
from corpus.readers.office.ooxml import is_strict, transitional_archive
from corpus.readers.office.sheets import sheet_text, spell
from corpus.readers.raw import RawText

_MAIN = "xl/workbook.xml"
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    SyntaxError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    NotImplementedError,
    OverflowError,
)


def read(content: bytes, limits: ReadLimits) -> RawText:
    """The visible sheets in order, each under its name unless that only counts; formulas with the values last computed.

    Raises:
        DamagedFileError: The workbook is broken.
        ReadLimitError: It unpacks to too much.
    """
    archive = open_archive(content, limits)
    if is_strict(read_part(archive, _MAIN)):
        content = transitional_archive(archive)
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        pages = tuple(sheet_text(sheet.title, _rows(sheet)) for sheet in sheets)
        properties = book.properties
    except _BROKEN as error:
        raise DamagedFileError(f"is a workbook whose parts are missing or broken ({error})") from error
    found = {
        "title": properties.title,
        "author": properties.creator,
        "subject": properties.subject,
        "created": properties.created,
        "modified": properties.modified,
    }
    return RawText(
        "xlsx", pages or ("",), metadata={name: str(value) for name, value in found.items() if value}
    )


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[list[str]]:
    sheet.reset_dimensions()  # what the file says of its size may be wrong, and then costs rows or time
    for row in sheet.iter_rows(values_only=True):
        yield [spell(value) for value in row]
