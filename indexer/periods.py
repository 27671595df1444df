"""Dates of reduced precision as ranges of day numbers, so that "some day of June 2026" can be filtered."""

import re

from corpus.errors import InvalidQueryError
from indexer.models import Filters

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

FIRST_DAY, LAST_DAY = 0, 99991231
"""Bounds that every day number lies between."""


def period(date: str) -> tuple[int, int] | None:
    """First and last day number (yyyymmdd) that an ISO 8601 date of any precision may mean; None for anything else.

    `2018-08-01` gives (20180801, 20180801), `2026-06` (20260601, 20260631), `2018` (20180101, 20181231). Day numbers are only compared, so
    that June has a 31st does no harm.
    """
    match = _ISO.fullmatch(date)
    if not match:
        return None
    year, month, day = match.groups()
    return int(f"{year}{month or '01'}{day or '01'}"), int(f"{year}{month or '12'}{day or '31'}")


def wanted_period(filters: Filters) -> tuple[int, int] | None:
    """Day numbers from `issued_from` to `issued_to`, None when neither limits.

    Raises:
        InvalidQueryError: A bound is no ISO 8601 date.
    """
    if filters.issued_from is None and filters.issued_to is None:
        return None
    first = FIRST_DAY if filters.issued_from is None else _bound(filters.issued_from)[0]
    last = LAST_DAY if filters.issued_to is None else _bound(filters.issued_to)[1]
    return first, last


def _bound(date: str) -> tuple[int, int]:
    days = period(date)
    if days is None:
        raise InvalidQueryError(f"{date!r} is no date: write it as 2018-08-01, 2018-08 or 2018")
    return days
