"""The nouns of the index and its three seams: `Analyzer`, `Encoder` and `SearchBackend`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol, Self

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


class PassageTerms(NamedTuple):
    """The terms under which the lexical index holds a passage, its title and headings included.

    Attributes:
        exact: Terms for exact search.
        folded: Terms for lenient search; empty where the language has none.
    """

    exact: frozenset[str]
    folded: frozenset[str]


class Analyzer(Protocol):
    """Turns text of one language into terms, the same way for passages and queries.

    Terms may be rewritten (lower case, compounds, morphemes) but their offsets count in the text as given.
    """

    @property
    def name(self) -> str:
        """Name and version; kept in the manifest, so that terms of different making never meet."""

    def terms(self, text: str) -> list[Term]:
        """Terms for exact search, in the order of the text."""

    def folded(self, text: str) -> list[Term]:
        """Terms for lenient search (Vietnamese without accents); empty where a language has no such form."""

    def terms_batch(self, texts: Sequence[str]) -> list[list[Term]]:
        """`terms` of many texts, in their order, using the engine's own batching where it has one."""


class Encoder(Protocol):
    """Turns text into embeddings. Queries and passages are encoded differently (E5 prefixes them)."""

    @property
    def name(self) -> str:
        """What `--encoder` is given to get this encoder."""

    @property
    def fingerprint(self) -> str:
        """Name and checksum of weights and tokenizer: equal fingerprints give equal embeddings."""

    @property
    def dimension(self) -> int:
        """Length of an embedding."""

    @property
    def max_tokens(self) -> int:
        """Tokens of one passage that the model reads; what comes after is not seen."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as the model counts them, without prefix and special tokens."""

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), dimension), unit rows, in the order given."""

    def encode_passages(self, texts: Sequence[str]) -> Embeddings:
        """float32 (len(texts), dimension), unit rows, in the order given."""


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
    without: tuple[tuple[str, str], ...] = ()
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
        checksums: SHA-256 of the generation's vector files by relative path; tantivy keeps checksums of its own.
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


class SearchBackend(Protocol):
    """One pinned generation of an index: every method answers from the same committed state."""

    @property
    def manifest(self) -> Manifest:
        """What this generation reflects."""

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages that have passages in this generation, in the order of `corpus.models.LANGUAGES`."""

    def lexical(
        self, query: Sequence[Clause], language: Language, filters: Filters, limit: int
    ) -> list[Posting]:
        """BM25 (Robertson & Zaragoza 2009; k1 1.2, b .75) over the passages of one language, best first, ties by passage number."""

    def dense(
        self,
        embedding: Embeddings,
        language: Language,
        filters: Filters,
        limit: int,
        *,
        centred: bool = False,
    ) -> list[Posting]:
        """Cosine of one query embedding, float32 (dimension,), with the passages of one language, best first, ties by passage number.

        Args:
            embedding: Of unit length.
            language: Of the passages.
            filters: What they must fulfil.
            limit: How many to give at most.
            centred: Whether what all passages of the language have in common, their mean, is taken off them first.
        """

    def frequencies(self, terms: Sequence[str], language: Language, *, folded: bool) -> dict[str, int]:
        """In how many passages of one language the lexical index holds each term; `folded` counts terms of lenient search."""

    def terms(self, numbers: Sequence[int]) -> dict[int, PassageTerms]:
        """The terms of passages by number; numbers this generation does not hold are left out."""

    def passages(self, numbers: Sequence[int]) -> dict[int, PassageRecord]:
        """Records by passage number; numbers this generation does not hold are left out."""

    def coverage(
        self, query: Sequence[Clause], language: Language, passages: Sequence[int]
    ) -> dict[int, float]:
        """For passages of one language, the share of their caption (title and headings) that a query says, 0 to 1."""

    def documents(self, filters: Filters = Filters()) -> list[DocumentRecord]:
        """All documents that pass the filters, ordered by document id."""

    def document(self, document_id: str) -> DocumentRecord:
        """One document. Raises NotFoundError."""

    def content(self, document_id: str) -> DocumentContent:
        """Text, pages, provisions and report of one document. Raises NotFoundError."""

    def citations(self, document_id: str) -> tuple[StoredCitation, ...]:
        """What one document cites, in the order of its text. Raises NotFoundError."""

    def citing(self, keys: Sequence[str]) -> tuple[StoredCitation, ...]:
        """Citations that ask for one of these keys (see `corpus.identifiers.keys`), by document id, then in the order of the text."""

    def relations(self) -> tuple[StoredRelation, ...]:
        """All relations that documents state, by document id, then in the order of the text."""

    def effects(self) -> tuple[StoredEffect, ...]:
        """All statements on effect, by document id, then in the order of the text."""

    def close(self) -> None:
        """Release this generation's files; searches on it end."""


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
