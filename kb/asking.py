"""Asking: what a question asks of the passages of each language, in words and in meaning."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from corpus.models import Language
from indexer.encoders.adapters import adapted
from indexer.models import Clause, Embeddings
from indexer.seams import Encoder
from kb.bridging import Bridge, QuestionMeans, bridge
from kb.embedding import Embedded, Embedder
from kb.query import AnalyzedQuery
from kb.retrieval import Asked, Points
from kb.wording import for_encoder

_GLOSS = 0.5
"""What the gloss counts for beside the question. For short questions about policy 1 is better by .01 of nDCG@10, for whole sentences of
the news, of which the glossary knows half the words, worse by .03 to .05."""


@dataclass(frozen=True, slots=True)
class Questions:
    """A question as it is put to the passages of each language.

    Attributes:
        asked: By language, in the order wanted.
        bridges: Its terms in the languages into which the glossary brings it, in the same order.
    """

    asked: Mapping[Language, Asked]
    bridges: tuple[Bridge, ...]


@dataclass(frozen=True, slots=True)
class Asker:
    """Puts questions to languages.

    Attributes:
        encoder: Of the knowledge base.
        means: Of the questions of each language, by that encoder.
        embedder: Embeds what is asked.
    """

    encoder: Encoder
    means: QuestionMeans
    embedder: Embedder

    @classmethod
    def by(cls, encoder: Encoder) -> Self:
        """One that speaks through an encoder; its means are worked out when they are needed, once."""
        return cls(encoder, QuestionMeans(encoder), Embedder(encoder))

    def close(self) -> None:
        """Ask nothing more."""
        self.embedder.close()

    def ask(
        self, query: AnalyzedQuery, languages: Sequence[Language], unbridged: Collection[Language] = ()
    ) -> Questions:
        """Put a question to several languages.

        Its own language, and every language when it shows none, is asked what was typed; the passages of its own language are compared
        with the embedding that an adapter makes of it, where one was learnt. Another language is also asked the question's terms in its
        words, and is compared by what is left of both embeddings without what all questions of their language share.

        Args:
            query: The question.
            languages: In the order wanted.
            unbridged: Those of them that are not worth a gloss, which has to be embedded; they are asked in the question's words.
        """
        embedded = self.embedder.begin(for_encoder(query.text))
        bridges = self._bridges(query, [language for language in languages if language not in unbridged])
        asked = {
            language: self._at_home(query, language, embedded, bridges.get(language))
            if language == "und" or query.wording.is_own(language)
            else self._abroad(query, embedded, bridges.get(language))
            for language in languages
        }
        return Questions(asked, tuple(bridges.values()))

    def _clauses(self, query: AnalyzedQuery, found: Bridge | None) -> tuple[Clause, ...]:
        """What is searched for by words in a language of the question; of a question in two, the terms of the other come with it."""
        return (*query.clauses, *(found.clauses if found else ()))

    def _at_home(
        self, query: AnalyzedQuery, language: Language, embedded: Embedded, found: Bridge | None
    ) -> Asked:
        """What is asked of a language that the question is in, or that nobody can tell from its own."""
        source = query.language

        def points() -> Points:
            own = embedded()
            return Points(
                self._near(own, source, language), None if source == "und" else self._meaning(own, source)
            )

        return Asked(self._clauses(query, found), points)

    def _abroad(self, query: AnalyzedQuery, embedded: Embedded, found: Bridge | None) -> Asked:
        """What is asked of a language that the question is not in."""
        if found is None:
            return Asked(query.clauses, lambda: Points(self._meaning(embedded(), query.language)), "foreign")
        glossed = self.embedder.begin(found.gloss)

        def points() -> Points:
            meaning = self._meaning(embedded(), query.language)
            return Points(_unit(meaning + _GLOSS * self._meaning(glossed(), found.language)))

        return Asked(found.clauses, points, "bridged")

    def _meaning(self, embedding: Embeddings, language: Language) -> Embeddings:
        """What is left of a question without what all questions of its language share."""
        return _unit(embedding - self.means.of(language))

    def _near(self, own: Embeddings, asked: Language, language: Language) -> Embeddings:
        """A question's embedding as the adapter of its language moves it, for passages of that language alone."""
        return adapted(own, self.encoder.fingerprint, language) if language == asked else own

    def _bridges(self, query: AnalyzedQuery, languages: Sequence[Language]) -> dict[Language, Bridge]:
        plain = query.wording.unaccented
        found = (bridge(query.written_out, query.language, language, plain=plain) for language in languages)
        return {one.language: one for one in found if one.terms}


def _unit(embedding: Embeddings) -> Embeddings:
    length = np.linalg.norm(embedding)
    return embedding / length if length else embedding
