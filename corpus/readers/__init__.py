"""Reading files: every format to the same stored text, each file in a child process with limits.

A format is recognised by the bytes of the file, never by its name.
"""

from corpus.readers.limits import ReadLimits
from corpus.readers.reading import read_bytes, read_file, read_text

__all__ = ["ReadLimits", "read_bytes", "read_file", "read_text"]
