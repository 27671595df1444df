"""Runs peers of VKB on an exported test collection: haystack (BM25 + embeddings + reciprocal rank fusion) and txtai (hybrid).

In an environment of its own, since peers pin what VKB does not need:

    python -m venv peers
    peers/bin/pip install -c constraints.txt -r tests/benchmarks/peers/requirements.txt
    python -m tests.benchmarks.peers.export ../shared/eval/vi-law OUT/vi-law      # in the environment of VKB
    python -c "from indexer.model_store import *; print(sentence_transformers_model(default_cache()))"
    peers/bin/python tests/benchmarks/peers/measure.py OUT/vi-law --model MODEL --runs RUNS
    vkb evaluate OUT/vi-law --compare RUNS

Both index the passages of VKB with the embeddings that VKB made of them, so that only lexical search, fusion and speed differ; queries are
embedded by sentence-transformers with the same weights, within the time of the query. How long embedding takes them is measured on
`--embed` passages. A record stands where its best passage stands.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from haystack import Document
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from txtai import Embeddings

_PASSAGES = 200
"""Asked of each retriever: two for each of the 100 records that are kept, as VKB asks."""
_RECORDS = 100

Search = Callable[[str], list[int]]
"""Places of the passages that answer a query, best first."""


class Exported(NamedTuple):
    """What `tests.benchmarks.peers.export` wrote.

    Attributes:
        name: Of the set.
        texts: Of the passages.
        records: The record of each passage.
        vectors: float32 (passages, dimension), rows of unit length.
        queries: Text by query id.
    """

    name: str
    texts: list[str]
    records: list[str]
    vectors: NDArray[np.float32]
    queries: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path, queries: int | None = None) -> "Exported":
        """Read the folder, with the first few queries or all of them."""
        passages, asked = list(_objects(folder / "passages.jsonl")), _objects(folder / "queries.jsonl")
        return cls(
            folder.name,
            [passage["text"] for passage in passages],
            [passage["record"] for passage in passages],
            np.load(folder / "vectors.npy"),
            {query["_id"]: query["text"] for query in islice(asked, queries)},
        )


def haystack(exported: Exported, model: SentenceTransformer) -> Search:
    """Index with haystack, default settings."""
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(
        [
            Document(id=str(place), content=text, embedding=vector.tolist())
            for place, (text, vector) in enumerate(zip(exported.texts, exported.vectors, strict=True))
        ]
    )
    words = InMemoryBM25Retriever(store, top_k=_PASSAGES)
    meaning = InMemoryEmbeddingRetriever(store, top_k=_PASSAGES)
    joiner = DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=_PASSAGES)

    def search(query: str) -> list[int]:
        found = [
            words.run(query=query)["documents"],
            meaning.run(query_embedding=_query_vector(model, query).tolist())["documents"],
        ]
        return [int(document.id) for document in joiner.run(documents=found)["documents"]]

    return search


def txtai(exported: Exported, model: SentenceTransformer) -> Search:
    """Index with txtai, `hybrid=True` and default settings."""
    known = dict(zip(exported.texts, exported.vectors, strict=True))

    def transform(texts: Iterable[str]) -> NDArray[np.float32]:
        return np.stack([known[text] if text in known else _query_vector(model, text) for text in texts])

    index = Embeddings(method="external", transform=transform, hybrid=True)
    index.index(enumerate(exported.texts))
    # A query that repeats a passage word for word is embedded as a query all the same.
    known.clear()

    def search(query: str) -> list[int]:
        return [int(place) for place, _ in index.search(query, _PASSAGES)]

    return search


PEERS: Mapping[str, tuple[str, Callable[[Exported, SentenceTransformer], Search]]] = {
    "haystack": ("haystack-ai", haystack),
    "txtai": ("txtai", txtai),
}


class Measured(NamedTuple):
    """What one peer did.

    Attributes:
        peer: Its distribution and version.
        indexing: Seconds, without embedding.
        milliseconds: Of queries: p50, p95, p99 and the longest.
    """

    peer: str
    indexing: float
    milliseconds: list[float]

    def row(self, exported: Exported) -> str:
        """As a row of a Markdown table."""
        p50, p95 = self.milliseconds[:2]
        return f"| {exported.name} | {self.peer} | {len(exported.texts)} | {self.indexing:.1f} | {p50:.1f} | {p95:.1f} |"


def measure(name: str, exported: Exported, model: SentenceTransformer, runs: Path) -> Measured:
    """Index and search with one peer; writes its run in TREC form."""
    distribution, build = PEERS[name]
    started = time.perf_counter()
    search = build(exported, model)
    indexing = time.perf_counter() - started
    seconds, lines = [], []
    for query_id, text in exported.queries.items():
        started = time.perf_counter()
        found = search(text)
        seconds.append(time.perf_counter() - started)
        records = list(dict.fromkeys(exported.records[place] for place in found))[:_RECORDS]
        for rank, record in enumerate(records, start=1):
            lines.append(f"{query_id} Q0 {record} {rank} {len(records) - rank + 1} {name}\n")
    (runs / f"{exported.name}.{name}.run").write_text("".join(lines), encoding="utf-8")
    quantiles = np.quantile(np.array(seconds) * 1_000, [0.5, 0.95, 0.99, 1.0]).tolist()
    return Measured(f"{distribution} {version(distribution)}", indexing, quantiles)


def main() -> None:
    """Run every peer on one set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", type=Path, help="folder written by tests.benchmarks.peers.export")
    parser.add_argument("--model", required=True, help="sentence-transformers folder of the bundled weights")
    parser.add_argument("--runs", type=Path, required=True, help="folder for the runs")
    parser.add_argument("--embed", type=int, default=64, help="passages whose embedding is timed; 0 for none")
    parser.add_argument("--queries", type=int, help="only the first few; all if not given")
    parser.add_argument("--json", type=Path, help="file for what was measured")
    asked = parser.parse_args()
    exported, model = Exported.read(asked.set, asked.queries), SentenceTransformer(asked.model, device="cpu")
    asked.runs.mkdir(parents=True, exist_ok=True)
    _tell("| set | peer | passages | indexing s without embedding | query p50 ms | query p95 ms |")
    _tell("|---|---|---|---|---|---|")
    found = []
    for name in PEERS:
        found.append(measure(name, exported, model, asked.runs))
        _tell(found[-1].row(exported))
    if asked.json:
        asked.json.write_text(json.dumps([one._asdict() for one in found]), encoding="utf-8")
    if asked.embed:
        _tell(f"\n{_embedding_rate(model, exported.texts, asked.embed)}")


def _embedding_rate(model: SentenceTransformer, texts: Sequence[str], count: int) -> str:
    timed = texts[:: max(1, len(texts) // count)][:count]
    started = time.perf_counter()
    model.encode(timed, prompt_name="document")
    rate = len(timed) / (time.perf_counter() - started)
    return f"embedding with sentence-transformers {version('sentence-transformers')}: {rate:.1f} passages/s"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _query_vector(model: SentenceTransformer, text: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = model.encode(text, prompt_name="query")
    return vector


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        yield from map(json.loads, stream)


if __name__ == "__main__":
    main()
