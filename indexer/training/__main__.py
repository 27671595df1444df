"""`python -m indexer.training PAIRS LANGUAGE WORK`: learn the query adapter of a language, and say what it gives on unseen laws."""

import argparse
import hashlib
import json
import logging
import sys
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import numpy as np

from indexer.durability import replace_text
from indexer.encoders import open_encoder
from indexer.encoders.adapters import QueryAdapter
from indexer.models import Embeddings
from indexer.seams import Encoder
from indexer.training.held_aside import cross_validated
from indexer.training.low_rank import Schedule, learn
from indexer.training.pairs import Pairs, first_tokens, folds, read_pairs

_LOG = logging.getLogger("indexer.training")
_FOLDS = 4


def main(arguments: list[str]) -> None:
    """Embed the pairs, cross-validate by law, and write the adapter that is learnt from all of them into WORK, like the embeddings."""
    parser = argparse.ArgumentParser(prog="python -m indexer.training", description=main.__doc__)
    parser.add_argument("pairs", type=Path, help="folder with corpus.jsonl.gz and pairs.jsonl.gz")
    parser.add_argument("language", choices=("ko", "vi"))
    parser.add_argument("work", type=Path, help="folder for the embeddings and the adapter")
    given = parser.parse_args(arguments)
    encoder, pairs, schedule = open_encoder(), read_pairs(given.pairs), Schedule()
    questions, articles = _embedded(encoder, pairs, given.work)
    plain, moved = cross_validated(questions, articles, pairs.answers, folds(pairs, _FOLDS), schedule)
    _LOG.info(
        "%d questions on unseen laws: dense nDCG@10 %.4f, adapted %.4f",
        len(plain),
        plain.mean(),
        moved.mean(),
    )
    adapter = learn(questions, articles, pairs.answers, schedule)
    facts = {
        "encoder": encoder.fingerprint,
        "questions": len(questions),
        "articles": len(articles),
        "schedule": asdict(schedule),
    }
    write_adapter(adapter, given.work, given.language, facts)


def write_adapter(adapter: QueryAdapter, folder: Path, language: str, facts: dict[str, object]) -> None:
    """Write `<language>.npy` and `<language>.json` with these facts and the checksum."""
    buffer = BytesIO()
    np.save(buffer, np.stack([adapter.down, adapter.up]).astype("<f2"), allow_pickle=False)
    content = buffer.getvalue()
    (folder / f"{language}.npy").write_bytes(content)
    facts = {**facts, "sha256": hashlib.sha256(content).hexdigest()}
    replace_text(folder / f"{language}.json", json.dumps(facts, ensure_ascii=False, indent=2) + "\n")


def _embedded(encoder: Encoder, pairs: Pairs, work: Path) -> tuple[Embeddings, Embeddings]:
    """Embeddings of the questions and of the articles, made once and kept as float16, like those of a catalog."""
    work.mkdir(parents=True, exist_ok=True)
    questions, articles = work / "questions.npy", work / "articles.npy"
    if not articles.exists():
        _save(articles, encoder.encode_passages(first_tokens(pairs.articles, encoder)))
    if not questions.exists():
        _save(questions, encoder.encode_queries(pairs.questions))
    return _load(questions), _load(articles)


def _save(path: Path, rows: Embeddings) -> None:
    np.save(path, rows.astype(np.float16), allow_pickle=False)


def _load(path: Path) -> Embeddings:
    rows = np.load(path, allow_pickle=False).astype(np.float32)
    unit: Embeddings = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:])
