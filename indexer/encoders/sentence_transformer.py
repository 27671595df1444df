"""Any sentence-transformers model as an encoder. The library, and torch with it, is imported only when one is opened."""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import EncoderUnavailableError
from indexer.models import Embeddings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# E5 models were trained with these prompts, but the older ones do not say so in their files (arXiv:2212.03533).
_E5 = re.compile(r"(?:^|[/_-])e5-(?!.*instruct)", re.IGNORECASE)
_E5_PROMPTS = {"query": "query: ", "passage": "passage: "}


class SentenceTransformerEncoder:
    """A model by name (`BAAI/bge-m3`) or folder, with the prompts its files name for queries and passages.

    Nothing is downloaded: a model has to be on the machine already.
    """

    def __init__(self, name: str) -> None:
        """Open the model.

        Raises:
            EncoderUnavailableError: sentence-transformers is not installed, or the model is not on this machine.
        """
        self._name = name
        self._model = _load(name)
        if _E5.search(name) and not any(self._model.prompts.values()):
            self._model.prompts = dict(_E5_PROMPTS)
        special = sorted(filter(None, self._model.tokenizer.all_special_tokens), key=len, reverse=True)
        self._special = re.compile("|".join(map(re.escape, special)) or r"(?!)")

    @property
    def name(self) -> str:
        """The name or folder it was opened by."""
        return self._name

    @cached_property
    def fingerprint(self) -> str:
        """Last part of the name, and a checksum of weights, tokenizer, prompts and length limit."""
        return f"{self._name.rstrip('/').rsplit('/', 1)[-1]}-{_checksum(self._model)[:16]}"

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        return self._model.get_embedding_dimension() or len(self._model.encode([""])[0])

    @property
    def max_tokens(self) -> int:
        """What the model reads, less its special tokens and those of the passage prompt."""
        special = int(self._model.tokenizer.num_special_tokens_to_add(pair=False))
        # A model without position embeddings (static ones) has no limit.
        limit = self._model.get_max_seq_length() or sys.maxsize
        return limit - special - self.count_tokens([self._prompt("document", "passage", "corpus")])[0]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text without prompt and special tokens."""
        if not texts:
            return []
        tokens = self._model.tokenizer(self._plain(texts), add_special_tokens=False, verbose=False)
        return [len(ids) for ids in tokens["input_ids"]]

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), dimension), unit rows, in the order given."""
        return self._encode(self._model.encode_query, texts, self._prompt("query"))

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), dimension), unit rows, in the order given."""
        # Left to itself, the library prefers an empty prompt called document to the one called passage.
        prompt = self._prompt("document", "passage", "corpus")
        return self._encode(self._model.encode_document, texts, prompt)

    def _prompt(self, *names: str) -> str:
        """The first prompt of these names that is not empty."""
        return next(filter(None, (self._model.prompts.get(name) for name in names)), "")

    def _encode(self, encode: Callable[..., Embeddings], texts: Sequence[str], prompt: str) -> Embeddings:
        found = encode(self._plain(texts), prompt=prompt, show_progress_bar=False, normalize_embeddings=True)
        return np.asarray(found, dtype=np.float32).reshape(-1, self.dimension)

    def _plain(self, texts: Sequence[str]) -> list[str]:
        """The texts, with special tokens that they spell out broken up, and without lone surrogates."""
        readable = (text.encode("utf-8", "replace").decode() for text in texts)
        return [self._special.sub(lambda match: " ".join(match[0]), text) for text in readable]


def _load(name: str) -> "SentenceTransformer":
    try:
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 -- brings torch, so only on demand
    except ImportError as error:
        raise EncoderUnavailableError(
            f"the encoder {name} needs sentence-transformers: install it with `pip install 'vkb[models]'`"
        ) from error
    try:
        return SentenceTransformer(name, local_files_only=True)
    except (OSError, ValueError, RuntimeError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise EncoderUnavailableError(
            f"the model {name} is not on this machine or cannot be opened ({reason}): fetch it with "
            f"`hf download {name}`, or give the folder of a sentence-transformers model"
        ) from error


def _checksum(model: "SentenceTransformer") -> str:
    """SHA-256 of names, shapes and exact integer sums of all weights, of the tokenizer, the prompts and the length limit.

    Sums over the bit patterns are as fast as memory, exact, and the same on every machine.
    """
    import torch  # noqa: PLC0415 -- only where sentence-transformers is

    digest = hashlib.sha256()
    integers = {2: torch.int16, 4: torch.int32, 8: torch.int64}
    for name, weights in sorted(model.state_dict().items()):
        size = integers.get(weights.element_size(), torch.uint8)
        total = int(weights.cpu().contiguous().flatten().view(size).sum(dtype=torch.int64))
        digest.update(f"{name} {tuple(weights.shape)} {total}\n".encode())
    digest.update(json.dumps(_tokenizer_rules(model), sort_keys=True).encode())
    digest.update(repr((sorted(model.prompts.items()), model.get_max_seq_length())).encode())
    return digest.hexdigest()


def _tokenizer_rules(model: "SentenceTransformer") -> dict[str, Any]:
    """The tokenizer as JSON, without padding and truncation, which the library sets anew for each batch."""
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    if backend is None:
        return dict(model.tokenizer.get_vocab())
    return {
        key: value
        for key, value in json.loads(backend.to_str()).items()
        if key not in ("padding", "truncation")
    }
