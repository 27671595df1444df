"""Embedding: the bundled engine beside sentence-transformers with the same weights in torch fp32."""

from collections.abc import Iterator, Sequence

import numpy as np

from indexer.encoders.bundled import BundledEncoder
from indexer.encoders.sentence_transformer import SentenceTransformerEncoder
from indexer.model_store import default_cache, sentence_transformers_model
from tests.benchmarks.measurement import Measurement, seconds


def measure(passages: Sequence[str]) -> Iterator[Measurement]:
    """Tokens a second over these passages, milliseconds for one query, and how near the embeddings are."""
    ours = BundledEncoder()
    peer = SentenceTransformerEncoder(str(sentence_transformers_model(default_cache())))
    tokens = sum(ours.count_tokens(passages))
    peer.encode_passages(passages[:8])
    yield Measurement(
        "embedding passages",
        "tokens/s",
        tokens / seconds(lambda: ours.encode_passages(passages)),
        "sentence-transformers fp32",
        tokens / seconds(lambda: peer.encode_passages(passages)),
    )
    query = ["đề án đô thị thông minh"]
    yield Measurement(
        "embedding one query",
        "ms",
        1000 * seconds(lambda: ours.encode_queries(query), 20),
        "sentence-transformers fp32",
        1000 * seconds(lambda: peer.encode_queries(query), 20),
    )
    cosines = np.sum(ours.encode_passages(passages) * peer.encode_passages(passages), axis=1)
    yield Measurement("cosine to fp32, mean", "", float(cosines.mean()), "itself", 1.0)
