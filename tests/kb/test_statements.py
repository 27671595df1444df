"""What a search and a commit ask the catalog costs what they concern, not what is there: no statement goes through a table."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from corpus.models import Document
from indexer.builder import IndexBuilder
from indexer.catalog.schema import FILE_NAME
from indexer.encoders.hashing import HashingEncoder
from kb.knowledge_base import KnowledgeBase
from kb.query import Query

_PLANNED = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|WITH)\b")
_OF_A_TABLE = re.compile(r"SCAN (?!CONSTANT|\w+ VIRTUAL TABLE|anon_\d+ VIRTUAL|meta\b)")


@contextmanager
def _recorded() -> Iterator[dict[str, Any]]:
    """The statements that run in the block, with the parameters of one of their runs."""
    found = dict[str, Any]()

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        if _PLANNED.match(statement):
            found[statement] = parameters[0] if isinstance(parameters, list) else parameters

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def _scanning(home: Path, statements: dict[str, Any]) -> list[tuple[str, str]]:
    """Statements that go through a whole table, with the line of their plan that says so."""
    with closing(sqlite3.connect(home / FILE_NAME)) as connection:
        plans = (
            (statement, line)
            for statement, parameters in statements.items()
            for *_, line in connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        )
        return [(statement, line) for statement, line in plans if _OF_A_TABLE.match(line)]


def test_a_search_and_a_commit_go_through_no_table(tmp_path: Path, library: dict[str, Document]) -> None:
    queries = [
        Query("đô thị thông minh"),
        Query("950/QĐ-TTg Điều 2"),
        Query('"đô thị"'),
        Query("스마트도시법 제2조"),
    ]
    first, second, *rest = library.items()
    with IndexBuilder(tmp_path, HashingEncoder()) as builder:
        builder.add([first, *rest])
        with KnowledgeBase.open(tmp_path, HashingEncoder()) as base:
            for query in queries:
                base.search(query)
            with _recorded() as committing:
                builder.add([second])
                builder.remove([first[0]])
            with _recorded() as searching:
                for query in queries:
                    base.search(query)
                base.document(second[0])
    assert committing
    assert searching
    assert _scanning(tmp_path, committing) == []
    assert _scanning(tmp_path, searching) == []
