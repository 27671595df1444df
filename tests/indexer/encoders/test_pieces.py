from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.encoders.pieces import PieceReader
from indexer.encoders.tokens import TokenReader
from indexer.model_store import ctranslate2_model, mapped_vocabulary

WORDS = (
    "quy hoạch",
    "đô thị",
    "스마트도시",
    "개인정보",
    "smart",
    "city",
    "query:",
    "13/2023/NĐ-CP",
    "<s>",
    "</s>",
    "ﬁ①½",
    "～",
    "🙂",
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="aĐế한①½～\u0301\u1100\u1161\u200b\ud800\x01\t\r\xa0\u3000  \n", max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
)


@pytest.fixture(scope="module")
def readers(model_cache: Path) -> tuple[PieceReader, TokenReader]:
    return PieceReader(mapped_vocabulary(model_cache)), TokenReader(ctranslate2_model(model_cache))


@pytest.mark.model
@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=5), st.integers(0, 40))
@example(["", " ", "\x00", "가" * 70_000, "한" * 17 + "x" * 40], 512)
@example(["đô thị"] * 130, 3)
def test_the_pieces_inside_a_text_give_the_tokens_of_the_whole_vocabulary(
    readers: tuple[PieceReader, TokenReader], texts: list[str], most: int
) -> None:
    few, whole = (reader.beginnings(texts, most) for reader in readers)
    assert [np.asarray(ids).tolist() for ids in few] == [np.asarray(ids).tolist() for ids in whole]
