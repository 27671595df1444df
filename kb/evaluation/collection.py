"""Test collections: a folder with documents, queries and judgments.

`corpus.jsonl` or `corpus.jsonl.gz`: one object a line, `{"_id": "55693", "title": "Luật Xây dựng", "text": "…"}`; title may be missing.
`queries.jsonl`: `{"_id": "q1", "text": "…"}`. `qrels.tsv`, `qrels.txt` or `qrels/test.tsv`: the judgments, see `kb.evaluation.qrels`.
`INFO.json` (optional): `"name"` of the set, and `"corpus"` when it searches the corpus of another folder, by relative path.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus.errors import CollectionError
from kb.evaluation.lines import blocks_of, lines_of
from kb.evaluation.qrels import Qrels, read_qrels

_CORPUS_NAMES = ("corpus.jsonl", "corpus.jsonl.gz")
_QRELS_NAMES = ("qrels.tsv", "qrels.txt", "qrels/test.tsv")


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
    qrels: Qrels

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
        for block in blocks_of(self.corpus_path):
            digest.update(block)
        return digest.hexdigest()


def read_collection(folder: Path) -> Collection:
    """Read a test collection.

    Queries without a relevant document are left out: every measure would be 0 whatever a system does.

    Raises:
        CollectionError: A file is missing or not in the expected form.
    """
    info = _read_info(folder)
    qrels = read_qrels(_find(folder, _QRELS_NAMES))
    topics = tuple(topic for topic in _read_topics(folder / "queries.jsonl") if _judged(qrels, topic))
    if not topics:
        raise CollectionError(folder, "no query has a relevant document: check the ids of its judgments")
    corpus = _find(folder, (info["corpus"],) if "corpus" in info else _CORPUS_NAMES)
    return Collection(info.get("name", folder.name), corpus, topics, qrels)


def _judged(qrels: Qrels, topic: Topic) -> bool:
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


def _find(folder: Path, names: Sequence[str]) -> Path:
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


def _objects(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    for number, line in enumerate(lines_of(path), start=1):
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
