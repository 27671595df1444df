"""Writing files so that they survive a power cut: synced contents, atomic replacement, checksums."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path


def sync(path: Path) -> None:
    """Force a file's or folder's contents to the disk (fsync(2); a folder's contents are its names)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Force a folder with everything below it to the disk; a file with a second link was, in the folder that it is linked from."""
    for parent, _, names in os.walk(folder):
        for path in (Path(parent, name) for name in names):
            if path.stat().st_nlink == 1:
                sync(path)
        sync(Path(parent))


def replace_text(path: Path, text: str) -> None:
    """Give a file new contents in one step: a reader sees all of the old or all of the new."""
    beside = path.with_name(f"{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    sync(beside)
    beside.replace(path)
    sync(path.parent)


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in the order of their paths."""
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def checksum(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
