"""The provisions that passages lie in, by passage number: what a search needs of the hundreds of passages it finds."""

import json
from collections.abc import Sequence

from sqlalchemy import Engine, bindparam, func, select

from indexer.catalog.schema import documents, passages
from indexer.models import ProvisionKey

# Made once, and with one parameter however many numbers there are: putting a statement together costs more than running it.
_NUMBERS = func.json_each(bindparam("numbers")).table_valued("value")
_PROVISIONS = select(passages.c.passage, documents.c.document_id, passages.c.anchor).select_from(
    _NUMBERS.join(passages, passages.c.passage == _NUMBERS.c.value).join(
        documents, documents.c.row == passages.c.document_row
    )
)


def read_provisions(engine: Engine, numbers: Sequence[int]) -> dict[int, ProvisionKey]:
    """The smallest provision that each passage lies in, whoever may see it; numbers that the catalog does not have are left out."""
    with engine.connect() as connection:
        rows = connection.execute(_PROVISIONS, {"numbers": json.dumps(numbers)})
        return {number: ProvisionKey(document_id, anchor) for number, document_id, anchor in rows}
