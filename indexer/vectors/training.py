"""Making the lists of a segment: centres found on a sample, or taken over; embeddings put in; and the reach that recall asks for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from indexer.models import Embeddings
from indexer.vectors.allowed import Numbers
from indexer.vectors.lists import Centres, Lists
from indexer.vectors.quantized import empty, packed
from indexer.vectors.rows import decoded, on_all_cores
from indexer.vectors.segment import Segment

_EMBEDDINGS_A_LIST = 32
"""Of the sample that centres are found on."""
_SAMPLE = 1 << 14
_NARROWEST = 1e-6
_ROUNDS = 8
_AT_ONCE = 1 << 15
_STEP = 0.335
"""Standard deviations from one level of a component to the next: sixteen lose least then, where components are about normal (Max,
"Quantizing for Minimum Distortion", IRE Transactions on Information Theory 6, 1960)."""
LISTED_FROM = 150_000
"""Passages from which on there is more than one list: fewer are looked at as fast as the right lists are found."""

_BEST = 10
"""How many of the best passages recall is measured on: those of a longer list are found at a shorter reach."""
_ASKED = 26
"""How many are asked for meanwhile, as a search for ten does (`indexer.postings.best`)."""
_QUESTIONS = 60
_LIKENESS = (0.3, 0.5, 0.7)
"""Cosines of made-up questions with a passage, the mean taken off; so many questions for each."""
_MIXED = 32
_REACHES = (*np.arange(0.12, 0.42, 0.01).round(2).tolist(), np.inf)


def write_lists(segment: Segment, older: Segment | None, recall: float) -> float | None:
    """Give a segment lists, if they find enough.

    Args:
        segment: Without lists.
        older: One with lists whose passages, unless deleted, are in the segment: its centres are used, and its assignment.
        recall: Share of the best passages that must be found.

    Returns:
        The share that is found, measured on made-up questions; None where lists would find less than asked for.
    """
    centres = older.lists.centres if older and older.lists else _trained(segment)
    lists = Lists(_filled(segment, centres, _assigned(segment, centres, older)), centres)
    fit = _fitted(segment, lists, recall)
    if fit is None:
        return None
    faiss.write_index(lists.index, str(segment.file("lists.faiss")))
    fit.write(segment.file("centres.npz"))
    return fit.recall


def _trained(segment: Segment) -> Centres:
    """Centres for a segment: one of all, or some two times the root of its size, by k-means (Lloyd) on a sample."""
    count = 1 << round(np.log2(2 * np.sqrt(len(segment)))) if len(segment) >= LISTED_FROM else 1
    sample = _sample(segment, max(_SAMPLE, count * _EMBEDDINGS_A_LIST))
    mean = sample.mean(axis=0)
    sample -= mean
    steps = np.maximum(sample.std(axis=0), _NARROWEST) * np.float32(_STEP)
    centres, spreads = _clustered(sample, count)
    return Centres(centres, spreads, mean, steps, len(segment))


def _clustered(sample: Embeddings, count: int) -> tuple[Embeddings, NDArray[np.float32]]:
    """Centres and spreads of lists."""
    means = faiss.Kmeans(
        sample.shape[1],
        count,
        niter=_ROUNDS,
        seed=1,
        min_points_per_centroid=1,
        max_points_per_centroid=1 << 20,
    )
    on_all_cores()
    means.train(sample)
    distances, nearest = means.index.search(sample, 1)
    members = np.maximum(1, np.bincount(nearest[:, 0], minlength=count))
    spreads = np.sqrt(np.bincount(nearest[:, 0], weights=distances[:, 0], minlength=count) / members)
    return np.asarray(means.centroids, dtype=np.float32), spreads.astype(np.float32)


def _sample(segment: Segment, size: int) -> Embeddings:
    drawn = np.random.default_rng(1).permutation(len(segment))[:size]
    return decoded(segment.rows.mapped[np.sort(drawn)])


def _assigned(segment: Segment, centres: Centres, older: Segment | None) -> Numbers:
    """The list of each embedding, int64 (n,): the nearest centre; that of `older` where it has the passage."""
    chosen = np.full(len(segment), -1, dtype=np.int64)
    if older and older.lists:
        for number in range(len(centres.centres)):
            chosen[
                np.searchsorted(segment.numbers, segment.holds(np.sort(_members(older.lists, number))))
            ] = number
    nearest = faiss.IndexFlatL2(centres.centres.shape[1])
    nearest.add(centres.centres)
    new = np.flatnonzero(chosen < 0)
    for start in range(0, len(new), _AT_ONCE):
        places = new[start : start + _AT_ONCE]
        embeddings = decoded(segment.rows.mapped[places]) - centres.mean
        on_all_cores()
        chosen[places] = nearest.search(embeddings, 1)[1][:, 0]
    return chosen


def _members(lists: Lists, number: int) -> Numbers:
    held: Any = lists.index.invlists
    size = held.list_size(number)
    return faiss.rev_swig_ptr(held.get_ids(number), size).copy() if size else np.empty(0, dtype=np.int64)


def _filled(segment: Segment, centres: Centres, chosen: Numbers) -> faiss.IndexIVFPQFastScan:
    count = len(centres.centres)
    index = empty(count, centres.steps)
    held: Any = index.invlists
    order = np.argsort(chosen, kind="stable")
    bounds = np.searchsorted(chosen[order], np.arange(count + 1))
    for number in range(count):
        places = order[bounds[number] : bounds[number + 1]]
        if places.size:
            levels = np.concatenate(
                [
                    centres.levels(decoded(segment.rows.mapped[places[start : start + _AT_ONCE]]))
                    for start in range(0, len(places), _AT_ONCE)
                ]
            )
            numbers, codes = np.ascontiguousarray(segment.numbers[places]), packed(levels)
            held.add_entries(number, len(places), faiss.swig_ptr(numbers), faiss.swig_ptr(codes))
    index.ntotal = len(segment)
    return index


def _fitted(segment: Segment, lists: Lists, recall: float) -> Centres | None:
    """The centres with the smallest reach that has the recall on questions of every likeness."""
    asked = [_questions(segment, likeness) for likeness in _LIKENESS]
    expected = [[segment.scan(question, _BEST)[1] for question in questions] for questions in asked]
    for reach in _REACHES:
        tried = lists.reaching(reach)
        found = min(_recall(segment, tried, *pair) for pair in zip(asked, expected, strict=True))
        if found >= recall:
            return replace(tried.centres, recall=found)
    return None


def _recall(segment: Segment, lists: Lists, questions: Embeddings, expected: Sequence[Numbers]) -> float:
    """Share of the expected passages that is found."""
    found = 0
    for question, best in zip(questions, expected, strict=True):
        numbers = lists.search(question, _ASKED, None)
        found += len(np.intersect1d(segment.score(numbers, question, _BEST)[1], best))
    return found / sum(map(len, expected))


def _questions(segment: Segment, likeness: float) -> Embeddings:
    """Made-up questions, float32 (n, dimension): part of an embedding, and the rest as embeddings vary about their mean.

    Questions of users are like no passage: with the mean taken off, those of Korean courts have a cosine of .4 with the best of 50,000
    passages. A list that is right for what is nearly a passage may be wrong for them.
    """
    random = np.random.default_rng(2)
    drawn = _sample(segment, _QUESTIONS * _MIXED)
    mean = drawn.mean(axis=0)
    drawn -= mean
    weights = random.standard_normal((_QUESTIONS, len(drawn))).astype(np.float32) / np.sqrt(len(drawn))
    held = drawn[random.integers(0, len(drawn), _QUESTIONS)]
    made = mean + likeness * held + np.float32(np.sqrt(1 - likeness**2)) * (weights @ drawn)
    questions: Embeddings = made / np.linalg.norm(made, axis=1, keepdims=True)
    return questions
