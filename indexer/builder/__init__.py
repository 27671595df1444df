"""The one writer of a knowledge base: files and documents in, generations out."""

from indexer.builder.index_builder import IndexBuilder

__all__ = ["IndexBuilder"]
