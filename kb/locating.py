"""Locating: the document, provision or work that an identifier means."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.errors import NotFoundError
from indexer.models import DocumentRecord, SearchBackend
from kb.contents import ContentCache
from kb.holdings import Holdings
from kb.provisions import find, split_id
from kb.works import Work


@dataclass(frozen=True, slots=True)
class Locator:
    """Locates in one pinned generation.

    Attributes:
        holdings: Of the generation.
        backend: The generation.
        contents: Contents of documents used before.
    """

    holdings: Holdings
    backend: SearchBackend
    contents: ContentCache

    def document(self, identifier: str) -> DocumentRecord:
        """A document by its id, its work id or its number.

        Raises:
            NotFoundError: There is no such document, or the number belongs to several.
        """
        try:
            return self.backend.document(identifier)
        except NotFoundError:
            found = self.holdings.names.identified(identifier)
            if len(found) != 1:
                raise
            return found[0]

    def work(self, identifier: str) -> Work:
        """A work by its id, by its number or title, or by the id of one of its documents.

        Raises:
            NotFoundError: There is no such work, or the number or title belongs to several.
        """
        holdings = self.holdings
        if identifier in holdings.works.by_document:
            return holdings.works.by_document[identifier]
        for records in (holdings.names.identified(identifier), holdings.names.titled(identifier)):
            works = self._works(records)
            if len(works) == 1:
                return works[0]
        keyed = holdings.works.by_key.get(identifier, ())
        if len(keyed) != 1:
            raise NotFoundError(identifier)
        return keyed[0]

    def place(self, identifier: str) -> tuple[DocumentRecord, str]:
        """A document and an anchor in it; the anchor is empty where none is asked for, and a work means its newest document.

        Raises:
            NotFoundError: There is no such document, work or anchor.
        """
        try:
            return self._newest(identifier), ""
        except NotFoundError:
            document_id, anchor = split_id(identifier)
        record = self._newest(document_id)
        if find(self.contents.get(self.backend, record).root, anchor) is None:
            raise NotFoundError(identifier)
        return record, anchor

    def _newest(self, identifier: str) -> DocumentRecord:
        if identifier in self.holdings.works.by_document:
            return self.holdings.works.record(identifier)
        return self.work(identifier).newest

    def _works(self, records: Iterable[DocumentRecord]) -> tuple[Work, ...]:
        works = {self.holdings.works.by_document[record.document_id].key for record in records}
        return tuple(work for work in self.holdings.works if work.key in works) if works else ()
