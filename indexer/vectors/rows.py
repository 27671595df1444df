"""The embeddings of a segment in a file, float16 as the catalog holds them: mapped, scanned, and single ones read."""

import os
import struct
import weakref
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.cores import cores
from corpus.errors import IndexCorruptedError
from indexer.models import Embeddings
from indexer.vectors.allowed import Numbers

Halves = NDArray[np.uint8]
"""Embeddings as bytes of little-endian float16, uint8 (n, 2 × dimension)."""

Found = tuple[NDArray[np.float32], Numbers]
"""Scores, float32 (n,), best first, and the passage numbers they belong to."""

Kind = TypeVar("Kind", bound=faiss.Index)

_SHORTEST = 1e-6
_COUNT = struct.Struct("<q")
_COUNT_AT = 8
"""Where the header of a FAISS index has the number of its vectors."""


class Rows:
    """Embeddings by position, from a file of FAISS (a flat index of float16) that is mapped into memory.

    A score is the same for an embedding wherever it stands: one kernel of FAISS computes all of them, each on its own.

    Args:
        path: The file.

    Raises:
        IndexCorruptedError: The file is not there, or no such index.
    """

    def __init__(self, path: Path) -> None:
        self.index = read_index(path, faiss.IndexScalarQuantizer, faiss.IO_FLAG_MMAP_IFC)
        # Held open: the name may be gone while a reader is still at work.
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        weakref.finalize(self, os.close, self._descriptor)
        self._width = 2 * self.dimension
        self._start = path.stat().st_size - len(self) * self._width
        pointer = self.index.codes.data()
        self.mapped: Halves = faiss.rev_swig_ptr(pointer, len(self) * self._width).reshape(len(self), -1)

    def __len__(self) -> int:
        return int(self.index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of an embedding."""
        return int(self.index.d)

    def read(self, positions: Numbers) -> Halves:
        """Some rows, read from the file and not through the mapping, of which they would make whole pages resident."""
        places = (positions * self._width + self._start).tolist()
        rows = b"".join([os.pread(self._descriptor, self._width, place) for place in places])
        return np.frombuffer(rows, np.uint8).reshape(len(positions), self._width)


class RowsWriter:
    """Writes a file of rows as they come; a context manager.

    Args:
        path: The file to make.
        dimension: Length of an embedding.
    """

    def __init__(self, path: Path, dimension: int) -> None:
        self._header = faiss.serialize_index(flat(dimension)).tobytes()
        self._width = 2 * dimension
        self._stream = path.open("wb")
        self._stream.write(self._header)

    def add(self, rows: Halves) -> None:
        """Append rows."""
        self._stream.write(rows.tobytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        size = self._stream.tell() - len(self._header)
        # An index of nothing ends with the number of bytes that follow.
        for place, count in ((_COUNT_AT, size // self._width), (len(self._header) - _COUNT.size, size)):
            self._stream.seek(place)
            self._stream.write(_COUNT.pack(count))
        self._stream.close()


def halves(embeddings: Embeddings) -> Halves:
    """Embeddings as the catalog stores them."""
    return np.ascontiguousarray(embeddings, dtype="<f2").view(np.uint8)


def decoded(rows: Halves) -> Embeddings:
    """Reverse of `halves`, float32 (n, dimension)."""
    on_one_core()
    embeddings: Embeddings = flat(rows.shape[1] // 2).sa_decode(np.ascontiguousarray(rows))
    return embeddings


def scored(rows: Halves, numbers: Numbers, query: Embeddings, count: int) -> Found:
    """The best of these rows by inner product, whose passage numbers are given."""
    scores, places = _looked_at(rows, query, faiss.METRIC_INNER_PRODUCT, count)
    return scores, numbers[places]


def scored_from(origin: Embeddings, rows: Halves, query: Embeddings) -> NDArray[np.float32]:
    """Cosine of the query, of unit length, with each row as seen from an origin, float32 (n,); 0 for what lies there."""
    products, lengths = np.empty(len(rows), dtype=np.float32), np.empty(len(rows), dtype=np.float32)
    for values, point, metric in (
        (products, query, faiss.METRIC_INNER_PRODUCT),
        (lengths, origin, faiss.METRIC_L2),
    ):
        found, places = _looked_at(rows, point, metric, len(rows))
        values[places] = found
    lengths = np.sqrt(lengths)
    far = lengths > _SHORTEST
    return np.where(far, (products - origin @ query) / np.where(far, lengths, 1), 0)


def _looked_at(rows: Halves, point: Embeddings, metric: int, count: int) -> Found:
    """Scores (squared distances) and places of the best rows."""
    index = flat(rows.shape[1] // 2, metric)
    index.add_sa_codes(np.ascontiguousarray(rows))
    on_one_core()
    values, places = index.search(point[None], min(count, len(rows)))
    return values[0], places[0]


def read_index(path: Path, kind: type[Kind], how: int = 0) -> Kind:
    """An index of FAISS of this kind; with `IO_FLAG_MMAP_IFC` its vectors stay in the file. Raises IndexCorruptedError."""
    try:
        index = faiss.read_index(str(path), how)
    except RuntimeError as error:
        raise IndexCorruptedError(path, "FAISS cannot read it") from error
    if not isinstance(index, kind):
        raise IndexCorruptedError(path, "it is another kind of index")
    return index


def on_one_core() -> None:
    """Let FAISS work in the calling thread: one query gains nothing from a team, and waits for all of it on a busy machine."""
    faiss.omp_set_num_threads(1)


def on_all_cores() -> None:
    """Let FAISS work with a team in the calling thread, until `on_one_core`: for building."""
    faiss.omp_set_num_threads(cores())


def flat(dimension: int, metric: int = faiss.METRIC_INNER_PRODUCT) -> faiss.IndexScalarQuantizer:
    """An index of nothing that takes embeddings as they are in the file."""
    return faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, metric)
