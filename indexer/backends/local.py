"""The back end on this machine: an index in a folder, read generation by generation."""

from pathlib import Path
from threading import Lock
from typing import Self

from corpus.errors import IndexCorruptedError, IndexLockedError, IndexNotFoundError
from indexer.analyzers import analyzer_for
from indexer.backends.pinned import LocalBackend, OpenGeneration
from indexer.catalog import Catalog
from indexer.generations import GenerationStore
from indexer.lock import WriterLock


class LocalIndex:
    """An index in a folder, open for reading; safe to share between threads.

    Made with `open`. Every search asks for a `backend` of its own and closes it afterwards.
    """

    def __init__(self, home: Path, catalog: Catalog) -> None:
        self._home = home
        self._catalog = catalog
        self._store = GenerationStore(home, catalog, analyzer_for)
        self._current: OpenGeneration | None = None
        self._refreshing = Lock()
        self._swapping = Lock()

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the index of a knowledge base; what a killed writer left unpublished is published first.

        Raises:
            IndexNotFoundError: Nothing is committed there.
            IndexFormatError: It was written in another version of the format.
            IndexCorruptedError: It is damaged and cannot be rebuilt now.
        """
        index = cls(home, Catalog.open(home))
        try:
            index.backend().close()
        except BaseException:
            index.close()
            raise
        return index

    def backend(self) -> LocalBackend:
        """The newest generation, pinned; publishes first what a killed writer left behind.

        While one thread opens a newer generation, the others are given the one before.

        Raises:
            IndexNotFoundError: Nothing was published yet.
            IndexCorruptedError: The generation is damaged, and a writer at work keeps it from being rebuilt.
        """
        if self._refreshing.acquire(blocking=self._current is None):
            try:
                self._refresh()
            finally:
                self._refreshing.release()
        with self._swapping:
            if self._current is None:
                raise IndexNotFoundError(self._home)
            return LocalBackend(self._current.share())

    def close(self) -> None:
        """Close the catalog and let the current generation go; back ends that are still pinned must not be used any more."""
        self._swap(None)
        self._catalog.close()

    def _refresh(self) -> None:
        self._open_newest()
        sequence = self._current.manifest.sequence if self._current else 0
        if sequence < self._catalog.sequence and self._catch_up():
            self._open_newest()

    def _open_newest(self) -> None:
        number = self._store.current()
        if number is None or (self._current and self._current.manifest.generation == number):
            return
        try:
            self._swap(self._opened())
        except IndexCorruptedError:
            if not self._catch_up():
                raise
            self._swap(self._opened())

    def _opened(self) -> OpenGeneration | None:
        held = self._store.hold_current()
        if held is None:
            return None
        try:
            older = self._current.known_owners if self._current else None
            return OpenGeneration(held, self._catalog.snapshot(held.manifest.sequence), older)
        except BaseException:
            held.release()
            raise

    def _swap(self, newer: OpenGeneration | None) -> None:
        with self._swapping:
            older, self._current = self._current, newer
        if older:
            older.release()

    def _catch_up(self) -> bool:
        """Publish the catalog's last sequence; False when a writer is at work, who will do so."""
        try:
            with WriterLock(self._home):
                self._store.publish()
        except IndexLockedError:
            return False
        return True
