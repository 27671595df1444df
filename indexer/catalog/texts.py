"""Stored texts of documents in memory: the last ones read, so that the passages of a ranking cost one query."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from sqlalchemy import Engine, select

from indexer.catalog.codec import unpack_text
from indexer.catalog.schema import contents

_CHARACTERS_IN_MEMORY = 16_000_000


class StoredTexts:
    """Texts by document row. Rows never change and are never numbered again, so what was once read stays right.

    Args:
        engine: The catalog.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts: OrderedDict[int, str] = OrderedDict()
        self._characters = 0
        self._lock = Lock()

    def of(self, rows: Iterable[int]) -> dict[int, str]:
        """The stored texts of documents by row; those not in memory are read by one query."""
        wanted = set(rows)
        with self._lock:
            found = {row: self._texts[row] for row in wanted & self._texts.keys()}
            for row in found:
                self._texts.move_to_end(row)
        read = self._read(wanted - found.keys())
        with self._lock:
            self._remember(read)
        return found | read

    def _read(self, rows: set[int]) -> dict[int, str]:
        if not rows:
            return {}
        query = select(contents.c.document_row, contents.c.text).where(contents.c.document_row.in_(rows))
        with self._engine.connect() as connection:
            return {row: unpack_text(text) for row, text in connection.execute(query)}

    def _remember(self, read: dict[int, str]) -> None:
        for row, text in read.items():
            if row not in self._texts:
                self._texts[row] = text
                self._characters += len(text)
        while self._characters > _CHARACTERS_IN_MEMORY and self._texts:
            self._characters -= len(self._texts.popitem(last=False)[1])
