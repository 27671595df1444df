"""Encoders turn queries and passages into embeddings; `open_encoder` opens one by its name."""

from pathlib import Path

from indexer.encoders.bundled import BundledEncoder
from indexer.encoders.hashing import HashingEncoder
from indexer.encoders.sentence_transformer import SentenceTransformerEncoder
from indexer.encoders.tokens import token_reader
from indexer.model_store import ctranslate2_model, default_cache
from indexer.seams import Encoder

__all__ = ["load_tokenizer", "open_encoder"]


def open_encoder(name: str = "bundled", cache: Path | None = None) -> Encoder:
    """Open an encoder.

    Args:
        name: `bundled` (multilingual-e5-small), `hashing` (hashed character n-grams, no model), or a
            sentence-transformers model: a name such as `BAAI/bge-m3`, or a folder.
        cache: Folder for converted models; `~/.cache/vkb` if not given.

    Raises:
        EncoderUnavailableError: The encoder's package or model is not on this machine.
    """
    if name == "hashing":
        return HashingEncoder()
    if name == "bundled":
        return BundledEncoder(cache)
    return SentenceTransformerEncoder(name)


def load_tokenizer(name: str, cache: Path | None = None) -> None:
    """Load now the part of an encoder that starts no threads, if it is the bundled one: its tokenizer, but not its network.

    Raises:
        EncoderUnavailableError: The model is not on this machine.
    """
    if name == "bundled":
        token_reader(ctranslate2_model(cache or default_cache()))
