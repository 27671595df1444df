"""Evaluation: a test collection is indexed and searched by the same code that answers users, and its rankings are measured."""

import time
from contextlib import closing
from pathlib import Path

from indexer.backends.local import LocalIndex
from indexer.models import Encoder
from indexer.progress import Progress
from kb.evaluation.collection import Collection, read_collection
from kb.evaluation.indexing import IndexedCollection, index_collection
from kb.evaluation.report import EvaluationReport, measure, system_report
from kb.evaluation.systems import SYSTEMS, Systems


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
    indexed = index_collection(collection, encoder, cache, progress)
    measured = _measure_all(collection, indexed, encoder)
    return EvaluationReport(
        name=collection.name,
        query_ids=tuple(topic.query_id for topic in collection.topics),
        seconds=time.monotonic() - started,
        embedded=indexed.embedded,
        systems={name: system_report(values) for name, values in measured.items()},
    )


def _measure_all(
    collection: Collection, indexed: IndexedCollection, encoder: Encoder
) -> dict[str, list[dict[str, float]]]:
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in SYSTEMS}
    with closing(LocalIndex.open(indexed.home)) as index, closing(index.backend()) as backend:
        systems = Systems.over(backend, encoder)
        for topic in collection.topics:
            for name, answer in systems.answers(topic.text):
                ranking = [indexed.record_id(key) for key in answer.provisions]
                measured[name].append(measure(ranking, collection.qrels[topic.query_id]))
    return measured
