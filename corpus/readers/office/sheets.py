"""How the cells of a spreadsheet become text, the same in every format."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from corpus.readers.tables import row_line

_COUNTED = re.compile(r"(?:Sheet|Trang[ _]?tính|시트)\s*\d+", re.IGNORECASE)


def sheet_text(name: str, rows: Iterable[Sequence[str]]) -> str:
    """The lines of a sheet, under its name unless that is one a program gave (`Sheet1`)."""
    lines = [line for line in map(_row_text, rows) if line]
    if lines and not _COUNTED.fullmatch(name.strip()):
        lines.insert(0, name)
    return "\n".join(lines)


def _row_text(cells: Sequence[str]) -> str:
    """A row as one line up to its last filled cell; a single filled cell stands without the empty ones before it."""
    filled = [number for number, cell in enumerate(cells) if cell.strip()]
    if not filled:
        return ""
    return row_line(cells[0 if len(filled) > 1 else filled[0] : filled[-1] + 1])


def spell(value: object) -> str:
    """A value as text: dates as in ISO 8601, whole numbers without a point, others with the ten digits a sheet shows."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return _spell_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return "" if value is None else str(value)


def _spell_number(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.15g}"
