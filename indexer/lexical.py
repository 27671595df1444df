"""The lexical index of one language: BM25 over analyzed terms, kept by tantivy."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
import tantivy

from corpus.errors import IndexCorruptedError
from corpus.languages import has_accents
from indexer.analyzers.accents import without_accents
from indexer.captions import Caption
from indexer.left_out import LeftOutPassages
from indexer.lexical_files import lexical_schema, open_lexical
from indexer.models import Clause, Filters, Posting, Term
from indexer.periods import wanted_period
from indexer.postings import Found, best
from indexer.rarity import rarity
from indexer.remembered import Remembered
from indexer.seams import Analyzer

_DIGITS = 4
_NO_SCORE = 0.0
_TEXTS_IN_MEMORY = 1_024
_QUERIES_IN_MEMORY = 64
_CAPTIONS_IN_MEMORY = 1 << 15
_WORDS_IN_MEMORY = 100_000
_TOGETHER, _SPARE = 3, 16
"""What is left out is mostly of the same old laws: a list may hold so many times their share of all passages, and so many more."""
_LENIENT = 0.5
"""What a syllable typed without its accents counts for, beside others with theirs, where it matches only without them."""


class LexicalIndex:
    """One committed state of a lexical index, open for searching by any number of threads.

    Args:
        folder: Where tantivy keeps it.
        analyzer: The one its terms were made with.

    Raises:
        IndexCorruptedError: tantivy cannot open it.
    """

    def __init__(self, folder: Path, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._schema = lexical_schema()
        index = open_lexical(folder)
        try:
            # A generation never changes, so nothing has to watch its folder.
            index.config_reader(reload_policy="manual")
            self._searcher = index.searcher()
        except ValueError as error:
            raise IndexCorruptedError(folder, str(error)) from error
        # What remembers knows no more than it needs: an index that it knew would go only when garbage is collected, see `Kept`.
        weight = lru_cache(maxsize=_WORDS_IN_MEMORY)(partial(_rarity, self._searcher))
        # What a glossary says for one question it says for others.
        self._text = lru_cache(maxsize=_TEXTS_IN_MEMORY)(partial(_scored, self._schema, analyzer))
        weighed = partial(_weighed, self._searcher, analyzer, weight)
        self._said = lru_cache(maxsize=_QUERIES_IN_MEMORY)(weighed)
        caption = lru_cache(maxsize=_CAPTIONS_IN_MEMORY)(partial(Caption.unpack, rarity=weight))
        read = partial(_read_captions, self._searcher, self._schema, caption)
        self._captions = Remembered(read, _CAPTIONS_IN_MEMORY)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self,
        query: Sequence[Clause],
        filters: Filters,
        limit: int,
        without: LeftOutPassages | None = None,
        only: Sequence[int] | None = None,
    ) -> list[Posting]:
        """Passages that share a term with the query, scored by BM25, best first, ties by passage number.

        BM25 as in Robertson & Zaragoza, The Probabilistic Relevance Framework, 2009, k1 = 1.2, b = 0.75; a term that a text repeats
        counts as often. A text without a single accent is also matched without accents; what matches exactly scores in both fields.
        So are single syllables that lack their accents beside others that have them, for less.
        The clauses add up; of the alternatives of one clause the best counts alone.

        Args:
            query: Its clauses.
            filters: What passages must fulfil; what they shall be without is not looked at here.
            limit: How many to give at most.
            without: Passages that are left out; None for none.
            only: Numbers of the passages that are searched; None for all.

        Raises:
            InvalidQueryError: A bound of dates is no ISO 8601 date.
        """
        clauses = [scored for clause in query if (scored := self._clause(clause))]
        if not clauses:
            return []
        scored = _any(clauses)
        limits = [(tantivy.Occur.Must, clause) for clause in self._limits(filters)]
        limits += [(tantivy.Occur.Must, clause) for clause in self._only(only)]
        whole = tantivy.Query.boolean_query([(tantivy.Occur.Must, scored), *limits]) if limits else scored
        return best(lambda count: self._fetch_but(without, whole, count), limit, _DIGITS)

    def coverage(self, query: Sequence[Clause], passages: Sequence[int]) -> dict[int, float]:
        """For passages by number, the share of their caption that a query says, 0 to 1; words count by their idf as in BM25.

        Args:
            query: Its clauses; every alternative says its words as much as the clause weighs, at most 1.
            passages: Numbers; those that this index does not hold are left out, and all when it holds no word of the query.
        """
        said = self._said(tuple(query))
        if not said:
            return {}
        captions = self._captions.of(passages)
        # The passages of a provision, and of provisions without headings of their own, have one caption.
        covered = {caption: caption.covered(said) for caption in set(captions.values())}
        return {number: covered[caption] for number, caption in captions.items()}

    def holding(self, terms: Sequence[str], fewest: int, *, folded: bool) -> list[int]:
        """Numbers of the passages that have at least so many of these terms, in no order.

        Args:
            terms: Different terms, as the analyzer makes them.
            fewest: How many of them a passage must have, at least 1.
            folded: Whether they are terms without accents.
        """
        field = "folded" if folded else "terms"
        clauses = [tantivy.Query.term_query(self._schema, field, term) for term in terms]
        if not clauses or not len(self):
            return []
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, clause) for clause in clauses], minimum_number_should_match=fewest
        )
        _, numbers = self._fetch(query, len(self))
        found: list[int] = numbers.tolist()
        return found

    def frequencies(self, terms: Sequence[str], *, folded: bool) -> dict[str, int]:
        """In how many passages each term stands; passages that were deleted count until their segment is merged."""
        field = "folded" if folded else "terms"
        return {term: int(self._searcher.doc_freq(field, term)) for term in terms}

    def _clause(self, clause: Clause) -> tantivy.Query | None:
        found = [scored for text in clause.alternatives if (scored := self._text(text))]
        if not found:
            return None
        best_one = found[0] if len(found) == 1 else tantivy.Query.disjunction_max_query(found)
        return best_one if clause.weight == 1.0 else tantivy.Query.boost_query(best_one, clause.weight)

    def _limits(self, filters: Filters) -> Iterator[tantivy.Query]:
        """One clause for each limit, worth nothing: a filter must not add to a score."""
        query = tantivy.Query
        for field, wanted in (
            ("type", filters.types),
            ("issuer", filters.issuers),
            ("document", filters.document_ids),
        ):
            if wanted:
                yield query.const_score_query(
                    query.term_set_query(self._schema, field, list(wanted)), _NO_SCORE
                )
        days = wanted_period(filters)
        if days:
            kind = tantivy.FieldType.Integer
            begun = query.range_query(self._schema, "first_day", kind, upper_bound=days[1])
            not_over = query.range_query(self._schema, "last_day", kind, lower_bound=days[0])
            yield from (query.const_score_query(clause, _NO_SCORE) for clause in (begun, not_over))

    def _only(self, passages: Sequence[int] | None) -> Iterator[tantivy.Query]:
        if passages is not None:
            wanted = tantivy.Query.term_set_query(self._schema, "passage", list(passages))
            yield tantivy.Query.const_score_query(wanted, _NO_SCORE)

    def _fetch_but(self, without: LeftOutPassages | None, query: tantivy.Query, count: int) -> Found:
        """The best postings but those left out. To fetch more than are wanted is cheaper than to tell tantivy of thousands."""
        if not without:
            return self._fetch(query, count)
        share = len(without) / max(1, len(self) - len(without))
        wanted = count + int(count * share * _TOGETHER) + _SPARE
        while True:
            scores, numbers = self._fetch(query, wanted)
            kept = np.flatnonzero(~without.among(numbers))[:count]
            if len(kept) == count or len(numbers) < wanted:
                return scores[kept], numbers[kept]
            wanted *= 2

    def _fetch(self, query: tantivy.Query, count: int) -> Found:
        hits = self._searcher.search(query, count, count=False).hits
        numbers = self._searcher.fast_field_values("passage", [address for _, address in hits])
        return np.array([score for score, _ in hits], np.float64), np.array(numbers, np.int64)


def _any(clauses: Sequence[tantivy.Query]) -> tantivy.Query:
    """The clauses added up. One alone stays bare, for only where terms themselves are added up tantivy passes over what cannot come in.

    Ding & Suel, "Faster top-k document retrieval using block-max indexes", SIGIR 2011, doi:10.1145/2009916.2010048.
    """
    if len(clauses) == 1:
        return clauses[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, clause) for clause in clauses])


def _scored(schema: tantivy.Schema, analyzer: Analyzer, text: str) -> tantivy.Query | None:
    """What scores by the terms of a text; None where it has none."""
    text = _encodable(text)
    clauses = [*_terms(schema, "terms", analyzer.terms(text))]
    folded = analyzer.folded(text)
    if not has_accents(text):
        clauses += _terms(schema, "folded", folded)
    elif lacking := without_accents(text, folded):
        clauses.append(tantivy.Query.boost_query(_any([*_terms(schema, "folded", lacking)]), _LENIENT))
    return _any(clauses) if clauses else None


def _terms(schema: tantivy.Schema, field: str, terms: Sequence[Term]) -> Iterator[tantivy.Query]:
    for term, count in Counter(term.text for term in terms).items():
        clause = tantivy.Query.term_query(schema, field, term)
        yield tantivy.Query.boost_query(clause, float(count)) if count > 1 else clause


def _weighed(
    searcher: tantivy.Searcher, analyzer: Analyzer, weight: Callable[[str], float], query: Sequence[Clause]
) -> dict[str, float]:
    """What each word of a query is worth in captions; nothing when no passage holds any."""
    counts: dict[str, float] = {}
    for clause in query:
        for text in clause.alternatives:
            for term in analyzer.terms(_encodable(text)):
                counts[term.text] = max(counts.get(term.text, 0.0), min(1.0, clause.weight))
    if not any(_holding(searcher, word) for word in counts):
        return {}
    return {word: weight(word) * count for word, count in counts.items()}


def _read_captions(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    caption: Callable[[str], Caption],
    passages: Collection[int],
) -> dict[int, Caption]:
    # One by one: tantivy goes through all numbers to find those of a set.
    wanted = [tantivy.Query.term_query(schema, "passage", number) for number in passages]
    hits = searcher.search(_any(wanted), len(wanted), count=False).hits
    documents = (searcher.doc(address) for _, address in hits)
    return {stored["passage"][0]: caption(stored["caption"][0]) for stored in documents}


def _rarity(searcher: tantivy.Searcher, word: str) -> float:
    return rarity(_holding(searcher, word), int(searcher.num_docs))


def _holding(searcher: tantivy.Searcher, word: str) -> int:
    """Passages that hold a word."""
    return int(searcher.doc_freq("terms", word))


def _encodable(text: str) -> str:
    """The text without stray surrogates, as in a badly typed command line: no text that tantivy could look up."""
    return text.encode("utf-8", "replace").decode("utf-8")
