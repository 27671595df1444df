"""The lexical leg at 100,000 passages, with and without filters, beside SQLite's FTS5 and bm25s over the same terms."""

import json
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.languages import detect_language
from indexer.analyzers import analyzer_for
from indexer.backends.local import LocalIndex
from indexer.models import Clause, Filters
from indexer.seams import SearchBackend
from tests.benchmarks.growth.building import LANGUAGE, begun, stored
from tests.benchmarks.materials import Materials
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.queries import timed
from tests.benchmarks.summary import Latencies

_PASSAGES, _PASSAGES_OF_SAMPLE = 100_000, 3_000
_LIMIT, _QUESTIONS = 200, 100
_LEFT_OUT = 1_000
_BM25S = Path("tests/benchmarks/peers/words.py")


class _Case(NamedTuple):
    """A way to ask: its name and its filters."""

    name: str
    filters: Filters


def measure(materials: Materials) -> Iterator[Measurement]:
    """Milliseconds of one search for 200 passages; the figure of a peer is for as many, under the same filters."""
    passages = _PASSAGES if materials.data else _PASSAGES_OF_SAMPLE
    home = materials.kept / "words"
    if not home.exists():
        begun(materials, home).grow_to(passages)
    asked = next(materials.searched()).questions
    questions = [text for text in asked if detect_language(text) == LANGUAGE][:_QUESTIONS]
    with closing(LocalIndex.open(home)) as index, closing(index.backend()) as backend:
        cases = _cases(backend)
        ours = [timed(_asking(backend, case.filters), questions) for case in cases]
        terms = _export(backend, home, cases, questions, materials.work)
    peers = {f"FTS5 of SQLite {sqlite3.sqlite_version}": _fts5(materials.work, terms)}
    if materials.peers:
        peers |= _bm25s(materials.work, materials.peers)
    for peer, theirs in peers.items():
        for case, mine, other in zip(cases, ours, theirs, strict=True):
            for share in ("p50", "p95"):
                what = f"lexical, {passages:,} passages, {case.name}, {share}"
                yield Measurement(what, "ms", getattr(mine, share), peer, getattr(other, share))


def _cases(backend: SearchBackend) -> list[_Case]:
    names = [record.document_id for record in backend.documents()]
    left_out = frozenset((name, "") for name in names[::2][:_LEFT_OUT])
    return [
        _Case("all", Filters()),
        _Case(
            "one type, five years", Filters(types=("qd",), issued_from="2010-01-01", issued_to="2014-12-31")
        ),
        _Case(f"without {len(left_out):,} documents", Filters(without=left_out)),
    ]


def _asking(backend: SearchBackend, filters: Filters) -> Callable[[str], object]:
    return lambda text: backend.lexical([Clause.of(text)], LANGUAGE, filters, _LIMIT)


def _export(
    backend: SearchBackend, home: Path, cases: Sequence[_Case], questions: Sequence[str], folder: Path
) -> list[str]:
    """Write what peers index and are asked, every term as a number, and for each case which passages it lets through; the terms."""
    analyzer, known = analyzer_for(LANGUAGE), dict[str, str]()

    def numbered(text: str) -> str:
        return " ".join(known.setdefault(term.text, f"t{len(known)}") for term in analyzer.terms(text))

    passages = list(
        backend.passages(np.concatenate([numbers for numbers, _ in stored(home)]).tolist()).values()
    )
    allowed = [{record.document_id for record in backend.documents(case.filters)} for case in cases]
    masks = [[passage.document_id in some for passage in passages] for some in allowed]
    terms = [numbered("\n".join((*passage.path, passage.text))) for passage in passages]
    np.save(folder / "masks.npy", np.array(masks))
    (folder / "terms.txt").write_text("\n".join(terms), encoding="ascii")
    (folder / "questions.txt").write_text("\n".join(map(numbered, questions)), encoding="ascii")
    return terms


def _fts5(folder: Path, terms: Sequence[str]) -> list[Latencies]:
    """SQLite in memory, in the order of its own BM25; a filter is a column of a table beside it."""
    masks = np.load(folder / "masks.npy")
    questions = (folder / "questions.txt").read_text(encoding="ascii").splitlines()
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE words USING fts5(terms, content='', detail='none')")
        database.executemany("INSERT INTO words(rowid, terms) VALUES (?, ?)", enumerate(terms))
        database.execute("INSERT INTO words(words) VALUES ('optimize')")
        database.execute("CREATE TABLE passing(case_number, passage, PRIMARY KEY (case_number, passage))")
        database.executemany("INSERT INTO passing VALUES (?, ?)", np.argwhere(masks).tolist())
        return [timed(_matching(database, case), questions) for case in range(len(masks))]


def _matching(database: sqlite3.Connection, case: int) -> Callable[[str], object]:
    # The plus keeps SQLite from asking the words anew for each passage of the filter; no other way of writing it was faster.
    limited = f"AND +rowid IN (SELECT passage FROM passing WHERE case_number = {case})" if case else ""
    query = f"SELECT rowid, rank FROM words WHERE words MATCH ? {limited} ORDER BY rank LIMIT {_LIMIT}"
    return lambda text: database.execute(query, [" OR ".join(text.split())]).fetchall()


def _bm25s(folder: Path, python: Path) -> dict[str, list[Latencies]]:
    command = [str(python), str(_BM25S), str(folder), str(_LIMIT)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {said["peer"]: [Latencies(*one) for one in said["milliseconds"]]}
