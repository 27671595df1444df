"""Retrieval: what each retriever finds in each language, as provisions with the windows that were found of them.

A long provision is stored as several passages (windows). A retriever finds passages; a researcher wants provisions. So the passages
of a list are gathered by provision, whose score in that list is its best window's. Languages are never mixed in one list: a
multilingual encoder puts passages in the language of the query before all others, whatever they say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from typing import Literal, NamedTuple

from corpus.models import Language
from indexer.models import Clause, Embeddings, Filters, Posting, ProvisionKey
from indexer.seams import SearchBackend

DEPTH = 100
"""Provisions of each retriever's list in one language. 50 and 200 measured no better on Vietnamese and Korean law."""

_WINDOWS = 2
"""Passages asked for per provision wanted, at first; more when they turn out to be windows of few provisions."""


Approach = Literal["own", "foreign", "bridged"]
"""How a question comes to a language: as its own, as a foreign one, or as a foreign one whose terms the glossary knows."""


@dataclass(frozen=True)
class RetrieverList:
    """What one retriever found in one language.

    Attributes:
        windows: For each provision, best first, the passages of it that were found, best first.
        complete: Whether nothing else matched.
    """

    windows: Mapping[ProvisionKey, Sequence[Posting]]
    complete: bool

    @cached_property
    def scores(self) -> dict[ProvisionKey, float]:
        """Score of each provision, that of its best window, best first."""
        return {key: windows[0].score for key, windows in self.windows.items()}


@dataclass(frozen=True, slots=True)
class LanguageLists:
    """What both retrievers found in the passages of one language.

    Attributes:
        language: The language.
        lexical: What the lexical retriever found.
        dense: What the dense retriever found.
        passages: How many passages the generation has in this language.
        approach: How the question came to it.
        likeness: Cosine of each provision with the question without what texts of their languages share, so that it compares across
            languages; of provisions that were found by words alone it may be missing. Empty when it was not asked for.
        captions: For each provision found, the share of its caption (title and headings) that the question says, 0 to 1.
    """

    language: Language
    lexical: RetrieverList
    dense: RetrieverList
    passages: int
    approach: Approach = "own"
    likeness: Mapping[ProvisionKey, float] = field(default_factory=dict)
    captions: Mapping[ProvisionKey, float] = field(default_factory=dict)


class Points(NamedTuple):
    """Where the passages of one language are looked for: embeddings of a question, float32 (dimension,), of unit length.

    Attributes:
        question: The question. For a language that is not its own, it has lost what all questions of its language share, so the passages
            are compared without what they share too.
        meaning: For passages of its own language, the question without what all questions of that language share: how alike they are to
            it then compares across languages. None when it shows no language, and for another language, where `question` is that already.
    """

    question: Embeddings
    meaning: Embeddings | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the passages of one language.

    Attributes:
        clauses: For the lexical index.
        points: For the vector index; waits until the question is embedded.
        approach: How the question comes to this language.
    """

    clauses: Sequence[Clause]
    points: Callable[[], Points]
    approach: Approach = "own"


class Words(NamedTuple):
    """What is found in one language by words alone.

    Attributes:
        found: The passages that share words with the question.
        captions: For each provision of them, the share of its caption that the question says.
    """

    found: RetrieverList
    captions: Mapping[ProvisionKey, float]


class Retriever:
    """Searches one pinned generation for one question.

    Args:
        backend: The generation.
        asked: What is asked of each language, in the order wanted; those without passages give empty lists.
        depth: Provisions in each list at most.
    """

    def __init__(self, backend: SearchBackend, asked: Mapping[Language, Asked], depth: int = DEPTH) -> None:
        self._backend = backend
        self._asked = asked
        self._gatherers = {language: _Gatherer(backend, language, depth) for language in asked}

    def words(self, filters: Filters) -> dict[Language, Words]:
        """What is found in each language by words alone, which does not wait until the question is embedded.

        Args:
            filters: Applied inside the search, never after it.
        """
        return {language: self._words(language, filters) for language in self._asked}

    def lists(self, words: Mapping[Language, Words], filters: Filters) -> tuple[LanguageLists, ...]:
        """What both retrievers find in each language.

        Args:
            words: What is found by words, under the same filters.
            filters: Applied inside the searches, never after them.
        """
        return tuple(self._lists(language, words[language], filters) for language in self._asked)

    def _words(self, language: Language, filters: Filters) -> Words:
        clauses = self._asked[language].clauses
        found = self._gatherers[language].best(partial(self._backend.lexical, clauses, language, filters))
        return Words(found, self._captions(language, found.windows))

    def _lists(self, language: Language, words: Words, filters: Filters) -> LanguageLists:
        def dense(embedding: Embeddings, *, centred: bool) -> RetrieverList:
            search = partial(self._backend.dense, embedding, language, filters, centred=centred)
            return self._gatherers[language].best(search)

        asked = self._asked[language]
        points = asked.points()
        meant = dense(points.question, centred=asked.approach != "own")
        alike = meant if asked.approach != "own" else None
        if points.meaning is not None:
            alike = dense(points.meaning, centred=True)
        new = {key: windows for key, windows in meant.windows.items() if key not in words.captions}
        return LanguageLists(
            language,
            words.found,
            meant,
            self._backend.manifest.passages.get(language, 0),
            asked.approach,
            alike.scores if alike else {},
            {**words.captions, **self._captions(language, new)},
        )

    def _captions(
        self, language: Language, found: Mapping[ProvisionKey, Sequence[Posting]]
    ) -> dict[ProvisionKey, float]:
        """Coverage of each provision, that of its first window: all windows of a provision have one caption."""
        first = {key: windows[0].passage for key, windows in found.items()}
        covered = self._backend.coverage(self._asked[language].clauses, language, list(first.values()))
        return {key: covered.get(passage, 0.0) for key, passage in first.items()}


class _Gatherer:
    """Gathers passages of one language by provision; which one each lies in is looked up once.

    Args:
        backend: The generation.
        language: Of the passages.
        depth: Provisions in a list at most.
    """

    def __init__(self, backend: SearchBackend, language: Language, depth: int) -> None:
        self._backend = backend
        self._language = language
        self._depth = depth
        self._keys: dict[int, ProvisionKey] = {}

    def best(self, search: Callable[[int], list[Posting]]) -> RetrieverList:
        """The best provisions of a search, asking for more passages until there are enough provisions."""
        limit = self._depth * _WINDOWS
        while True:
            postings = search(limit)
            windows = self._by_provision(postings)
            complete = len(postings) < limit
            if complete or len(windows) >= self._depth:
                break
            limit *= 2
        kept = dict(islice(windows.items(), self._depth))
        return RetrieverList(kept, complete and len(kept) == len(windows))

    def _by_provision(self, postings: Sequence[Posting]) -> dict[ProvisionKey, list[Posting]]:
        """Postings gathered by provision; order of postings is kept, so the best window and the best provision come first."""
        keys = self._keys
        new = [posting.passage for posting in postings if posting.passage not in keys]
        keys.update(zip(new, self._backend.provisions(self._language, new), strict=True))
        gathered: dict[ProvisionKey, list[Posting]] = {}
        for posting in postings:
            gathered.setdefault(keys[posting.passage], []).append(posting)
        return gathered
