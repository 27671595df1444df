from dataclasses import replace

import numpy as np

from indexer.models import Embeddings
from indexer.training.low_rank import Adam, Schedule, _gradients, _wanted, learn

QUICK = Schedule(rank=4, rate=0.02, rounds=40, batch=64, temperature=0.1, strength=1.0)


def unit(rows: Embeddings) -> Embeddings:
    scaled: Embeddings = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return scaled


def drawn(count: int, dimension: int, seed: int) -> Embeddings:
    return unit(np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32))


def first(scores: Embeddings) -> float:
    """Share of questions whose own article, that of the same number, comes first."""
    return float((scores.argmax(axis=1) == np.arange(len(scores))).mean())


def disturbed(articles: Embeddings) -> Embeddings:
    """Questions that are their articles, but for one direction that all of them lean to by what they say in another."""
    return unit(articles + 6 * articles[:, :1] * np.eye(articles.shape[1], dtype=np.float32)[1])


def test_what_is_learnt_holds_for_questions_and_articles_not_seen() -> None:
    seen, unseen = drawn(300, 16, 1), drawn(300, 16, 2)
    adapter = learn(disturbed(seen), seen, [[row] for row in range(300)], QUICK)
    plain = first(disturbed(unseen) @ unseen.T)
    moved = first(adapter.adapt(disturbed(unseen)) @ unseen.T)
    assert plain < 0.7
    assert moved > plain + 0.2


def test_learning_twice_gives_the_same_bits() -> None:
    articles = drawn(80, 16, 3)
    answers = [[row] for row in range(80)]
    one, two = (learn(disturbed(articles), articles, answers, QUICK) for _ in range(2))
    np.testing.assert_array_equal(one.down, two.down)
    np.testing.assert_array_equal(one.up, two.up)


def test_strength_scales_the_map_and_none_leaves_questions_alone() -> None:
    articles = drawn(80, 16, 3)
    answers = [[row] for row in range(80)]
    whole, half, none = (
        learn(disturbed(articles), articles, answers, replace(QUICK, strength=strength))
        for strength in (1.0, 0.5, 0.0)
    )
    np.testing.assert_allclose(half.down @ half.up.T, whole.down @ whole.up.T / 2, rtol=1e-5)
    np.testing.assert_allclose(none.adapt(articles), articles, atol=1e-6)


def test_gradients_are_those_of_the_loss_in_the_docstring() -> None:
    schedule = Schedule(rank=2, temperature=0.5, decay=0.3)
    questions, articles = drawn(5, 6, 4).astype(np.float64), drawn(7, 6, 5).astype(np.float64)
    maps = [np.random.default_rng(seed).standard_normal((6, 2)) * 0.3 for seed in (6, 7)]
    wanted = _wanted([[0], [1, 2], [3], [4], [5, 6]], 7)

    def loss() -> float:
        down, up = maps
        moved = questions + questions @ down @ up.T
        moved /= np.linalg.norm(moved, axis=1, keepdims=True)
        logits = moved @ articles.T / 0.5
        log_shares = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return float(-(wanted * log_shares).sum() / 5 + 0.3 * ((down @ up.T) ** 2).sum() / 6)

    gradients = _gradients(questions, articles, wanted, (maps[0], maps[1]), schedule)  # type: ignore[arg-type]
    for parameter, gradient in zip(maps, gradients, strict=True):
        for place in np.ndindex(parameter.shape):
            kept = parameter[place]
            parameter[place] = kept + 1e-5
            above = loss()
            parameter[place] = kept - 1e-5
            below = loss()
            parameter[place] = kept
            np.testing.assert_allclose(gradient[place], (above - below) / 2e-5, rtol=1e-4, atol=1e-7)


def test_the_first_step_of_adam_is_the_rate_against_the_sign_of_the_gradient() -> None:
    parameter = np.array([1, 1, 1], dtype=np.float32)
    Adam([parameter]).step([np.array([4, -0.5, 0], dtype=np.float32)], 0.1)
    np.testing.assert_allclose(parameter, [0.9, 1.1, 1], rtol=1e-5)
