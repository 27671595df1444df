"""A worker process of the bundled encoder: token ids come in on standard input, embeddings go out on standard output.

It lives as long as its input is open. When its parent ends, in whatever way, the input closes and the worker ends too.

A request is little-endian int32: number of texts n, n lengths, and the ids of all texts one after another.
The reply is the dimension as int32, then n rows of float32.
"""

import os
import sys
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import numpy as np

from indexer.encoders.inference import Network


def main(folder: str) -> None:
    """Answer requests until standard input ends."""
    # Replies get a descriptor of their own, so that nothing a library prints can fall among them.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    network = Network(Path(folder))
    while batch := _read_batch(sys.stdin.buffer):
        rows = network.embed(batch)
        replies.write(rows.shape[1].to_bytes(4, "little"))
        replies.write(rows.astype("<f4").tobytes())
        replies.flush()


def _read_batch(stream: BinaryIO) -> list[list[int]]:
    header = stream.read(4)
    if len(header) < 4:
        return []
    count = int(np.frombuffer(header, "<i4")[0])
    lengths = np.frombuffer(stream.read(4 * count), "<i4")
    bounds = np.concatenate([[0], np.cumsum(lengths)])
    ids = np.frombuffer(stream.read(4 * int(bounds[-1])), "<i4").tolist()
    return [ids[start:end] for start, end in pairwise(bounds.tolist())]
