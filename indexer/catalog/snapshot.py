"""What a reader sees of the catalog: every answer as it was true at one sequence, whatever was committed since."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine, Row, bindparam, select

from corpus.errors import NotFoundError
from corpus.models import Language, Page, Span
from indexer.catalog.codec import header_columns, header_of, unpack_content, unpack_path
from indexer.catalog.law import StoredLaw
from indexer.catalog.numbers import Lookup, by_numbers
from indexer.catalog.prepared import Prepared
from indexer.catalog.schema import contents, documents, fetch, passages
from indexer.catalog.texts import StoredTexts
from indexer.catalog.visibility import passing, visible
from indexer.models import DocumentContent, DocumentRecord, Filters, PassageRecord
from indexer.passage_terms import PassageTerms, StretchTerms

_ROWS_AT_ONCE = 10_000


class Snapshot:
    """The catalog at a sequence. May be used by many threads at once.

    Args:
        engine: The catalog.
        texts: Its texts.
        sequence: The last change that is seen; states removed at or before the oldest generation on disk are no longer there.
    """

    def __init__(self, engine: Engine, texts: StoredTexts, sequence: int) -> None:
        self._engine = engine
        self._sequence = sequence
        self._visible = visible(sequence)
        self._texts = texts
        self._lookup_passages = Lookup(engine, _PASSAGES.where(self._visible))
        self._lookup_titles = Lookup(engine, _TITLES)
        # EXISTS, because with IN or a join SQLite goes through all documents however few passages are new.
        seen = select(documents.c.row).where(documents.c.row == passages.c.document_row, self._visible)
        self._some_owned = Prepared(engine, _SOME_OWNED.where(seen.exists()))
        self.law = StoredLaw(engine, self._visible)

    def documents(self, filters: Filters) -> list[DocumentRecord]:
        """Documents that pass the filters, ordered by id. Raises InvalidQueryError for a bound that is no date."""
        query = _RECORDS.where(self._visible, passing(filters)).order_by(documents.c.document_id)
        left_out = {document_id for document_id, anchor in filters.without if not anchor}
        with self._engine.connect() as connection:
            records = list(map(_document_record, connection.execute(query)))
        return [record for record in records if record.document_id not in left_out] if left_out else records

    def arrived(self, since: int) -> list[DocumentRecord]:
        """Documents whose state is seen here and was not before a sequence, ordered by id."""
        query = _RECORDS.where(documents.c.added_sequence > since, self._visible)
        with self._engine.connect() as connection:
            return [
                _document_record(row) for row in connection.execute(query.order_by(documents.c.document_id))
            ]

    def departed(self, since: int) -> list[str]:
        """Ids of the documents of which a state was closed after a sequence, as far as such states are not purged."""
        closed = documents.c.removed_sequence.between(since + 1, self._sequence)
        with self._engine.connect() as connection:
            return list(connection.execute(select(documents.c.document_id).where(closed)).scalars())

    def document(self, document_id: str) -> DocumentRecord:
        """One document. Raises NotFoundError."""
        query = _RECORDS.where(self._visible, documents.c.document_id == document_id)
        try:
            with self._engine.connect() as connection:
                row = connection.execute(query).one_or_none()
        except UnicodeEncodeError:  # a lone surrogate is no character, and in no id
            row = None
        if row is None:
            raise NotFoundError(document_id)
        return _document_record(row)

    def content(self, document_id: str) -> DocumentContent:
        """The heavy part of one document. Raises NotFoundError."""
        row = self.document(document_id).row
        query = select(contents.c.text, contents.c.content).where(contents.c.document_row == row)
        with self._engine.connect() as connection:
            text, content = connection.execute(query).one()
        return unpack_content(text, content)

    def passages(self, numbers: Sequence[int]) -> dict[int, PassageRecord]:
        """Records by number, in the order asked for; numbers that are not visible are left out."""
        rows = self._lookup_passages.rows(numbers)
        places = [(row, Span(start, end)) for _, row, _, start, end, *_ in rows]
        found = {
            number: PassageRecord(number, document_id, anchor, span, unpack_path(path), language, text)
            for (number, _, anchor, _, _, path, language, document_id), (_, span), text in zip(
                rows, places, self._texts.of(places), strict=True
            )
        }
        return {number: found[number] for number in numbers if number in found}

    def searched_texts(self, numbers: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """What a passage is indexed by, by number: the title of its document, its headings, and its own text."""
        found = self.passages(numbers)
        titles: dict[int, str] = dict(self._lookup_titles.rows(found))
        return {number: (titles[number], *passage.path, passage.text) for number, passage in found.items()}

    def terms(self, numbers: Sequence[int]) -> dict[int, PassageTerms]:
        """Terms of passages by number, as the lexical index has them, also of passages that are no longer visible."""
        return self._texts.terms(numbers)

    def terms_within(self, row: int, span: Span) -> StretchTerms:
        """Terms of a stretch of the text of a document, by its row."""
        places = fetch(self._engine, _TOUCHING, (row, span.end, span.start))
        held = self.terms([number for number, _ in places])
        return StretchTerms(
            span.end - span.start, [(start - span.start, held[number]) for number, start in places]
        )

    def excerpt(self, row: int, span: Span) -> str:
        """Characters of the stored text of a document, by its row."""
        return self._texts.of([(row, span)])[0]

    def pages(self, rows: Iterable[int]) -> dict[int, tuple[Page, ...]]:
        """The pages of documents, by row."""
        return self._texts.pages(rows)

    def rows(self, filters: Filters) -> NDArray[np.int64]:
        """Rows of the documents that pass the filters, `without` aside, int64 (n,)."""
        query = select(documents.c.row).where(self._visible, passing(filters))
        with self._engine.connect() as connection:
            return np.fromiter(connection.execute(query).scalars(), dtype=np.int64)

    def rows_since(self, sequence: int) -> list[tuple[str, int]]:
        """Ids and rows of the documents that are new or changed after a sequence."""
        query = select(documents.c.document_id, documents.c.row)
        with self._engine.connect() as connection:
            found = connection.execute(query.where(documents.c.added_sequence > sequence, self._visible))
            return [(row.document_id, row.row) for row in found]

    def owned(self, language: Language, after: int) -> Iterator[tuple[int, int, str]]:
        """One language's passages above a number, ascending: the number, the row of the document, and the smallest anchor around."""
        while rows := self._some_owned.rows(language=language, after=after):
            yield from rows
            after = rows[-1][0]

    def below(self, provisions: Mapping[int, Collection[str]]) -> NDArray[np.int64]:
        """Numbers of the passages that lie in provisions, given as anchors by the row of their document; in no order, int64 (n,)."""
        query = select(passages.c.passage, passages.c.anchor, passages.c.document_row)
        found: list[int] = []
        rows = list(provisions)
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = passages.c.document_row.in_(rows[start : start + _ROWS_AT_ONCE])
            with self._engine.connect() as connection:
                found += [
                    number
                    for number, anchor, row in connection.execute(query.where(some))
                    if _lies_in(anchor, provisions[row])
                ]
        return np.array(found, dtype=np.int64)


_BEFORE_HEADER, _PLAIN = 5, 9
"""The columns of `_RECORDS` that stand before the header in a `DocumentRecord`, and all but those of the header."""
_RECORDS = select(
    documents.c.row,
    documents.c.document_id,
    documents.c.source,
    documents.c.sha256,
    documents.c.language,
    documents.c.characters,
    documents.c.provisions,
    documents.c.passages,
    documents.c.indexed_at,
    *header_columns(documents),
)
_PASSAGES = by_numbers(
    passages.c.passage,
    passages.c.document_row,
    passages.c.anchor,
    passages.c.start,
    passages.c.end,
    passages.c.path,
    passages.c.language,
    documents.c.document_id,
).join(documents, documents.c.row == passages.c.document_row)
_TOUCHING = 'SELECT passage, start FROM passages WHERE document_row = ? AND start < ? AND "end" > ?'
_SOME_OWNED = (
    select(passages.c.passage, passages.c.document_row, passages.c.anchor)
    .where(passages.c.passage > bindparam("after"), passages.c.language == bindparam("language"))
    .order_by(passages.c.passage)
    .limit(_ROWS_AT_ONCE)
)
_TITLES = by_numbers(passages.c.passage, documents.c.indexed_title).join(
    documents, documents.c.row == passages.c.document_row
)


def _lies_in(anchor: str, provisions: Collection[str]) -> bool:
    """Whether an anchor is one of these, or below one of them."""
    steps = anchor.split(".")
    return any(".".join(steps[:length]) in provisions for length in range(len(steps) + 1))


def _document_record(row: Row[Any]) -> DocumentRecord:
    values = [*row]
    values[_BEFORE_HEADER:] = (header_of(values[_PLAIN:]), *values[_BEFORE_HEADER:_PLAIN])
    return DocumentRecord(*values)
