"""Ordering what a retriever found."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from indexer.models import Posting

Found = tuple[NDArray[np.floating], NDArray[np.int64]]
"""Scores and numbers of passages, (n,) each."""

_SLACK = 16


def best(fetch: Callable[[int], Found], limit: int, digits: int) -> list[Posting]:
    """The `limit` best postings, best first, ties by passage number, whatever order an engine keeps ties in.

    An engine cuts its list anywhere within a tie. So a few more are fetched than asked for, and more again until the tie at the cut is
    complete. Scores are rounded: engines add float32 summands in varying order, which must not decide between equal passages.

    Args:
        fetch: Gives the engine's best n passages with their scores in any order, fewer than n only when there are no more.
        limit: How many to keep; none for 0 or less.
        digits: Decimals of a score that mean something.
    """
    wanted = limit + _SLACK if limit > 0 else 0
    while wanted:
        found, passages = fetch(wanted)
        scores = found.astype(np.float64).round(digits)
        order = np.lexsort((passages, -scores))
        if len(order) < wanted or scores[order[-1]] < scores[order[limit - 1]]:
            kept = order[:limit]
            return list(map(Posting, passages[kept].tolist(), scores[kept].tolist()))
        wanted *= 4
    return []
