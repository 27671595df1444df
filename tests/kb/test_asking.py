"""Asking: what of a question is put to the passages of each language."""

import numpy as np
import pytest

from indexer.encoders.hashing import HashingEncoder
from indexer.models import Clause
from kb.asking import Asker
from kb.query import Query, analyze


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker.by(HashingEncoder())


def test_the_own_language_is_asked_what_was_typed(asker: Asker) -> None:
    questions = asker.ask(analyze(Query("quy hoạch đô thị")), ("vi", "ko"))
    own = questions.asked["vi"]
    assert own.approach == "own"
    assert list(own.clauses) == [Clause.of("quy hoạch đô thị")]
    assert np.array_equal(own.points().question, HashingEncoder().encode_queries(["quy hoạch đô thị"])[0])


def test_another_language_is_asked_its_own_words(asker: Asker) -> None:
    questions = asker.ask(analyze(Query("quy hoạch đô thị")), ("vi", "ko"))
    [bridge] = questions.bridges
    abroad = questions.asked["ko"]
    assert (bridge.language, abroad.approach) == ("ko", "bridged")
    assert abroad.clauses == bridge.clauses
    assert np.linalg.norm(abroad.points().question) == pytest.approx(1)


def test_abbreviations_are_written_out_before_they_are_bridged(asker: Asker) -> None:
    [short] = asker.ask(analyze(Query("CSDL đất đai")), ("ko",)).bridges
    [full] = asker.ask(analyze(Query("cơ sở dữ liệu đất đai")), ("ko",)).bridges
    assert short.gloss == full.gloss


def test_what_no_glossary_knows_is_asked_by_meaning_alone(asker: Asker) -> None:
    questions = asker.ask(analyze(Query("lơ thơ tơ liễu buông mành")), ("ko",))
    assert questions.bridges == ()
    assert questions.asked["ko"].approach == "foreign"


def test_a_question_without_language_is_put_to_all_alike(asker: Asker) -> None:
    questions = asker.ask(analyze(Query("950/QĐ-TTg")), ("vi", "ko", "und"))
    assert questions.bridges == ()
    assert {asked.approach for asked in questions.asked.values()} == {"own"}
    assert all(asked.points().meaning is None for asked in questions.asked.values())


def test_a_language_that_is_not_worth_a_gloss_is_asked_in_the_questions_words(asker: Asker) -> None:
    query = analyze(Query("quy hoạch đô thị"))
    questions = asker.ask(query, ("vi", "ko", "en"), unbridged={"en"})
    assert [bridge.language for bridge in questions.bridges] == ["ko"]
    assert questions.asked["en"].approach == "foreign"
    assert questions.asked["en"].clauses == query.clauses
