"""PDF."""

from corpus.readers.pdf.reader import read

__all__ = ["read"]
