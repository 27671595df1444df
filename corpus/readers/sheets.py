"""How the cells of a spreadsheet become text, the same in every format."""

from collections.abc import Iterable
from datetime import date, datetime, time

from corpus.readers.tables import row_line


def row_text(cells: Iterable[str]) -> str:
    """A row as one line, without the empty cells behind its last filled one; empty when all cells are."""
    texts = list(cells)
    while texts and not texts[-1].strip():
        texts.pop()
    return row_line(texts)


def spell(value: object) -> str:
    """A value as text: whole numbers without a point, other numbers as typed (15 digits), dates as in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)
