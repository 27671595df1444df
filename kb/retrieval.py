"""Retrieval: what each retriever finds in each language, as provisions with the windows that were found of them.

A long provision is stored as several passages (windows). A retriever finds passages; a researcher wants provisions. So the passages
of a list are gathered by provision, whose score in that list is its best window's. Languages are never mixed in one list: a
multilingual encoder puts passages in the language of the query before all others, whatever they say.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the passages of one language.

    Attributes:
        clauses: For the lexical index.
        embedding: For the vector index, float32 (dimension,), of unit length.
        approach: How the question comes to this language. Unless it is its own, the embedding has lost what all questions of its
            language share, so the passages are compared without what they share too.
        meaning: For passages of its own language, the question without what all questions of that language share, float32 (dimension,),
            of unit length: how alike they are to it then compares across languages. None when it shows no language, and for another
            language, where the embedding is that already.
    """

    clauses: Sequence[Clause]
    embedding: Embeddings
    approach: Approach = "own"
    meaning: Embeddings | None = None


@dataclass(frozen=True, slots=True)
class Retriever:
    """Searches one pinned generation."""

    backend: SearchBackend

    def retrieve(
        self, asked: Mapping[Language, Asked], filters: Filters, depth: int = DEPTH
    ) -> tuple[LanguageLists, ...]:
        """Search the passages of each language with both retrievers.

        Args:
            asked: What is asked of each language, in the order wanted; those without passages give empty lists.
            filters: Applied inside both searches, never after them.
            depth: Provisions in each list at most.
        """
        return tuple(
            self._retrieve(language, question, filters, depth) for language, question in asked.items()
        )

    def _retrieve(self, language: Language, asked: Asked, filters: Filters, depth: int) -> LanguageLists:
        def dense(embedding: Embeddings, *, centred: bool) -> RetrieverList:
            search = partial(self.backend.dense, embedding, language, filters, centred=centred)
            return self._gather(search, language, depth)

        words = partial(self.backend.lexical, asked.clauses, language, filters)
        lexical = self._gather(words, language, depth)
        meant = dense(asked.embedding, centred=asked.approach != "own")
        passages = self.backend.manifest.passages.get(language, 0)
        alike = meant if asked.approach != "own" else None
        if asked.meaning is not None:
            alike = dense(asked.meaning, centred=True)
        likeness = alike.scores if alike else {}
        captions = self._captions(asked.clauses, language, (lexical, meant))
        return LanguageLists(language, lexical, meant, passages, asked.approach, likeness, captions)

    def _captions(
        self, clauses: Sequence[Clause], language: Language, legs: Sequence[RetrieverList]
    ) -> dict[ProvisionKey, float]:
        """Coverage of each provision, that of the window which came first; all windows of a provision have like captions."""
        first = {key: windows[0].passage for leg in legs for key, windows in leg.windows.items()}
        covered = self.backend.coverage(clauses, language, list(first.values()))
        return {key: covered.get(passage, 0.0) for key, passage in first.items()}

    def _gather(
        self, search: Callable[[int], list[Posting]], language: Language, depth: int
    ) -> RetrieverList:
        """The best provisions of a search, asking for more passages until there are enough provisions."""
        limit = depth * _WINDOWS
        while True:
            postings = search(limit)
            windows = self._by_provision(postings, language)
            complete = len(postings) < limit
            if complete or len(windows) >= depth:
                break
            limit *= 2
        kept = dict(islice(windows.items(), depth))
        return RetrieverList(kept, complete and len(kept) == len(windows))

    def _by_provision(
        self, postings: Sequence[Posting], language: Language
    ) -> dict[ProvisionKey, list[Posting]]:
        """Postings gathered by provision; order of postings is kept, so the best window and the best provision come first."""
        keys = self.backend.provisions(language, [posting.passage for posting in postings])
        gathered: dict[ProvisionKey, list[Posting]] = {}
        for key, posting in zip(keys, postings, strict=True):
            gathered.setdefault(key, []).append(posting)
        return gathered
