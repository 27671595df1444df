"""Statements that look rows up by number, as every search does."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Engine, Select, bindparam, func, select

from indexer.catalog.prepared import Prepared

_NUMBERS = func.json_each(bindparam("numbers")).table_valued("value")


def by_numbers(number: Column[Any], *columns: Column[Any]) -> Select[Any]:
    """The rows of a table whose number is asked for, for a `Lookup`: first the number, then the columns."""
    found = _NUMBERS.join(number.table, number == _NUMBERS.c.value)
    return select(number, *columns).select_from(found)


class Lookup:
    """A statement of `by_numbers` on a catalog. The numbers are one parameter, however many there are.

    Args:
        engine: The catalog.
        statement: The statement.
    """

    def __init__(self, engine: Engine, statement: Select[Any]) -> None:
        self._statement = Prepared(engine, statement)

    def rows(self, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
        """The rows of these numbers, in no order; those that are not there are left out."""
        return self._statement.rows(numbers=json.dumps(list(numbers)))
