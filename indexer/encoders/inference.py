"""The bundled network: batches of token ids in, embeddings out. Runs in the process itself and in its workers."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import ctranslate2
import numpy as np

from indexer.model_store.tokenizer import PAD
from indexer.models import Embeddings

TokenIds = Sequence[int]
"""Token ids of one text, special tokens included."""

# Larger batches fall out of the processor's cache: with 4,096 tokens the network runs at two thirds of this speed.
_BATCH_TOKENS = 512
_BUCKET = 8


class Network:
    """multilingual-e5-small in int8 on CTranslate2; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        # One thread a process: processes share the work better than threads (7,400 against 3,800 tokens a second).
        self._encoder = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=1
        )

    def embed(self, batch: Sequence[TokenIds]) -> Embeddings:
        """float32 (len(batch), dimension): the mean of each text's last hidden states, scaled to unit length.

        A row depends on its text alone, to the last bit, when the batch is one of `batched`.
        """
        lengths = np.array([len(ids) for ids in batch], dtype=np.int32)
        padded = np.full((len(batch), _bucket(int(lengths.max()))), PAD, dtype=np.int32)
        for row, ids in zip(padded, batch, strict=True):
            row[: len(ids)] = ids
        view = ctranslate2.StorageView.from_array
        states = np.asarray(self._encoder.forward_batch(view(padded), view(lengths)).last_hidden_state)
        is_token = np.arange(padded.shape[1]) < lengths[:, None]
        pooled = states.sum(axis=1, where=is_token[:, :, None]) / lengths[:, None]
        unit: Embeddings = (pooled / np.linalg.norm(pooled, axis=1, keepdims=True)).astype(np.float32)
        return unit


def batched(texts: Sequence[TokenIds]) -> list[list[int]]:
    """Positions of the texts in batches of at most 512 tokens, or one text, longest texts first.

    All texts of a batch round up to one multiple of 8 tokens and are padded to it. So the padding a text gets is its own,
    whatever else is embedded with it; other padding changes sums in their last bit, and int8 rounding magnifies that
    to a cosine of .999.
    """
    ordered = sorted(range(len(texts)), key=lambda position: -_bucket(len(texts[position])))
    batches: list[list[int]] = []
    for length, group in groupby(ordered, key=lambda position: _bucket(len(texts[position]))):
        positions = list(group)
        size = max(1, _BATCH_TOKENS // length)
        batches += [positions[start : start + size] for start in range(0, len(positions), size)]
    return batches


def _bucket(length: int) -> int:
    """The length rounded up to a multiple of 8."""
    return -(-length // _BUCKET) * _BUCKET
