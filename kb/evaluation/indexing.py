"""The index of a test collection: built once for each corpus and encoder, and kept in a cache."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CollectionError
from corpus.models import Document
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.durability import replace_text
from indexer.models import ProvisionKey
from indexer.progress import Progress
from indexer.seams import Encoder
from kb.evaluation.collection import Collection
from kb.evaluation.records import as_documents

_FORM = "the records of a law are its provisions, passages of 256 tokens, 3"
"""Names how records become passages: change it together with `kb.evaluation.records` or the segmentation."""
_FINISHED = "records.json"


@dataclass(frozen=True, slots=True)
class IndexedCollection:
    """A corpus in an index.

    Attributes:
        home: Folder of the index.
        records: The record of each provision, by document id and anchor.
        embedded: Passages that had to be embedded.
    """

    home: Path
    records: Mapping[str, Mapping[str, str]]
    embedded: int

    def record_id(self, key: ProvisionKey) -> str:
        """The record that a provision was made of."""
        return self.records[key.document_id][key.anchor]


def index_collection(
    collection: Collection, encoder: Encoder, cache: Path, progress: Progress | None = None
) -> IndexedCollection:
    """The index of a collection's corpus, from the cache if it is there.

    An index that was cut into passages another way is rebuilt; what text it still has is not embedded again.

    Args:
        collection: Whose corpus.
        encoder: Embeds passages.
        cache: Folder for indexes, one for each corpus and encoder.
        progress: Told about indexing.

    Raises:
        CollectionError: A record cannot be indexed.
        IndexingError: The index in the cache cannot be written or read.
    """
    home = cache / _cache_key(collection, encoder)
    finished = home / _FINISHED
    if finished.exists():
        said = json.loads(finished.read_text(encoding="utf-8"))
        if said["form"] == _FORM:
            return IndexedCollection(home, said["records"], 0)
    records, embedded = _build(collection, encoder, home, progress)
    replace_text(finished, json.dumps({"form": _FORM, "records": records}, ensure_ascii=False))
    return IndexedCollection(home, records, embedded)


def _build(
    collection: Collection, encoder: Encoder, home: Path, progress: Progress | None
) -> tuple[dict[str, Mapping[str, str]], int]:
    records: dict[str, Mapping[str, str]] = {}

    def documents() -> Iterator[tuple[str, Document]]:
        for made in as_documents(collection.records()):
            records[made.document_id] = made.record_ids
            yield made.document_id, made.document

    with IndexBuilder(home, encoder) as builder:
        report = builder.add(documents(), progress)
        if report.failures:
            first = report.failures[0]
            raise CollectionError(
                collection.corpus_path,
                f"{len(report.failures)} documents cannot be indexed, the first is {first.source}: {first.message}",
            )
        outdated = _held(home) - records.keys()
        if outdated:
            builder.remove(sorted(outdated))
    return records, report.embedded


def _held(home: Path) -> set[str]:
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        return {record.document_id for record in backend.documents()}


def _cache_key(collection: Collection, encoder: Encoder) -> str:
    parts = (collection.corpus_sha256(), encoder.fingerprint)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
