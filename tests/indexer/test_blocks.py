"""Texts in blocks: whole or in part, what comes back is what was stored, however long ago."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine

from corpus.models import Span
from indexer.catalog import schema
from indexer.catalog.blocks import BLOCK, pack_blocks, pack_text, unpack_blocks, unpack_whole
from indexer.catalog.texts import StoredTexts

TEXTS = st.builds(
    lambda piece, length: (piece * length)[:length],
    st.text(min_size=1, max_size=40) | st.just("\ud800đ"),
    st.sampled_from([0, 1, 40, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK - 7]),
)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sets(st.integers(0, 5)))
def test_every_block_comes_back(text: str, wanted: set[int]) -> None:
    packed = pack_blocks(text)
    assert unpack_whole(packed) == unpack_whole(pack_text(text)) == text
    blocks = unpack_blocks(packed, wanted)
    assert all(block == text[number * BLOCK : (number + 1) * BLOCK] for number, block in blocks.items())
    assert {number for number in wanted if number * BLOCK < len(text)} <= blocks.keys()


@pytest.fixture
def texts(tmp_path: Path) -> StoredTexts:
    """The stored texts of three documents: a short one, a long one, and a long one from before there were blocks."""
    engine = create_engine(f"sqlite:///{tmp_path / 'texts.sqlite'}")
    schema.contents.create(engine)
    with engine.begin() as connection:
        for row, packed in enumerate((pack_text(SHORT), pack_blocks(LONG), pack_text(LONG)), start=1):
            values = {"document_row": row, "text": packed, "content": pack_text('{"pages":[],"root":[]}')}
            connection.execute(schema.contents.insert(), values)
    return StoredTexts(engine)


SHORT = "Điều 1. Phạm vi"
LONG = "".join(f"제{number}조 " for number in range(6_000))


def test_stretches_of_documents_are_cut_out_wherever_they_lie(texts: StoredTexts) -> None:
    places = [
        (row, Span(start, end))
        for row, text in ((1, SHORT), (2, LONG), (3, LONG))
        for start in (0, 5, BLOCK - 3, BLOCK, 2 * BLOCK + 1)
        for end in (start, start + 4, start + BLOCK, start + 2 * BLOCK + 9)
        if end <= len(text)
    ]
    expected = [span.of(SHORT if row == 1 else LONG) for row, span in places]
    assert texts.of(places) == expected
    assert [texts.of([place])[0] for place in places] == expected
