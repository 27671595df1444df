"""The heavy part of documents, kept for the next answer: hits of one document share its pages and its tree of provisions."""

from collections import OrderedDict
from threading import Lock

from indexer.models import DocumentContent, DocumentRecord, SearchBackend

_KEPT = 64


class ContentCache:
    """The contents of the documents used last. Safe to share between threads.

    A stored state of a document never changes: when the document does, it gets another row. So entries stay right over generations.
    """

    def __init__(self, kept: int = _KEPT) -> None:
        self._kept = kept
        self._contents: OrderedDict[int, DocumentContent] = OrderedDict()
        self._lock = Lock()

    def get(self, backend: SearchBackend, record: DocumentRecord) -> DocumentContent:
        """Text, pages and provisions of a document."""
        with self._lock:
            if record.row in self._contents:
                self._contents.move_to_end(record.row)
                return self._contents[record.row]
        content = backend.content(record.document_id)
        with self._lock:
            self._contents[record.row] = content
            while len(self._contents) > self._kept:
                self._contents.popitem(last=False)
        return content
