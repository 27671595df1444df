"""Embedding questions aside: it does not hold up what needs no embedding, and changes nothing of what comes out."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Event, get_ident

import numpy as np
import pytest

from indexer.backends.local import LocalIndex
from indexer.encoders.hashing import HashingEncoder
from indexer.models import Embeddings, Filters
from kb.asking import Asker
from kb.embedding import Embedder
from kb.query import Query, analyze
from kb.retrieval import Retriever

QUESTION = "quy hoạch đô thị thông minh"


class _Held(HashingEncoder):
    """Embeds questions only when it is allowed to."""

    def __init__(self) -> None:
        super().__init__()
        self.allowed = Event()
        self.asked: list[tuple[int, str]] = []

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        self.asked += [(get_ident(), text) for text in texts]
        assert self.allowed.wait(60)
        return super().encode_queries(texts)


class _Failing(HashingEncoder):
    """Fails with the first question alone."""

    def __init__(self) -> None:
        super().__init__()
        self.errors = [ValueError("no model")]

    def encode_queries(self, texts: Sequence[str]) -> Embeddings:
        if self.errors:
            raise self.errors.pop()
        return super().encode_queries(texts)


@pytest.fixture
def held() -> Iterator[_Held]:
    encoder = _Held()
    yield encoder
    encoder.allowed.set()


def test_words_are_found_before_the_question_is_embedded(home: Path, held: _Held) -> None:
    query, filters = analyze(Query(QUESTION)), Filters()
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        plain = Retriever(backend, Asker.by(HashingEncoder()).ask(query, ("vi", "ko")).asked)
        expected = plain.lists(plain.words(filters), filters)
        with closing(Asker.by(held)) as asker:
            retriever = Retriever(backend, asker.ask(query, ("vi", "ko")).asked)
            words = retriever.words(filters)
            held.allowed.set()
            assert retriever.lists(words, filters) == expected
    assert expected[0].lexical.windows


def test_a_text_is_embedded_once_and_by_another_thread(held: _Held) -> None:
    with closing(Embedder(held)) as embedder:
        embedded = embedder.begin(QUESTION)
        held.allowed.set()
        row = embedded()
        np.testing.assert_array_equal(row, HashingEncoder().encode_queries([QUESTION])[0])
        np.testing.assert_array_equal(embedder.begin(QUESTION)(), row)
        np.testing.assert_array_equal(embedded(), row)
    [(thread, text)] = held.asked
    assert thread != get_ident()
    assert text == QUESTION


def test_what_the_encoder_raises_is_raised_where_its_embedding_is_wanted_and_is_forgotten() -> None:
    with closing(Embedder(_Failing())) as embedder:
        embedded = embedder.begin(QUESTION)
        with pytest.raises(ValueError, match="no model"):
            embedded()
        assert embedder.begin(QUESTION)().shape == (HashingEncoder().dimension,)


def test_what_is_remembered_can_be_had_after_closing() -> None:
    embedder = Embedder(HashingEncoder())
    row = embedder.begin(QUESTION)()
    embedder.close()
    embedder.close()
    np.testing.assert_array_equal(embedder.begin(QUESTION)(), row)
