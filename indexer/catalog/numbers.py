"""Statements that look rows up by number, as every search does: compiled once, and run past SQLAlchemy."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Engine, Select, bindparam, func, select

from indexer.catalog.schema import fetch

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
        compiled = statement.compile(engine)
        self._engine = engine
        self._text = str(compiled)
        self._names = compiled.positiontup or []
        self._values = compiled.params

    def rows(self, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
        """The rows of these numbers, in no order; those that are not there are left out."""
        values = {**self._values, "numbers": json.dumps(list(numbers))}
        return fetch(self._engine, self._text, [values[name] for name in self._names])
