"""The one open knowledge base of a server process, opened when it can be and kept for every request."""

import gc
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Event, Lock

from corpus.errors import VkbError
from corpus.models import LANGUAGES, Language
from indexer.models import DocumentRecord
from kb.knowledge_base import KnowledgeBase
from kb.models import SearchResult
from kb.query import Query, asked_day

_WARM_UP = "đô thị 도시 city"
"""A few words of each language, because each has tables to load."""
_ANSWERS_KEPT = 128
"""About 50 kB each."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Facets:
    """What a search of one generation can be filtered by.

    Attributes:
        generation: The generation.
        documents: Number of documents.
        languages: Languages of documents.
        types: Tokens of document types, sorted.
        issuers: Tokens of issuers, sorted.
    """

    generation: int
    documents: int
    languages: tuple[Language, ...]
    types: tuple[str, ...]
    issuers: tuple[str, ...]


class Library:
    """Holds the knowledge base of a server. Safe to share between threads.

    A server may start before anything is indexed: every request tries again, until there is something to open.
    """

    def __init__(self, open_base: Callable[[], KnowledgeBase]) -> None:
        """Args: open_base opens the knowledge base, or raises VkbError."""
        self._open_base = open_base
        self._lock = Lock()
        self._base: KnowledgeBase | None = None
        self._facets: Facets | None = None
        self._prepared = Event()
        self._answers = lru_cache(maxsize=_ANSWERS_KEPT)(self._answer)

    def base(self) -> KnowledgeBase:
        """The open knowledge base.

        Raises:
            VkbError: It cannot be opened, e.g. IndexNotFoundError before the first `vkb index`.
        """
        with self._lock:
            if self._base is None:
                self._base = self._open_base()
            return self._base

    def prepare(self) -> None:
        """Open the knowledge base and put one question to it, so that the first reader does not wait for models to load.

        The collector of garbage then leaves alone what is there: looking at it takes 100 ms, in which a reader would wait. A failure is
        logged, not raised.
        """
        try:
            self.base().prepare()
            self.base().search(Query(_WARM_UP, limit=1))
            gc.freeze()
        except VkbError as error:
            _log.warning("%s", error)
        finally:
            self._prepared.set()

    @property
    def prepared(self) -> bool:
        """Whether `prepare` is over."""
        return self._prepared.is_set()

    def search(self, query: Query) -> SearchResult:
        """The answer to a query; to one that was put before, in the same generation and about the same day, the same answer again.

        Raises:
            VkbError: As `base` and `KnowledgeBase.search` do.
        """
        started = time.perf_counter()
        found = self._answers(self.base().generation, asked_day(query.as_of), query)
        return replace(found, took_ms=round((time.perf_counter() - started) * 1_000, 3))

    def _answer(self, generation: int, day: str, query: Query) -> SearchResult:
        del generation, day  # the answer depends on them: they are part of what it is kept under
        return self.base().search(query)

    def facets(self) -> Facets:
        """What the current generation can be filtered by; counted once for each generation. Raises as `base` does."""
        base = self.base()
        generation = base.generation
        known = self._facets
        if known is None or known.generation != generation:
            known = self._facets = _count(generation, base.documents())
        return known

    def close(self) -> None:
        """Close the knowledge base, if it was opened."""
        with self._lock:
            if self._base is not None:
                self._base.close()
                self._base = None


def _count(generation: int, records: list[DocumentRecord]) -> Facets:
    languages = {record.language for record in records}
    return Facets(
        generation=generation,
        documents=len(records),
        languages=tuple(language for language in LANGUAGES if language in languages),
        types=tuple(sorted({record.header.type for record in records if record.header.type})),
        issuers=tuple(sorted({record.header.issuer for record in records if record.header.issuer})),
    )
