"""Measures of one ranking against the judgments of one query, as trec_eval computes them.

Every measure takes the ranked document ids, best first, and the judgments of the query: a grade by document id, larger is more
relevant, 0 or less is not relevant; what is not judged is not relevant. Every measure gives 0 to 1.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from functools import partial

Grades = Mapping[str, int]
"""Grade of each judged document of one query."""

Measure = Callable[[Sequence[str], Grades], float]


def ndcg(ranking: Sequence[str], grades: Grades, cutoff: int) -> float:
    """Normalised discounted cumulative gain: sum of grade / log2(rank + 1) down to the cutoff, over that of the best possible ranking.

    Järvelin & Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002, doi:10.1145/582415.582418; with the
    linear gain of trec_eval (`ndcg_cut`), not 2^grade - 1. 0 when nothing is relevant.
    """
    gains = [max(0, grades.get(document, 0)) for document in ranking[:cutoff]]
    ideal = sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:cutoff]
    return _discounted(gains) / _discounted(ideal) if ideal else 0.0


def recall(ranking: Sequence[str], grades: Grades, cutoff: int) -> float:
    """Share of the relevant documents that stand in the first `cutoff`.

    Cleverdon, "The Cranfield tests on index language devices", Aslib Proceedings 19(6), 1967, doi:10.1108/eb050097; trec_eval `recall`.
    """
    relevant = _relevant(grades)
    return len(relevant.intersection(ranking[:cutoff])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Grades, cutoff: int) -> float:
    """1 / rank of the first relevant document, 0 when there is none in the first `cutoff`; its mean over queries is MRR.

    Kantor & Voorhees, "The TREC-5 Confusion Track", Information Retrieval 2, 2000, doi:10.1023/A:1009902609570.
    """
    relevant = _relevant(grades)
    ranks = (rank for rank, document in enumerate(ranking[:cutoff], start=1) if document in relevant)
    first = next(ranks, None)
    return 1 / first if first else 0.0


def average_precision(ranking: Sequence[str], grades: Grades, cutoff: int) -> float:
    """Mean, over all relevant documents, of the precision at the rank of each; one that is not in the first `cutoff` counts 0.

    Buckley & Voorhees, "Evaluating evaluation measure stability", SIGIR 2000, doi:10.1145/345508.345543; trec_eval `map_cut`.
    """
    relevant = _relevant(grades)
    found, total = 0, 0.0
    for rank, document in enumerate(ranking[:cutoff], start=1):
        if document in relevant:
            found += 1
            total += found / rank
    return total / len(relevant) if relevant else 0.0


def success(ranking: Sequence[str], grades: Grades, cutoff: int) -> float:
    """1 when a relevant document stands in the first `cutoff`, else 0; its mean over queries is the share that is answered at all.

    Craswell & Hawking, "Overview of the TREC-2004 Web Track", 2004 (`S@10`); trec_eval `success`.
    """
    return 0.0 if _relevant(grades).isdisjoint(ranking[:cutoff]) else 1.0


MEASURES: Mapping[str, Measure] = {
    "ndcg@10": partial(ndcg, cutoff=10),
    "recall@10": partial(recall, cutoff=10),
    "recall@100": partial(recall, cutoff=100),
    "rr@10": partial(reciprocal_rank, cutoff=10),
    "ap@100": partial(average_precision, cutoff=100),
    "success@10": partial(success, cutoff=10),
}
"""What is reported, by name; the first is the one that systems are compared by."""


def measure(ranking: Sequence[str], grades: Grades) -> dict[str, float]:
    """Every reported measure of one ranking, by name."""
    return {name: value(ranking, grades) for name, value in MEASURES.items()}


def _relevant(grades: Grades) -> set[str]:
    return {document for document, grade in grades.items() if grade > 0}


def _discounted(gains: Sequence[int]) -> float:
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
