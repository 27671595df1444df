"""Citations, relations and effects in the catalog: written with their document, read as a generation sees them."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Select,
    Subquery,
    Table,
    delete,
    func,
    insert,
    select,
    true,
)

from corpus.identifiers.keys import citation_keys as keys_of
from corpus.models import Document
from corpus.relations.models import RelationKind
from indexer.catalog.law_codec import pack, unpack_citation, unpack_effect, unpack_relation
from indexer.catalog.schema import citation_keys, citations, documents, effects, relations
from indexer.models import StoredCitation, StoredEffect, StoredRelation

_KEYS_AT_ONCE = 10_000
_ALL = true()
_INSERT_CITATION = insert(citations).returning(citations.c.citation, sort_by_parameter_order=True)


def insert_law(connection: Connection, document: Document, row: int) -> None:
    """Write what a document says of other law, in the transaction that writes the document."""
    _insert_citations(connection, document, row)
    for table, name, statements in (
        (relations, "relation_json", document.relations),
        (effects, "effect_json", document.effects),
    ):
        if statements:
            rows = [{"document_row": row, name: pack(statement)} for statement in statements]
            connection.execute(insert(table), rows)


def delete_law(connection: Connection, rows: Select[tuple[int]]) -> None:
    """Forget what these states of documents say of other law."""
    dead = select(citations.c.citation).where(citations.c.document_row.in_(rows))
    connection.execute(delete(citation_keys).where(citation_keys.c.citation.in_(dead)))
    for table in (citations, relations, effects):
        connection.execute(delete(table).where(table.c.document_row.in_(rows)))


def _insert_citations(connection: Connection, document: Document, row: int) -> None:
    if not document.citations:
        return
    values = [
        {
            "document_row": row,
            "anchor": document.root.holding(found.span).anchor,
            "citation_json": pack(found),
        }
        for found in document.citations
    ]
    numbers = connection.execute(_INSERT_CITATION, values).scalars().all()
    asked = [
        {"key": key, "citation": number}
        for number, found in zip(numbers, document.citations, strict=True)
        for key in dict.fromkeys(keys_of(found))
    ]
    if asked:
        connection.execute(insert(citation_keys), asked)


class StoredLaw:
    """What the documents of one generation say of other law.

    Args:
        engine: The catalog.
        seen: Which states of documents the generation sees.
    """

    def __init__(self, engine: Engine, seen: ColumnElement[bool]) -> None:
        self._engine = engine
        self._seen = select(documents.c.row, documents.c.document_id).where(seen).subquery()

    def citations(self, row: int) -> tuple[StoredCitation, ...]:
        """What one state of a document cites, in the order of the text."""
        return tuple(self._citations(_citations(self._seen).where(citations.c.document_row == row)))

    def citing(self, keys: Sequence[str]) -> tuple[StoredCitation, ...]:
        """Citations that ask for one of these keys, by document id, then in the order of the text."""
        wanted = list(dict.fromkeys(keys))
        found: dict[int, StoredCitation] = {}
        for start in range(0, len(wanted), _KEYS_AT_ONCE):
            some = citation_keys.c.key.in_(wanted[start : start + _KEYS_AT_ONCE])
            asking = select(citation_keys.c.citation).where(some)
            found |= self._numbered(_citations(self._seen).where(citations.c.citation.in_(asking)))
        return tuple(sorted(found.values(), key=lambda one: (one.document_id, one.citation.span)))

    def relations(
        self, rows: Sequence[int] | None = None, kinds: Collection[RelationKind] | None = None
    ) -> tuple[StoredRelation, ...]:
        """All relations, or those of these states of documents and of these kinds, by document id, then in the order of the text."""
        kind = func.json_extract(relations.c.relation_json, "$.kind")
        wanted = _ALL if kinds is None else kind.in_(sorted(kinds))
        found = self._rows(relations, relations.c.relation_json, rows, wanted)
        return tuple(StoredRelation(document_id, unpack_relation(packed)) for document_id, packed in found)

    def effects(self, rows: Sequence[int] | None = None) -> tuple[StoredEffect, ...]:
        """All statements on effect, or those of these states of documents, by document id, then in the order of the text."""
        found = self._rows(effects, effects.c.effect_json, rows)
        return tuple(StoredEffect(document_id, unpack_effect(packed)) for document_id, packed in found)

    def _citations(self, query: Select[Any]) -> Iterator[StoredCitation]:
        return iter(self._numbered(query).values())

    def _numbered(self, query: Select[Any]) -> dict[int, StoredCitation]:
        with self._engine.connect() as connection:
            return {
                row.citation: StoredCitation(row.document_id, row.anchor, unpack_citation(row.citation_json))
                for row in connection.execute(query.order_by(citations.c.citation))
            }

    def _rows(
        self,
        table: Table,
        packed: Column[str],
        rows: Sequence[int] | None,
        wanted: ColumnElement[bool] = _ALL,
    ) -> list[tuple[str, str]]:
        """Document ids and packed statements."""
        found = list[tuple[str, int, str]]()
        with self._engine.connect() as connection:
            for owners in _owners(self._seen, rows):
                query = select(owners.c.document_id, *table.primary_key.columns, packed)
                query = query.join(table, table.c.document_row == owners.c.row).where(wanted)
                found += [(row[0], row[1], row[2]) for row in connection.execute(query)]
        return [(name, text) for name, _, text in sorted(found)]


def _owners(seen: Subquery, rows: Sequence[int] | None) -> Iterator[Subquery]:
    """The states of documents with these rows, some thousand at a time; all that are seen for None."""
    if rows is None:
        yield seen
        return
    for start in range(0, len(rows), _KEYS_AT_ONCE):
        some = documents.c.row.in_(rows[start : start + _KEYS_AT_ONCE])
        yield select(documents.c.row, documents.c.document_id).where(some).subquery()


def _citations(seen: Subquery) -> Select[Any]:
    columns = (citations.c.citation, seen.c.document_id, citations.c.anchor, citations.c.citation_json)
    return select(*columns).join(seen, citations.c.document_row == seen.c.row)
