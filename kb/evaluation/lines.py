"""The lines of text files, packed or not, with one clear error for each that cannot be read."""

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import Path

from corpus.errors import CollectionError


def lines_of(path: Path) -> Iterator[str]:
    """Lines of a file in UTF-8, without line feeds; split at these alone, because U+2028 and its like may stand inside a JSON string.

    Raises:
        CollectionError: The file cannot be opened, is damaged or not in UTF-8.
    """
    pending = b""
    for block in blocks_of(path):
        *whole, pending = (pending + block).split(b"\n")
        yield from (_decoded(path, line) for line in whole)
    if pending:
        yield _decoded(path, pending)


def blocks_of(path: Path) -> Iterator[bytes]:
    """The bytes of a file, unpacked, some at a time.

    Raises:
        CollectionError: The file cannot be opened or is damaged.
    """
    with _open(path) as stream:
        try:
            while block := stream.read(1 << 20):
                yield block
        except (OSError, EOFError, zlib.error) as error:
            raise CollectionError(path, f"is damaged ({error})") from error


def _decoded(path: Path, line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CollectionError(path, f"is not in UTF-8 ({error})") from error


def _open(path: Path) -> BufferedIOBase:
    try:
        return gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb")
    except OSError as error:
        raise CollectionError(path, f"cannot be opened ({error.strerror})") from error
