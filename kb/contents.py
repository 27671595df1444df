"""The heavy part of documents, kept for the next answer: hits of one document share its pages and its tree of provisions."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

from indexer.models import DocumentContent, DocumentRecord
from indexer.seams import SearchBackend
from kb.units import Units

Made = TypeVar("Made")

_KEPT = 64


class ContentCache:
    """The contents of the documents used last. Safe to share between threads.

    A stored state of a document never changes: when the document does, it gets another row. So entries stay right over generations.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._contents: OrderedDict[int, DocumentContent] = OrderedDict()
        self._units: OrderedDict[int, Units] = OrderedDict()
        self._lock = Lock()

    def get(self, backend: SearchBackend, record: DocumentRecord) -> DocumentContent:
        """Text, pages and provisions of a document."""
        return self._kept_in(self._contents, record.row, lambda: backend.content(record.document_id))

    def units(self, backend: SearchBackend, record: DocumentRecord) -> Units:
        """The provisions of a document by anchor; those of a code of a thousand articles take milliseconds to make."""
        return self._kept_in(self._units, record.row, lambda: Units(self.get(backend, record).root))

    def _kept_in(self, kept: OrderedDict[int, Made], row: int, make: Callable[[], Made]) -> Made:
        with self._lock:
            if row in kept:
                kept.move_to_end(row)
                return kept[row]
        made = make()
        with self._lock:
            kept[row] = made
            while len(kept) > self._kept:
                kept.popitem(last=False)
        return made
