"""Asking: what a question asks of the passages of each language, in words and in meaning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from corpus.models import Language
from indexer.encoders.adapters import adapted
from indexer.models import Clause, Embeddings, Encoder
from kb.bridging import Bridge, QuestionMeans, bridge
from kb.query import AnalyzedQuery
from kb.retrieval import Asked

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
    """

    encoder: Encoder
    means: QuestionMeans

    @classmethod
    def by(cls, encoder: Encoder) -> Self:
        """One that speaks through an encoder; its means are worked out when they are needed, once."""
        return cls(encoder, QuestionMeans(encoder))

    def ask(self, query: AnalyzedQuery, languages: Sequence[Language]) -> Questions:
        """Put a question to several languages.

        Its own language, and every language when it shows none, is asked what was typed; the passages of its own language are compared
        with the embedding that an adapter makes of it, where one was learnt. Another language is also asked the question's terms in its
        words, and is compared by what is left of both embeddings without what all questions of their language share.
        """
        bridges = self._bridges(query, languages)
        own, *glosses = self.encoder.encode_queries(
            [query.text, *(found.gloss for found in bridges.values())]
        )
        meaning = None if query.language == "und" else _unit(own - self.means.of(query.language))
        bridged = {
            language: self._bridged(meaning, gloss, language)
            for language, gloss in zip(bridges, glosses, strict=True)
            if meaning is not None
        }
        asked = dict[Language, Asked]()
        for language in languages:
            if meaning is None or language in {query.language, "und"}:
                comparable = len(languages) > 1 and not query.wording.unaccented
                near = adapted(own, self.encoder.fingerprint, language) if language == query.language else own
                asked[language] = Asked(
                    [Clause.of(query.words)], near, "own", meaning if comparable else None
                )
            elif language in bridges:
                clauses = [Clause.of(query.words), *bridges[language].clauses]
                asked[language] = Asked(clauses, bridged[language], "bridged", bridged[language])
            else:
                asked[language] = Asked([Clause.of(query.words)], meaning, "foreign", meaning)
        return Questions(asked, tuple(bridges.values()))

    def _bridges(self, query: AnalyzedQuery, languages: Sequence[Language]) -> dict[Language, Bridge]:
        plain = query.wording.unaccented
        found = (bridge(query.written_out, query.language, language, plain=plain) for language in languages)
        return {one.language: one for one in found if one.terms}

    def _bridged(self, meaning: Embeddings, gloss: Embeddings, language: Language) -> Embeddings:
        """What a question and its gloss mean together."""
        return _unit(meaning + _GLOSS * _unit(gloss - self.means.of(language)))


def _unit(embedding: Embeddings) -> Embeddings:
    length = np.linalg.norm(embedding)
    return embedding / length if length else embedding
