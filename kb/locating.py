"""Locating: the document, provision or work that an identifier means."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.errors import NotFoundError
from indexer.models import DocumentRecord
from kb.pinned import Pinned
from kb.provisions import find, split_id
from kb.works import Work


@dataclass(frozen=True, slots=True)
class Locator:
    """Locates in one pinned generation.

    Attributes:
        pinned: The generation.
    """

    pinned: Pinned

    def document(self, identifier: str) -> DocumentRecord:
        """A document by its id, its work id or its number.

        Raises:
            NotFoundError: There is no such document, or the number belongs to several.
        """
        try:
            return self.pinned.backend.document(identifier)
        except NotFoundError:
            found = self.pinned.holdings.names.identified(identifier)
            if len(found) != 1:
                raise
            return found[0]

    def work(self, identifier: str) -> Work:
        """A work by its id, by its number or title, or by the id of one of its documents.

        Raises:
            NotFoundError: There is no such work, or the number or title belongs to several.
        """
        holdings = self.pinned.holdings
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
        if find(self.pinned.content(record).root, anchor) is None:
            raise NotFoundError(identifier)
        return record, anchor

    def _newest(self, identifier: str) -> DocumentRecord:
        if identifier in self.pinned.holdings.works.by_document:
            return self.pinned.holdings.works.record(identifier)
        return self.work(identifier).newest

    def _works(self, records: Iterable[DocumentRecord]) -> tuple[Work, ...]:
        works = (self.pinned.holdings.works.by_document[record.document_id] for record in records)
        return tuple({work.key: work for work in works}.values())
