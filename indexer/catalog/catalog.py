"""The catalog: the truth of a knowledge base, from which everything else is rebuilt."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from corpus.errors import IndexFormatError, IndexNotFoundError, NotFoundError
from indexer.catalog import schema
from indexer.catalog.blocks import pack_blocks
from indexer.catalog.changes import Changes
from indexer.catalog.codec import header_values, pack_content, pack_path, unpack_passage
from indexer.catalog.law import delete_law, insert_law
from indexer.catalog.records import Analysis, AnalyzedText, EncoderIdentity, FileStamp, KnownState, NewState
from indexer.catalog.schema import contents, documents, embeddings, meta, passages, terms
from indexer.catalog.snapshot import Snapshot
from indexer.catalog.texts import StoredTexts
from indexer.interruption import uninterrupted
from indexer.models import Embeddings
from indexer.periods import period

_KEYS_AT_ONCE = 10_000
_LOOSE = "loose_embeddings"
_PAGES_GIVEN_BACK = 4_096
"""At once at most; 16 MB. Later changes take the others, or give them back."""


class Catalog:
    """Documents, passages and embeddings in one SQLite file, under a sequence that only grows.

    A document's state is never changed: replacing it closes the old state and inserts a new one in one transaction, and neither row
    numbers nor passage numbers are given out twice. Writing methods expect the caller to hold the `WriterLock`.
    """

    def __init__(self, home: Path, engine: Engine) -> None:
        self.home = home
        self._engine = engine

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open an existing catalog.

        Raises:
            IndexNotFoundError: There is none.
            IndexFormatError: It was written in another version of the format.
            IndexCorruptedError: The file is no database.
        """
        if not (home / schema.FILE_NAME).is_file():
            raise IndexNotFoundError(home)
        engine = schema.connect(home)
        found = schema.found_format(engine)
        if found != schema.FORMAT:
            engine.dispose()
            # A file without tables is what a writer leaves that was killed while it made them.
            raise IndexNotFoundError(home) if found == 0 else _other_format(home, found)
        return cls(home, engine)

    @classmethod
    def create(cls, home: Path, encoder: EncoderIdentity) -> Self:
        """Make an empty catalog, bound to an encoder."""
        engine = schema.connect(home)
        schema.create(
            engine, {"sequence": "0", **{f"encoder_{k}": str(v) for k, v in encoder._asdict().items()}}
        )
        return cls(home, engine)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @property
    def sequence(self) -> int:
        """The last committed change; 0 for an empty catalog."""
        [[sequence]] = schema.fetch(self._engine, _SEQUENCE)
        return int(sequence)

    @property
    def encoder(self) -> EncoderIdentity:
        """The encoder that the stored embeddings come from."""
        with self._engine.connect() as connection:
            known: dict[str, str] = dict(connection.execute(select(meta.c.name, meta.c.value)).all())
        return EncoderIdentity(
            known["encoder_name"], known["encoder_fingerprint"], int(known["encoder_dimension"])
        )

    def snapshot(self, sequence: int) -> Snapshot:
        """The catalog as it was at a sequence."""
        return Snapshot(self._engine, self._texts, sequence)

    @cached_property
    def _texts(self) -> StoredTexts:
        """What any snapshot has read of texts is right for the others."""
        return StoredTexts(self._engine)

    def changes(self, since: int, until: int) -> Changes:
        """What came and went after `since` up to `until`."""
        return Changes(self._engine, since, until)

    def live(self) -> list[KnownState]:
        """The state of every document, ordered by row."""
        query = select(documents.c.row, documents.c.document_id, *_STAMP_COLUMNS)
        query = query.where(_LIVE).order_by(documents.c.row)
        with self._engine.connect() as connection:
            return [
                KnownState(row, name, FileStamp(*stamp)) for row, name, *stamp in connection.execute(query)
            ]

    def stamp(self, document_id: str) -> FileStamp | None:
        """The file of the live state of a document; None of an unknown document."""
        with self._engine.connect() as connection:
            found = connection.execute(_STAMP, {"wanted": document_id}).first()
        return FileStamp(*found) if found else None

    def embedded(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of the keys that have an embedding."""
        wanted, found = list(keys), set[bytes]()
        with self._engine.connect() as connection:
            for start in range(0, len(wanted), _KEYS_AT_ONCE):
                some = embeddings.c.key.in_(wanted[start : start + _KEYS_AT_ONCE])
                found.update(connection.execute(select(embeddings.c.key).where(some)).scalars())
        return found

    def analyses(self, document_id: str) -> dict[AnalyzedText, Analysis]:
        """The analyses of the passages of a document's live state; none of an unknown document."""
        query = select(passages, terms.c.analyzer, terms.c.terms).join(terms)
        query = query.join(documents, documents.c.row == passages.c.document_row)
        with self._engine.connect() as connection:
            rows = connection.execute(query.where(documents.c.document_id == document_id, _LIVE)).all()
        return {
            AnalyzedText(row.embedding_key, unpack_passage(row).path, row.end - row.start): Analysis(
                row.analyzer, row.terms
            )
            for row in rows
        }

    def add_embeddings(self, keys: Sequence[bytes], rows: Embeddings) -> None:
        """Store embeddings, float32 (len(keys), dimension), as float16. They are loose until `settle_embeddings`."""
        halves = np.ascontiguousarray(rows, dtype="<f2")
        values = [{"key": key, "vector": half.tobytes()} for key, half in zip(keys, halves, strict=True)]
        with uninterrupted(), self._engine.begin() as connection:
            connection.execute(_NOTE, {"name": _LOOSE, "value": ""})
            connection.execute(insert(embeddings).prefix_with("OR REPLACE"), values)

    @property
    def has_loose_embeddings(self) -> bool:
        """Whether embeddings were stored whose documents may not have been, because a run was killed in between."""
        with self._engine.connect() as connection:
            return connection.execute(select(meta.c.value).where(meta.c.name == _LOOSE)).first() is not None

    def settle_embeddings(self, *, forget: bool) -> None:
        """Note that every embedding has its passage.

        Args:
            forget: Whether to look through all embeddings first and forget those that have none.
        """
        with uninterrupted(), self._engine.begin() as connection:
            if forget:
                kept = select(passages.c.embedding_key)
                connection.execute(delete(embeddings).where(embeddings.c.key.not_in(kept)))
            connection.execute(delete(meta).where(meta.c.name == _LOOSE))

    def replace(self, states: Sequence[NewState]) -> None:
        """Commit documents in one transaction; each closes the live state of its id, and each is a change of its own."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with uninterrupted(), self._engine.begin() as connection:
            sequence = _sequence(connection)
            for state in states:
                sequence += 1
                _retire(connection, state.document_id, sequence)
                _insert(connection, state, sequence, now)
            _advance(connection, sequence)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Commit the removal of documents in one transaction. Raises NotFoundError, and then removes none."""
        with uninterrupted(), self._engine.begin() as connection:
            sequence = _sequence(connection)
            for document_id in document_ids:
                sequence += 1
                if not _retire(connection, document_id, sequence):
                    raise NotFoundError(document_id)
            _advance(connection, sequence)

    def move(self, stamps: Mapping[int, FileStamp]) -> None:
        """Note, by row, where the files of unchanged documents lie now and when they were touched."""
        values = [{"moved": row, **stamp._asdict()} for row, stamp in stamps.items()]
        with uninterrupted(), self._engine.begin() as connection:
            connection.execute(_MOVE, values)

    def purge_states(self, sequence: int) -> None:
        """Forget states that nobody sees who looks at this sequence or a later one, and embeddings that only they had."""
        dead = select(documents.c.row).where(documents.c.removed_sequence <= sequence)
        numbers = select(passages.c.passage).where(passages.c.document_row.in_(dead))
        keys = select(passages.c.embedding_key).where(passages.c.document_row.in_(dead)).distinct()
        with uninterrupted(), self._engine.begin() as connection:
            candidates = connection.execute(keys).scalars().all()
            connection.execute(delete(terms).where(terms.c.passage.in_(numbers)))
            connection.execute(delete(passages).where(passages.c.document_row.in_(dead)))
            connection.execute(delete(contents).where(contents.c.document_row.in_(dead)))
            delete_law(connection, dead)
            connection.execute(delete(documents).where(documents.c.removed_sequence <= sequence))
            if candidates:
                connection.execute(_FORGET_UNUSED, [{"unused": key} for key in candidates])

    def checkpoint(self) -> None:
        """Give free pages of the database file back, some at a time, and move the write-ahead log into it, as far as readers allow."""
        schema.run_script(
            self._engine,
            f"PRAGMA incremental_vacuum({_PAGES_GIVEN_BACK}); PRAGMA wal_checkpoint(TRUNCATE)",
        )


_LIVE = documents.c.removed_sequence.is_(None)
_SEQUENCE = "SELECT value FROM meta WHERE name = 'sequence'"
"""Asked by every search."""

# Made once: putting a statement together costs more than running it.
_ADVANCE = update(meta).where(meta.c.name == "sequence")
_STAMP_COLUMNS = (documents.c.source, documents.c.size, documents.c.mtime_ns, documents.c.sha256)
_STAMP = select(*_STAMP_COLUMNS).where(documents.c.document_id == bindparam("wanted"), _LIVE)
_RETIRE = update(documents).where(documents.c.document_id == bindparam("closed"), _LIVE)
_MOVE = update(documents).where(documents.c.row == bindparam("moved"))
_NOTE = insert(meta).prefix_with("OR REPLACE")
_FORGET_UNUSED = delete(embeddings).where(
    embeddings.c.key == bindparam("unused"),
    ~select(passages.c.passage).where(passages.c.embedding_key == bindparam("unused")).exists(),
)
_INSERT_DOCUMENT = insert(documents).returning(documents.c.row)
_INSERT_CONTENT = insert(contents)
_INSERT_PASSAGES = insert(passages)
_INSERTED_PASSAGES = select(passages.c.passage).order_by(passages.c.passage)
_INSERTED_PASSAGES = _INSERTED_PASSAGES.where(passages.c.document_row == bindparam("row"))
_INSERT_TERMS = insert(terms)


def _other_format(home: Path, found: int) -> IndexFormatError:
    return IndexFormatError(
        f"{home} is in format {found}, this version reads format {schema.FORMAT}: index again into another --home"
    )


def _sequence(connection: Connection) -> int:
    return int(connection.exec_driver_sql(_SEQUENCE).scalar_one())


def _advance(connection: Connection, sequence: int) -> None:
    connection.execute(_ADVANCE, {"value": str(sequence)})


def _retire(connection: Connection, document_id: str, sequence: int) -> bool:
    """Close the live state of a document; whether there was one."""
    return connection.execute(_RETIRE, {"closed": document_id, "removed_sequence": sequence}).rowcount == 1


def _insert(connection: Connection, state: NewState, sequence: int, now: str) -> None:
    values = _document_values(state) | {"added_sequence": sequence, "indexed_at": now}
    row = connection.execute(_INSERT_DOCUMENT, values).scalar_one()
    text, content = pack_blocks(state.document.text), pack_content(state.document)
    connection.execute(_INSERT_CONTENT, {"document_row": row, "text": text, "content": content})
    connection.execute(_INSERT_PASSAGES, _passage_values(state, row))
    numbers = connection.execute(_INSERTED_PASSAGES, {"row": row}).scalars()
    analyses = zip(numbers, state.analyses, strict=True)
    connection.execute(_INSERT_TERMS, [{"passage": number, **found._asdict()} for number, found in analyses])
    insert_law(connection, state.document, row)


def _document_values(state: NewState) -> dict[str, Any]:
    document, header = state.document, state.document.header
    first_day, last_day = (header.issued and period(header.issued)) or (None, None)
    return {
        **state.stamp._asdict(),
        "document_id": state.document_id,
        "language": document.language,
        **header_values(header),
        "first_day": first_day,
        "last_day": last_day,
        "indexed_title": state.indexed_title,
        "characters": len(document.text),
        "provisions": sum(1 for _ in document.root.walk()) - 1,
        "passages": len(state.passages),
    }


def _passage_values(state: NewState, row: int) -> list[dict[str, Any]]:
    return [
        {
            "document_row": row,
            "anchor": passage.anchor,
            "start": passage.span.start,
            "end": passage.span.end,
            "path": pack_path(passage.path),
            "language": passage.language,
            "embedding_key": key,
        }
        for passage, key in zip(state.passages, state.embedding_keys, strict=True)
    ]
