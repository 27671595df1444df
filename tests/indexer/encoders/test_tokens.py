import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.encoders import tokens
from indexer.encoders.tokens import TokenReader, stretches
from indexer.model_store import ctranslate2_model

LETTERS = "aĐế한①½～\u0301\u1100\u1161\u200b\t\x1c\r\xa0\u3000  \n"


@pytest.fixture(scope="module")
def reader(model_cache: Path) -> TokenReader:
    return TokenReader(ctranslate2_model(model_cache))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=60), st.integers(1, 9))
def test_stretches_are_the_text_and_end_before_a_space_or_when_a_word_is_too_long(
    text: str, length: int
) -> None:
    parts = stretches(text, length)
    assert "".join(parts) == text
    for part, following in pairwise(parts):
        assert length <= len(part) <= 2 * length
        assert following[0] in " \n" or len(part) == 2 * length


@pytest.mark.model
class TestTokenReader:
    @settings(max_examples=300, deadline=None)
    @given(st.lists(st.text(alphabet=LETTERS, max_size=6)), st.integers(7, 20))
    @example(["đô", "\u0301thị", "～", "\x1c \x1c"], 7)
    def test_stretches_have_the_tokens_of_the_whole(
        self, reader: TokenReader, words: list[str], length: int
    ) -> None:
        text = " ".join(words)
        assert sum(reader.count(stretches(text, length))) == reader.count([text])[0]

    def test_counts_are_those_of_each_text(
        self, reader: TokenReader, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        texts = ["Quyết định 950/QĐ-TTg", "", "\n\n", "\ud800"] * 20
        whole = reader.count(texts)
        assert whole == [8, 0, 0, 0] * 20
        monkeypatch.setattr(tokens, "_AT_ONCE", 3)
        assert reader.count(texts) == whole

    def test_a_beginning_is_cut_at_the_number_of_tokens_asked_for(self, reader: TokenReader) -> None:
        short, cut, long = reader.beginnings(["đất nhà", "đất nhà đất nhà", "đất nhà " * 50_000], 3)
        assert len(short) == 2
        assert list(cut) == list(long)
        assert len(cut) == 3

    def test_a_text_of_any_length_is_read_in_little_memory(self, reader: TokenReader) -> None:
        words, word = "quyết định của Thủ tướng " * 100_000, "가" * 1_000_000
        tracemalloc.start()
        try:
            assert reader.count([words])[0] == 100_000 * reader.count(["quyết định của Thủ tướng"])[0]
            assert [len(ids) for ids in reader.beginnings([words, word], 510)] == [510, 510]
            assert tracemalloc.get_traced_memory()[1] < 60_000_000
        finally:
            tracemalloc.stop()
