import numpy as np

from indexer.training.held_aside import _ndcg, cross_validated
from indexer.training.low_rank import Schedule


def test_questions_with_answers_in_two_folds_are_not_measured_and_strength_0_changes_nothing() -> None:
    rows = np.random.default_rng(1).standard_normal((12, 8)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    answers = [[row] for row in range(11)] + [[0, 11]]
    schedule = Schedule(rank=2, batch=4, rounds=1, strength=0.0)
    plain, moved = cross_validated(rows, rows, answers, [row % 3 for row in range(12)], schedule)
    # Every question but the last, whose answers are in folds 0 and 2, is its own best answer.
    np.testing.assert_array_equal(plain, np.ones(11))
    np.testing.assert_array_equal(moved, plain)


def test_ndcg_by_hand() -> None:
    scores = np.array([[0.9, 0.8, 0.7], [0.1, 0.2, 0.3]], dtype=np.float32)
    # The answer at rank 2: (1 / log2 3) / 1; answers at ranks 1 and 3: (1 + 1/2) / (1 + 1 / log2 3).
    expected = [1 / np.log2(3), 1.5 / (1 + 1 / np.log2(3))]
    np.testing.assert_allclose(_ndcg(scores, [[1], [0, 2]]), expected)
