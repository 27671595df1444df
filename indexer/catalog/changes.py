"""What an accelerator has to learn: passages that came and went between two sequences."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Row, Select, and_, func, insert, select

from corpus.models import Language
from indexer.analysis import PassageText, packed_terms
from indexer.catalog.blocks import unpack_whole
from indexer.catalog.codec import unpack_passage
from indexer.catalog.records import IndexedPassage
from indexer.catalog.schema import contents, documents, embeddings, passages, terms
from indexer.catalog.visibility import visible
from indexer.interruption import uninterrupted
from indexer.models import Embeddings
from indexer.passage_terms import StoredTerms
from indexer.seams import Analyzer

_PASSAGES_AT_ONCE = 2000


Vectors = tuple[NDArray[np.int64], Embeddings]
"""Passage numbers, int64 (n,), and their embeddings, float32 (n, dimension), row by row."""


class Changes:
    """The difference between what was visible at one sequence and what is visible at a later one.

    Everything comes by passage number and some thousand at a time; no transaction stays open in between.

    Args:
        engine: The catalog.
        since: Sequence an accelerator already reflects; 0 for an empty one.
        until: Sequence it shall reflect.
    """

    def __init__(self, engine: Engine, since: int, until: int) -> None:
        self._engine = engine
        self._came = and_(documents.c.added_sequence > since, visible(until))
        self._went = and_(
            documents.c.removed_sequence.between(since + 1, until), documents.c.added_sequence <= since
        )

    def documents(self) -> int:
        """How many documents more there are; less than 0 when there are fewer."""
        came, went = (select(func.count()).where(some) for some in (self._came, self._went))
        with self._engine.connect() as connection:
            return connection.execute(came).scalar_one() - connection.execute(went).scalar_one()

    def passages(self) -> Counter[str]:
        """How many passages more each language has; less than 0 when it has fewer."""
        query = select(passages.c.language, func.count()).group_by(passages.c.language)
        more = Counter[str]()
        with self._engine.connect() as connection:
            for some, sign in ((self._came, 1), (self._went, -1)):
                owners = select(documents.c.row).where(some)
                for language, count in connection.execute(query.where(passages.c.document_row.in_(owners))):
                    more[language] += sign * count
        return more

    def removed(self, language: Language) -> list[int]:
        """Numbers of passages that are to be forgotten."""
        owners = select(documents.c.row).where(self._went)
        query = select(passages.c.passage).where(passages.c.document_row.in_(owners))
        query = query.where(passages.c.language == language).order_by(passages.c.passage)
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def vectors(self, language: Language) -> Iterator[Vectors]:
        """New passages with the embeddings stored for them."""
        query = select(passages.c.passage, embeddings.c.vector).join(
            embeddings, embeddings.c.key == passages.c.embedding_key
        )
        for rows in self._added(query, language):
            numbers = np.array([row.passage for row in rows], dtype=np.int64)
            halves = np.frombuffer(b"".join(row.vector for row in rows), dtype="<f2")
            yield numbers, halves.reshape(len(rows), -1).astype(np.float32)

    def indexed(self, language: Language, analyzer: Analyzer) -> Iterator[IndexedPassage]:
        """New passages as terms: those that were stored with them; where another analyzer made these, they are made anew and remembered."""
        known = and_(terms.c.passage == passages.c.passage, terms.c.analyzer == analyzer.name)
        query = (
            select(
                passages.c.passage,
                terms.c.terms,
                documents.c.document_id,
                documents.c.type,
                documents.c.issuer,
                documents.c.first_day,
                documents.c.last_day,
            )
            .join(documents, documents.c.row == passages.c.document_row)
            .join(terms, known, isouter=True)
        )
        for rows in self._added(query, language):
            analyzed = self._analyze([row.passage for row in rows if row.terms is None], analyzer)
            for row in rows:
                stored = StoredTerms.unpack(row.terms or analyzed[row.passage])
                yield IndexedPassage(
                    row.passage,
                    stored.exact,
                    stored.folded,
                    stored.caption,
                    row.document_id,
                    row.type,
                    row.issuer,
                    row.first_day,
                    row.last_day,
                )

    def _added(self, query: Select[Any], language: Language) -> Iterator[Sequence[Row[Any]]]:
        """Rows of a query over `passages`, limited to new passages of a language."""
        query = query.where(passages.c.language == language).order_by(passages.c.passage)
        for first, last in self._spans_of_new_documents():
            with self._engine.connect() as connection:
                new = self._new_documents().where(documents.c.row.between(first, last))
                rows = connection.execute(query.where(passages.c.document_row.in_(new))).all()
            if rows:
                yield rows

    def _new_documents(self) -> Select[tuple[int]]:
        return select(documents.c.row).where(self._came)

    def _spans_of_new_documents(self) -> Iterator[tuple[int, int]]:
        """First and last row of runs of new documents that have about `_PASSAGES_AT_ONCE` passages together."""
        with self._engine.connect() as connection:
            query = self._new_documents().add_columns(documents.c.passages)
            # Asked for in order, SQLite would go through all documents, which lie in it.
            rows = sorted((row, count) for row, count in connection.execute(query))
        first, pending = None, 0
        for row, count in rows:
            first, pending = (row if first is None else first), pending + count
            if pending >= _PASSAGES_AT_ONCE:
                yield first, row
                first, pending = None, 0
        if first is not None:
            yield first, rows[-1][0]

    def _analyze(self, numbers: Sequence[int], analyzer: Analyzer) -> dict[int, bytes]:
        """Packed terms of passages by number, made now and written to the catalog."""
        if not numbers:
            return {}
        with self._engine.connect() as connection:
            texts = _indexed_texts(connection, numbers)
        packed = dict(zip(texts, packed_terms(list(texts.values()), analyzer), strict=True))
        rows = [{"passage": n, "analyzer": analyzer.name, "terms": blob} for n, blob in packed.items()]
        with uninterrupted(), self._engine.begin() as connection:
            connection.execute(insert(terms).prefix_with("OR REPLACE"), rows)
        return packed


def _indexed_texts(connection: Connection, numbers: Sequence[int]) -> dict[int, PassageText]:
    """What is embedded and analyzed of each passage, and its caption, by its number."""
    rows = connection.execute(select(passages).where(passages.c.passage.in_(numbers))).all()
    query = select(contents.c.document_row, contents.c.text, documents.c.indexed_title)
    query = query.join(documents, documents.c.row == contents.c.document_row)
    owners = connection.execute(query.where(documents.c.row.in_({row.document_row for row in rows})))
    owner = {row: (title, unpack_whole(text)) for row, text, title in owners}
    texts: dict[int, PassageText] = {}
    for row in rows:
        title, text = owner[row.document_row]
        texts[row.passage] = PassageText.of(title, unpack_passage(row), text)
    return texts
