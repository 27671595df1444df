"""What is known of the documents of one generation before any question: their names, their works, and the law that they make."""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from indexer.models import DocumentRecord
from indexer.seams import SearchBackend
from kb.naming import Names
from kb.timeline import RULING, Law, Told
from kb.unswept import unswept
from kb.works import Works

_KEPT = 2
"""The newest generation and the one before it, which other threads may still be searching."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The documents of one generation, as people and other documents call them.

    Attributes:
        sequence: The last change that they reflect.
        names: By number and title.
        works: By the law that they hold.
        law: What is said of that law.
    """

    sequence: int
    names: Names
    works: Works
    law: Law

    @classmethod
    def of(cls, backend: SearchBackend) -> Self:
        """The holdings of a generation, made from nothing."""
        with unswept():
            works = Works.of(())
            nothing = cls(0, Names.of(()), works, Law(works, Told.nothing(RULING)))
            return nothing._changed(backend, (), backend.documents())

    def next(self, backend: SearchBackend) -> Self:
        """The holdings of a later generation: the same as made from nothing, at the cost of what changed in between."""
        came = backend.arrived(self.sequence)
        lost = {*backend.departed(self.sequence), *(record.document_id for record in came)}
        gone = [self.names.by_id[name] for name in lost if name in self.names.by_id]
        if len(self.names.by_id) - len(gone) + len(came) != backend.manifest.documents:
            # The catalog forgets what went when no generation on disk shows it any more.
            return self.of(backend)
        return self._changed(backend, gone, came)

    def _changed(
        self, backend: SearchBackend, gone: Collection[DocumentRecord], came: Collection[DocumentRecord]
    ) -> Self:
        works = self.works.changed(gone, came)
        news = {record.document_id for record in (*gone, *came)}
        return type(self)(
            sequence=backend.manifest.sequence,
            names=self.names.changed(gone, came),
            works=works,
            law=self.law.changed(backend, works, news),
        )


class HoldingsCache:
    """The holdings of the newest generations that were asked for. Safe to share between threads."""

    def __init__(self) -> None:
        self._held: dict[int, Holdings] = {}
        self._lock = threading.Lock()

    def get(self, backend: SearchBackend) -> Holdings:
        """The holdings of a generation, made on the first call for it."""
        generation = backend.manifest.generation
        with self._lock:
            if generation not in self._held:
                before = max((one for one in self._held if one < generation), default=None)
                made = Holdings.of(backend) if before is None else self._held[before].next(backend)
                kept = sorted({**self._held, generation: made}.items())
                self._held = dict(kept[-_KEPT:])
                return made
            return self._held[generation]
