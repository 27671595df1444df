"""Systems: the ways of answering a query that are measured beside each other, each by the code that answers users."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, get_args

from corpus.errors import InvalidQueryError
from indexer.models import Clause, Filters, ProvisionKey
from indexer.seams import Encoder, SearchBackend
from kb.asking import Asker
from kb.pinned import Pinned
from kb.query import MAX_LIMIT, Query, Wording
from kb.ranking import DENSE, FUSED, LEXICAL, Recipe, rank
from kb.retrieval import Asked, Points, Retriever
from kb.search import Search
from kb.timeline.models import Include

DEPTH = MAX_LIMIT
"""Provisions of an answer that are measured: as many as a user may ask for."""

FULL = "full"
RECIPES: Mapping[str, Recipe] = {"lexical": LEXICAL, "dense": DENSE, "fused": FUSED}
SYSTEMS = (*RECIPES, FULL)

_WHENEVER: frozenset[Include] = frozenset(get_args(Include))
"""Judgments know no day: whatever is in a test collection may answer."""


class Answer(NamedTuple):
    """What a system answers to one query.

    Attributes:
        provisions: Best first, `DEPTH` at most.
        seconds: Wall time of this query alone, its embedding included.
        refused: Whether the query is none that may be asked; then nothing is found.
    """

    provisions: tuple[ProvisionKey, ...]
    seconds: float
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Systems:
    """Every system over one pinned generation.

    `lexical`, `dense` and `fused` weigh the same lists, so the time of each is that of one retrieval and its own weighing. `full` is
    everything that a user's query goes through.

    Attributes:
        backend: The generation.
        encoder: The one it was built with.
        search: Answers as the product does.
    """

    backend: SearchBackend
    encoder: Encoder
    search: Search

    @classmethod
    def over(cls, backend: SearchBackend, encoder: Encoder) -> "Systems":
        """The systems over a generation."""
        search = Search(Pinned.of(backend), Asker.by(encoder))
        return cls(backend, encoder, search)

    def answers(self, text: str) -> Iterator[tuple[str, Answer]]:
        """The answer of each system to a query, by its name, in the order of `SYSTEMS`."""
        started = time.perf_counter()
        [embedding] = self.encoder.encode_queries([text])
        plain = dict.fromkeys(self.backend.languages, Asked([Clause.of(text)], lambda: Points(embedding)))
        retriever = Retriever(self.backend, plain, DEPTH)
        lists = retriever.lists(retriever.words(Filters()), Filters())
        retrieval = time.perf_counter() - started
        for name, recipe in RECIPES.items():
            started = time.perf_counter()
            ranked = rank(lists, Wording.of(text), recipe)
            provisions = tuple(entry.key for entry in ranked[:DEPTH])
            yield name, Answer(provisions, retrieval + time.perf_counter() - started)
        yield FULL, self._full(text)

    def _full(self, text: str) -> Answer:
        """A query that is too long is refused, as it is for users, and measures 0."""
        started = time.perf_counter()
        try:
            found = self.search.find(Query(text, limit=DEPTH, include=_WHENEVER))
        except InvalidQueryError:
            return Answer((), time.perf_counter() - started, refused=True)
        return Answer(found.provisions[:DEPTH], time.perf_counter() - started)
