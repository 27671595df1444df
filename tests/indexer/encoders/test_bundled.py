import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.encoders import open_encoder
from indexer.encoders.bundled import BundledEncoder
from indexer.encoders.inference import Network, batched
from indexer.encoders.tokens import TokenIds
from indexer.model_store import sentence_transformers_model
from indexer.models import Embeddings

VIETNAMESE = "Phát triển đô thị thông minh bền vững tại Việt Nam"
KOREAN = "스마트도시의 조성 및 산업진흥 등에 관한 법률"
ENGLISH = "Personal data shall be processed lawfully."
TEXTS = [VIETNAMESE, KOREAN, ENGLISH, "950/QĐ-TTg", "제2조제1항", "", "①㎡½～", "Điều 1. " * 40]


def cosines(left: Embeddings, right: Embeddings) -> Embeddings:
    product: Embeddings = (left * right).sum(axis=1)
    return product


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(2, 512), max_size=80))
def test_batches_hold_every_text_once_under_one_padded_length(lengths: list[int]) -> None:
    batches = batched([[0] * length for length in lengths])
    assert sorted(position for batch in batches for position in batch) == list(range(len(lengths)))
    for batch in batches:
        padded = {-(-lengths[position] // 8) * 8 for position in batch}
        assert len(padded) == 1
        assert len(batch) == 1 or len(batch) * padded.pop() <= 512


@pytest.mark.model
class TestBundledEncoder:
    def test_rows_are_unit_length_float32_and_follow_the_order_given(self, bundled: BundledEncoder) -> None:
        rows = bundled.encode_passages(TEXTS)
        assert rows.shape == (len(TEXTS), 384)
        assert rows.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-6)
        np.testing.assert_array_equal(rows[::-1], bundled.encode_passages(TEXTS[::-1]))

    def test_a_text_alone_gives_the_same_bits_as_among_others(self, bundled: BundledEncoder) -> None:
        together = bundled.encode_passages(TEXTS)
        alone = np.concatenate([bundled.encode_passages([text]) for text in TEXTS])
        np.testing.assert_array_equal(together, alone)

    def test_many_texts_side_by_side_give_the_same_bits_as_few(self, bundled: BundledEncoder) -> None:
        texts = [f"Điều {number}. " + "quy hoạch đô thị " * (number % 60) for number in range(130)]
        some = slice(None, None, 20)
        np.testing.assert_array_equal(
            bundled.encode_passages(texts)[some], bundled.encode_passages(texts[some])
        )

    def test_one_thread_gives_the_same_bits_as_several(
        self, bundled: BundledEncoder, model_cache: Path
    ) -> None:
        alone = BundledEncoder(model_cache, threads=1)
        np.testing.assert_array_equal(alone.encode_passages(TEXTS), bundled.encode_passages(TEXTS))

    def test_several_threads_may_call_at_once(self, bundled: BundledEncoder) -> None:
        with ThreadPoolExecutor(4) as pool:
            found = list(pool.map(bundled.encode_passages, [TEXTS] * 8))
        for rows in found:
            np.testing.assert_array_equal(rows, found[0])

    def test_a_text_is_embedded_once_a_call(
        self, bundled: BundledEncoder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        embed, embedded = Network.embed, []

        def count(network: Network, batch: Sequence[TokenIds]) -> Embeddings:
            embedded.append(len(batch))
            return embed(network, batch)

        monkeypatch.setattr(Network, "embed", count)
        rows = bundled.encode_passages([KOREAN, ENGLISH, KOREAN, KOREAN])
        assert sum(embedded) == 2
        np.testing.assert_array_equal(rows[2], rows[0])
        np.testing.assert_array_equal(rows[3], rows[0])

    def test_after_an_interrupt_no_other_batch_is_begun(
        self, model_cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        embed, begun = Network.embed, []

        def interrupt(network: Network, batch: Sequence[TokenIds]) -> Embeddings:
            begun.append(batch)
            if len(begun) == 1:
                raise KeyboardInterrupt
            return embed(network, batch)

        monkeypatch.setattr(Network, "embed", interrupt)
        with pytest.raises(KeyboardInterrupt):
            BundledEncoder(model_cache, threads=2).encode_passages(
                ["đô thị " * 60 + f"{n}" for n in range(200)]
            )
        assert len(begun) < 10

    def test_no_text_gives_no_rows(self, bundled: BundledEncoder) -> None:
        assert bundled.encode_passages([]).shape == (0, 384)
        assert bundled.encode_queries([]).shape == (0, 384)
        assert bundled.count_tokens([]) == []

    def test_normal_forms_give_the_same_rows(self, bundled: BundledEncoder) -> None:
        for text in (VIETNAMESE, KOREAN):
            forms = [unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)]
            rows = bundled.encode_queries(forms)
            np.testing.assert_array_equal(rows[0], rows[1])

    def test_queries_and_passages_are_prompted_differently(self, bundled: BundledEncoder) -> None:
        cosine = cosines(bundled.encode_queries([KOREAN]), bundled.encode_passages([KOREAN]))[0]
        assert 0.8 < cosine < 0.99

    def test_token_counts_leave_prompt_and_special_tokens_out(self, bundled: BundledEncoder) -> None:
        # `▁Quyết ▁định ▁950 / QĐ - TT g`, and nothing.
        assert bundled.count_tokens(["Quyết định 950/QĐ-TTg", ""]) == [8, 0]
        # 512 positions less <s>, </s>, `▁passage` and `:`.
        assert bundled.max_tokens == 508

    def test_what_lies_beyond_the_last_token_is_not_read(self, bundled: BundledEncoder) -> None:
        full = "đất " * bundled.max_tokens
        longer = bundled.encode_passages([full, full + "nhà " * 2000, full[:-4] + "nhà"])
        np.testing.assert_array_equal(longer[0], longer[1])
        assert cosines(longer[:1], longer[2:])[0] < 1

    def test_special_tokens_in_a_text_are_read_as_characters(self, bundled: BundledEncoder) -> None:
        assert bundled.count_tokens(["<s>", "</s>", "<pad>", "<mask>", "<unk>"]) == [3, 4, 3, 4, 3]

    def test_odd_text_is_encoded(self, bundled: BundledEncoder) -> None:
        rows = bundled.encode_queries(["\ud800", "\x00\x01", "\U0010ffff", "가" * 3000])
        assert np.isfinite(rows).all()

    def test_finds_the_passage_that_answers(self, bundled: BundledEncoder) -> None:
        passages = bundled.encode_passages([VIETNAMESE, KOREAN, ENGLISH])
        queries = bundled.encode_queries(["đô thị thông minh là gì", "스마트도시법", "privacy rules"])
        assert (queries @ passages.T).argmax(axis=1).tolist() == [0, 1, 2]

    def test_agrees_with_the_float32_reference(self, bundled: BundledEncoder, model_cache: Path) -> None:
        pytest.importorskip("sentence_transformers")
        reference = open_encoder(str(sentence_transformers_model(model_cache)))
        passages = [VIETNAMESE, KOREAN, ENGLISH, "Điều 3. Giải thích từ ngữ", "제3조(다른 법률과의 관계)"]
        cosine = cosines(bundled.encode_passages(passages), reference.encode_passages(passages))
        assert cosine.mean() > 0.998
        assert cosine.min() > 0.997
        queries = cosines(bundled.encode_queries(passages), reference.encode_queries(passages))
        assert queries.mean() > 0.998
        assert bundled.count_tokens(TEXTS) == reference.count_tokens(TEXTS)
        assert bundled.max_tokens == reference.max_tokens

    def test_is_opened_and_used_without_torch(self, model_cache: Path) -> None:
        program = (
            "import sys; from pathlib import Path; from indexer.encoders import open_encoder\n"
            "open_encoder('bundled', Path(sys.argv[1])).encode_queries(['a'])\n"
            "print('torch' in sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, str(model_cache)], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == "False"
