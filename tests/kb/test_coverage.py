"""Coverage: the share of a question's words that a passage holds, rare ones counting for more."""

import math
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.backends.local import LocalIndex
from indexer.models import Clause, Filters
from indexer.passage_terms import PassageTerms
from indexer.seams import SearchBackend
from kb.coverage import NOTHING, QuestionTerms


@pytest.fixture
def backend(home: Path) -> Iterator[SearchBackend]:
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as opened:
        yield opened


def held(*terms: str, folded: tuple[str, ...] = ()) -> PassageTerms:
    return PassageTerms(" ".join(terms), " ".join(folded))


def english(*terms: str) -> PassageTerms:
    return held(*terms, folded=terms)


def rarity(backend: SearchBackend, term: str) -> float:
    count, passages = backend.frequencies([term], "en", folded=False)[term], backend.manifest.passages["en"]
    return math.log(1 + (passages - count + 0.5) / (count + 0.5))


def test_rare_words_count_for_more(backend: SearchBackend) -> None:
    terms = QuestionTerms.of([Clause.of("smart zebra")], "en", backend)
    known, unknown = rarity(backend, "smart"), rarity(backend, "zebra")
    assert known < unknown
    found = terms.coverage(english("smart", "cities"))
    assert (found.matched, found.asked) == (1, 2)
    assert found.share == pytest.approx(known / (known + unknown))
    assert terms.coverage(english("smart", "zebra")).share == 1
    assert terms.coverage(held()).share == 0


def test_the_better_text_of_a_clause_counts_alone(backend: SearchBackend) -> None:
    terms = QuestionTerms.of([Clause(("smart city", "zebra"))], "en", backend)
    assert terms.coverage(english("zebra")) == (1, 1, 1.0)


def test_clauses_count_by_weight(backend: SearchBackend) -> None:
    terms = QuestionTerms.of([Clause.of("zebra"), Clause(("quagga",), 3.0)], "en", backend)
    assert terms.coverage(english("quagga")).share == pytest.approx(0.75)


def test_a_question_without_accents_is_compared_without_accents(backend: SearchBackend) -> None:
    terms = QuestionTerms.of([Clause.of("do thi")], "vi", backend)
    assert terms.coverage(held("đô", "thị", "đô_thị", folded=("do", "thi", "do_thi"))).share == 1
    assert terms.coverage(held("đô", "thị")).share == 0


def test_pairs_of_words_are_no_words(backend: SearchBackend) -> None:
    found = QuestionTerms.of([Clause.of("đô thị thông minh")], "vi", backend).coverage(
        held("đô", "thị", "đô_thị")
    )
    assert (found.matched, found.asked) == (2, 4)


def test_a_question_without_words_covers_nothing(backend: SearchBackend) -> None:
    assert QuestionTerms.of([Clause.of("?!")], "vi", backend).coverage(held("đô")) == NOTHING


def test_stored_terms_are_those_of_the_index(backend: SearchBackend) -> None:
    [first, *_] = backend.lexical([Clause.of("đô thị thông minh")], "vi", Filters(), 1)
    terms = backend.terms([first.passage, 10_000_000])
    assert list(terms) == [first.passage]
    assert {"đô", "đô_thị"} <= {*terms[first.passage].exact}
    assert "do_thi" in terms[first.passage].folded
