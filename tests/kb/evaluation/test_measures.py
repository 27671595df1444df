"""Measures: worked by hand, and equal to trec_eval's by way of ir_measures."""

import math

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.evaluation import measures

# Ranking a b c d e; a is not relevant, b has grade 2, d grade 1, and x (grade 1) is never found.
RANKING = list("abcde")
GRADES = {"b": 2, "d": 1, "x": 1, "a": 0}


def test_ndcg_by_hand() -> None:
    gained = 2 / math.log2(3) + 1 / math.log2(5)
    ideal = 2 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert measures.ndcg(RANKING, GRADES, 10) == pytest.approx(gained / ideal)


def test_ndcg_cuts_the_ranking_and_the_ideal() -> None:
    gained = 2 / math.log2(3)
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    assert measures.ndcg(RANKING, GRADES, 2) == pytest.approx(gained / ideal)


def test_recall_by_hand() -> None:
    assert measures.recall(RANKING, GRADES, 3) == pytest.approx(1 / 3)
    assert measures.recall(RANKING, GRADES, 5) == pytest.approx(2 / 3)


def test_reciprocal_rank_by_hand() -> None:
    assert measures.reciprocal_rank(RANKING, GRADES, 10) == pytest.approx(1 / 2)
    assert measures.reciprocal_rank(RANKING, GRADES, 1) == 0


def test_average_precision_by_hand() -> None:
    assert measures.average_precision(RANKING, GRADES, 100) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert measures.average_precision(RANKING, GRADES, 3) == pytest.approx((1 / 2) / 3)


def test_success_by_hand() -> None:
    assert measures.success(RANKING, GRADES, 1) == 0
    assert measures.success(RANKING, GRADES, 2) == 1


@pytest.mark.parametrize(
    "value",
    [
        measures.ndcg([], {}, 10),
        measures.recall([], {}, 10),
        measures.reciprocal_rank([], {}, 10),
        measures.average_precision([], {}, 100),
        measures.success([], {}, 10),
    ],
)
def test_nothing_relevant_gives_zero(value: float) -> None:
    assert value == 0


DOCUMENTS = tuple(f"d{number}" for number in range(150))
THEIRS = {
    "ndcg@10": "nDCG@10",
    "recall@10": "R@10",
    "recall@100": "R@100",
    "rr@10": "RR@10",
    "ap@100": "AP@100",
    "success@10": "Success@10",
}


@given(
    ranking=st.lists(st.sampled_from(DOCUMENTS), unique=True, min_size=1),
    grades=st.dictionaries(st.sampled_from(DOCUMENTS), st.integers(-1, 3), max_size=40),
    relevant=st.sampled_from(DOCUMENTS),
)
@settings(max_examples=60, deadline=None)
def test_every_reported_measure_is_that_of_ir_measures(
    ranking: list[str], grades: dict[str, int], relevant: str
) -> None:
    grades[relevant] = 1
    run = [ir_measures.ScoredDoc("q", document, float(-rank)) for rank, document in enumerate(ranking)]
    qrels = [ir_measures.Qrel("q", document, grade) for document, grade in grades.items()]
    names = {ir_measures.parse_measure(name): ours for ours, name in THEIRS.items()}
    theirs = ir_measures.calc_aggregate(list(names), qrels, run)
    assert {names[found]: pytest.approx(value) for found, value in theirs.items()} == measures.measure(
        ranking, grades
    )
