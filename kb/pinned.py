"""Pinned: one generation of the index with all that an answer from it needs."""

from dataclasses import dataclass
from typing import Self

from indexer.models import DocumentContent, DocumentRecord
from indexer.seams import SearchBackend
from kb.contents import ContentCache
from kb.holdings import Holdings
from kb.timeline import LawReader
from kb.units import Units


@dataclass(frozen=True, slots=True)
class Pinned:
    """One pinned generation.

    Attributes:
        backend: The generation.
        holdings: Its documents by name and by the law they hold.
        contents: Contents of documents used before.
    """

    backend: SearchBackend
    holdings: Holdings
    contents: ContentCache

    @classmethod
    def of(cls, backend: SearchBackend) -> Self:
        """A generation of which nothing was used before."""
        return cls(backend, Holdings.of(backend), ContentCache())

    @property
    def law(self) -> LawReader:
        """Reads the law of this generation as of a day."""
        return LawReader(self.holdings.law, self.backend, self.contents)

    def content(self, record: DocumentRecord) -> DocumentContent:
        """Text, pages and provisions of a document."""
        return self.contents.get(self.backend, record)

    def units(self, record: DocumentRecord) -> Units:
        """The provisions of a document by anchor."""
        return self.contents.units(self.backend, record)
