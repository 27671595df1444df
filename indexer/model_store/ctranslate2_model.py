"""Writes the packed model as a CTranslate2 encoder with int8 weights and its tokenizer."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.model_store.packed import PackedModel
from indexer.model_store.tokenizer import kept_ids, plain_tokenizer

if TYPE_CHECKING:
    from ctranslate2.specs import common_spec, transformer_spec


def write_ctranslate2(packed: PackedModel, folder: Path) -> None:
    """Write `model.bin`, `config.json`, `vocabulary.json` (CTranslate2's own), `tokenizer.json` and `model.json`.

    The vocabulary is cut down to `kept_ids`: token n is row n of the embeddings that are left. Weights are quantised to
    int8 with one scale a row. CTranslate2's specifications import torch where it is installed; nothing here uses it.
    """
    from ctranslate2.specs import (  # noqa: PLC0415 -- imports torch where there is one: only to convert
        common_spec,
        transformer_spec,
    )

    sizes = packed.dimensions
    encoder = transformer_spec.TransformerEncoderSpec(
        sizes.layers,
        sizes.heads,
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    kept = kept_ids(packed.pieces)
    _set_embeddings(encoder, packed, kept)
    for number, layer in enumerate(encoder.layer):
        _set_layer(layer, packed, f"l{number}")
    spec = transformer_spec.TransformerEncoderModelSpec(encoder)
    spec.config.layer_norm_epsilon = sizes.epsilon
    pieces = [packed.pieces[index] for index in kept]
    spec.register_vocabulary([piece.text for piece in pieces])
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    plain_tokenizer(pieces).save(str(folder / "tokenizer.json"), pretty=False)
    facts = {"dimension": sizes.hidden, "positions": sizes.positions, "source": _sha256(packed)}
    (folder / "model.json").write_text(json.dumps(facts), encoding="utf-8")


def _sha256(packed: PackedModel) -> str:
    return hashlib.sha256(packed.content.data).hexdigest()


def _set_embeddings(
    encoder: "transformer_spec.TransformerEncoderSpec", packed: PackedModel, kept: list[int]
) -> None:
    hidden = packed.dimensions.hidden
    encoder.scale_embeddings = False
    encoder.embeddings[0].weight = packed.tensor("emb.word", hidden)[kept]
    encoder.embeddings[1].weight = packed.tensor("emb.type", hidden)
    encoder.position_encodings.encodings = packed.tensor("emb.pos", hidden)
    _set_norm(encoder.layernorm_embedding, packed, "emb.ln")


def _set_layer(layer: "transformer_spec.TransformerEncoderLayerSpec", packed: PackedModel, name: str) -> None:
    """One transformer layer; query, key and value are one matrix in CTranslate2."""
    sizes = packed.dimensions
    attention = layer.self_attention
    projections = [f"{name}.{part}" for part in ("q", "k", "v")]
    attention.linear[0].weight = np.concatenate([packed.tensor(f"{p}.w", sizes.hidden) for p in projections])
    attention.linear[0].bias = np.concatenate([packed.tensor(f"{p}.b") for p in projections])
    _set_linear(attention.linear[1], packed, f"{name}.ao", sizes.hidden)
    _set_norm(attention.layer_norm, packed, f"{name}.aln")
    _set_linear(layer.ffn.linear_0, packed, f"{name}.fi", sizes.hidden)
    _set_linear(layer.ffn.linear_1, packed, f"{name}.fo", sizes.inner)
    _set_norm(layer.ffn.layer_norm, packed, f"{name}.oln")


def _set_linear(linear: "common_spec.LinearSpec", packed: PackedModel, name: str, columns: int) -> None:
    linear.weight = packed.tensor(f"{name}.w", columns)
    linear.bias = packed.tensor(f"{name}.b")


def _set_norm(norm: "common_spec.LayerNormSpec", packed: PackedModel, name: str) -> None:
    norm.gamma = packed.tensor(f"{name}.w")
    norm.beta = packed.tensor(f"{name}.b")
