"""What is worked out once for each generation: its documents by name, its works, and the law that they make."""

import threading
from dataclasses import dataclass
from typing import Self

from indexer.seams import SearchBackend
from kb.naming import Names
from kb.timeline import Law, read_statements
from kb.works import Works


@dataclass(frozen=True, slots=True)
class Holdings:
    """The documents of one generation, as people and other documents call them.

    Attributes:
        names: By number and title.
        works: By the law that they hold.
        law: What is said of that law.
    """

    names: Names
    works: Works
    law: Law

    @classmethod
    def of(cls, backend: SearchBackend) -> Self:
        """The holdings of a generation."""
        records = backend.documents()
        works = Works.of(records)
        return cls(Names.of(records), works, Law(works, read_statements(backend, works)))


class HoldingsCache:
    """The holdings of the newest generation that was asked for. Safe to share between threads."""

    def __init__(self) -> None:
        self._held: tuple[int, Holdings] | None = None
        self._lock = threading.Lock()

    def get(self, backend: SearchBackend) -> Holdings:
        """The holdings of a generation, made on the first call for it."""
        generation = backend.manifest.generation
        with self._lock:
            if self._held is None or self._held[0] != generation:
                self._held = generation, Holdings.of(backend)
            return self._held[1]
