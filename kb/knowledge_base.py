"""The knowledge base: the one object that the faces talk to."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from corpus.errors import IndexMismatchError
from corpus.models import Document, Language
from indexer.analyzers import analyzer_for
from indexer.backends.local import LocalIndex
from indexer.encoders import open_encoder
from indexer.models import DocumentRecord, Filters, Manifest
from indexer.seams import Encoder, SearchBackend
from kb.asking import Asker
from kb.citator import Citator
from kb.citator.models import AuditReport, CheckReport, CitationLink
from kb.contents import ContentCache
from kb.holdings import HoldingsCache
from kb.locating import Locator
from kb.models import SearchResult, Status, StoredDocument, StoredProvision
from kb.pinned import Pinned
from kb.provisions import split_id, stored_provision
from kb.query import Query, asked_day
from kb.search import Search
from kb.timeline.models import Timeline, Validity

_NO_FILTERS = Filters()
_WARM_UP = "a"
"""Any text: analyzers and encoders load what they need with the first one."""


class KnowledgeBase:
    """An open knowledge base. Safe to share between threads; a context manager that closes it.

    Each call answers from one generation, the newest at that moment: what a writer publishes is seen by the next call.
    """

    def __init__(self, home: Path, index: LocalIndex, encoder: Encoder) -> None:
        self._home = home
        self._index = index
        self._encoder = encoder
        self._asker = Asker.by(encoder)
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
        """Release the files and the threads; a second call does nothing."""
        self._asker.close()
        self._index.close()

    @property
    def generation(self) -> int:
        """Number of the newest generation."""
        return self._manifest().generation

    def prepare(self) -> None:
        """Load what the first search would wait for, side by side: the encoder's model, the analyzers, the law of the generation.

        Raises:
            EncoderUnavailableError: The model is damaged.
            IndexCorruptedError: The files are.
        """
        with closing(self._index.backend()) as backend, ThreadPoolExecutor() as aside:
            loading: list[Future[Any]] = [aside.submit(self._encoder.encode_queries, [_WARM_UP])]
            loading += [aside.submit(analyzer_for(name).terms, _WARM_UP) for name in backend.languages]
            loading.append(aside.submit(self._holdings.get, backend))
            for one in loading:
                one.result()

    def search(self, query: Query) -> SearchResult:
        """Answer a query from one generation.

        Raises:
            InvalidQueryError: A filter cannot be read.
            IndexCorruptedError: The files are damaged.
        """
        with closing(self._index.backend()) as backend:
            return Search(self._pinned(backend), self._asker).run(query)

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
            record = Locator(self._pinned(backend)).document(identifier)
            content = self._contents.get(backend, record)
            return StoredDocument(backend.manifest.generation, record, content)

    def provision(self, identifier: str) -> StoredProvision:
        """A provision by its id: `<document>#<anchor>`, the document named as in `document`.

        Raises:
            NotFoundError: There is no such document or anchor.
        """
        document, anchor = split_id(identifier)
        with closing(self._index.backend()) as backend:
            record = Locator(self._pinned(backend)).document(document)
            content = self._contents.get(backend, record)
            return stored_provision(backend.manifest.generation, record, content, anchor)

    def timeline(self, identifier: str, on: str | None = None) -> Timeline:
        """The life of a work, with its validity on a day.

        Args:
            identifier: Its work id, number or title, or the id of one of its documents.
            on: The day, ISO 8601; None for today.

        Raises:
            NotFoundError: There is no such work, or the number or title belongs to several.
            InvalidQueryError: That is no day.
        """
        day = asked_day(on)
        with closing(self._index.backend()) as backend:
            pinned = self._pinned(backend)
            return pinned.law.timeline(Locator(pinned).work(identifier), day)

    def validity(self, identifier: str, on: str | None = None) -> Validity:
        """Whether a document, or a provision (`<document>#<anchor>`), was in force on a day.

        Args:
            identifier: Of a work it means the newest document.
            on: The day, ISO 8601; None for today.

        Raises:
            NotFoundError: There is no such document or provision.
            InvalidQueryError: That is no day.
        """
        day = asked_day(on)
        with closing(self._index.backend()) as backend:
            pinned = self._pinned(backend)
            return pinned.law.validity(*Locator(pinned).place(identifier), day)

    def cites(self, identifier: str) -> tuple[CitationLink, ...]:
        """What a document cites, or one of its provisions (`<document>#<anchor>`), in the order of its text.

        Raises:
            NotFoundError: There is no such document or provision.
        """
        with closing(self._index.backend()) as backend:
            return Citator(self._pinned(backend)).cites(identifier)

    def cited_by(self, identifier: str) -> tuple[CitationLink, ...]:
        """What cites a work, or one of its provisions, by document id, then in the order of the text.

        Args:
            identifier: As for `cites`. A citation of the whole law is none of its provisions.

        Raises:
            NotFoundError: There is no such document or provision.
        """
        with closing(self._index.backend()) as backend:
            return Citator(self._pinned(backend)).cited_by(identifier)

    def check(self, draft: Document, on: str | None = None) -> CheckReport:
        """Every citation of a draft with its verdict: none passes in silence.

        Args:
            draft: As it was read and parsed.
            on: The day for which validity is looked up, ISO 8601; None for today.

        Raises:
            InvalidQueryError: That is no day.
        """
        day = asked_day(on)
        with closing(self._index.backend()) as backend:
            return Citator(self._pinned(backend)).check(draft, day)

    def audit(self, on: str | None = None) -> AuditReport:
        """References to law that is dead or not yet in force, and documents that rest on law that changed.

        Args:
            on: The day for which validity is looked up, ISO 8601; None for today.

        Raises:
            InvalidQueryError: That is no day.
        """
        day = asked_day(on)
        with closing(self._index.backend()) as backend:
            return Citator(self._pinned(backend)).audit(day)

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
            recall={language: facts.recall for language, facts in manifest.vectors.items()},
            disk_bytes=_bytes_below(self._home),
        )

    def _manifest(self) -> Manifest:
        with closing(self._index.backend()) as backend:
            return backend.manifest

    def _pinned(self, backend: SearchBackend) -> Pinned:
        return Pinned(backend, self._holdings.get(backend), self._contents)


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
