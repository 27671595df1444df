"""The bundled network: batches of token ids in, embeddings out."""

import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

import ctranslate2
import numpy as np

from indexer.encoders.tokens import TokenIds
from indexer.model_store.tokenizer import PAD
from indexer.models import Embeddings

# Larger batches fall out of the processor's cache: with 4,096 tokens the network runs at two thirds of this speed.
_BATCH_TOKENS = 512
_BUCKET = 8
_AVX512 = {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"}


class Network:
    """multilingual-e5-small in int8 on CTranslate2; several threads can use it at once, each on a core of its own."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Open the model; as many batches as there are `threads` are embedded at the same time, from one copy of the weights.

        Raises:
            RuntimeError: The folder holds no such model.
        """
        _take_widest_instructions()
        # Batches side by side, each on one thread, share the cores better than threads that share a batch.
        self._encoder = ctranslate2.Encoder(
            str(folder), device="cpu", compute_type="int8", inter_threads=threads, intra_threads=1
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
        sums = [state[:length].sum(axis=0) for state, length in zip(states, lengths, strict=True)]
        pooled = np.stack(sums) / lengths[:, None]
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


def _take_widest_instructions() -> None:
    """Left to itself, CTranslate2 takes AVX2 on AMD processors, also where AVX-512 makes it a sixth faster.

    It reads the variable when it opens its first model; where somebody has set it, that stays.
    """
    with suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        flags = next((line for line in lines if line.startswith("flags")), "")
        if _AVX512.issubset(flags.split()):
            os.environ.setdefault("CT2_FORCE_CPU_ISA", "AVX512")
