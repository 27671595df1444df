"""Which states of documents a reader sees: multi-version visibility by sequence, and filters, as SQL."""

from sqlalchemy import ColumnElement, and_, or_

from indexer.catalog.schema import documents
from indexer.models import Filters
from indexer.periods import wanted_period


def visible(sequence: int) -> ColumnElement[bool]:
    """States that were there at this sequence."""
    return and_(
        # A sum, so that SQLite looks for no index of arrivals: nearly all states came at or before any sequence that is read.
        documents.c.added_sequence + 0 <= sequence,
        or_(documents.c.removed_sequence.is_(None), documents.c.removed_sequence > sequence),
    )


def passing(filters: Filters) -> ColumnElement[bool]:
    """States that a filter lets through; a document without a date passes no limit of dates.

    Raises:
        InvalidQueryError: A bound of dates is no ISO 8601 date.
    """
    conditions: list[ColumnElement[bool]] = [
        column.in_(wanted)
        for column, wanted in (
            (documents.c.type, filters.types),
            (documents.c.issuer, filters.issuers),
            (documents.c.document_id, filters.document_ids),
        )
        if wanted
    ]
    days = wanted_period(filters)
    if days is not None:
        conditions += [documents.c.last_day >= days[0], documents.c.first_day <= days[1]]
    return and_(True, *conditions)  # noqa: FBT003  (SQL's TRUE, not a flag)
