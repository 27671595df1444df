"""The three seams of the index: `Analyzer`, `Encoder` and `SearchBackend`."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from corpus.models import Language, Page, Span
from corpus.relations.models import RelationKind
from indexer.models import (
    Analyzed,
    Clause,
    DocumentContent,
    DocumentRecord,
    Embeddings,
    Filters,
    Manifest,
    PassageRecord,
    Posting,
    ProvisionKey,
    StoredCitation,
    StoredEffect,
    StoredRelation,
    Term,
)
from indexer.passage_terms import PassageTerms, StretchTerms

_NO_FILTERS = Filters()


class Analyzer(Protocol):
    """Turns text of one language into terms, the same way for passages and queries.

    Terms may be rewritten (lower case, compounds, morphemes) but their offsets count in the text as given. None holds white space.
    """

    @property
    def name(self) -> str:
        """Name and version; kept in the manifest, so that terms of different making never meet."""

    def terms(self, text: str) -> list[Term]:
        """Terms for exact search, in the order of the text."""

    def folded(self, text: str) -> list[Term]:
        """Terms for lenient search (Vietnamese without accents), one for each of `terms` and at its place; none in other languages."""

    def analyze(self, texts: Sequence[str]) -> list[Analyzed]:
        """Both of many texts, in their order, using the engine's own batching where it has one."""


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
        """The terms of passages by number; numbers this generation does not hold may be left out."""

    def terms_within(self, row: int, span: Span) -> StretchTerms:
        """The terms of a stretch of the stored text of a document of this generation, by `DocumentRecord.row`."""

    def passages(self, numbers: Sequence[int]) -> dict[int, PassageRecord]:
        """Records by passage number; numbers this generation does not hold are left out."""

    def provisions(self, language: Language, passages: Sequence[int]) -> list[ProvisionKey]:
        """The smallest provision that each of these passages of a language lies in, in their order; this generation must hold them."""

    def pages(self, rows: Iterable[int]) -> dict[int, tuple[Page, ...]]:
        """The pages of documents of this generation by `DocumentRecord.row`: a fraction of what `content` costs."""

    def excerpt(self, row: int, span: Span) -> str:
        """Characters of the stored text of a document of this generation, by `DocumentRecord.row`."""

    def coverage(
        self, query: Sequence[Clause], language: Language, passages: Sequence[int]
    ) -> dict[int, float]:
        """For passages of one language, the share of their caption (title and headings) that a query says, 0 to 1."""

    def documents(self, filters: Filters = _NO_FILTERS) -> list[DocumentRecord]:
        """All documents that pass the filters, ordered by document id."""

    def arrived(self, since: int) -> list[DocumentRecord]:
        """Documents that are new or changed after a sequence, ordered by document id."""

    def departed(self, since: int) -> list[str]:
        """Ids of documents that were removed or replaced after a sequence; those that were long ago may be missing."""

    def document(self, document_id: str) -> DocumentRecord:
        """One document. Raises NotFoundError."""

    def content(self, document_id: str) -> DocumentContent:
        """Text, pages, provisions and report of one document. Raises NotFoundError."""

    def citations(self, document_id: str) -> tuple[StoredCitation, ...]:
        """What one document cites, in the order of its text. Raises NotFoundError."""

    def citing(self, keys: Sequence[str]) -> tuple[StoredCitation, ...]:
        """Citations that ask for one of these keys (see `corpus.identifiers.keys`), by document id, then in the order of the text."""

    def relations(
        self, rows: Sequence[int] | None = None, kinds: Collection[RelationKind] | None = None
    ) -> tuple[StoredRelation, ...]:
        """All relations that documents state, by document id, then in the order of the text; those of these rows and kinds, if given."""

    def effects(self, rows: Sequence[int] | None = None) -> tuple[StoredEffect, ...]:
        """All statements on effect, by document id, then in the order of the text; those of these rows, if given."""

    def close(self) -> None:
        """Release this generation's files; searches on it end."""
