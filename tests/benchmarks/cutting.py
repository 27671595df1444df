"""Test collections cut to a number of passages: judged records first, then the rest of the set, then other text."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.segmentation import segment
from indexer.seams import Encoder
from kb.evaluation.collection import Collection, Record, read_collection
from kb.evaluation.records import as_documents
from tests.benchmarks.peers.export import write_set

_PASSAGE_TOKENS = 256
_SEED = 7


def cut(
    collection: Collection, filling: Collection | None, passages: int, encoder: Encoder, folder: Path
) -> Collection:
    """A test collection of about so many passages, with all queries and judgments; made once.

    Args:
        collection: Whose queries; all its judged records are kept.
        filling: Whose records fill it up when it is used up.
        passages: How many to reach; a record that goes beyond is the last.
        encoder: Counts tokens.
        folder: Where it is written; its name becomes that of the set.
    """
    if not (folder / "qrels.txt").exists():
        records, others = list(collection.records()), list(filling.records()) if filling else []
        judged = {record_id for grades in collection.qrels.values() for record_id in grades}
        wanted = [record for record in records if record.record_id in judged]
        wanted += _shuffled(record for record in records if record.record_id not in judged)
        wanted += _shuffled(others)
        chosen = {record.record_id for record in _up_to(passages, wanted, encoder)}
        write_set(collection, [one for one in [*records, *others] if one.record_id in chosen], folder)
    return read_collection(folder)


def _shuffled(records: Iterable[Record]) -> list[Record]:
    shuffled = list(records)
    random.Random(_SEED).shuffle(shuffled)
    return shuffled


def _up_to(passages: int, records: Iterable[Record], encoder: Encoder) -> Iterator[Record]:
    taken = 0
    for record in records:
        if taken >= passages:
            return
        for made in as_documents([record]):
            taken += len(segment(made.document, encoder.count_tokens, _PASSAGE_TOKENS))
        yield record
