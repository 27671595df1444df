"""Hybrid queries end to end, one caller: beside the embedding of the question alone, and beside peers on the same passages."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from indexer.encoders.bundled import BundledEncoder
from indexer.model_store import sentence_transformers_model
from kb.evaluation.indexing import IndexedCollection
from kb.knowledge_base import KnowledgeBase
from kb.query import Query
from tests.benchmarks.materials import Materials, Searched
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.peers.export import write_passages, write_set
from tests.benchmarks.summary import Latencies

_QUESTIONS, _WARM = 200, 10
_MEASURE = Path("tests/benchmarks/peers/measure.py")


def measure(materials: Materials) -> Iterator[Measurement]:
    """Milliseconds of a search with ten hits, their highlights, validity and explanation; each question is asked once."""
    for searched in materials.searched():
        ours = latencies(searched.home, materials.cache, searched.questions[: _QUESTIONS + _WARM])
        alone = embedding_alone(materials.cache, searched.questions[:_QUESTIONS])
        yield from _rows(searched.name, ours, "its embedding alone", alone)
        if materials.peers and searched.collection:
            for peer, theirs in _peers(materials, searched, materials.peers):
                yield from _rows(searched.name, ours, peer, theirs)


def latencies(home: Path, cache: Path, questions: Sequence[str]) -> Latencies:
    """Of questions to a knowledge base, the last few asked first to warm it up."""
    with open_bundled(home, cache) as base:
        for text in questions[-_WARM:]:
            base.search(Query(text))
        return timed(lambda text: base.search(Query(text, limit=10)), questions[:-_WARM])


def embedding_alone(cache: Path, questions: Sequence[str]) -> Latencies:
    """Of embedding each question, by an encoder that has seen none of them."""
    encoder = BundledEncoder(cache)
    encoder.encode_queries(["đô thị"])
    return timed(lambda text: encoder.encode_queries([text]), questions)


def open_bundled(home: Path, cache: Path) -> KnowledgeBase:
    """A knowledge base made with the bundled encoder, with models from this cache."""
    return KnowledgeBase.open(home, BundledEncoder(cache))


def timed(ask: Callable[[str], object], questions: Sequence[str]) -> Latencies:
    """Of one call for each question, one after the other."""
    seconds = []
    for text in questions:
        started = time.perf_counter()
        ask(text)
        seconds.append(time.perf_counter() - started)
    return Latencies.of(seconds)


def _rows(name: str, ours: Latencies, peer: str, theirs: Latencies) -> Iterator[Measurement]:
    for what in ("p50", "p95", "p99"):
        yield Measurement(f"query, {name}, {what}", "ms", getattr(ours, what), peer, getattr(theirs, what))


def _peers(materials: Materials, searched: Searched, python: Path) -> Iterator[tuple[str, Latencies]]:
    """Peers in their environment, on the passages and embeddings of the knowledge base; name with version, and latencies."""
    folder, out = materials.work / "export", materials.work / "peers.json"
    if searched.collection is None:
        return
    write_set(searched.collection, None, folder)
    records = json.loads((searched.home / "records.json").read_text(encoding="utf-8"))["records"]
    write_passages(IndexedCollection(searched.home, records, 0), folder)
    model = str(sentence_transformers_model(materials.cache))
    command = [str(python), str(_MEASURE), str(folder), "--model", model, "--runs", str(materials.work)]
    subprocess.run([*command, "--queries", "100", "--embed", "0", "--json", str(out)], check=True)
    for peer in json.loads(out.read_text(encoding="utf-8")):
        yield peer["peer"], Latencies(*peer["milliseconds"])
