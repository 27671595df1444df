"""Files against what the catalog knows: which are new, changed, moved or untouched, and which documents are gone."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import DocumentIdTakenError, ReadError
from corpus.sources.folder import SourceFile
from corpus.sources.legalize import Version, source_of
from indexer.catalog import FileStamp, KnownState
from indexer.durability import checksum


class FileChange(NamedTuple):
    """A file with the document it is or will be.

    Attributes:
        document_id: The document.
        path: The file.
        stamp: How the file is recognised from now on.
        known: The document's live state, None for a new document.
        content: The bytes, where no file holds them.
    """

    document_id: str
    path: Path
    stamp: FileStamp
    known: KnownState | None
    content: bytes | None = None

    @property
    def same_content(self) -> bool:
        """Whether the bytes are those the document was made from."""
        return self.known is not None and self.known.stamp.sha256 == self.stamp.sha256

    @property
    def untouched(self) -> bool:
        """Whether nothing has to be written, not even where the file lies."""
        return self.known is not None and self.known.stamp == self.stamp


class KnownFiles:
    """The documents of a catalog by file and by id, as one run of the indexer finds and claims them."""

    def __init__(self, live: Iterable[KnownState]) -> None:
        self._by_id = {state.document_id: state for state in live}
        self._by_source = {state.stamp.source: state for state in self._by_id.values()}
        self._claimed: dict[str, str] = {}

    def identify(self, file: SourceFile) -> FileChange:
        """Find out which document a file is. Its bytes are read only if its size or time of change is not what is known.

        A known path keeps its document, whatever folder it is found under. A new path whose id is known is that document, moved, when the
        old path is gone.

        Raises:
            DocumentIdTakenError: Another file that is still there has the id.
            ReadError: The file cannot be opened.
        """
        source = source_name(file.path)
        known = self._by_source.get(source)
        if known is None:
            known = self._moved(file.document_id)
        document_id = known.document_id if known else file.document_id
        self._claimed[document_id] = source
        return FileChange(document_id, file.path, _stamp(file.path, source, known), known)

    def unread(self, files: Iterable[SourceFile]) -> int:
        """Bytes of the files whose size or time of change is not what is known; what cannot be looked at has none."""
        return sum(self._unread(file.path) for file in files)

    def gone(self, folders: Sequence[Path], files: Iterable[SourceFile]) -> list[str]:
        """Ids of documents whose file lay under one of these folders, and was neither found there nor moved; after all were identified."""
        found = {source_name(file.path) for file in files}
        below = tuple(f"{source_name(folder).rstrip('/')}/" for folder in folders)
        return [
            state.document_id
            for source, state in self._by_source.items()
            if source.startswith(below) and source not in found and state.document_id not in self._claimed
        ]

    def identify_version(self, version: Version) -> FileChange:
        """Find out which document an earlier version from a history is."""
        known = self._by_id.get(version.document_id)
        stamp = FileStamp(
            version.source, len(version.content), 0, hashlib.sha256(version.content).hexdigest()
        )
        self._claimed[version.document_id] = version.source
        path = Path(version.document_id.partition("@")[0])
        return FileChange(version.document_id, path, stamp, known, version.content)

    def gone_versions(self, folder: Path) -> list[str]:
        """Ids of versions from the history of a folder that it has no more; after all were identified."""
        before = source_of(folder)
        return [
            state.document_id
            for source, state in self._by_source.items()
            if source.startswith(before) and state.document_id not in self._claimed
        ]

    def _unread(self, path: Path) -> int:
        known = self._by_source.get(source_name(path))
        try:
            status = path.stat()
        except OSError:
            return 0
        same = known is not None and known.stamp[1:3] == (status.st_size, status.st_mtime_ns)
        return 0 if same else status.st_size

    def _moved(self, document_id: str) -> KnownState | None:
        """The document that had this id at a path that is gone; None when nothing has the id."""
        holder = self._by_id.get(document_id)
        taken_by = self._claimed.get(document_id)
        if taken_by is None and holder is not None and _is_there(holder.stamp.source):
            taken_by = holder.stamp.source
        if taken_by is not None:
            raise DocumentIdTakenError(document_id, taken_by)
        return holder


def source_name(path: Path) -> str:
    """A path as the catalog stores it: bytes that are no UTF-8 are written as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _is_there(source: str) -> bool:
    """Whether what a document was made from still exists; what is no path was given in memory and cannot vanish."""
    path = Path(source)
    return not path.is_absolute() or path.exists()


def _stamp(path: Path, source: str, known: KnownState | None) -> FileStamp:
    try:
        status = path.stat()
        if known and known.stamp[:3] == (source, status.st_size, status.st_mtime_ns):
            return known.stamp
        return FileStamp(source, status.st_size, status.st_mtime_ns, checksum(path))
    except OSError as error:
        raise ReadError(f"it cannot be opened ({error.strerror})", path) from error
