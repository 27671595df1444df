"""The scores of an answer: probabilities where the encoder is calibrated, an order where it is not, and what is folded away."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.models import Document
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.encoders.hashing import HashingEncoder
from kb.asking import Asker
from kb.calibration import Calibration, Logistic
from kb.calibration.signals import HIT_SIGNALS, QUESTION_SIGNALS
from kb.knowledge_base import KnowledgeBase
from kb.models import SearchResult
from kb.pinned import Pinned
from kb.query import Query
from kb.ranking import shown_scores
from kb.reasons import reasons_for_weak
from kb.scores import Scorer
from kb.search import Search

WORDS = Logistic(HIT_SIGNALS, (0.0, 0.0, 6.0, 0.0, 0.0, 0.0), -3.0)
"""A hit that covers half of the question is as likely relevant as not."""

COVERED = Calibration("hashing", WORDS, Logistic(QUESTION_SIGNALS, (0.0, 6.0), -3.0), 0.5, {})


@pytest.fixture
def search(home: Path) -> Iterator[Search]:
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        yield Search(Pinned.of(backend), Asker.by(HashingEncoder()))


def test_nothing_is_claimed_of_an_encoder_without_calibration(base: KnowledgeBase) -> None:
    result = base.search(Query("đô thị thông minh"))
    assert (result.calibrated, result.answerable, result.reasons) == (False, None, ())
    assert [hit.score for hit in result.hits] == shown_scores(hit.explanation.fused for hit in result.hits)
    assert all(hit.explanation.relevance is None for hit in result.hits)
    assert result.hits[0].explanation.coverage is not None
    assert result.hits[0].explanation.coverage.matched == 4


def test_a_probability_is_that_of_the_signals(search: Search) -> None:
    found = search.find(Query("đô thị thông minh"))
    scorer = Scorer(found.signals, COVERED)
    explained = scorer.explained(found.ranked[:10])
    for why in explained:
        assert why.coverage is not None
        assert why.relevance == pytest.approx(WORDS.probability((0, 0, why.coverage.share, 0, 0, 0)))
    scores = scorer.shown(2, explained)
    assert scores[:2] == [1.0, 1.0]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("text", "answered"), [("đô thị thông minh", True), ("nấu phở bò", False), ("스마트도시 서비스", True)]
)
def test_an_answer_covers_the_question(search: Search, text: str, answered: bool) -> None:
    found = search.find(Query(text))
    assert Scorer(found.signals, COVERED).answered(found.ranked) is answered
    assert Scorer(found.signals, COVERED).answered([]) is False


def test_a_document_that_is_named_answers(base: KnowledgeBase) -> None:
    result = base.search(Query("269/2025/NĐ-CP"))
    assert result.answerable is True
    assert result.hits[0].score == 1


def test_scores_do_not_depend_on_how_many_are_asked_for(base: KnowledgeBase) -> None:
    few, many = (base.search(Query("đô thị thông minh", limit=limit)).hits for limit in (2, 10))
    assert [hit.score for hit in few] == [hit.score for hit in many[:2]]


def test_weak_matches_say_how_little_they_hold(base: KnowledgeBase) -> None:
    hits = base.search(Query("đô thị trên sao hỏa", limit=3)).hits
    assert reasons_for_weak(hits) == (
        "nothing here seems to answer this; the 3 hits are weak matches: none holds more than 2 of the 5 words of the question",
    )


@pytest.fixture
def twice(tmp_path: Path, library: dict[str, Document]) -> Iterator[SearchResult]:
    """A search where a decree is there twice, once under a title that calls it a digest."""
    decree = library["vi/269-2025-nd-cp"]
    digest = replace(
        decree,
        header=replace(
            decree.header, work_id=None, number=None, title="Phát triển đô thị thông minh (bản tóm lược)"
        ),
    )
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.add([("vi/a-digest", digest), ("vi/decree", decree)])
    with KnowledgeBase.open(tmp_path) as base:
        yield base.search(Query("hồ sơ đề nghị chứng nhận khu đô thị", include=frozenset({"unknown"})))


def test_what_says_the_same_is_shown_once_by_the_better_document(twice: SearchResult) -> None:
    folded = {
        hit.provision_id: [one.provision_id for one in hit.duplicates] for hit in twice.hits if hit.duplicates
    }
    assert folded
    for shown, others in folded.items():
        anchor = shown.partition("#")[2]
        assert shown == f"vi/decree#{anchor}"
        assert others == [f"vi/a-digest#{anchor}"]
    shown_ids = [hit.provision_id for hit in twice.hits]
    assert not set(shown_ids) & {one for others in folded.values() for one in others}
