"""One search, in one pinned generation: from the query to the hits."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.analyzers import analyzer_for
from indexer.models import Clause, Encoder, SearchBackend
from kb.cited import Cited, CitedReader
from kb.contents import ContentCache
from kb.highlights import Highlighter
from kb.hits import HitMaker, group_by_document
from kb.holdings import Holdings
from kb.models import SearchResult
from kb.provisions import split_id
from kb.query import AnalyzedQuery, Query, analyze, asked_day
from kb.questions import Answerer, LegalAnswer, question_of
from kb.ranking import RankedProvision, rank
from kb.reasons import reasons_for_nothing
from kb.resolution import NamedProvisions, Resolver
from kb.retrieval import Retriever
from kb.timeline import LawReader
from kb.timeline.models import Exclusion


@dataclass(frozen=True, slots=True)
class Search:
    """What a search needs: a pinned generation, its encoder, and what is prepared once for all searches.

    Attributes:
        backend: The generation.
        encoder: The one the generation was built with.
        holdings: The documents of the generation by name and by the law they hold.
        contents: Contents of documents used before.
    """

    backend: SearchBackend
    encoder: Encoder
    holdings: Holdings
    contents: ContentCache

    def run(self, query: Query) -> SearchResult:
        """Answer one query.

        What the query names comes first, whether it is in force or not: the provisions that it cites, or the best one of a document that
        it names by number or title. The ranking follows without repeating it, of what was in force on the day asked for.
        """
        started = time.perf_counter()
        asked = analyze(query)
        day = asked_day(query.as_of)
        left_out = self.holdings.law.outside(day, query.include)
        cited = CitedReader(self.backend, self.holdings, self.contents).read(asked, day)
        ranked = self._ranked(asked, left_out, cited)
        named = cited.named(ranked) if cited else self._named(asked, ranked)
        highlighter = Highlighter(asked.text, asked.language, analyzer_for)
        reader = LawReader(self.holdings.law, self.backend, self.contents)
        maker = HitMaker(self.backend, self.holdings.names.by_id, self.contents, highlighter, reader, day)
        hits = maker.make(named.provisions if named else (), ranked, query.limit)
        return SearchResult(
            generation=self.backend.manifest.generation,
            query=asked,
            took_ms=round((time.perf_counter() - started) * 1_000, 3),
            hits=hits,
            documents=group_by_document(hits),
            reference=named.answer if named else None,
            answer=self._answer(asked, named, reader, day),
            reasons=() if hits else reasons_for_nothing(self.backend, query, day, left_out),
            as_of=day,
            left_out=left_out.documents,
        )

    def _ranked(
        self, asked: AnalyzedQuery, left_out: Exclusion, cited: Cited | None
    ) -> list[RankedProvision]:
        languages = (asked.query.language,) if asked.query.language else self.backend.languages
        [embedding] = self.encoder.encode_queries([asked.text])
        filters = replace(asked.query.filters, without=left_out.without)
        # Terms of talk and translations added to the words lower what is found on judged queries; abbreviations find nothing otherwise.
        words = " ".join((asked.text, *asked.expansions.abbreviations.values()))
        lists = Retriever(self.backend).retrieve([Clause.of(words)], embedding, languages, filters)
        return rank(lists, asked.wording, raised=cited.raised if cited else list)

    def _named(self, asked: AnalyzedQuery, ranked: Sequence[RankedProvision]) -> NamedProvisions | None:
        if asked.reference is None:
            return None
        return Resolver(self.backend, self.holdings.names, self.contents).resolve(
            asked.reference, asked, ranked
        )

    def _answer(
        self, asked: AnalyzedQuery, named: NamedProvisions | None, reader: LawReader, day: str
    ) -> LegalAnswer | None:
        kind = question_of(asked.reference.rest) if asked.reference else None
        if kind is None or named is None or asked.reference is None:
            return None
        anchors = dict(split_id(identifier) for identifier in reversed(named.answer.provision_ids))
        records = tuple(
            (self.holdings.works.record(document_id), anchors.get(document_id, ""))
            for document_id in named.answer.document_ids
        )
        answerer = Answerer(self.backend, self.holdings.works, reader, day)
        return answerer.answer(kind, named.answer.text, asked.reference.rest, records)
