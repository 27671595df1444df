"""The knowledge base: the one object that the faces talk to."""

from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.errors import IndexMismatchError, InvalidQueryError, NotFoundError
from corpus.models import Language
from indexer.backends.local import LocalIndex
from indexer.encoders import open_encoder
from indexer.models import DocumentRecord, Encoder, Filters, Manifest, SearchBackend
from kb.contents import ContentCache
from kb.holdings import HoldingsCache
from kb.models import SearchResult, Status, StoredDocument, StoredProvision
from kb.provisions import find, split_id, stored_provision
from kb.query import Query, first_day
from kb.search import Search
from kb.timeline import LawReader, today
from kb.timeline.models import Timeline, Validity
from kb.works import Work

_NO_FILTERS = Filters()


class KnowledgeBase:
    """An open knowledge base. Safe to share between threads; a context manager that closes it.

    Each call answers from one generation, the newest at that moment: what a writer publishes is seen by the next call.
    """

    def __init__(self, home: Path, index: LocalIndex, encoder: Encoder) -> None:
        self._home = home
        self._index = index
        self._encoder = encoder
        self._contents = ContentCache()
        self._holdings = HoldingsCache()

    @classmethod
    def open(cls, home: Path, encoder: Encoder | None = None) -> Self:
        """Open a knowledge base.

        Args:
            home: Its folder.
            encoder: Must be the one it was built with; None opens the one that its manifest names.

        Raises:
            IndexNotFoundError: Nothing is committed there.
            IndexMismatchError: It was built with another encoder, or another version of it.
            EncoderUnavailableError: Its encoder is not on this machine.
        """
        index = LocalIndex.open(home)
        try:
            with closing(index.backend()) as backend:
                return cls(home, index, _matching_encoder(backend.manifest, encoder))
        except BaseException:
            index.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the files; a second call does nothing."""
        self._index.close()

    @property
    def generation(self) -> int:
        """Number of the newest generation."""
        return self._manifest().generation

    def search(self, query: Query) -> SearchResult:
        """Answer a query from one generation.

        Raises:
            InvalidQueryError: A filter cannot be read.
            IndexCorruptedError: The files are damaged.
        """
        with closing(self._index.backend()) as backend:
            return Search(backend, self._encoder, self._holdings.get(backend), self._contents).run(query)

    def documents(
        self, filters: Filters = _NO_FILTERS, language: Language | None = None
    ) -> list[DocumentRecord]:
        """Documents that pass the filters and are mostly in one language, ordered by id; None for all languages."""
        with closing(self._index.backend()) as backend:
            records = backend.documents(filters)
        return [record for record in records if language in {None, record.language}]

    def document(self, identifier: str) -> StoredDocument:
        """A document by its id, its work id (`vn/qd/ttg/2018/950`) or its number (`950/QĐ-TTg`).

        Raises:
            NotFoundError: There is no such document, or the number belongs to several.
        """
        with closing(self._index.backend()) as backend:
            record = self._record(backend, identifier)
            content = self._contents.get(backend, record)
            return StoredDocument(backend.manifest.generation, record, content)

    def provision(self, identifier: str) -> StoredProvision:
        """A provision by its id: `<document>#<anchor>`, the document named as in `document`.

        Raises:
            NotFoundError: There is no such document or anchor.
        """
        document, anchor = split_id(identifier)
        with closing(self._index.backend()) as backend:
            record = self._record(backend, document)
            content = self._contents.get(backend, record)
            return stored_provision(backend.manifest.generation, record, content, anchor)

    def validity(self, identifier: str, on: str | None = None) -> Validity:
        """Whether a document or a provision held on a day.

        Args:
            identifier: Of a document as in `document`, or of a provision as in `provision`.
            on: The day, ISO 8601 `2018-08-01`; None for today.

        Raises:
            NotFoundError: There is no such document or anchor, or the number belongs to several.
            InvalidQueryError: `on` is no day.
        """
        day = _day(on)
        with closing(self._index.backend()) as backend:
            record, anchor = self._named(backend, identifier)
            return self._law(backend).validity(record, anchor, day)

    def timeline(self, identifier: str, on: str | None = None) -> Timeline:
        """The life of a work, with its validity on a day.

        Args:
            identifier: A work id, or a document as in `document`; of several documents of one work any will do.
            on: The day, ISO 8601 `2018-08-01`; None for today.

        Raises:
            NotFoundError: There is no such document, or what is named belongs to several works.
            InvalidQueryError: `on` is no day.
        """
        day = _day(on)
        with closing(self._index.backend()) as backend:
            return self._law(backend).timeline(self._work(backend, identifier), day)

    def status(self) -> Status:
        """What it holds."""
        manifest = self._manifest()
        return Status(
            home=self._home,
            generation=manifest.generation,
            sequence=manifest.sequence,
            created_at=manifest.created_at,
            encoder=manifest.encoder,
            encoder_fingerprint=manifest.encoder_fingerprint,
            dimension=manifest.dimension,
            documents=manifest.documents,
            passages=manifest.passages,
            disk_bytes=_bytes_below(self._home),
        )

    def _manifest(self) -> Manifest:
        with closing(self._index.backend()) as backend:
            return backend.manifest

    def _law(self, backend: SearchBackend) -> LawReader:
        return LawReader(self._holdings.get(backend).law, backend, self._contents)

    def _work(self, backend: SearchBackend, identifier: str) -> Work:
        """The one work that an identifier or a title names."""
        held = self._holdings.get(backend)
        if identifier in held.works.by_document:
            return held.works.by_document[identifier]
        records = held.names.identified(identifier) or held.names.titled(identifier)
        found = {
            work.key: work for record in records for work in [held.works.by_document[record.document_id]]
        }
        if len(found) != 1:
            raise NotFoundError(identifier)
        return next(iter(found.values()))

    def _named(self, backend: SearchBackend, identifier: str) -> tuple[DocumentRecord, str]:
        """The document, and the anchor that exists in it; empty where a document is named."""
        try:
            return self._record(backend, identifier), ""
        except NotFoundError:
            document, anchor = split_id(identifier)
        record = self._record(backend, document)
        if find(self._contents.get(backend, record).root, anchor) is None:
            raise NotFoundError(identifier)
        return record, anchor

    def _record(self, backend: SearchBackend, identifier: str) -> DocumentRecord:
        try:
            return backend.document(identifier)
        except NotFoundError:
            found = self._holdings.get(backend).names.identified(identifier)
            if len(found) != 1:
                raise
            return found[0]


def _day(on: str | None) -> str:
    """A day as it was asked for, else today. Raises InvalidQueryError when it is no day."""
    if on is None:
        return today()
    if first_day(on) != on:
        raise InvalidQueryError(f"{on!r} is no day: write it as 2018-08-01")
    return on


def _matching_encoder(manifest: Manifest, encoder: Encoder | None) -> Encoder:
    """The encoder that a generation was built with. Raises IndexMismatchError when the one given is another."""
    encoder = encoder or open_encoder(manifest.encoder)
    if encoder.fingerprint != manifest.encoder_fingerprint:
        raise IndexMismatchError(found=manifest.encoder, expected=encoder.name)
    return encoder


def _bytes_below(folder: Path) -> int:
    """Bytes of all files below a folder; those that a writer removes meanwhile count nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:
            continue
    return total
