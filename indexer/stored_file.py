"""Files told apart by what changes with their bytes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it was found; equal to any other name of it, a hard link, and to no other file.

    Attributes:
        path: One of its names.
        device: Of the file system.
        inode: Its number there.
        size: In bytes.
        changed: Nanoseconds since 1970.
    """

    path: Path = field(compare=False)
    device: int
    inode: int
    size: int
    changed: int

    @classmethod
    def at(cls, path: Path) -> Self:
        """The file that has this name now. Raises OSError."""
        found = path.stat()
        return cls(path, found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)
