"""Tables of the catalog and the connection to them; the one place that meets the errors of SQLite."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    create_engine,
    event,
    insert,
)
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.errors import IndexCorruptedError, IndexingError
from indexer.interruption import uninterrupted

FORMAT = 2
"""Version of the tables, kept in SQLite's `user_version`; another number is another format."""

FILE_NAME = "catalog.sqlite"

_metadata = MetaData()

meta = Table(
    "meta",
    _metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
"""`sequence`, and `encoder_name`, `encoder_fingerprint`, `encoder_dimension` of the encoder whose embeddings are stored;
`loose_embeddings` while embeddings are stored before their documents."""

documents = Table(
    "documents",
    _metadata,
    Column("row", Integer, primary_key=True),
    Column("document_id", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("mtime_ns", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("work_id", Text),
    Column("number", Text),
    Column("type", Text),
    Column("issuer", Text),
    Column("issuer_name", Text),
    Column("issued", Text),
    Column("effective", Text),
    Column("title", Text),
    Column("expires", Text),
    Column("signer", Text),
    Column("revision", Text),
    Column("law_id", Text),
    Column("aliases", Text, nullable=False),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("indexed_title", Text, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("provisions", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("indexed_at", Text, nullable=False),
    Column("added_sequence", Integer, nullable=False),
    Column("removed_sequence", Integer),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
"""States of documents. A state is visible at sequence s when added_sequence <= s and it is not removed or removed_sequence > s.

`aliases` is a JSON list. `first_day` and `last_day` are the issue date as the first and last yyyymmdd that it may mean.
"""

Index(
    "one_live_state",
    documents.c.document_id,
    unique=True,
    sqlite_where=documents.c.removed_sequence.is_(None),
)
Index("states_by_arrival", documents.c.added_sequence)
Index(
    "states_by_removal", documents.c.removed_sequence, sqlite_where=documents.c.removed_sequence.is_not(None)
)

contents = Table(
    "contents",
    _metadata,
    Column("document_row", ForeignKey("documents.row"), primary_key=True),
    Column("text", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""The heavy part of a state, apart so that listing documents reads little; both columns are compressed."""

passages = Table(
    "passages",
    _metadata,
    Column("passage", Integer, primary_key=True),
    Column("document_row", ForeignKey("documents.row"), nullable=False, index=True),
    Column("anchor", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("embedding_key", LargeBinary, nullable=False, index=True),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)

embeddings = Table(
    "embeddings",
    _metadata,
    Column("key", LargeBinary, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""float16, little-endian, by SHA-256 of encoder fingerprint and indexed text, so that nothing is embedded twice."""

terms = Table(
    "terms",
    _metadata,
    Column("passage", ForeignKey("passages.passage"), primary_key=True),
    Column("analyzer", Text, nullable=False),
    Column("terms", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""Terms of passages as an analyzer of that name made them (`indexer.passage_terms`), so that a lexical index is rebuilt in seconds.

Whoever stores them in another way gives the analyzers other names."""

citations = Table(
    "citations",
    _metadata,
    Column("citation", Integer, primary_key=True),
    Column("document_row", ForeignKey("documents.row"), nullable=False, index=True),
    Column("anchor", Text, nullable=False),
    Column("citation_json", Text, nullable=False),
    sqlite_strict=True,
)
"""What documents refer to; numbered in the order of the text."""

citation_keys = Table(
    "citation_keys",
    _metadata,
    Column("key", Text, primary_key=True),
    Column("citation", ForeignKey("citations.citation"), primary_key=True, index=True),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""Keys under which a citation asks for its work."""

relations = Table(
    "relations",
    _metadata,
    Column("relation", Integer, primary_key=True),
    Column("document_row", ForeignKey("documents.row"), nullable=False, index=True),
    Column("relation_json", Text, nullable=False),
    sqlite_strict=True,
)

effects = Table(
    "effects",
    _metadata,
    Column("effect", Integer, primary_key=True),
    Column("document_row", ForeignKey("documents.row"), nullable=False, index=True),
    Column("effect_json", Text, nullable=False),
    sqlite_strict=True,
)


def connect(home: Path) -> Engine:
    """Connections to the catalog of a knowledge base, one for each thread that asks at the same time.

    Errors of SQLite come out as IndexCorruptedError when the file is no sound database, else as IndexingError.
    """
    path = home / FILE_NAME
    engine = create_engine(f"sqlite:///{path}", pool_size=4, max_overflow=-1)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    event.listen(engine, "handle_error", lambda context: _translate(context, path))
    return engine


def create(engine: Engine, facts: Mapping[str, str]) -> None:
    """Make the tables, write the first rows of `meta` and stamp the format, all in one transaction."""
    # Free pages can be given back if that is settled before there are tables; under WAL it counts from VACUUM on.
    run_script(engine, "PRAGMA auto_vacuum = INCREMENTAL; VACUUM")
    with uninterrupted(), engine.begin() as connection:
        _metadata.create_all(connection)
        connection.execute(insert(meta), [{"name": name, "value": value} for name, value in facts.items()])
        connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")


def run_script(engine: Engine, script: str) -> None:
    """Run statements that stand in no transaction, each to its end."""
    path = Path(engine.url.database or "")
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        try:
            driver.executescript(script).close()
        except sqlite3.DatabaseError as error:
            raise _meaning(error, path) from error


def found_format(engine: Engine) -> int:
    """The version stamped into the file; 0 for a file without tables."""
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def fetch(engine: Engine, statement: str, values: Sequence[str | int] = ()) -> list[tuple[Any, ...]]:
    """The rows of a statement as the newest commit has them, past SQLAlchemy, which takes longer than SQLite for a few rows.

    Args:
        engine: The catalog.
        statement: SQL with a `?` for each value.
        values: In their order.
    """
    try:
        with closing(engine.raw_connection()) as connection:
            cursor: Any = connection.cursor()
            rows: list[tuple[Any, ...]] = cursor.execute(statement, values).fetchall()
    except sqlite3.DatabaseError as error:
        raise _meaning(error, Path(engine.url.database or "")) from error
    return rows


def _set_up(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:  # noqa: ARG001  (SQLAlchemy passes both)
    """Transactions are ours to begin; commits are durable; a second connection waits instead of failing."""
    driver: Any = connection
    driver.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "busy_timeout = 10000",
        "foreign_keys = ON",
        "cache_size = -16000",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _translate(context: ExceptionContext, path: Path) -> IndexingError | None:
    """What to raise instead of an error of SQLite; None to let it pass."""
    failure = context.original_exception
    return _meaning(failure, path) if isinstance(failure, sqlite3.DatabaseError) else None


def _meaning(failure: sqlite3.DatabaseError, path: Path) -> IndexingError:
    if isinstance(failure, sqlite3.OperationalError):
        return IndexingError(
            f"{path} cannot be used ({failure}): see to the file and its disk, then try again"
        )
    return IndexCorruptedError(path, str(failure))
