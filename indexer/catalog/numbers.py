"""Statements that look rows up by number, made once: putting a statement together costs more than running it."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Select, bindparam, func, select

_NUMBERS = func.json_each(bindparam("numbers")).table_valued("value")


def by_numbers(number: Column[Any], *columns: Column[Any]) -> Select[Any]:
    """The rows of a table whose number is asked for, see `packed`: first the number, then the columns.

    The numbers are one parameter, however many there are.
    """
    found = _NUMBERS.join(number.table, number == _NUMBERS.c.value)
    return select(number, *columns).select_from(found)


def packed(numbers: Iterable[int]) -> dict[str, str]:
    """The parameter of a statement of `by_numbers`."""
    return {"numbers": json.dumps(list(numbers))}
