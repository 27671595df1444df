"""What benchmarks work on: the sample collection, and 30,000 passages a language where the test collections are at hand."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from corpus.document import parse_document
from corpus.readers import read_file
from corpus.segmentation import indexed_text, segment
from corpus.sources.folder import find_files
from indexer.builder import IndexBuilder
from indexer.encoders.bundled import BundledEncoder
from kb.evaluation.collection import Collection, read_collection
from kb.evaluation.indexing import index_collection
from tests.benchmarks.cutting import cut
from tests.benchmarks.remembering import RememberingEncoder

SAMPLE = Path("corpus/collections/smart-city")
_SAMPLE_QUERIES = Path("tests/quality/smart-city/queries.jsonl")
_SEED = 7


@dataclass(frozen=True, slots=True)
class Searched:
    """A knowledge base with questions to it.

    Attributes:
        name: What it is called in tables.
        home: Its folder; benchmarks that change it work on a copy.
        questions: In an order that a seed made.
        collection: The test collection that peers are given too; None where they are not asked.
    """

    name: str
    home: Path
    questions: Sequence[str]
    collection: Collection | None = None


class Materials:
    """Knowledge bases to measure. Those of test collections are kept in the cache, as `vkb evaluate` keeps its own.

    Args:
        cache: Folder for models and indexes.
        work: An empty folder that lasts as long as the run.
        data: Folder with `eval/`, `train/` and `files/`; None for the sample alone.
        peers: Python in the environment of the peers; None when there is none.
        kept: A folder for what several runs share, empty before the first; `work` if not given.
    """

    def __init__(
        self,
        cache: Path,
        work: Path,
        data: Path | None = None,
        peers: Path | None = None,
        kept: Path | None = None,
    ) -> None:
        self.cache = cache
        self.work = work
        self.kept = kept or work
        self.data = data
        self.peers = peers

    @cached_property
    def encoder(self) -> BundledEncoder:
        """The bundled one."""
        return BundledEncoder(self.cache)

    def sample_passages(self) -> list[str]:
        """What is embedded of the sample collection."""
        documents = [parse_document(read_file(file.path)) for file in find_files([SAMPLE])]
        return [
            indexed_text(document.header.title or "", passage, document.text)
            for document in documents
            for passage in segment(document, self.encoder.count_tokens)
        ]

    @cached_property
    def sample(self) -> Searched:
        """The sample collection with its judged queries."""
        home = self.work / "sample"
        with IndexBuilder(home, self.encoder) as builder:
            builder.index([SAMPLE])
        lines = _SAMPLE_QUERIES.read_text(encoding="utf-8").splitlines()
        return Searched("sample", home, _shuffled([json.loads(line)["text"] for line in lines]))

    def searched(self) -> Iterator[Searched]:
        """The sample; or 30,000 passages of Vietnamese, as many of Korean, and all of the Korean set."""
        if self.data is None:
            yield self.sample
        else:
            yield self.vietnamese(self.data)
            yield self.korean(self.data)
            yield self._searched("ko-law, all of it", read_collection(self.data / "eval" / "ko-law"))

    def vietnamese(self, data: Path, passages: int = 30_000) -> Searched:
        """All of vi-law, filled up with articles of the training pairs, whose questions are not asked."""
        training = data / "train" / "vi-heading-article" / "corpus.jsonl.gz"
        return self._cut(data / "eval" / "vi-law", Collection("training", training, (), {}), passages)

    def korean(self, data: Path, passages: int = 30_000) -> Searched:
        """Every judged article of ko-law, filled up with others of it."""
        return self._cut(data / "eval" / "ko-law", None, passages)

    def _cut(self, folder: Path, filling: Collection | None, passages: int) -> Searched:
        whole = read_collection(folder)
        target = self.cache / "benchmarks" / f"{whole.name}-{passages}"
        smaller = cut(whole, filling, passages, self.encoder, target)
        known = index_collection(whole, self.encoder, self.cache / "evaluation").home
        encoder = RememberingEncoder(self.encoder, known)
        home = index_collection(smaller, encoder, self.cache / "evaluation").home
        return Searched(f"{whole.name}, {passages:,} passages", home, _questions(smaller), smaller)

    def _searched(self, name: str, collection: Collection) -> Searched:
        home = index_collection(collection, self.encoder, self.cache / "evaluation").home
        return Searched(name, home, _questions(collection))


def _questions(collection: Collection) -> list[str]:
    return _shuffled([topic.text for topic in collection.topics])


def _shuffled(questions: list[str]) -> list[str]:
    random.Random(_SEED).shuffle(questions)
    return questions
