"""One search, in one pinned generation: from the query to the hits."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analyzers import analyzer_for
from indexer.models import Encoder, SearchBackend
from kb.contents import ContentCache
from kb.highlights import Highlighter
from kb.hits import HitMaker, group_by_document
from kb.models import SearchResult
from kb.naming import Names
from kb.query import AnalyzedQuery, Query, analyze
from kb.ranking import RankedProvision, rank
from kb.reasons import reasons_for_nothing
from kb.resolution import NamedProvisions, Resolver
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
        ranked = self._ranked(asked)
        named = self._named(asked, ranked)
        highlighter = Highlighter(asked.text, asked.language, analyzer_for)
        maker = HitMaker(self.backend, self.names.by_id, self.contents, highlighter)
        hits = maker.make(named.provisions if named else (), ranked, query.limit)
        return SearchResult(
            generation=self.backend.manifest.generation,
            query=asked,
            took_ms=round((time.perf_counter() - started) * 1_000, 3),
            hits=hits,
            documents=group_by_document(hits),
            reference=named.answer if named else None,
            reasons=() if hits else reasons_for_nothing(self.backend, query),
        )

    def _ranked(self, asked: AnalyzedQuery) -> list[RankedProvision]:
        languages = (asked.query.language,) if asked.query.language else self.backend.languages
        [embedding] = self.encoder.encode_queries([asked.text])
        lists = Retriever(self.backend).retrieve(asked.text, embedding, languages, asked.query.filters)
        return rank(lists, asked.wording)

    def _named(self, asked: AnalyzedQuery, ranked: Sequence[RankedProvision]) -> NamedProvisions | None:
        if asked.reference is None:
            return None
        return Resolver(self.backend, self.names, self.contents).resolve(asked.reference, asked, ranked)
