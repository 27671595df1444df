"""The heavy part of documents, kept for the next answer: hits of one document share its pages and its tree of provisions."""

from indexer.models import DocumentContent, DocumentRecord
from indexer.remembered import Kept
from indexer.seams import SearchBackend
from kb.units import Units

_KEPT = 64


class ContentCache:
    """The contents of the documents used last. Safe to share between threads.

    A stored state of a document never changes: when the document does, it gets another row. So entries stay right over generations.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._contents: Kept[int, DocumentContent] = Kept(kept)
        self._units: Kept[int, Units] = Kept(kept)

    def get(self, backend: SearchBackend, record: DocumentRecord) -> DocumentContent:
        """Text, pages and provisions of a document."""
        return self._contents.get(record.row, lambda: backend.content(record.document_id))

    def units(self, backend: SearchBackend, record: DocumentRecord) -> Units:
        """The provisions of a document by anchor; those of a code of a thousand articles take milliseconds to make."""
        return self._units.get(record.row, lambda: Units(self.get(backend, record).root))
