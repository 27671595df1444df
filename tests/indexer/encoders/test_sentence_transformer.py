import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import EncoderUnavailableError
from indexer.encoders import open_encoder
from indexer.encoders.sentence_transformer import SentenceTransformerEncoder
from indexer.model_store import sentence_transformers_model


@pytest.fixture(scope="module")
def encoder(model_cache: Path) -> SentenceTransformerEncoder:
    pytest.importorskip("sentence_transformers")
    return SentenceTransformerEncoder(str(sentence_transformers_model(model_cache)))


def test_a_missing_package_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderUnavailableError, match=r"pip install 'vkb\[models\]'"):
        open_encoder("BAAI/bge-m3")


def test_a_missing_model_names_the_command_that_fetches_it(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers")
    with pytest.raises(EncoderUnavailableError, match=r"hf download nobody/nothing-here"):
        open_encoder("nobody/nothing-here")
    with pytest.raises(EncoderUnavailableError, match="not on this machine or cannot be opened"):
        open_encoder(str(tmp_path))


@pytest.mark.model
class TestSentenceTransformerEncoder:
    def test_rows_are_unit_length_and_in_order(self, encoder: SentenceTransformerEncoder) -> None:
        texts = ["đất đai", "개인정보", ""]
        rows = encoder.encode_passages(texts)
        assert rows.shape == (3, encoder.dimension) == (3, 384)
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)
        np.testing.assert_allclose(rows[::-1], encoder.encode_passages(texts[::-1]), atol=1e-5)

    def test_the_models_own_prompts_are_put_before_the_texts(
        self, encoder: SentenceTransformerEncoder
    ) -> None:
        query = encoder.encode_queries(["passage of time"])
        passage = encoder.encode_passages(["passage of time"])
        assert 0.8 < float((query * passage).sum()) < 0.99

    def test_no_text_gives_no_rows(self, encoder: SentenceTransformerEncoder) -> None:
        assert encoder.encode_queries([]).shape == (0, 384)
        assert encoder.count_tokens([]) == []

    def test_special_tokens_in_a_text_are_read_as_characters(
        self, encoder: SentenceTransformerEncoder
    ) -> None:
        assert min(encoder.count_tokens(["</s>", "<mask>"])) > 1
        assert np.isfinite(encoder.encode_queries(["</s>\ud800"])).all()

    def test_the_fingerprint_stays_while_the_weights_do(
        self, encoder: SentenceTransformerEncoder, model_cache: Path
    ) -> None:
        again = SentenceTransformerEncoder(str(sentence_transformers_model(model_cache)))
        assert again.fingerprint == encoder.fingerprint
