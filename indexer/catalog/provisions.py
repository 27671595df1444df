"""The provisions that passages lie in, by passage number: what a search needs of the hundreds of passages it finds."""

from collections.abc import Collection

from sqlalchemy import Engine

from indexer.catalog.numbers import by_numbers, packed
from indexer.catalog.schema import documents, passages
from indexer.models import ProvisionKey

_PROVISIONS = by_numbers(passages.c.passage, documents.c.document_id, passages.c.anchor).join(
    documents, documents.c.row == passages.c.document_row
)


def read_provisions(engine: Engine, numbers: Collection[int]) -> dict[int, ProvisionKey]:
    """The smallest provision that each passage lies in, whoever may see it; numbers that the catalog does not have are left out."""
    with engine.connect() as connection:
        rows = connection.execute(_PROVISIONS, packed(numbers))
        return {number: ProvisionKey(document_id, anchor) for number, document_id, anchor in rows}
