"""Means of questions: what the embeddings of all questions of a language have in common."""

import threading
from functools import cache
from importlib.resources import files

import numpy as np

from corpus.models import Language
from indexer.models import Embeddings
from indexer.seams import Encoder


class QuestionMeans:
    """Mean embedding of the questions of each language, as one encoder has them. Safe to share between threads.

    A multilingual encoder puts texts of one language together, whatever they say, and questions apart from statutes. Taking off the mean
    leaves what a text says: Libovický, Rosa & Fraser, "How Language-Neutral is Multilingual BERT?", 2019, arXiv:1911.03310. The mean of
    passages is not that of questions, so it is taken over short questions written for this project.

    Args:
        encoder: The encoder.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._means: dict[Language, Embeddings] = {}
        self._lock = threading.Lock()

    def of(self, language: Language) -> Embeddings:
        """The mean, float32 (dimension,), not of unit length; zero for a language without questions."""
        with self._lock:
            if language not in self._means:
                self._means[language] = self._mean(language)
            return self._means[language]

    def _mean(self, language: Language) -> Embeddings:
        questions = _questions().get(language)
        if not questions:
            return np.zeros(self._encoder.dimension, dtype=np.float32)
        mean: Embeddings = self._encoder.encode_queries(questions).mean(axis=0, dtype=np.float32)
        return mean


@cache
def _questions() -> dict[str, list[str]]:
    lines = files("kb.bridging").joinpath("questions.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for line in lines:
        if not line.startswith("#"):
            language, question = line.split("\t")
            found.setdefault(language, []).append(question)
    return found
