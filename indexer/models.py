"""The nouns of the index."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from corpus.citations.models import Citation
from corpus.models import Diagnostic, Header, Language, Page, Provision, QualityReport, Span
from corpus.quality import RunQuality
from corpus.relations.models import Effect, Relation

Embeddings = NDArray[np.float32]
"""float32 (n, dimension), every row of unit length, so that an inner product is a cosine."""


class Term(NamedTuple):
    """One term of an analyzed text, with the characters of that text it stands for."""

    text: str
    start: int
    end: int


class Analyzed(NamedTuple):
    """All terms of a text.

    Attributes:
        terms: For exact search, in the order of the text.
        folded: Texts of the terms for lenient search, one for each of these; none where the language has none.
    """

    terms: list[Term]
    folded: list[str]


class Clause(NamedTuple):
    """Part of a lexical query: texts that stand for one thing, of which the one that a passage matches best counts.

    Attributes:
        alternatives: The texts; their terms are found by the analyzer of the language that is searched.
        weight: What the clause counts for, more than 0.
    """

    alternatives: tuple[str, ...]
    weight: float = 1.0

    @classmethod
    def of(cls, text: str) -> Self:
        """A clause of one text."""
        return cls((text,))


class Posting(NamedTuple):
    """A passage found by one retriever; a larger score is better."""

    passage: int
    score: float


class ProvisionKey(NamedTuple):
    """Names a provision inside one knowledge base."""

    document_id: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is limited to. An empty tuple or None does not limit.

    Attributes:
        types: Tokens of document types (`qd`, `nd`, `act` …), any of them.
        issuers: Tokens of issuers (`ttg`, `bxd`, `molit` …), any of them.
        issued_from: First day, ISO 8601 `YYYY-MM-DD`. A date known only to the month or year matches when its period touches the range.
        issued_to: Last day, inclusive.
        document_ids: Documents, any of them.
        without: None of these provisions, as (document id, anchor), nor what is below them; an empty anchor is the whole document.
        phrases: Only passages that contain all of these, word for word (`indexer.phrases`), in their text, their headings or the
            title of their document; a list of documents is not limited by them.
    """

    types: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    issued_from: str | None = None
    issued_to: str | None = None
    document_ids: tuple[str, ...] = ()
    without: frozenset[tuple[str, str]] = frozenset()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the catalog lists it; its text, pages and report are fetched on their own.

    Attributes:
        row: Number of this stored state of the document; never used again after the document changes.
        document_id: Stable id: folder name and path below it, e.g. `policy-corpus/vi/982-qd-ttg.md`.
        source: Absolute path (or URI) it was read from.
        sha256: Of the file's bytes, hexadecimal.
        language: Language of most of it.
        header: What it says of itself.
        characters: Length of the stored text.
        provisions: How many, the root not counted.
        passages: How many.
        indexed_at: UTC, ISO 8601, when it entered the catalog.
    """

    row: int
    document_id: str
    source: str
    sha256: str
    language: Language
    header: Header
    characters: int
    provisions: int
    passages: int
    indexed_at: str

    @property
    def title(self) -> str:
        """What a list shows: type and number are separate fields, so the bare title, or the id of an untitled document."""
        return self.header.title or self.document_id


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """The heavy part of a document.

    Attributes:
        text: The stored text.
        pages: Its pages.
        root: Its tree of provisions.
        report: Quality report of the reading.
        diagnostics: What the parsers noticed.
        metadata: Front matter or document properties.
    """

    text: str
    pages: tuple[Page, ...]
    root: Provision
    report: QualityReport
    diagnostics: tuple[Diagnostic, ...]
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A stored passage.

    Attributes:
        passage: Its number, unique for ever in one knowledge base.
        document_id: The document it belongs to.
        anchor: The smallest provision that contains it.
        span: Characters of the document's stored text.
        path: Headings from the outside in.
        language: Its language.
        text: The characters of the span.
    """

    passage: int
    document_id: str
    anchor: str
    span: Span
    path: tuple[str, ...]
    language: Language
    text: str


RECALL = 0.99
"""Share of the best ten passages that a vector index finds unless another is asked for."""


@dataclass(frozen=True, slots=True)
class VectorFacts:
    """What a search in the vector index of a language may expect.

    Attributes:
        kind: `exact`, or `lists` where some segments propose passages at few bits, and only where something good can be.
        segments: How many there are.
        recall: Share of the best ten passages that is found, as measured when the lists were made; 1 where all is exact.
    """

    kind: Literal["exact", "lists"]
    segments: int
    recall: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one generation of the index reflects.

    Attributes:
        generation: Number, one higher at each commit.
        sequence: The catalog's last change that this generation contains.
        created_at: UTC, ISO 8601.
        encoder: The encoder's name.
        encoder_fingerprint: Its fingerprint.
        dimension: Length of an embedding.
        analyzers: Analyzer name by language.
        passages: Number of passages by language.
        documents: Number of documents.
        checksums: SHA-256 of the generation's files by relative path.
        recall: Share of the best passages that was asked of the vector indexes.
        vectors: What they give, by language.
    """

    generation: int
    sequence: int
    created_at: str
    encoder: str
    encoder_fingerprint: str
    dimension: int
    analyzers: Mapping[str, str]
    passages: Mapping[str, int]
    documents: int
    checksums: Mapping[str, str] = field(default_factory=dict)
    recall: float = RECALL
    vectors: Mapping[str, VectorFacts] = field(default_factory=dict)


class StoredCitation(NamedTuple):
    """A citation with the document and the provision that make it."""

    document_id: str
    anchor: str
    citation: Citation


class StoredRelation(NamedTuple):
    """A relation with the document that states it."""

    document_id: str
    relation: Relation


class StoredEffect(NamedTuple):
    """A statement on effect with the document that makes it."""

    document_id: str
    effect: Effect


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be indexed.

    Attributes:
        source: Its path.
        error: Class name of the error, e.g. `EncryptedFileError`.
        message: One line that says what is wrong and what to do.
    """

    source: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run of the indexer did.

    Attributes:
        added: Documents that are new.
        updated: Documents whose file changed.
        unchanged: Documents left as they were.
        removed: Documents whose file is gone.
        failures: Files that could not be indexed, in the order they were met.
        warnings: Diagnostics of documents that were indexed nevertheless, as (document id, diagnostic).
        reports: How the files of the documents written in this run were read, by document id.
        quality: These reports and the failures in one.
        provisions: Provisions written.
        passages: Passages written.
        embedded: Passages that had to be embedded; the rest had an embedding in the catalog.
        seconds: Wall time.
        generation: The generation that was published.
        sequence: The catalog's sequence it reflects.
    """

    added: int
    updated: int
    unchanged: int
    removed: int
    failures: tuple[Failure, ...]
    warnings: tuple[tuple[str, Diagnostic], ...]
    reports: Mapping[str, QualityReport]
    quality: RunQuality
    provisions: int
    passages: int
    embedded: int
    seconds: float
    generation: int
    sequence: int
