"""One search, in one pinned generation: from the query to the hits."""

import time
from dataclasses import dataclass

from corpus.models import Language
from indexer.models import Encoder, SearchBackend
from kb.contents import ContentCache
from kb.hits import HitMaker, group_by_document
from kb.models import SearchResult
from kb.naming import Names
from kb.query import Query, analyze
from kb.ranking import rank
from kb.reasons import reasons_for_nothing
from kb.resolution import Resolver
from kb.retrieval import Retriever


@dataclass(frozen=True, slots=True)
class Search:
    """What a search needs: a pinned generation, its encoder, and what is prepared once for all searches.

    Attributes:
        backend: The generation.
        encoder: The one the generation was built with.
        names: The documents of the generation by number and title.
        contents: Contents of documents used before.
    """

    backend: SearchBackend
    encoder: Encoder
    names: Names
    contents: ContentCache

    def run(self, query: Query) -> SearchResult:
        """Answer one query.

        A document that the query names by number or title comes first; the ranking follows without repeating it.
        """
        started = time.perf_counter()
        asked = analyze(query)
        resolver = Resolver(self.backend, self.names, self.contents)
        named = resolver.resolve(asked.reference, query) if asked.reference else None
        [embedding] = self.encoder.encode_queries([asked.text])
        lists = Retriever(self.backend).retrieve(
            asked.text, embedding, self._languages(query.language), query.filters
        )
        maker = HitMaker(self.backend, self.contents, asked)
        hits = maker.make(named.provisions if named else (), rank(lists, asked.language), query.limit)
        return SearchResult(
            generation=self.backend.manifest.generation,
            query=asked,
            took_ms=round((time.perf_counter() - started) * 1_000, 3),
            hits=hits,
            documents=group_by_document(hits),
            reference=named.answer if named else None,
            reasons=() if hits else reasons_for_nothing(self.backend, query),
        )

    def _languages(self, wanted: Language | None) -> tuple[Language, ...]:
        return self.backend.languages if wanted is None else (wanted,)
