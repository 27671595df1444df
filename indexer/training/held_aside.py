"""What an adapter gives on questions whose laws it has not seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.models import Embeddings
from indexer.training.low_rank import Schedule, learn

_DEPTH = 10


def cross_validated(
    questions: Embeddings,
    articles: Embeddings,
    answers: Sequence[Sequence[int]],
    fold: Sequence[int],
    schedule: Schedule,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """nDCG@10 of held-aside questions over all articles, without and with an adapter learnt from the other folds.

    A question with answers in two folds is left out: part of its answers was seen. Its articles are no contrast either.

    Args:
        questions: float32 (n, dimension), unit rows.
        articles: float32 (m, dimension), unit rows.
        answers: For each question rows of `articles`.
        fold: Of each article.
        schedule: How to learn.
    """
    folds_of = [{fold[article] for article in answer} for answer in answers]
    plain, moved = list[float](), list[float]()
    for held in sorted(set(fold)):
        asked = [row for row, found in enumerate(folds_of) if found == {held}]
        seen = [row for row, found in enumerate(folds_of) if held not in found]
        rows = [article for article, number in enumerate(fold) if number != held]
        renumbered = {article: position for position, article in enumerate(rows)}
        known = [[renumbered[article] for article in answers[row]] for row in seen]
        adapter = learn(questions[seen], articles[rows], known, schedule)
        wanted = [answers[row] for row in asked]
        plain += _ndcg(questions[asked] @ articles.T, wanted)
        moved += _ndcg(adapter.adapt(questions[asked]) @ articles.T, wanted)
    return np.array(plain), np.array(moved)


def _ndcg(scores: Embeddings, answers: Sequence[Sequence[int]]) -> list[float]:
    """Järvelin & Kekäläinen 2002 with grades 0 and 1: Σ 1 / log2(rank + 1) of the answers found, over that of the best order."""
    gains = 1 / np.log2(np.arange(2, _DEPTH + 2))
    best = np.argsort(-scores, axis=1, kind="stable")[:, :_DEPTH]
    return [
        float(gains[: len(row)][np.isin(row, answer)].sum() / gains[: min(len(answer), _DEPTH)].sum())
        for row, answer in zip(best, answers, strict=True)
    ]
