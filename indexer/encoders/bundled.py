"""The encoder that needs no download: multilingual-e5-small in int8, on CTranslate2 and tokenizers, without torch."""

import json
import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from corpus.errors import EncoderUnavailableError
from indexer.encoders.inference import Network, TokenIds, batched
from indexer.encoders.pool import embed_together
from indexer.model_store import MODEL, RECIPE, ctranslate2_model, default_cache
from indexer.model_store.tokenizer import BEGIN, END
from indexer.models import Embeddings

# Prompts the model was trained with: Wang et al., Multilingual E5 Text Embeddings, arXiv:2402.05672.
_QUERY, _PASSAGE = "query: ", "passage: "
# Below some seconds of work, starting processes costs more than they give.
_SHARED_FROM_TOKENS = 20_000
# A worker takes about 200 MB.
_MOST_PROCESSES = 16
_SURROGATE = re.compile("[\ud800-\udfff]")


class BundledEncoder:
    """multilingual-e5-small (Wang et al., 2024), 384 dimensions, 512 tokens.

    Texts need no preparation: the tokenizer brings every normal form to NFKC, special tokens spelled out in a text
    (`<s>`) are read as the characters they are, and what lies beyond the last token the model reads is cut off.
    """

    def __init__(self, cache: Path | None = None, processes: int | None = None) -> None:
        """Find the converted model, converting it first if this is its first use; the first text to embed or to count loads it.

        Args:
            cache: Folder for converted models; `default_cache()` if not given.
            processes: Processes that share a large job, this one included; one a core if not given.

        Raises:
            EncoderUnavailableError: The weights are not installed, or the cache cannot be used.
        """
        self._folder = ctranslate2_model(cache or default_cache())
        self._processes = processes or min(_cores(), _MOST_PROCESSES)
        try:
            facts = json.loads((self._folder / "model.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise _broken(self._folder, error) from error
        self._dimension = int(facts["dimension"])
        self._fingerprint = f"{MODEL}-int8-{RECIPE}-{facts['source'][:16]}"
        self._room = int(facts["positions"]) - 2
        self._loading = Lock()
        self._loaded: _Model | None = None

    @property
    def name(self) -> str:
        """`bundled`."""
        return "bundled"

    @property
    def fingerprint(self) -> str:
        """Model, recipe of its conversion, and checksum of the packed weights and vocabulary it was made from."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """384."""
        return self._dimension

    @property
    def max_tokens(self) -> int:
        """Tokens of a passage that are read: 512 positions less two special tokens and those of the prompt."""
        return self._room - self.count_tokens([_PASSAGE])[0]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text without prompt and special tokens."""
        return [len(ids) for ids in self._tokenize(texts)]

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), 384), unit rows, in the order given."""
        return self._encode([_QUERY + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), 384), unit rows, in the order given; a large job is shared by several processes."""
        return self._encode([_PASSAGE + text for text in texts])

    def _encode(self, prompted: Sequence[str]) -> Embeddings:
        texts = [[BEGIN, *ids[: self._room], END] for ids in self._tokenize(prompted)]
        positions = batched(texts)
        rows = np.empty((len(texts), self._dimension), dtype=np.float32)
        embedded = self._embed([[texts[position] for position in batch] for batch in positions])
        for batch, result in zip(positions, embedded, strict=True):
            rows[batch] = result
        return rows

    def _embed(self, batches: Sequence[Sequence[TokenIds]]) -> list[Embeddings]:
        tokens = sum(len(ids) for batch in batches for ids in batch)
        workers = min(self._processes, len(batches)) - 1
        if workers < 1 or tokens < _SHARED_FROM_TOKENS:
            return [self._model().network.embed(batch) for batch in batches]
        return embed_together(batches, self._model().network.embed, self._folder, workers)

    def _tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        # A lone surrogate is no character and has no UTF-8, which the tokenizer needs.
        readable = [_SURROGATE.sub("\ufffd", text) for text in texts]
        return [encoding.ids for encoding in self._model().tokenizer.encode_batch_fast(readable)]

    def _model(self) -> "_Model":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._folder)
            return self._loaded


class _Model(NamedTuple):
    network: Network
    tokenizer: Tokenizer


def _load(folder: Path) -> _Model:
    """The model side by side with its tokenizer, since only the latter keeps other threads of Python waiting."""
    try:
        with ThreadPoolExecutor(max_workers=1) as aside:
            network = aside.submit(Network, folder)
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            return _Model(network.result(), tokenizer)
    except (OSError, ValueError, RuntimeError) as error:
        raise _broken(folder, error) from error


def _broken(folder: Path, error: Exception) -> EncoderUnavailableError:
    return EncoderUnavailableError(
        f"the converted model in {folder} cannot be opened ({error}): delete that folder and try again"
    )


def _cores() -> int:
    """Cores this process may use, which in a container can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
