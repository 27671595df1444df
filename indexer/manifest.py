"""The manifest of a generation as a file, and the check of the files it vouches for."""

import json
from dataclasses import asdict
from pathlib import Path

from corpus.errors import IndexCorruptedError
from indexer.durability import checksum, files_below
from indexer.models import Manifest

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
        return Manifest(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise IndexCorruptedError(path, f"no manifest: {error}") from error


def checksums_of(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a generation but its manifest, by path relative to its folder."""
    return {
        str(path.relative_to(folder)): checksum(path) for path in files_below(folder) if path != folder / NAME
    }


def verify(folder: Path, manifest: Manifest, part: str) -> None:
    """Check the files of one part of a generation, e.g. `vi/vectors.faiss` or `vi/lexical`, against the manifest.

    Raises:
        IndexCorruptedError: One is missing or its bytes are not what was written.
    """
    for name, expected in manifest.checksums.items():
        if name == part or name.startswith(f"{part}/"):
            path = folder / name
            if not path.is_file():
                raise IndexCorruptedError(path, "the file is missing")
            if checksum(path) != expected:
                raise IndexCorruptedError(path, "its checksum is another than the manifest's")
