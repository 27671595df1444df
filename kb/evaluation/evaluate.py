"""Evaluation: a test collection is indexed and searched by the same code that answers users, and its rankings are measured."""

import time
from contextlib import closing
from pathlib import Path

from indexer.backends.local import LocalIndex
from indexer.progress import Progress
from indexer.seams import Encoder
from kb.evaluation.collection import Collection
from kb.evaluation.indexing import IndexedCollection, index_collection
from kb.evaluation.report import EvaluationReport, SystemReport, measure_run
from kb.evaluation.systems import SYSTEMS, Answer, Systems


def evaluate(
    collection: Collection, encoder: Encoder, cache: Path, progress: Progress | None = None
) -> EvaluationReport:
    """Measure every system of `kb.evaluation.systems` on a test collection.

    Args:
        collection: The test collection.
        encoder: Encodes passages and queries.
        cache: Folder for indexes, one for each corpus and encoder: a second set over the same corpus embeds nothing.
        progress: Told about indexing.

    Raises:
        CollectionError: The corpus is not in the expected form.
        IndexingError: The index in the cache cannot be written or read.
    """
    started = time.monotonic()
    indexed = index_collection(collection, encoder, cache, progress)
    answers = _ask_all(collection, indexed, encoder)
    return EvaluationReport(
        name=collection.name,
        qrels=collection.qrels,
        seconds=time.monotonic() - started,
        embedded=indexed.embedded,
        systems={name: _report(collection, indexed, answered) for name, answered in answers.items()},
    )


def _ask_all(
    collection: Collection, indexed: IndexedCollection, encoder: Encoder
) -> dict[str, dict[str, Answer]]:
    answers: dict[str, dict[str, Answer]] = {name: {} for name in SYSTEMS}
    with closing(LocalIndex.open(indexed.home)) as index, closing(index.backend()) as backend:
        systems = Systems.over(backend, encoder)
        for topic in collection.topics:
            for name, answer in systems.answers(topic.text):
                answers[name][topic.query_id] = answer
    return answers


def _report(collection: Collection, indexed: IndexedCollection, answers: dict[str, Answer]) -> SystemReport:
    run = {
        query_id: tuple(indexed.record_id(key) for key in answer.provisions)
        for query_id, answer in answers.items()
    }
    return SystemReport(
        run=run,
        values=measure_run(run, collection.qrels),
        seconds=tuple(answer.seconds for answer in answers.values()),
        refused=tuple(query_id for query_id, answer in answers.items() if answer.refused),
    )
