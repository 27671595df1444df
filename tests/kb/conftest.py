"""What the tests of `kb` share: document records made in one line."""

from collections.abc import Callable

import pytest

from corpus.models import Header
from indexer.models import DocumentRecord

MakeRecord = Callable[..., DocumentRecord]


@pytest.fixture
def make_record() -> MakeRecord:
    """Call with a document id and fields of its header."""

    def make(document_id: str, **header: str) -> DocumentRecord:
        return DocumentRecord(
            row=abs(hash(document_id)),
            document_id=document_id,
            source=f"/{document_id}",
            sha256="",
            language="vi",
            header=Header(**header),
            characters=0,
            provisions=0,
            passages=0,
            indexed_at="2026-01-01T00:00:00+00:00",
        )

    return make
