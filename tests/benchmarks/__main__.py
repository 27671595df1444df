"""Prints the benchmark table: `make bench`."""

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from corpus.document import parse_document
from corpus.readers import read_file
from corpus.segmentation import indexed_text, segment
from corpus.sources.folder import find_files
from indexer.encoders.bundled import BundledEncoder
from tests.benchmarks import embedding, indexing, vectors
from tests.benchmarks.measurement import Measurement

_SAMPLE = Path("corpus/collections/smart-city")
_DATA = Path("../shared/eval")
_LIBRARIES = ("ctranslate2", "sentence-transformers", "torch", "faiss-cpu", "tantivy", "numpy")


def main() -> None:
    """Measure everything and print it as Markdown."""
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    lines = [f"{platform.machine()}, Python {platform.python_version()}, {libraries}", ""]
    lines += ["| what | VKB | peer in the same run | ratio |", "|---|---|---|---|"]
    sys.stdout.write("\n".join(lines) + "\n")
    for measurement in _measurements():
        sys.stdout.write(measurement.row() + "\n")
        sys.stdout.flush()


def _measurements() -> Iterator[Measurement]:
    encoder = BundledEncoder()
    yield from embedding.measure(
        embedding.mixed_passages(_DATA, encoder.count_tokens) if _DATA.is_dir() else _sample_passages(encoder)
    )
    yield from indexing.measure(_SAMPLE, encoder)
    yield from vectors.measure()


def _sample_passages(encoder: BundledEncoder) -> list[str]:
    documents = [parse_document(read_file(file.path)) for file in find_files([_SAMPLE])]
    return [
        indexed_text(document.header.title or "", passage, document.text)
        for document in documents
        for passage in segment(document, encoder.count_tokens)
    ]


if __name__ == "__main__":
    main()
