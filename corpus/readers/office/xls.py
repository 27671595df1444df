"""XLS (Excel 5 to 2003): every sheet a page, every row a line."""

import contextlib
import io
import struct
from collections.abc import Iterator
from datetime import datetime

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XLRDError
from xlrd.compdoc import CompDocError
from xlrd.sheet import Cell, Sheet

from corpus.errors import DamagedFileError, EncryptedFileError
from corpus.readers.limits import ReadLimits
from corpus.readers.office.sheets import sheet_text, spell
from corpus.readers.raw import RawText

_BROKEN = (
    XLRDError,
    CompDocError,
    struct.error,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    OverflowError,
    OSError,
    AssertionError,
)


def read(content: bytes, _limits: ReadLimits) -> RawText:
    """The visible sheets in order, each under its name unless that only counts.

    Raises:
        DamagedFileError: The workbook is broken.
        EncryptedFileError: It has a password.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            book = xlrd.open_workbook(file_contents=content, logfile=io.StringIO())
            visible = [sheet for sheet in book.sheets() if not sheet.visibility]
            pages = tuple(sheet_text(sheet.name, _rows(sheet, book.datemode)) for sheet in visible)
    except _BROKEN as error:
        if "encrypted" in str(error):
            raise EncryptedFileError(
                "is a workbook with a password: save it without one and read that"
            ) from error
        raise DamagedFileError(f"is a workbook whose parts are missing or broken ({error})") from error
    return RawText("xls", pages or ("",), metadata={"author": book.user_name})


def _rows(sheet: Sheet, date_mode: int) -> Iterator[list[str]]:
    for number in range(sheet.nrows):
        yield [_spelt(cell, date_mode) for cell in sheet.row(number)]


def _spelt(cell: Cell, date_mode: int) -> str:
    value: object = cell.value
    if cell.ctype == XL_CELL_BOOLEAN:
        value = bool(value)
    elif cell.ctype == XL_CELL_ERROR:
        value = None
    elif cell.ctype == XL_CELL_DATE:
        value = _date(cell.value, date_mode)
    elif cell.ctype == XL_CELL_NUMBER:
        value = float(cell.value)
    return spell(value)


def _date(value: float, date_mode: int) -> datetime | float:
    try:
        found: datetime = xlrd.xldate_as_datetime(value, date_mode)
    except (OverflowError, ValueError):
        return value
    return found
