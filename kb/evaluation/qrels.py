"""Judgments (qrels): which documents answer a query, and how well.

- BEIR: a header line, then query id, document id and grade between tabs
- TREC: query id, iteration (not used), document id and grade between white space (https://trec.nist.gov/data/qrels_eng/)
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus.errors import CollectionError
from kb.evaluation.lines import lines_of

Qrels = Mapping[str, Mapping[str, int]]
"""For each query id the grade of each judged document: larger is more relevant, 0 or less is not relevant."""


class _Judgment(NamedTuple):
    query_id: str
    document_id: str
    grade: str


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """The judgments in a file of either form, told apart by its first line.

    Raises:
        CollectionError: A line is not in the form, or a document is judged twice, differently.
    """
    qrels: dict[str, dict[str, int]] = {}
    for number, found in _judgments(path):
        grade = _grade(path, number, found.grade)
        if qrels.setdefault(found.query_id, {}).setdefault(found.document_id, grade) != grade:
            raise CollectionError(
                path, f"line {number}: {found.document_id} has another grade for {found.query_id} above"
            )
    return qrels


def write_qrels(path: Path, qrels: Qrels) -> None:
    """Write judgments in TREC form."""
    lines = (
        f"{query_id} 0 {document_id} {grade}\n"
        for query_id, grades in qrels.items()
        for document_id, grade in grades.items()
    )
    path.write_text("".join(lines), encoding="utf-8")


def _judgments(path: Path) -> Iterator[tuple[int, _Judgment]]:
    beir: bool | None = None
    for number, line in enumerate(lines_of(path), start=1):
        if not line.strip():
            continue
        if beir is None:
            beir = _is_header(path, number, line)
            if beir:
                continue
        yield number, _beir(path, number, line) if beir else _trec(path, number, line)


def _is_header(path: Path, number: int, line: str) -> bool:
    """Whether a first line is the header of the BEIR form; it is a judgment in the TREC form."""
    if len(line.split("\t")) != 3:
        return False
    if _is_number(line.split("\t")[2]):
        raise CollectionError(path, f"line {number}: the header (query-id, corpus-id, score) is missing")
    return True


def _beir(path: Path, number: int, line: str) -> _Judgment:
    fields = line.rstrip("\r").split("\t")
    if len(fields) != 3:
        raise CollectionError(
            path, f"line {number}: three fields between tabs are expected, not {len(fields)}"
        )
    return _Judgment(*fields)


def _trec(path: Path, number: int, line: str) -> _Judgment:
    fields = line.split()
    if len(fields) != 4:
        raise CollectionError(
            path, f"line {number}: four fields between white space are expected, not {len(fields)}"
        )
    query_id, _, document_id, grade = fields
    return _Judgment(query_id, document_id, grade)


def _is_number(text: str) -> bool:
    try:
        int(text)
    except ValueError:
        return False
    return True


def _grade(path: Path, number: int, text: str) -> int:
    if not _is_number(text):
        raise CollectionError(path, f"line {number}: {text!r} is no whole number")
    return int(text)
