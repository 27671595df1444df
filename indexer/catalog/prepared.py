"""Statements that are compiled once and run past SQLAlchemy, which takes longer than SQLite for a row."""

from typing import Any

from sqlalchemy import Engine, Select

from indexer.catalog.schema import fetch


class Prepared:
    """A statement on a catalog.

    Args:
        engine: The catalog.
        statement: The statement; its lists of values, if it has any, are one JSON parameter each.
    """

    def __init__(self, engine: Engine, statement: Select[Any]) -> None:
        compiled = statement.compile(engine)
        self._engine = engine
        self._text = str(compiled)
        self._names = compiled.positiontup or []
        self._values = compiled.params

    def rows(self, **values: str | int) -> list[tuple[Any, ...]]:
        """The rows of the newest commit.

        Args:
            values: Of the parameters that the statement leaves open, by name.
        """
        known = {**self._values, **values}
        return fetch(self._engine, self._text, [known[name] for name in self._names])
