"""Encoders turn queries and passages into embeddings; `open_encoder` opens one by its name."""

from pathlib import Path

from indexer.encoders.bundled import BundledEncoder
from indexer.encoders.hashing import HashingEncoder
from indexer.encoders.sentence_transformer import SentenceTransformerEncoder
from indexer.seams import Encoder

__all__ = ["open_encoder"]


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
