"""The encoder that needs no download: multilingual-e5-small in int8, on CTranslate2 and tokenizers, without torch."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import numpy as np

from corpus.cores import cores
from corpus.errors import EncoderUnavailableError
from indexer.encoders.inference import Network, batched
from indexer.encoders.tokens import TokenIds, TokenReader, token_reader
from indexer.model_store import MODEL, RECIPE, ctranslate2_model, default_cache
from indexer.model_store.tokenizer import BEGIN, END
from indexer.models import Embeddings

# Prompts the model was trained with: Wang et al., Multilingual E5 Text Embeddings, arXiv:2402.05672.
_QUERY, _PASSAGE = "query: ", "passage: "


class BundledEncoder:
    """multilingual-e5-small (Wang et al., 2024), 384 dimensions, 512 tokens.

    Texts need no preparation: the tokenizer brings every normal form to NFKC, special tokens spelled out in a text
    (`<s>`) are read as the characters they are, and what lies beyond the last token the model reads is cut off.
    Every call takes all cores as far as its texts fill them, and several threads may call at once.
    """

    def __init__(self, cache: Path | None = None, threads: int | None = None) -> None:
        """Find the converted model, converting it first if this is its first use; the first text to embed or to count loads it.

        Args:
            cache: Folder for converted models; `default_cache()` if not given.
            threads: Batches that are embedded at the same time; one a core if not given.

        Raises:
            EncoderUnavailableError: The weights are not installed, or the cache cannot be used.
        """
        self._folder = ctranslate2_model(cache or default_cache())
        self._threads = threads or cores()
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
        return self._model().tokens.count(texts)

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), 384), unit rows, in the order given."""
        return self._encode(_QUERY, texts)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), 384), unit rows, in the order given."""
        return self._encode(_PASSAGE, texts)

    def _encode(self, prompt: str, texts: Sequence[str]) -> Embeddings:
        numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        beginnings = self._model().tokens.beginnings([prompt + text for text in numbers], self._room)
        rows = self._embed([np.array([BEGIN, *ids, END], dtype=np.int32) for ids in beginnings])
        return rows[np.array([numbers[text] for text in texts], dtype=np.intp)]

    def _embed(self, texts: Sequence[TokenIds]) -> Embeddings:
        rows = np.empty((len(texts), self._dimension), dtype=np.float32)
        positions = batched(texts)
        batches = ([texts[position] for position in batch] for batch in positions)
        for batch, embedded in zip(positions, self._side_by_side(list(batches)), strict=True):
            rows[batch] = embedded
        return rows

    def _side_by_side(self, batches: Sequence[Sequence[TokenIds]]) -> list[Embeddings]:
        if not batches:
            return []
        lanes = min(self._threads, len(batches))
        embed = self._model().network.embed
        if lanes < 2:
            return [embed(batch) for batch in batches]
        # After an interrupt the batches under way are ended, and no other one is begun.
        with ThreadPoolExecutor(lanes) as pool:
            return list(pool.map(embed, batches))

    def _model(self) -> "_Model":
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._folder, self._threads)
            return self._loaded


class _Model(NamedTuple):
    network: Network
    tokens: TokenReader


def _load(folder: Path, threads: int) -> _Model:
    """Both parts of the model, read at the same time, for each takes a third of a second."""
    try:
        with ThreadPoolExecutor(1) as aside:
            network = aside.submit(Network, folder, threads)
            tokens = token_reader(folder)
            return _Model(network.result(), tokens)
    except (OSError, ValueError, RuntimeError) as error:
        raise _broken(folder, error) from error


def _broken(folder: Path, error: Exception) -> EncoderUnavailableError:
    return EncoderUnavailableError(
        f"the converted model in {folder} cannot be opened ({error}): delete that folder and try again"
    )
