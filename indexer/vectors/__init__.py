"""The vector index of a language: immutable segments in files, and which of their passages were deleted since.

`VectorIndex` reads and searches, `VectorWriter` makes the next state out of the last one. A segment holds the embeddings as the catalog has
them; a larger one has them at 4 bits a component too (`quantized`), in lists by direction, so that a search looks only where something good
can be (`lists`).
"""

from indexer.vectors.allowed import AllowedPassages
from indexer.vectors.index import VectorIndex
from indexer.vectors.writer import VectorWriter

__all__ = ["AllowedPassages", "VectorIndex", "VectorWriter"]
