"""The bundled network: batches of token ids in, embeddings out. Runs in the process itself and in its workers."""

from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import numpy as np

from indexer.models import Embeddings

TokenIds = Sequence[int]
"""Token ids of one text, special tokens included."""

_BATCH_TOKENS = 768
# Larger batches fall out of the processor's cache: 4,096 tokens a batch run at two thirds of this speed.


class Network:
    """multilingual-e5-small in int8 on CTranslate2; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        # One thread a process: processes share the work better than threads (7,400 against 3,800 tokens a second).
        self._encoder = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=1
        )

    def embed(self, batch: Sequence[TokenIds]) -> Embeddings:
        """float32 (len(batch), dimension): the mean of each text's last hidden states, scaled to unit length."""
        output = self._encoder.forward_batch([list(ids) for ids in batch])
        states = np.asarray(output.last_hidden_state)
        lengths = np.array([len(ids) for ids in batch])
        is_token = np.arange(states.shape[1]) < lengths[:, None]
        pooled = states.sum(axis=1, where=is_token[:, :, None]) / lengths[:, None]
        unit: Embeddings = (pooled / np.linalg.norm(pooled, axis=1, keepdims=True)).astype(np.float32)
        return unit


def batched(texts: Sequence[TokenIds]) -> list[list[int]]:
    """Positions of the texts in batches, longest texts first, padded size of a batch at most 768 tokens.

    Texts of like length share a batch, so that little is computed for padding; a longer text is a batch of its own.
    """
    batches: list[list[int]] = []
    longest = 0
    for position in sorted(range(len(texts)), key=lambda index: -len(texts[index])):
        if batches and (len(batches[-1]) + 1) * longest <= _BATCH_TOKENS:
            batches[-1].append(position)
        else:
            batches.append([position])
            longest = len(texts[position])
    return batches
