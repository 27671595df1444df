"""Evaluation: a test collection is indexed and searched by the same code that answers users, and its rankings are measured."""

import hashlib
import time
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, unquote

from corpus.errors import CollectionError
from corpus.languages import detect_language
from corpus.models import Document, Header, Provision, Span
from corpus.readers import read_text
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.models import Encoder, SearchBackend
from indexer.progress import Progress
from kb.evaluation.collection import Collection, Record, read_collection
from kb.evaluation.report import EvaluationReport, measure, system_report
from kb.evaluation.systems import SYSTEMS, Systems

_FORM = "one provision a record, passages of 256 tokens, 2"
"""Names how records become documents; part of the cache key, so change it together with `as_document` or the segmentation."""


def evaluate(
    folder: Path, encoder: Encoder, cache: Path, progress: Progress | None = None
) -> EvaluationReport:
    """Measure every system of `kb.evaluation.systems` on a test collection.

    Args:
        folder: A folder as `kb.evaluation.collection` describes.
        encoder: Encodes passages and queries.
        cache: Folder for indexes, one for each corpus and encoder: a second set over the same corpus embeds nothing.
        progress: Told about indexing.

    Raises:
        CollectionError: The folder is not in the expected form.
        IndexingError: The index in the cache cannot be written or read.
    """
    started = time.monotonic()
    collection = read_collection(folder)
    home = index_home(collection, encoder, cache)
    embedded = build_index(collection, encoder, home, progress)
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        measured = _measure_all(collection, backend, encoder)
    return EvaluationReport(
        name=collection.name,
        query_ids=tuple(topic.query_id for topic in collection.topics),
        seconds=time.monotonic() - started,
        embedded=embedded,
        systems={name: system_report(values) for name, values in measured.items()},
    )


def build_index(collection: Collection, encoder: Encoder, home: Path, progress: Progress | None) -> int:
    """Index the corpus of a collection unless that was done before; gives the number of passages embedded."""
    finished = home / "COMPLETE"
    if finished.exists():
        return 0
    documents = (
        (document_id(record.record_id), as_document(record))
        for record in collection.records()
        if record.title.strip() or record.text.strip()
    )
    with IndexBuilder(home, encoder) as builder:
        report = builder.add(documents, progress)
    if report.failures:
        first = report.failures[0]
        raise CollectionError(
            collection.corpus_path,
            f"{len(report.failures)} records cannot be indexed, the first is {unquote(first.source)}: {first.message}",
        )
    finished.touch()
    return report.embedded


def document_id(record_id: str) -> str:
    """The id under which a record is indexed: percent-encoded, because `/` and `#` have a meaning in ids of provisions."""
    return quote(record_id, safe="")


def as_document(record: Record) -> Document:
    """A record as a document of one provision without number; a record without text is its title."""
    source = read_text(record.text if record.text.strip() else record.title)
    span = Span(0, len(source.text))
    language = detect_language(source.text)
    body = Provision("text-1", "text", "", None, span)
    root = Provision("", "document", "", None, span, (body,))
    return Document(source, language, Header(title=record.title.strip() or None), root)


def index_home(collection: Collection, encoder: Encoder, cache: Path) -> Path:
    """The folder below a cache where the index of a corpus lies; sets that share a corpus share it."""
    parts = (collection.corpus_sha256(), encoder.fingerprint, _FORM)
    return cache / hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _measure_all(
    collection: Collection, backend: SearchBackend, encoder: Encoder
) -> dict[str, list[dict[str, float]]]:
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in SYSTEMS}
    systems = Systems.over(backend, encoder)
    for topic in collection.topics:
        for name, answer in systems.answers(topic.text):
            ranking = [unquote(key.document_id) for key in answer.provisions]
            measured[name].append(measure(list(dict.fromkeys(ranking)), collection.qrels[topic.query_id]))
    return measured
