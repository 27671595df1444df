"""Writes the packed model as a sentence-transformers folder in float32: the reference, and a start for fine-tuning."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save_file

from indexer.model_store.packed import Dimensions, PackedModel
from indexer.model_store.tokenizer import PAD, standard_tokenizer
from indexer.models import Embeddings

_MODULES = "sentence_transformers.models"
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def write_sentence_transformers(packed: PackedModel, folder: Path) -> None:
    """Write weights, tokenizer and modules into an empty folder that `SentenceTransformer(folder)` opens.

    Mean pooling, unit rows, prompts `query: ` and `passage: ` (Wang et al., arXiv:2402.05672). The pooler of the
    published model is not in the packed file and takes no part in mean pooling, so the folder says not to make one.
    """
    save_file(_weights(packed), str(folder / "model.safetensors"), metadata={"format": "pt"})
    standard_tokenizer(packed.pieces).save(str(folder / "tokenizer.json"), pretty=False)
    for name, content in _configuration(packed.dimensions).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")
    (folder / "2_Normalize").mkdir()


def _weights(packed: PackedModel) -> dict[str, Embeddings]:
    sizes = packed.dimensions
    weights = {
        "embeddings.word_embeddings.weight": packed.tensor("emb.word", sizes.hidden),
        "embeddings.position_embeddings.weight": packed.tensor("emb.pos", sizes.hidden),
        "embeddings.token_type_embeddings.weight": packed.tensor("emb.type", sizes.hidden),
        "embeddings.LayerNorm.weight": packed.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": packed.tensor("emb.ln.b"),
    }
    for number in range(sizes.layers):
        weights |= _layer(packed, number)
    return {name: np.ascontiguousarray(values) for name, values in weights.items()}


def _layer(packed: PackedModel, number: int) -> dict[str, Embeddings]:
    sizes, target = packed.dimensions, f"encoder.layer.{number}"
    weights = {}
    for short, name in _LAYER.items():
        columns = sizes.inner if short == "fo" else sizes.hidden
        weights[f"{target}.{name}.weight"] = packed.tensor(f"l{number}.{short}.w", columns)
        weights[f"{target}.{name}.bias"] = packed.tensor(f"l{number}.{short}.b")
    for short, name in _NORMS.items():
        weights[f"{target}.{name}.weight"] = packed.tensor(f"l{number}.{short}.w")
        weights[f"{target}.{name}.bias"] = packed.tensor(f"l{number}.{short}.b")
    return weights


def _configuration(sizes: Dimensions) -> dict[str, Any]:
    return {
        "config.json": _network(sizes),
        "sentence_bert_config.json": {
            "max_seq_length": sizes.positions,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "mask_token": "<mask>",
        },
        "config_sentence_transformers.json": {
            # `encode_document` takes the prompt called document, which is empty unless it is named here.
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{_MODULES}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{_MODULES}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{_MODULES}.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_mean_tokens": True,
        },
    }


def _network(sizes: Dimensions) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.inner,
        "vocab_size": sizes.vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "layer_norm_eps": sizes.epsilon,
        "pad_token_id": PAD,
        "dtype": "float32",
    }
