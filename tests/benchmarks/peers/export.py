"""Writes a test collection with the passages and embeddings of VKB, for peers to index: the same passages, the same weights.

    python -m tests.benchmarks.peers.export SET OUT [--sample 5000] [--seed 7]

Runs in the environment of VKB. SET is a folder as `kb.evaluation.collection` describes; its index comes from the cache of
`vkb evaluate`, or is built there. OUT becomes

- a test collection itself, so that `vkb evaluate OUT --compare RUNS` measures VKB on what the peers saw
- `passages.jsonl`: of each passage its number, its record and the text that is embedded
- `vectors.npy`: float32 (passages, dimension), row by row their embeddings

A sample keeps every judged answer and fills up with records drawn at random; it is easier than its set, so figures of the two never
compare.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

import numpy as np

from api.opening import open_named_encoder
from api.settings import load_settings
from corpus.models import LANGUAGES, Passage, Span
from corpus.segmentation import indexed_text
from indexer.backends.local import LocalIndex
from indexer.builder.states import title_of
from indexer.catalog import Catalog
from indexer.models import Embeddings, PassageRecord, ProvisionKey
from kb.evaluation.collection import Collection, Record, read_collection
from kb.evaluation.indexing import IndexedCollection, index_collection
from kb.evaluation.qrels import write_qrels


def sampled(collection: Collection, size: int, seed: int) -> list[Record]:
    """Records of a sample in the order of the corpus: every judged answer, and others at random up to the size."""
    records = list(collection.records())
    wanted = {
        record_id
        for topic in collection.topics
        for record_id, grade in collection.qrels[topic.query_id].items()
        if grade > 0
    }
    others = [record.record_id for record in records if record.record_id not in wanted]
    wanted.update(random.Random(seed).sample(others, min(len(others), max(0, size - len(wanted)))))
    return [record for record in records if record.record_id in wanted]


def write_set(collection: Collection, records: Iterable[Record] | None, folder: Path) -> None:
    """Write a test collection with all queries and judgments: of these records, or over the same corpus file for None."""
    folder.mkdir(parents=True, exist_ok=True)
    info = {"name": folder.name}
    if records is None:
        info["corpus"] = str(collection.corpus_path)
    else:
        corpus = ({"_id": one.record_id, "title": one.title, "text": one.text} for one in records)
        _write_lines(folder / "corpus.jsonl", corpus)
    (folder / "INFO.json").write_text(json.dumps(info), encoding="utf-8")
    topics = ({"_id": topic.query_id, "text": topic.text} for topic in collection.topics)
    _write_lines(folder / "queries.jsonl", topics)
    write_qrels(folder / "qrels.txt", collection.qrels)


def write_passages(indexed: IndexedCollection, folder: Path) -> int:
    """Write the passages of an index with their embeddings; gives how many there are."""
    numbers: list[int] = []
    rows: list[Embeddings] = []
    with closing(Catalog.open(indexed.home)) as catalog:
        changes = catalog.changes(0, catalog.sequence)
        for language in LANGUAGES:
            for found, vectors in changes.vectors(language):
                numbers += found.tolist()
                rows.append(vectors)
    np.save(folder / "vectors.npy", np.concatenate(rows))
    _write_lines(folder / "passages.jsonl", _passages(indexed, numbers))
    return len(numbers)


def _passages(indexed: IndexedCollection, numbers: list[int]) -> Iterator[Mapping[str, object]]:
    with closing(LocalIndex.open(indexed.home)) as index, closing(index.backend()) as backend:
        titles = {record.document_id: title_of(record.header) for record in backend.documents()}
        for number, passage in backend.passages(numbers).items():
            record_id = indexed.record_id(ProvisionKey(passage.document_id, passage.anchor))
            text = _indexed_text(titles[passage.document_id], passage)
            yield {"passage": number, "record": record_id, "text": text}


def _indexed_text(title: str, passage: PassageRecord) -> str:
    span = Span(0, len(passage.text))
    return indexed_text(title, Passage(passage.anchor, span, passage.path, passage.language), passage.text)


def _write_lines(path: Path, objects: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def main() -> None:
    """Export one set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sample", type=int, help="records to keep; all if not given")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    collection = read_collection(asked.set)
    records = sampled(collection, asked.sample, asked.seed) if asked.sample else None
    write_set(collection, records, asked.out)
    settings, measured = load_settings(), read_collection(asked.out)
    indexed = index_collection(measured, open_named_encoder(settings), settings.cache / "evaluation")
    sys.stdout.write(f"{write_passages(indexed, asked.out)} passages\n")


if __name__ == "__main__":
    main()
