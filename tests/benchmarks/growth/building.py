"""Knowledge bases of any size: real documents as far as they go, then invented ones; every embedding looked up or made up."""

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from corpus.document import parse_document
from corpus.models import Document, Language
from corpus.readers import read_file
from corpus.segmentation import segment
from corpus.sources.folder import find_files
from indexer.builder import IndexBuilder
from indexer.catalog import Catalog
from indexer.catalog.changes import Vectors
from indexer.models import Embeddings, IndexReport
from indexer.seams import Encoder
from kb.evaluation.records import as_documents
from tests.benchmarks.clustered import ClusteredEmbeddings
from tests.benchmarks.invented import Inventor
from tests.benchmarks.materials import SAMPLE, Materials, Searched
from tests.benchmarks.remembering import RememberingEncoder

LANGUAGE: Language = "vi"
"""Indexes are one a language, so what grows is one of them."""
_CHANGED, _CHANGED_ARTICLES = 4, 24
"""Documents of a change, and articles of each: with their heads 100 passages."""
_FIRST_CHANGED = 500_000_000

Named = tuple[str, Document]


class Real(NamedTuple):
    """Real text that was indexed with the bundled encoder.

    Attributes:
        documents: In the order in which they are taken.
        home: The knowledge base that holds their embeddings.
        questions: To that.
    """

    documents: Sequence[Named]
    home: Path
    questions: Sequence[str]

    @classmethod
    def of(cls, searched: Searched) -> Self:
        """The documents of a knowledge base."""
        if searched.collection is None:
            files = find_files([SAMPLE])
            documents = [(one.document_id, parse_document(read_file(one.path))) for one in files]
        else:
            made = as_documents(searched.collection.records())
            documents = [(one.document_id, one.document) for one in made]
        return cls(documents, searched.home, searched.questions)

    @property
    def texts(self) -> list[str]:
        """Of the documents in the language."""
        return [one.text for _, one in self.documents if one.language == LANGUAGE]


class Added(NamedTuple):
    """One run of the indexer.

    Attributes:
        passages: How many were added.
        seconds: All of it.
        inventing: Seconds of it that went into making up documents, which is no work of VKB.
    """

    passages: int
    seconds: float
    inventing: float


class Growing:
    """A knowledge base that grows.

    Nothing is left out but the network's work on passages: `RememberingEncoder` has the embeddings of real text and
    `ClusteredEmbeddings` makes those of invented text. Of a document only the head goes through the parser, see `Inventor`; real
    ones are given as they were understood.

    Attributes:
        home: Its folder.
        questions: To ask it.
    """

    def __init__(self, home: Path, encoder: Encoder, real: Real) -> None:
        self.home = home
        self.questions = real.questions
        clustered = ClusteredEmbeddings(embeddings(real.home))
        self._encoder = RememberingEncoder(encoder, real.home, clustered)
        self._inventor = Inventor(real.texts)
        limit = min(256, encoder.max_tokens)
        known = [(name, one, len(segment(one, encoder.count_tokens, limit))) for name, one in real.documents]
        self._coming = self._documents(known)
        self._taken = 0
        self._inventing = 0.0
        self._version = 0

    def grow_to(self, passages: int) -> Added:
        """Add documents in one run of the indexer until it has so many passages, or a few more."""
        self._inventing = 0.0
        report = self._add(self._up_to(passages))
        return Added(report.passages, report.seconds, self._inventing)

    def change(self) -> IndexReport:
        """Replace four documents of 25 passages each by other versions; the first time they are new."""
        self._version += 1
        numbers = range(_FIRST_CHANGED, _FIRST_CHANGED + _CHANGED)
        invented = (self._inventor.document(number, self._version, _CHANGED_ARTICLES) for number in numbers)
        return self._add([(f"changing/{place}", document) for place, document in enumerate(invented)])

    def _add(self, documents: Iterable[Named]) -> IndexReport:
        with IndexBuilder(self.home, self._encoder) as builder:
            return builder.add(documents)

    def _up_to(self, passages: int) -> Iterator[Named]:
        while self._taken < passages:
            started = time.thread_time()
            document_id, document, size = next(self._coming)
            self._inventing += time.thread_time() - started
            self._taken += size
            yield document_id, document

    def _documents(self, real: Sequence[tuple[str, Document, int]]) -> Iterator[tuple[str, Document, int]]:
        """Documents with the number of their passages."""
        yield from real
        for number in count(1):
            invented = self._inventor.document(number)
            articles = sum(child.kind == "dieu" for child in invented.root.children)
            yield f"invented/{number}", invented, articles + 1


def begun(materials: Materials, home: Path, real: int = 30_000) -> Growing:
    """An empty knowledge base that will begin with about so many passages of real text, or with the sample where there is no data."""
    searched = materials.vietnamese(materials.data, real) if materials.data else materials.sample
    return Growing(home, materials.encoder, Real.of(searched))


def embeddings(home: Path) -> Embeddings:
    """All embeddings of the language in a knowledge base, by passage number."""
    return np.concatenate([vectors for _, vectors in stored(home)])


def stored(home: Path) -> Iterator[Vectors]:
    """Passage numbers of the language and their embeddings, some thousand at a time."""
    with closing(Catalog.open(home)) as catalog:
        yield from catalog.changes(0, catalog.sequence).vectors(LANGUAGE)
