"""Files and folders of this machine as a source of documents: which files count, and the ids they get."""

import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from corpus.errors import ReadError
from corpus.sources.lawgokr import answers

_FOLDERS_OF_PROGRAMS = frozenset({"__MACOSX", "__pycache__", "node_modules"})
_FILES_OF_PROGRAMS = frozenset({"thumbs.db", "desktop.ini"})
_UNFINISHED = (".tmp", ".temp", ".part", ".partial", ".crdownload", ".swp", ".bak", "~")
_COMPRESSED = (".gz", ".bz2", ".xz", ".zst")
_CODE = {
    ".c",
    ".cpp",
    ".css",
    ".go",
    ".h",
    ".ipynb",
    ".java",
    ".js",
    ".map",
    ".mjs",
    ".ps1",
    ".py",
    ".pyc",
    ".pyi",
}
_CODE |= {".bash", ".bat", ".rs", ".sh", ".sql", ".ts"}
_SETTINGS = {".cfg", ".conf", ".ini", ".lock", ".toml", ".yaml", ".yml"}
_RECORDS = {
    ".csv",
    ".db",
    ".json",
    ".jsonl",
    ".log",
    ".ndjson",
    ".npy",
    ".npz",
    ".parquet",
    ".pkl",
    ".safetensors",
}
_RECORDS |= {".sqlite", ".sqlite3", ".tsv"}
_MACHINE_READABLE = frozenset(_CODE | _SETTINGS | _RECORDS)


class SourceFile(NamedTuple):
    """A file that may hold a document.

    Attributes:
        document_id: Name of the root folder and the path below it, with `/` and in NFC: `policy-corpus/vi/982-qd-ttg.md`;
            the bare file name for a file that was named itself.
        path: Absolute path.
        root: The folder or file that was asked for, absolute.
    """

    document_id: str
    path: Path
    root: Path


def find_files(paths: Sequence[Path]) -> Iterator[SourceFile]:
    """Files that may hold a document, by root as given and below it by path; a path met twice comes once.

    A file that is named itself always counts. Below a folder every regular file counts, whatever its name, because the readers decide by
    content; a file that nobody can read then shows up as a failure instead of silently missing. Left out are only what no person would
    call a document of the folder:

    - hidden files and folders (`.git`, `.DS_Store`), and those that programs keep for themselves (`__MACOSX`, `node_modules`, `Thumbs.db`)
    - unfinished and owner files (`~$draft.docx`, `report.pdf.crdownload`, `draft.md~`)
    - files whose suffix names code, settings or records for programs (`.py`, `.toml`, `.jsonl`, `.tsv`), compressed or not
      (`corpus.jsonl.gz`), and `.json` unless it is an answer of law.go.kr: readers would take them for plain text. Archives and
      pictures are not left out: people do keep documents in them.

    Symbolic links are followed, each folder is entered once.

    Raises:
        ReadError: A path does not exist; before any file is given.
    """
    roots = [Path(os.path.realpath(path)) for path in paths]
    for root, path in zip(roots, paths, strict=True):
        if not root.exists():
            raise ReadError("there is no such file or folder: check the path", path)
    seen: set[Path] = set()
    for root in roots:
        for file in _files_of(root):
            if file.path not in seen:
                seen.add(file.path)
                yield file


def _files_of(root: Path) -> Iterator[SourceFile]:
    if not root.is_dir():
        yield SourceFile(_identifier(root.name), root, root)
        return
    for path in _walk(root):
        yield SourceFile(document_id_of(root, path.relative_to(root).as_posix()), path, root)


def document_id_of(root: Path, path: str) -> str:
    """The id of a document below a folder: name of the folder and path, with `/` and in NFC."""
    return _identifier(f"{root.name}/{path}".lstrip("/"))


def _walk(root: Path) -> Iterator[Path]:
    """Regular files below a folder that may be documents, sorted by folder and name."""
    entered: set[tuple[int, int]] = set()
    for parent, folders, names in os.walk(root, followlinks=True):
        status = Path(parent).stat()
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders[:] = sorted(
            name for name in folders if not _is_hidden(name) and name not in _FOLDERS_OF_PROGRAMS
        )
        for name in sorted(names):
            path = Path(parent, name)
            if path.is_file() and (_may_be_document(name) or _is_saved_answer(path)):
                yield path


def _is_saved_answer(path: Path) -> bool:
    if path.suffix.lower() != ".json" or _is_hidden(path.name):
        return False
    try:
        with path.open("rb") as file:
            return answers.looks_like_answer(file.read(answers.PEEKED).decode("utf-8", "ignore"))
    except OSError:
        return False


def _may_be_document(name: str) -> bool:
    lowered = name.lower()
    if (
        _is_hidden(name)
        or name.startswith("~$")
        or lowered in _FILES_OF_PROGRAMS
        or lowered.endswith(_UNFINISHED)
    ):
        return False
    bare = lowered.removesuffix(PurePath(lowered).suffix) if lowered.endswith(_COMPRESSED) else lowered
    return PurePath(bare).suffix not in _MACHINE_READABLE


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _identifier(text: str) -> str:
    """NFC, because macOS hands out decomposed names; bytes that are no UTF-8 are written as escapes."""
    return unicodedata.normalize("NFC", os.fsencode(text).decode("utf-8", "backslashreplace"))
