"""Encoders turn queries and passages into embeddings; `open_encoder` opens one by its name."""

from pathlib import Path

from indexer.encoders.hashing import HashingEncoder
from indexer.models import Encoder

__all__ = ["open_encoder"]


def open_encoder(name: str = "bundled", cache: Path | None = None) -> Encoder:
    """Open an encoder.

    Args:
        name: `hashing` for hashed character n-grams.
        cache: Folder for converted models.

    Raises:
        EncoderUnavailableError: No such encoder on this machine.
    """
    del name, cache
    return HashingEncoder()
