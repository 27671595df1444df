"""Runs: what a system answered to the queries of a test collection, in the form of TREC, which every tool of the field reads and writes.

One line a document: query id, `Q0`, document id, rank, score and name of the run, between white space.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from corpus.errors import CollectionError
from kb.evaluation.lines import lines_of

Run = Mapping[str, Sequence[str]]
"""For each query id the document ids that were found, best first."""


def read_run(path: Path) -> dict[str, tuple[str, ...]]:
    """Read a run.

    The order is that of the scores, whatever the ranks say; of equal scores the document id that is larger in code points comes
    first, as in trec_eval.

    Raises:
        CollectionError: A line has other than six fields, a score is no number, or a document comes twice for a query.
    """
    scores: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for number, line in enumerate(lines_of(path), start=1):
        if not line.strip():
            continue
        fields = line.split()
        if len(fields) != 6:
            raise CollectionError(
                path, f"line {number}: six fields between white space are expected, not {len(fields)}"
            )
        query_id, _, document_id, _, score, _ = fields
        if document_id in scores[query_id]:
            raise CollectionError(path, f"line {number}: {document_id} comes twice for {query_id}")
        scores[query_id][document_id] = _score(path, number, score)
    return {query_id: _ordered(found) for query_id, found in scores.items()}


def write_run(path: Path, run: Run, name: str) -> None:
    """Write a run; scores are whole numbers that fall to 1.

    Args:
        path: The file, which is replaced.
        run: What was found.
        name: Of the run, without white space.

    Raises:
        CollectionError: An id is empty or has white space in it, which the form cannot hold.
    """
    lines = []
    for query_id, ranking in run.items():
        for rank, document_id in enumerate(ranking, start=1):
            fields = (query_id, "Q0", document_id, str(rank), str(len(ranking) - rank + 1), name)
            line = " ".join(fields)
            if line.split() != list(fields):
                raise CollectionError(
                    path, f"the ids {query_id!r} and {document_id!r} must have no white space"
                )
            lines.append(f"{line}\n")
    path.write_text("".join(lines), encoding="utf-8")


def find_runs(place: Path, collection: str) -> dict[str, Path]:
    """The runs on a collection by name: a file, or of a folder all files `<collection>.<name>.run`.

    Raises:
        CollectionError: The folder has none.
    """
    before = f"{collection}."
    if not place.is_dir():
        return {place.stem.removeprefix(before): place}
    found = {
        path.stem.removeprefix(before): path
        for path in sorted(place.glob("*.run"))
        if path.stem.startswith(before)
    }
    if not found:
        raise CollectionError(place, f"has no run on {collection}: it would be called {collection}.NAME.run")
    return found


def _score(path: Path, number: int, text: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = math.nan
    if math.isnan(score):
        raise CollectionError(path, f"line {number}: the score {text!r} is no number")
    return score


def _ordered(scores: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted(scores, key=lambda document_id: (scores[document_id], document_id), reverse=True))
