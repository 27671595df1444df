"""The encoder that needs no download: multilingual-e5-small in int8, on CTranslate2 and tokenizers, without torch."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus.cores import cores
from corpus.errors import EncoderUnavailableError
from indexer.encoders.inference import Network, batched
from indexer.encoders.pieces import PieceReader
from indexer.encoders.tokens import TokenIds, TokenReader
from indexer.model_store import MODEL, RECIPE, ctranslate2_model, default_cache, mapped_vocabulary
from indexer.model_store.tokenizer import BEGIN, END
from indexer.models import Embeddings

# Prompts the model was trained with: Wang et al., Multilingual E5 Text Embeddings, arXiv:2402.05672.
_QUERY, _PASSAGE = "query: ", "passage: "
_Read = Callable[[Sequence[str], int], list[TokenIds]]


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
        cache = cache or default_cache()
        self._folder, self._vocabulary = ctranslate2_model(cache), mapped_vocabulary(cache)
        self._threads = threads or cores()
        try:
            facts = json.loads((self._folder / "model.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise _broken(self._folder, error) from error
        self._dimension = int(facts["dimension"])
        self._fingerprint = f"{MODEL}-int8-{RECIPE}-{facts['source'][:16]}"
        self._room = int(facts["positions"]) - 2

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
        return self._whole.count(texts)

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), 384), unit rows, in the order given."""
        return self._encode([_QUERY + text for text in texts], self._few.beginnings)

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), 384), unit rows, in the order given."""
        return self._encode([_PASSAGE + text for text in texts], self._whole.beginnings)

    def _encode(self, texts: Sequence[str], read: _Read) -> Embeddings:
        numbers = {text: number for number, text in enumerate(dict.fromkeys(texts))}
        beginnings = read(list(numbers), self._room)
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
        embed = self._network.embed
        if lanes < 2:
            return [embed(batch) for batch in batches]
        # After an interrupt the batches under way are ended, and no other one is begun.
        with ThreadPoolExecutor(lanes) as pool:
            return list(pool.map(embed, batches))

    @cached_property
    def _network(self) -> Network:
        with _broken_if_unreadable(self._folder):
            return Network(self._folder, self._threads)

    @cached_property
    def _whole(self) -> TokenReader:
        """Reads passages."""
        with _broken_if_unreadable(self._folder):
            return TokenReader(self._folder)

    @cached_property
    def _few(self) -> PieceReader:
        """Reads questions."""
        with _broken_if_unreadable(self._vocabulary):
            return PieceReader(self._vocabulary)


@contextmanager
def _broken_if_unreadable(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError, RuntimeError) as error:
        raise _broken(folder, error) from error


def _broken(folder: Path, error: Exception) -> EncoderUnavailableError:
    return EncoderUnavailableError(
        f"the converted model in {folder} cannot be opened ({error}): delete that folder and try again"
    )
