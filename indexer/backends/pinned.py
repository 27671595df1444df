"""One generation of a local index, open and pinned: what a search runs on."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import Self

import numpy as np

from corpus.errors import IndexCorruptedError
from corpus.models import LANGUAGES, Language, Page, Span
from corpus.relations.models import RelationKind
from indexer.accelerators import LEXICAL, VECTORS
from indexer.analyzers import analyzer_for
from indexer.backends.owners import Owners
from indexer.catalog import Snapshot
from indexer.generations import HeldGeneration
from indexer.left_out import LeftOutPassages
from indexer.lexical import LexicalIndex
from indexer.manifest import verify
from indexer.models import (
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
)
from indexer.passage_terms import PassageTerms, StretchTerms
from indexer.phrases import PhraseMatcher, needed
from indexer.remembered import Kept
from indexer.vectors import AllowedPassages, VectorIndex

_FILTERS_IN_MEMORY = 64
_NO_FILTERS = Filters()


class OpenGeneration:
    """A generation with its indexes in memory, shared by the back ends that are pinned to it.

    Args:
        held: The generation on disk; let go when the last user is gone.
        snapshot: The catalog at the generation's sequence.
        older: The owners of passages in a generation before it, if they are known.

    Raises:
        IndexCorruptedError: A file is missing or damaged, or its terms were made by another analyzer than today's.
    """

    def __init__(self, held: HeldGeneration, snapshot: Snapshot, older: Owners | None = None) -> None:
        self.manifest = held.manifest
        self.snapshot = snapshot
        self.languages = tuple(name for name in LANGUAGES if held.manifest.passages.get(name))
        self.lexical = {name: _open_lexical(held, name) for name in self.languages}
        self.vectors = {name: _open_vectors(held, name) for name in self.languages}
        # A generation never changes, so neither does what a filter lets through.
        self._allowed: Kept[tuple[Language, Filters], AllowedPassages] = Kept(_FILTERS_IN_MEMORY)
        self._containing: Kept[tuple[Language, tuple[str, ...]], tuple[int, ...]] = Kept(_FILTERS_IN_MEMORY)
        self._left_out: Kept[frozenset[tuple[str, str]], LeftOutPassages] = Kept(_FILTERS_IN_MEMORY)
        self._older_owners = older
        self._owning = Lock()
        self._held = held
        self._users = 1
        self._lock = Lock()

    @property
    def known_owners(self) -> Owners | None:
        """The owners, as far as anybody needed them: of this generation, else of one before."""
        known: Owners | None = self.__dict__.get("owners", self._older_owners)
        return known

    def share(self) -> Self:
        """Count one user more."""
        with self._lock:
            self._users += 1
        return self

    def release(self) -> None:
        """Count one user less; after the last one a writer may delete the files."""
        with self._lock:
            self._users -= 1
            if self._users == 0:
                self._held.release()

    def left_out(self, without: frozenset[tuple[str, str]]) -> LeftOutPassages:
        """Passages of these documents, or inside these provisions."""
        return self._left_out.get(without, lambda: self._read_left_out(without))

    def allowed(self, language: Language, filters: Filters) -> AllowedPassages:
        """Passages of a language that the filters let through."""
        return self._allowed.get((language, filters), lambda: self._read_allowed(language, filters))

    def containing(self, language: Language, phrases: tuple[str, ...]) -> tuple[int, ...]:
        """Passages of a language that contain all of these phrases."""
        return self._containing.get((language, phrases), lambda: self._read_containing(language, phrases))

    def _read_left_out(self, without: frozenset[tuple[str, str]]) -> LeftOutPassages:
        whole = self.owners.of_documents({document_id for document_id, anchor in without if not anchor})
        parts: defaultdict[int, set[str]] = defaultdict(set)
        for document_id, anchor in without:
            if anchor and document_id in self.owners.rows:
                parts[self.owners.rows[document_id]].add(anchor)
        return LeftOutPassages(np.concatenate((whole, self.snapshot.below(parts))))

    def _read_allowed(self, language: Language, filters: Filters) -> AllowedPassages:
        numbers = self.owners.owned[language].numbers
        allowed = ~self.left_out(filters.without).among(numbers)
        if replace(filters, without=frozenset(), phrases=()) != _NO_FILTERS:
            allowed &= self.owners.of_rows(language, self.snapshot.rows(filters))
        if filters.phrases:
            allowed &= np.isin(numbers, self.containing(language, filters.phrases))
        return AllowedPassages(numbers[allowed])

    @cached_property
    def owners(self) -> Owners:
        """The document and the provision of each passage; read when they are first needed."""
        with self._owning:
            if self._older_owners is None:
                return Owners.of(self.snapshot, self.manifest, self.languages)
            return self._older_owners.next(self.snapshot, self.manifest, self.languages)

    def _read_containing(self, language: Language, phrases: tuple[str, ...]) -> tuple[int, ...]:
        """Those with the terms of the phrases, then those of them whose text has the words in order."""
        index, found = self.lexical[language], frozenset[int]()
        for place, phrase in enumerate(phrases):
            matcher = PhraseMatcher(phrase, language)
            terms, fewest = needed(analyzer_for(language), language, matcher, phrase)
            candidates = frozenset(index.holding(terms, fewest, folded=matcher.plain))
            texts = self.snapshot.searched_texts(sorted(candidates & found if place else candidates))
            found = frozenset(number for number, parts in texts.items() if matcher.found_in(parts))
        return tuple(sorted(found))


class LocalBackend:
    """The `SearchBackend` of a local index, pinned to one generation until `close`; any number of threads may search on it."""

    def __init__(self, generation: OpenGeneration) -> None:
        self._generation = generation
        self._closed = False

    @property
    def manifest(self) -> Manifest:
        """What this generation reflects."""
        return self._generation.manifest

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages that have passages, in the order of `corpus.models.LANGUAGES`."""
        return self._generation.languages

    def lexical(
        self, query: Sequence[Clause], language: Language, filters: Filters, limit: int
    ) -> list[Posting]:
        """BM25 over the passages of one language, best first, ties by passage number.

        Raises:
            InvalidQueryError: A bound of dates is no ISO 8601 date.
        """
        generation = self._pinned()
        index = generation.lexical.get(language)
        if index is None:
            return []
        only = generation.containing(language, filters.phrases) if filters.phrases else None
        left_out = generation.left_out(filters.without) if filters.without else None
        return index.search(query, filters, limit, left_out, only)

    def dense(
        self,
        embedding: Embeddings,
        language: Language,
        filters: Filters,
        limit: int,
        *,
        centred: bool = False,
    ) -> list[Posting]:
        """Cosine of an embedding, float32 (dimension,), with the passages of one language, best first, ties by passage number.

        Centred, what all passages of the language have in common, their mean, is taken off them first.

        Raises:
            InvalidQueryError: A bound of dates is no ISO 8601 date.
        """
        generation = self._pinned()
        index = generation.vectors.get(language)
        if index is None:
            return []
        allowed = None if filters == _NO_FILTERS else generation.allowed(language, filters)
        return index.search(embedding, limit, allowed, centred=centred)

    def frequencies(self, terms: Sequence[str], language: Language, *, folded: bool) -> dict[str, int]:
        """In how many passages of one language each term stands, 0 where it stands nowhere."""
        index = self._pinned().lexical.get(language)
        return index.frequencies(terms, folded=folded) if index else dict.fromkeys(terms, 0)

    def terms(self, numbers: Sequence[int]) -> dict[int, PassageTerms]:
        """The terms of passages by number; numbers that the catalog has never seen are left out."""
        return self._pinned().snapshot.terms(numbers)

    def terms_within(self, row: int, span: Span) -> StretchTerms:
        """The terms of a stretch of the text of a document by its row."""
        return self._pinned().snapshot.terms_within(row, span)

    def passages(self, numbers: Sequence[int]) -> dict[int, PassageRecord]:
        """Records by passage number, in the order asked for; numbers this generation does not hold are left out."""
        return self._pinned().snapshot.passages(numbers)

    def provisions(self, language: Language, passages: Sequence[int]) -> list[ProvisionKey]:
        """The smallest provision that each of these passages of a language lies in, in their order; this generation must hold them."""
        return self._pinned().owners.provisions(language, passages)

    def pages(self, rows: Iterable[int]) -> dict[int, tuple[Page, ...]]:
        """The pages of documents by their row."""
        return self._pinned().snapshot.pages(rows)

    def excerpt(self, row: int, span: Span) -> str:
        """Characters of the stored text of a document by its row."""
        return self._pinned().snapshot.excerpt(row, span)

    def coverage(
        self, query: Sequence[Clause], language: Language, passages: Sequence[int]
    ) -> dict[int, float]:
        """For passages of one language, the share of their caption (title and headings) that a query says, 0 to 1."""
        index = self._pinned().lexical.get(language)
        return index.coverage(query, passages) if index else {}

    def documents(self, filters: Filters = _NO_FILTERS) -> list[DocumentRecord]:
        """All documents that pass the filters, ordered by document id."""
        return self._pinned().snapshot.documents(filters)

    def arrived(self, since: int) -> list[DocumentRecord]:
        """Documents that are new or changed after a sequence, ordered by document id."""
        return self._pinned().snapshot.arrived(since)

    def departed(self, since: int) -> list[str]:
        """Ids of documents that were removed or replaced after a sequence; those that were long ago may be missing."""
        return self._pinned().snapshot.departed(since)

    def document(self, document_id: str) -> DocumentRecord:
        """One document. Raises NotFoundError."""
        return self._pinned().snapshot.document(document_id)

    def content(self, document_id: str) -> DocumentContent:
        """Text, pages, provisions and report of one document. Raises NotFoundError."""
        return self._pinned().snapshot.content(document_id)

    def citations(self, document_id: str) -> tuple[StoredCitation, ...]:
        """What one document cites, in the order of its text. Raises NotFoundError."""
        snapshot = self._pinned().snapshot
        return snapshot.law.citations(snapshot.document(document_id).row)

    def citing(self, keys: Sequence[str]) -> tuple[StoredCitation, ...]:
        """Citations that ask for one of these keys, by document id, then in the order of the text."""
        return self._pinned().snapshot.law.citing(keys)

    def relations(
        self, rows: Sequence[int] | None = None, kinds: Collection[RelationKind] | None = None
    ) -> tuple[StoredRelation, ...]:
        """All relations that documents state, by document id, then in the order of the text; those of these rows and kinds, if given."""
        return self._pinned().snapshot.law.relations(rows, kinds)

    def effects(self, rows: Sequence[int] | None = None) -> tuple[StoredEffect, ...]:
        """All statements on effect, by document id, then in the order of the text; those of these rows, if given."""
        return self._pinned().snapshot.law.effects(rows)

    def close(self) -> None:
        """Let this generation's files go; a second call does nothing."""
        if not self._closed:
            self._closed = True
            self._generation.release()

    def _pinned(self) -> OpenGeneration:
        if self._closed:
            raise ValueError("this back end is closed: ask the index for another")
        return self._generation


def _open_lexical(held: HeldGeneration, language: Language) -> LexicalIndex:
    part, analyzer = f"{language}/{LEXICAL}", analyzer_for(language)
    verify(held.folder, held.manifest, part)
    if held.manifest.analyzers.get(language) != analyzer.name:
        raise IndexCorruptedError(held.folder / part, f"its terms were not made by {analyzer.name}")
    return LexicalIndex(held.folder / part, analyzer)


def _open_vectors(held: HeldGeneration, language: Language) -> VectorIndex:
    part = f"{language}/{VECTORS}"
    verify(held.folder, held.manifest, part)
    return VectorIndex(held.folder / part)
