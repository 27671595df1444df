"""bm25s over terms that VKB made; in the environment of the peers. Prints one JSON object.

    peers/bin/python tests/benchmarks/peers/words.py FOLDER LIMIT

FOLDER holds what `tests.benchmarks.lexical` writes: `terms.txt` and `questions.txt`, terms with blanks between, and `masks.npy`, bool
(cases, passages), of which the first lets everything through. bm25s knows no filters; a mask of weights is the nearest it has.
"""

import json
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray


def main(folder: Path, limit: int) -> None:
    """Index, ask and tell."""
    terms, questions = (
        [line.split() for line in (folder / name).read_text(encoding="ascii").splitlines()]
        for name in ("terms.txt", "questions.txt")
    )
    masks = np.load(folder / "masks.npy").astype(np.float32)
    index = bm25s.BM25()
    index.index(terms, show_progress=False)
    weights = [None, *masks[1:]]
    found = [_milliseconds(index, questions, limit, one) for one in weights]
    sys.stdout.write(json.dumps({"peer": f"bm25s {version('bm25s')}", "milliseconds": found}))


def _milliseconds(
    index: bm25s.BM25, questions: Sequence[Sequence[str]], limit: int, weights: NDArray[np.float32] | None
) -> list[float]:
    """p50, p95, p99 and the longest."""
    seconds = []
    for question in questions:
        started = time.perf_counter()
        index.retrieve([question], k=limit, weight_mask=weights, show_progress=False)
        seconds.append(time.perf_counter() - started)
    quantiles: list[float] = np.quantile(np.array(seconds) * 1_000, [0.5, 0.95, 0.99, 1.0]).tolist()
    return quantiles


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
