"""The vector index of a language: immutable segments in files, and which of their passages were deleted since.

`VectorIndex` reads and searches, `VectorWriter` makes the next state out of the last one. A segment holds the embeddings as the catalog has
them; a large one also has them in lists by direction, at 8 bits, so that a search looks only where something good can be (`lists`).
"""

from indexer.vectors.allowed import AllowedPassages
from indexer.vectors.index import VectorIndex
from indexer.vectors.writer import VectorWriter

__all__ = ["AllowedPassages", "VectorIndex", "VectorWriter"]
