"""The manifest of a generation as a file, and the check of the files it vouches for."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from corpus.errors import IndexCorruptedError
from indexer.durability import checksum, files_below
from indexer.models import Manifest, VectorFacts
from indexer.stored_file import StoredFile

NAME = "manifest.json"


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of a generation into its folder, last of all its files."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / NAME).write_text(f"{text}\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a generation.

    Raises:
        IndexCorruptedError: There is none, or it is not in the expected form.
    """
    path = folder / NAME
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        vectors = {language: VectorFacts(**facts) for language, facts in fields.pop("vectors", {}).items()}
        return Manifest(**fields, vectors=vectors)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise IndexCorruptedError(path, f"no manifest: {error}") from error


def checksums_of(folder: Path, base: Path | None, known: Mapping[str, str]) -> dict[str, str]:
    """SHA-256 of every file of a generation but its manifest, by path relative to its folder.

    Args:
        folder: Of the generation.
        base: Of the generation it started from; a file that is a hard link to one of its files is not read again.
        known: The checksums of the base.
    """
    found: dict[str, str] = {}
    for path in files_below(folder):
        name = str(path.relative_to(folder))
        linked = base and name in known and (base / name).exists() and path.samefile(base / name)
        if path != folder / NAME:
            found[name] = known[name] if linked else checksum(path)
    return found


def verify(folder: Path, manifest: Manifest, part: str) -> None:
    """Check the files of one part of a generation, e.g. `vi/vectors` or `vi/lexical`, against the manifest.

    A file that this process has read before is not read again while its inode, size and time of change are the same.

    Raises:
        IndexCorruptedError: One is missing or its bytes are not what was written.
    """
    for name, expected in manifest.checksums.items():
        if name == part or name.startswith(f"{part}/"):
            path = folder / name
            if not path.is_file():
                raise IndexCorruptedError(path, "the file is missing")
            if _checksum(StoredFile.at(path)) != expected:
                raise IndexCorruptedError(path, "its checksum is another than the manifest's")


@lru_cache(maxsize=4096)
def _checksum(file: StoredFile) -> str:
    return checksum(file.path)
