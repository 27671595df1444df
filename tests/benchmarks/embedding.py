"""Embedding: the bundled engine beside sentence-transformers with the same weights in torch fp32, each with its usual settings."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np

from corpus.segmentation import indexed_text, segment
from corpus.segmentation.windows import CountTokens
from indexer.builder.states import title_of
from indexer.encoders.bundled import BundledEncoder
from indexer.encoders.sentence_transformer import SentenceTransformerEncoder
from indexer.model_store import default_cache, sentence_transformers_model
from indexer.seams import Encoder
from kb.evaluation.collection import read_collection
from kb.evaluation.records import as_documents
from tests.benchmarks.measurement import Measurement

_PEER = "sentence-transformers fp32"
_ROUNDS = 3
_SETS = ("vi-law", "ko-law")
_SEED = 7


def measure(passages: Sequence[str]) -> Iterator[Measurement]:
    """Tokens a second over these passages, milliseconds for one query, and how near the embeddings are.

    Both engines take turns, three rounds of it with other passages each time; the median counts. Opening them does not.
    """
    ours = BundledEncoder()
    peer = SentenceTransformerEncoder(str(sentence_transformers_model(default_cache())))
    rounds = [passages[number::_ROUNDS] for number in range(_ROUNDS)]
    for encoder in (ours, peer):
        encoder.encode_passages(passages[:8])
    tokens = partial(_tokens_a_second, ours.count_tokens)
    speeds = [(tokens(ours, texts), tokens(peer, texts)) for texts in rounds]
    yield _beside("embedding passages", "tokens/s", speeds)
    # No question twice: an engine may remember the last ones.
    questions = [
        [f"{number} {passage[:40]}" for number, passage in enumerate(texts[:20])] for texts in rounds
    ]
    times = [(_one_by_one(ours, texts), _one_by_one(peer, texts)) for texts in questions]
    yield _beside("embedding one query", "ms", times)
    cosines = np.sum(ours.encode_passages(rounds[0]) * peer.encode_passages(rounds[0]), axis=1)
    yield Measurement(
        "lost to fp32: 1 less the mean cosine, times 1,000",
        "",
        1e3 * (1 - float(cosines.mean())),
        "to reach",
        1.0,
    )


def mixed_passages(data: Path, count_tokens: CountTokens, count: int = 600) -> list[str]:
    """Passages of Vietnamese and Korean law as they are embedded, as many of each, in an order that mixes them."""
    mixed = [
        passage
        for name in _SETS
        for passage in islice(_passages(data / name, count_tokens), count // len(_SETS))
    ]
    random.Random(_SEED).shuffle(mixed)
    return mixed


def _passages(folder: Path, count_tokens: CountTokens) -> Iterator[str]:
    records = list(read_collection(folder).records())
    random.Random(_SEED).shuffle(records)
    for record in records:
        for made in as_documents([record]):
            title = title_of(made.document.header)
            for passage in segment(made.document, count_tokens):
                yield indexed_text(title, passage, made.document.text)


def _beside(what: str, unit: str, rounds: Sequence[tuple[float, float]]) -> Measurement:
    ours, theirs = zip(*rounds, strict=True)
    return Measurement(what, unit, median(ours), _PEER, median(theirs))


def _tokens_a_second(count_tokens: CountTokens, encoder: Encoder, texts: Sequence[str]) -> float:
    return sum(count_tokens(texts)) / _seconds(lambda: encoder.encode_passages(texts))


def _one_by_one(encoder: Encoder, questions: Sequence[str]) -> float:
    """Milliseconds for one question, the median."""
    return 1000 * median(_seconds(partial(encoder.encode_queries, [question])) for question in questions)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
