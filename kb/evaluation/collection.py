"""Test collections: a folder with documents, queries and judgments.

`corpus.jsonl` or `corpus.jsonl.gz`: one object a line, `{"_id": "55693", "title": "Luật Xây dựng", "text": "…"}`; title may be missing.
`queries.jsonl`: `{"_id": "q1", "text": "…"}`. `qrels.tsv`: a header line, then query id, document id and grade between tabs.
`INFO.json` (optional): `"name"` of the set, and `"corpus"` when it searches the corpus of another folder, by relative path.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import NamedTuple

from corpus.errors import CollectionError

_CORPUS_NAMES = ("corpus.jsonl", "corpus.jsonl.gz")


class Record(NamedTuple):
    """One document of a corpus."""

    record_id: str
    title: str
    text: str


class Topic(NamedTuple):
    """One query of a collection."""

    query_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A test collection; its corpus is read only when asked for.

    Attributes:
        name: Of the set.
        corpus_path: The file with the documents.
        topics: The judged queries, in the order of the file.
        qrels: For each query id the grade of each judged document.
    """

    name: str
    corpus_path: Path
    topics: tuple[Topic, ...]
    qrels: Mapping[str, Mapping[str, int]]

    def records(self) -> Iterator[Record]:
        """The documents, in the order of the file.

        Raises:
            CollectionError: A line is not in the expected form, or an id comes twice.
        """
        seen: set[str] = set()
        for number, line in _objects(self.corpus_path):
            record = Record(
                _string(self.corpus_path, number, line, "_id"),
                _string(self.corpus_path, number, line, "title", ""),
                _string(self.corpus_path, number, line, "text"),
            )
            if record.record_id in seen:
                raise CollectionError(
                    self.corpus_path, f"line {number}: the id {record.record_id} comes twice"
                )
            seen.add(record.record_id)
            yield record

    def corpus_sha256(self) -> str:
        """SHA-256 of the unpacked corpus, hexadecimal: the same documents give the same value, packed or not."""
        digest = hashlib.sha256()
        with _open(self.corpus_path) as stream:
            for block in _blocks(self.corpus_path, stream):
                digest.update(block)
        return digest.hexdigest()


def read_collection(folder: Path) -> Collection:
    """Read a test collection.

    Queries without a relevant document are left out: every measure would be 0 whatever a system does.

    Raises:
        CollectionError: A file is missing or not in the expected form.
    """
    info = _read_info(folder)
    qrels = _read_qrels(folder / "qrels.tsv")
    topics = tuple(topic for topic in _read_topics(folder / "queries.jsonl") if _judged(qrels, topic))
    if not topics:
        raise CollectionError(folder, "no query has a relevant document: check the ids in qrels.tsv")
    return Collection(info.get("name", folder.name), _find_corpus(folder, info), topics, qrels)


def _judged(qrels: Mapping[str, Mapping[str, int]], topic: Topic) -> bool:
    return any(grade > 0 for grade in qrels.get(topic.query_id, {}).values())


def _read_info(folder: Path) -> dict[str, str]:
    path = folder / "INFO.json"
    if not path.exists():
        return {}
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CollectionError(path, f"no JSON in UTF-8 ({error})") from error
    if not isinstance(info, dict):
        raise CollectionError(path, "must hold one JSON object")
    return {key: value for key, value in info.items() if isinstance(value, str)}


def _find_corpus(folder: Path, info: Mapping[str, str]) -> Path:
    names = (info["corpus"],) if "corpus" in info else _CORPUS_NAMES
    for name in names:
        path = (folder / name).resolve()
        if path.is_file():
            return path
    raise CollectionError(folder, f"has no {' or '.join(names)}")


def _read_topics(path: Path) -> list[Topic]:
    topics = [
        Topic(_string(path, number, line, "_id"), _string(path, number, line, "text"))
        for number, line in _objects(path)
    ]
    if len({topic.query_id for topic in topics}) < len(topics):
        raise CollectionError(path, "two queries have the same _id")
    return topics


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for number, line in enumerate(_lines(path), start=1):
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) != 3:
            raise CollectionError(
                path, f"line {number}: three fields between tabs are expected, not {len(fields)}"
            )
        query_id, record_id, grade = fields
        if number > 1:
            qrels.setdefault(query_id, {})[record_id] = _grade(path, number, grade)
    return qrels


def _grade(path: Path, number: int, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise CollectionError(path, f"line {number}: {text!r} is no whole number") from error


def _objects(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise CollectionError(path, f"line {number}: no JSON ({error})") from error
        if not isinstance(value, dict):
            raise CollectionError(path, f"line {number}: must be a JSON object")
        yield number, value


def _string(path: Path, number: int, line: Mapping[str, object], key: str, default: str | None = None) -> str:
    value = line.get(key, default)
    if not isinstance(value, str):
        raise CollectionError(path, f"line {number}: {key!r} must be a string")
    return value


def _lines(path: Path) -> Iterator[str]:
    """Lines of a text file, split at line feeds alone: U+2028 and its like may stand inside a JSON string."""
    with _open(path) as stream:
        pending = b""
        for block in _blocks(path, stream):
            *whole, pending = (pending + block).split(b"\n")
            yield from (_decoded(path, line) for line in whole)
        if pending:
            yield _decoded(path, pending)


def _decoded(path: Path, line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CollectionError(path, f"is not in UTF-8 ({error})") from error


def _open(path: Path) -> BufferedIOBase:
    try:
        return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")
    except OSError as error:
        raise CollectionError(path, f"cannot be opened ({error.strerror})") from error


def _blocks(path: Path, stream: BufferedIOBase) -> Iterator[bytes]:
    try:
        while block := stream.read(1 << 20):
            yield block
    except (OSError, EOFError, zlib.error) as error:
        raise CollectionError(path, f"is damaged ({error})") from error
