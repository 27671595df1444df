"""Rarity: what a term says by standing in few passages."""

import math


def rarity(holding: int, passages: int) -> float:
    """Inverse document frequency as BM25 has it, log(1 + (N - n + .5) / (n + .5)), in the form of Lucene, which is never negative.

    Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, doi:10.1561/1500000019.

    Args:
        holding: Passages that hold the term, n; at most N.
        passages: All passages, N.
    """
    return math.log(1 + (passages - holding + 0.5) / (holding + 0.5))
