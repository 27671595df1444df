"""Ordering what a retriever found."""

from collections.abc import Callable, Sequence

from indexer.models import Posting

_SLACK = 16


def best(fetch: Callable[[int], Sequence[tuple[int, float]]], limit: int, digits: int) -> list[Posting]:
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
        found = sorted((-round(score, digits), passage) for passage, score in fetch(wanted))
        if len(found) < wanted or found[-1][0] > found[limit - 1][0]:
            return [Posting(passage, -lost) for lost, passage in found[:limit]]
        wanted *= 4
    return []
