"""Folders that appear whole or not at all, and can be checked later."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_MANIFEST = "MANIFEST.json"


class _Entry(NamedTuple):
    """One file of a published folder: bytes, modification time in nanoseconds, SHA-256 in hexadecimal."""

    size: int
    modified: int
    sha256: str


def published(target: Path, write: Callable[[Path], None]) -> Path:
    """The folder `target`, written now if it is not there or no longer what was written.

    `write` fills an empty folder beside it, which is then flushed to disk and renamed: a reader, a second writer or a
    power cut never sees half of it. When two processes write at once, one of the two results stays.

    Raises:
        OSError: The folder cannot be written.
    """
    if is_intact(target):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        write(draft)
        _seal(draft)
        _replace(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def is_intact(folder: Path) -> bool:
    """Whether every file has the size and modification time it was published with, or else its checksum."""
    try:
        entries = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return all(_matches(folder / name, _Entry(*entry)) for name, entry in entries.items())
    except (OSError, ValueError, TypeError, AttributeError):
        return False


def _matches(path: Path, entry: _Entry) -> bool:
    found = path.stat()
    if found.st_size != entry.size:
        return False
    # A copied folder has other times; then the content decides.
    return found.st_mtime_ns == entry.modified or _sha256(path) == entry.sha256


def _seal(folder: Path) -> None:
    """Write the manifest of a folder's files, and bring everything to disk."""
    # Drafts are made for their owner alone; a cache may be shared.
    folder.chmod(0o755)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    entries = {path.relative_to(folder).as_posix(): _entry(path) for path in files}
    (folder / _MANIFEST).write_text(json.dumps(entries), encoding="utf-8")
    for path in (*files, folder / _MANIFEST):
        path.chmod(0o644)
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    for path in (*(found for found in folder.rglob("*") if found.is_dir()), folder):
        _sync_folder(path)


def _replace(draft: Path, target: Path) -> None:
    """Put the draft in the place of the target, unless another process has just put an intact one there."""
    if target.exists() and not is_intact(target):
        damaged = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
        target.replace(damaged)
        shutil.rmtree(damaged, ignore_errors=True)
    try:
        draft.rename(target)
    except OSError:
        # A folder that is not empty cannot be renamed over: another process was first.
        if not is_intact(target):
            raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    # Windows cannot open folders, and needs no such flush.
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _entry(path: Path) -> _Entry:
    found = path.stat()
    return _Entry(found.st_size, found.st_mtime_ns, _sha256(path))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
