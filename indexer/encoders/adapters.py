"""Query adapters: what was learnt from questions and their answers, applied to the embeddings of questions alone.

Stored embeddings of passages stay as they are, so an adapter can come or go without embedding anything again. It belongs to one encoder
and one language, and is meant for passages in the language of the question: `docs/training.md` says what it gains and where.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from typing import Self

import numpy as np

from corpus.errors import EncoderUnavailableError
from corpus.models import Language
from indexer.models import Embeddings

ADAPTERS = files("indexer.encoders").joinpath("query_adapters")
"""For each language `<language>.npy`, float16 (2, dimension, rank), and `<language>.json`: where it comes from, and its checksum."""


@dataclass(frozen=True, slots=True, eq=False)
class QueryAdapter:
    """A linear map of low rank that moves the embedding of a question towards those of passages that answer it.

    Attributes:
        down: float32 (dimension, rank).
        up: float32 (dimension, rank).
    """

    down: Embeddings
    up: Embeddings

    @classmethod
    def read(cls, folder: Traversable, language: Language) -> Self:
        """Read the adapter of a language.

        Raises:
            EncoderUnavailableError: The file is not the one its checksum belongs to.
        """
        content = folder.joinpath(f"{language}.npy").read_bytes()
        if hashlib.sha256(content).hexdigest() != _facts(folder, language)["sha256"]:
            raise EncoderUnavailableError(f"{folder / f'{language}.npy'} is damaged: install vkb again")
        down, up = np.load(BytesIO(content), allow_pickle=False).astype(np.float32)
        return cls(down, up)

    def adapt(self, questions: Embeddings) -> Embeddings:
        """unit(q + up downᵀ q) for each question q, float32 of the shape given: (dimension,) or (n, dimension)."""
        moved = questions + questions @ self.down @ self.up.T
        unit: Embeddings = (moved / np.linalg.norm(moved, axis=-1, keepdims=True)).astype(np.float32)
        return unit


def adapted(questions: Embeddings, fingerprint: str, language: Language) -> Embeddings:
    """Embeddings of questions as they are compared with passages of their own language.

    Args:
        questions: float32 (dimension,) or (n, dimension), of unit length, all in one language.
        fingerprint: Of the encoder that made them; those of an encoder without an adapter come back as they are.
        language: The language of the questions and the passages.

    Raises:
        EncoderUnavailableError: The installed adapter is damaged.
    """
    adapter = _installed(fingerprint, language)
    return adapter.adapt(questions) if adapter else questions


@cache
def _installed(fingerprint: str, language: Language) -> QueryAdapter | None:
    if not ADAPTERS.joinpath(f"{language}.json").is_file():
        return None
    if _facts(ADAPTERS, language)["encoder"] != fingerprint:
        return None
    return QueryAdapter.read(ADAPTERS, language)


def _facts(folder: Traversable, language: Language) -> dict[str, str]:
    facts: dict[str, str] = json.loads(folder.joinpath(f"{language}.json").read_text(encoding="utf-8"))
    return facts
