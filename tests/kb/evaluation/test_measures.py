"""Measures: worked by hand, and equal to trec_eval's by way of ir_measures."""

import math
import random

import ir_measures
import pytest

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
    assert measures.average_precision(RANKING, GRADES) == pytest.approx((1 / 2 + 2 / 4) / 3)


def test_success_by_hand() -> None:
    assert measures.success(RANKING, GRADES, 1) == 0
    assert measures.success(RANKING, GRADES, 2) == 1


@pytest.mark.parametrize(
    "value",
    [
        measures.ndcg([], {}, 10),
        measures.recall([], {}, 10),
        measures.reciprocal_rank([], {}, 10),
        measures.average_precision([], {}),
        measures.success([], {}, 10),
    ],
)
def test_nothing_relevant_gives_zero(value: float) -> None:
    assert value == 0


@pytest.mark.parametrize("seed", range(20))
def test_equal_to_trec_eval(seed: int) -> None:
    chance = random.Random(seed)
    documents = [f"d{number}" for number in range(150)]
    grades = {document: chance.choice([0, 0, 1, 2, 3]) for document in chance.sample(documents, 30)}
    grades[chance.choice(documents)] = 1
    ranking = chance.sample(documents, 120)
    run = [ir_measures.ScoredDoc("q", document, float(-rank)) for rank, document in enumerate(ranking)]
    qrels = [ir_measures.Qrel("q", document, grade) for document, grade in grades.items()]
    expected = {
        "nDCG@10": measures.ndcg(ranking, grades, 10),
        "R@10": measures.recall(ranking, grades, 10),
        "R@100": measures.recall(ranking, grades, 100),
        "RR@10": measures.reciprocal_rank(ranking, grades, 10),
        "AP": measures.average_precision(ranking, grades),
        "Success@5": measures.success(ranking, grades, 5),
    }
    theirs = ir_measures.calc_aggregate([ir_measures.parse_measure(name) for name in expected], qrels, run)
    assert {str(measure): pytest.approx(value) for measure, value in theirs.items()} == expected
