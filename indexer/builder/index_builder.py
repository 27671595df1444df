"""Building an index: files and documents in, generations out."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from corpus.document import parse_document
from corpus.errors import IndexMismatchError, IndexNotFoundError, VkbError
from corpus.models import Document, SourceText
from corpus.readers import read_bytes, read_file
from corpus.sources.folder import SourceFile, find_files
from corpus.sources.legalize import find_versions
from indexer.analyzers import analyzer_for
from indexer.builder.ahead import ahead
from indexer.builder.files import FileChange, KnownFiles
from indexer.builder.run import Run
from indexer.builder.states import NewDocument, PreparedState, prepare, title_of, title_of_file
from indexer.catalog import Catalog, EncoderIdentity, FileStamp
from indexer.catalog.codec import digest
from indexer.generations import GenerationStore
from indexer.lock import WriterLock
from indexer.models import IndexReport
from indexer.progress import Progress, Silence
from indexer.seams import Encoder


class IndexBuilder:
    """The one writer of a knowledge base; a context manager that holds the writer's lock until its end.

    Each document is committed as a whole, and a new generation is published at the end of a run and every minute, or less often, of a long
    one. A killed run loses nothing that was reported done; `KeyboardInterrupt` publishes that much before it goes on its way.

    Args:
        home: Folder of the knowledge base; made if it is not there.
        encoder: Embeds passages; a knowledge base keeps the encoder it was begun with.
        recall: Share of the best passages that a search by embedding has to find, 1 for all; None for what was asked for last.

    Raises:
        IndexLockedError: Another writer is at work.
        IndexMismatchError: The knowledge base was begun with another encoder; nothing is written.
        IndexFormatError: It was written in another version of the format.
        IndexCorruptedError: Its catalog is no database.
    """

    def __init__(self, home: Path, encoder: Encoder, recall: float | None = None) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._home = home
        self._encoder = encoder
        self._lock = WriterLock(home)
        try:
            self._catalog = _open_catalog(home, encoder)
        except BaseException:
            self._lock.release()
            raise
        self._store = GenerationStore(home, self._catalog, analyzer_for, recall)

    def index(
        self, paths: Sequence[Path], progress: Progress | None = None, *, history: bool = False
    ) -> IndexReport:
        """Bring the knowledge base up to date with files and folders.

        Files whose size and time of change, or else whose bytes, are known are not read. A file that cannot be indexed is a failure in the
        report; what is known of it stays. Documents whose file was under one of the folders and is gone are removed.

        Args:
            paths: Files and folders.
            progress: Is told of every document.
            history: Whether to take in the earlier versions of the files of folders that are git checkouts, see
                `corpus.sources.legalize`.

        Raises:
            ReadError: A path does not exist, or is no git checkout where a history is asked for.
        """
        own = Path(os.path.realpath(self._home))
        files = [file for file in find_files(paths) if not file.path.is_relative_to(own)]
        known = KnownFiles(self._catalog.live())
        with self._run(progress, len(files), known.unread(files)) as run:
            self._take_in(map(_from_file, self._changed(files, known, run)), run)
            folders = [Path(os.path.realpath(path)) for path in paths if path.is_dir()]
            run.remove(known.gone(folders, files))
            for folder in folders if history else ():
                versions = map(known.identify_version, find_versions(folder))
                self._take_in(map(_from_file, self._differing(versions, run)), run)
                run.remove(known.gone_versions(folder))
            return run.finish()

    def add(self, documents: Iterable[tuple[str, Document]], progress: Progress | None = None) -> IndexReport:
        """Put documents that are already understood into the knowledge base, under ids given by the caller.

        Documents that are stored just so already are left as they are; others of the same id are replaced.
        """
        with self._run(progress) as run:
            self._take_in(self._unlike(documents, run), run)
            return run.finish()

    def remove(self, document_ids: Iterable[str]) -> IndexReport:
        """Remove documents; they are gone from the generation this publishes.

        Raises:
            NotFoundError: One of the ids is unknown; none is removed.
        """
        with self._run(None) as run:
            run.remove(list(dict.fromkeys(document_ids)))
            return run.finish()

    def close(self) -> None:
        """Close the catalog and let the next writer in."""
        self._catalog.close()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _run(self, progress: Progress | None, total_files: int = 0, total_bytes: int = 0) -> Iterator[Run]:
        watcher = progress or Silence()
        watcher.started(total_files, total_bytes)
        with closing(Run(self._catalog, self._store, self._encoder, watcher)) as run:
            try:
                yield run
            except KeyboardInterrupt:
                run.stop()
                raise

    def _changed(self, files: Iterable[SourceFile], known: KnownFiles, run: Run) -> Iterator[FileChange]:
        """The files that have to be read; the others are dealt with here."""
        for file in files:
            try:
                change = known.identify(file)
            except VkbError as error:
                run.fail(file.document_id, str(file.path), error, known.unread([file]))
                continue
            yield from self._differing([change], run)

    def _differing(self, changes: Iterable[FileChange], run: Run) -> Iterator[FileChange]:
        """Those whose bytes are not what is known."""
        for change in changes:
            if not change.same_content:
                yield change
                continue
            if change.known and not change.untouched:
                run.move(change.known, change.stamp)
            else:
                run.keep(change.document_id)

    def _unlike(self, documents: Iterable[tuple[str, Document]], run: Run) -> Iterator[NewDocument]:
        """Those that are not stored just so."""
        taken: dict[str, FileStamp] = {}
        for document_id, document in documents:
            stamp = _stamp_in_memory(document_id, document)
            before = taken.get(document_id) or self._catalog.stamp(document_id)
            if before and before.sha256 == stamp.sha256:
                run.keep(document_id)
                continue
            taken[document_id] = stamp
            understand = partial(_itself, document)
            yield NewDocument(document_id, document_id, stamp, before is not None, understand, title_of)

    def _take_in(self, documents: Iterable[NewDocument], run: Run) -> None:
        """Commit documents, working on the next ones while passages are embedded."""
        with closing(ahead(self._prepare, documents, lambda new: new.stamp.size)) as outcomes:
            for new, outcome in outcomes:
                if isinstance(outcome, VkbError):
                    run.fail(new.document_id, new.source, outcome, new.stamp.size)
                else:
                    run.write(outcome, "updated" if new.is_known else "added")
        run.flush()

    def _prepare(self, new: NewDocument) -> tuple[NewDocument, PreparedState | VkbError]:
        """Here an error of one file stops being an error of the run."""
        try:
            known = self._catalog.analyses(new.document_id) if new.is_known else {}
            return new, prepare(new, self._encoder, known)
        except VkbError as error:
            return new, error


def _from_file(change: FileChange) -> NewDocument:
    return NewDocument(
        change.document_id,
        str(change.path),
        change.stamp,
        change.known is not None,
        partial(_understand, change),
        partial(title_of_file, document_id=change.document_id),
    )


def _understand(change: FileChange) -> Document:
    return parse_document(_read(change), change.path.name)


def _read(change: FileChange) -> SourceText:
    return read_file(change.path) if change.content is None else read_bytes(change.content, change.path.name)


def _itself(document: Document) -> Document:
    return document


def _open_catalog(home: Path, encoder: Encoder) -> Catalog:
    wanted = EncoderIdentity(encoder.name, encoder.fingerprint, encoder.dimension)
    try:
        catalog = Catalog.open(home)
    except IndexNotFoundError:
        return Catalog.create(home, wanted)
    found = catalog.encoder
    if found.fingerprint != wanted.fingerprint:
        catalog.close()
        if found.name != wanted.name:
            raise IndexMismatchError(found.name, wanted.name)
        raise IndexMismatchError(found.fingerprint, wanted.fingerprint)
    return catalog


def _stamp_in_memory(document_id: str, document: Document) -> FileStamp:
    """The stamp of a document that no file holds."""
    return FileStamp(
        f"memory:{document_id}", len(document.text.encode("utf-8", "surrogatepass")), 0, digest(document)
    )
