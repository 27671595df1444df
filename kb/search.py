"""One search, in one pinned generation: from the query to the hits."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.models import Language
from indexer.analyzers import analyzer_for
from indexer.models import Filters, ProvisionKey
from kb.asking import Asker
from kb.bridging import Bridge
from kb.calibration import SignalReader
from kb.cited import Cited, CitedReader
from kb.highlights import Highlighter, foresee
from kb.hits import HitMaker, group_by_document
from kb.models import Hit, SearchResult
from kb.pinned import Pinned
from kb.provisions import split_id
from kb.query import AnalyzedQuery, Query, analyze, asked_day
from kb.questions import Answerer, LegalAnswer, question_of
from kb.ranking import RankedProvision, hardly_there, rank
from kb.reasons import reasons_for_nothing, reasons_for_weak
from kb.resolution import NamedProvisions, Resolver
from kb.retrieval import LanguageLists, Retriever
from kb.scores import Scorer
from kb.timeline.models import Exclusion


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds, before anything of it is shown.

    Attributes:
        asked: The query, understood.
        day: Whose law counts, ISO 8601.
        left_out: What did not hold on that day.
        required: Exact phrases that all of it contains.
        unmet: Exact phrases that were asked for among other words and stand nowhere, so that the words alone were searched for.
        bridges: The question's terms in other languages.
        named: What the query names by number or title; None when it names nothing.
        ranked: What the words and their meaning find, best first.
        signals: Reads how good the evidence for each of them is.
    """

    asked: AnalyzedQuery
    day: str
    left_out: Exclusion
    required: tuple[str, ...]
    unmet: tuple[str, ...]
    bridges: tuple[Bridge, ...]
    named: NamedProvisions | None
    ranked: Sequence[RankedProvision]
    signals: SignalReader

    @property
    def provisions(self) -> tuple[ProvisionKey, ...]:
        """All of it in one order, that of the hits: what is named, then the ranking without repeating it."""
        named = self.named.provisions if self.named else ()
        return tuple(dict.fromkeys((*named, *(entry.key for entry in self.ranked))))


@dataclass(frozen=True, slots=True)
class Search:
    """What a search needs: a pinned generation, its encoder, and what is prepared once for all searches.

    Attributes:
        pinned: The generation.
        asker: Puts questions to languages, with the encoder that the generation was built with.
    """

    pinned: Pinned
    asker: Asker

    def find(self, query: Query) -> Found:
        """The provisions that answer a query.

        What the query names comes first, whether it is in force or not: the provisions that it cites, or the best one of a document that
        it names by number or title. The ranking follows without repeating it, of what was in force on the day asked for.
        """
        asked, day = analyze(query), asked_day(query.as_of)
        left_out = self.pinned.holdings.law.outside(day, query.include)
        languages = (query.language,) if query.language else self.pinned.backend.languages
        questions = self.asker.ask(asked, languages, self._strays(asked))
        required, unmet = self._required(asked), tuple[str, ...]()
        filters = replace(query.filters, without=left_out.without, phrases=required)
        retriever = Retriever(self.pinned.backend, questions.asked)
        # The question is embedded meanwhile; its lists wait for it.
        words = retriever.words(filters)
        cited = CitedReader(self.pinned).read(asked, day)
        foresee(asked.text, asked.wording.languages)
        lists = retriever.lists(words, filters)
        if required and asked.says_more and not _any(lists):
            required, unmet, filters = (), required, replace(filters, phrases=())
            lists = retriever.lists(retriever.words(filters), filters)
        ranked = rank(lists, asked.wording, raised=cited.raised if cited else list)
        signals = SignalReader(self.pinned.backend, asked.wording, questions.asked, lists)
        named = self._named(asked, cited, ranked, required)
        return Found(asked, day, left_out, required, unmet, questions.bridges, named, ranked, signals)

    def run(self, query: Query) -> SearchResult:
        """Answer one query: what `find` finds, shown."""
        started = time.perf_counter()
        found = self.find(query)
        asked, named = found.asked, found.named
        highlighter = Highlighter(asked.text, asked.wording.languages, analyzer_for, found.bridges)
        maker = HitMaker(self.pinned, highlighter, found.day)
        scorer = Scorer.of(found.signals, self.pinned.backend.manifest)
        hits = maker.make(named.provisions if named else (), found.ranked, query.limit, scorer)
        answerable = bool(named and named.provisions) or scorer.answered(found.ranked)
        return SearchResult(
            generation=self.pinned.backend.manifest.generation,
            query=asked,
            took_ms=round((time.perf_counter() - started) * 1_000, 3),
            hits=hits,
            documents=group_by_document(hits),
            reference=named.answer if named else None,
            answer=self._answer(asked, named, found.day),
            reasons=self._reasons(found, hits, answerable=answerable),
            as_of=found.day,
            left_out=found.left_out.documents,
            bridges=found.bridges,
            required=found.required,
            unmet=found.unmet,
            answerable=answerable,
            calibrated=scorer.calibration is not None,
        )

    def _reasons(self, found: Found, hits: Sequence[Hit], *, answerable: bool | None) -> tuple[str, ...]:
        if not hits:
            return reasons_for_nothing(
                self.pinned.backend, found.asked.query, found.day, found.left_out, found.required
            )
        return reasons_for_weak(hits) if answerable is False else ()

    def _strays(self, asked: AnalyzedQuery) -> frozenset[Language]:
        """Languages whose few passages come behind the first page whatever they are asked; of a limited search they may be all it finds."""
        limited = asked.query.language or asked.query.filters != Filters() or asked.phrases
        backend = self.pinned.backend
        passages = {language: backend.manifest.passages[language] for language in backend.languages}
        return frozenset() if limited else hardly_there(passages)

    def _required(self, asked: AnalyzedQuery) -> tuple[str, ...]:
        """The quoted phrases that hits must contain; a title in 「…」 that a document here has is a name and no phrase."""
        titled = self.pinned.holdings.names.titled
        return tuple(phrase.text for phrase in asked.phrases if not (phrase.may_name and titled(phrase.text)))

    def _named(
        self,
        asked: AnalyzedQuery,
        cited: Cited | None,
        ranked: Sequence[RankedProvision],
        required: tuple[str, ...],
    ) -> NamedProvisions | None:
        """What the query names, of which only what contains the phrases that it quotes comes first."""
        named = cited.named(ranked) if cited else self._resolved(asked, ranked)
        if named is None or not required:
            return named
        holding = {entry.key for entry in ranked}
        return replace(named, provisions=tuple(key for key in named.provisions if key in holding))

    def _resolved(self, asked: AnalyzedQuery, ranked: Sequence[RankedProvision]) -> NamedProvisions | None:
        if asked.reference is None:
            return None
        return Resolver(self.pinned).resolve(asked.reference, asked, ranked)

    def _answer(self, asked: AnalyzedQuery, named: NamedProvisions | None, day: str) -> LegalAnswer | None:
        kind = question_of(asked.reference.rest) if asked.reference else None
        if kind is None or named is None or asked.reference is None:
            return None
        anchors = dict(split_id(identifier) for identifier in reversed(named.answer.provision_ids))
        records = tuple(
            (self.pinned.holdings.works.record(document_id), anchors.get(document_id, ""))
            for document_id in named.answer.document_ids
        )
        answerer = Answerer(self.pinned, day)
        return answerer.answer(kind, named.answer.text, asked.reference.rest, records)


def _any(lists: Sequence[LanguageLists]) -> bool:
    return any(found.lexical.windows or found.dense.windows for found in lists)
