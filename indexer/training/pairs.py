"""Training pairs: questions, and the articles that answer them."""

import gzip
import json
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.seams import Encoder

TOKENS = 256
"""Of an article that are read: what one passage of the index holds."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Questions of one language with their articles.

    Attributes:
        articles: Title and text of each article.
        laws: The law or decree that each article stands in.
        questions: The questions.
        answers: For each question the positions of its articles, at least one.
    """

    articles: tuple[str, ...]
    laws: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[tuple[int, ...], ...]


def read_pairs(folder: Path) -> Pairs:
    """Read `corpus.jsonl.gz` (`_id`, `title`, `text`) and `pairs.jsonl.gz` (`query`, `positives`).

    The law of an article is what its id says before `#`, else its title. A first line `Điều 3. …` is left out of the text: where
    questions are headings it is the question itself. A question asked twice with different answers teaches nothing and is left out.
    """
    corpus, pairs = _objects(folder / "corpus.jsonl.gz"), _objects(folder / "pairs.jsonl.gz")
    place = {article["_id"]: position for position, article in enumerate(corpus)}
    times = Counter(pair["query"] for pair in pairs)
    kept = [pair for pair in pairs if times[pair["query"]] == 1]
    return Pairs(
        articles=tuple(f"{article['title']}\n{_body(article['text'])}" for article in corpus),
        laws=tuple(_law(article) for article in corpus),
        questions=tuple(pair["query"] for pair in kept),
        answers=tuple(tuple(place[positive] for positive in pair["positives"]) for pair in kept),
    )


def folds(pairs: Pairs, count: int, seed: int = 7) -> list[int]:
    """A fold from 0 for each article, so that no law is in two folds and about as many answers are in each."""
    weight = Counter(pairs.laws[article] for answer in pairs.answers for article in answer)
    laws = sorted(set(pairs.laws))
    random.Random(seed).shuffle(laws)
    load, fold = [0] * count, dict[str, int]()
    for law in sorted(laws, key=lambda name: -weight[name]):
        fold[law] = load.index(min(load))
        load[fold[law]] += weight[law]
    return [fold[law] for law in pairs.laws]


def first_tokens(texts: Sequence[str], encoder: Encoder, most: int = TOKENS) -> list[str]:
    """As much of each text as an encoder reads with so many tokens."""

    def cut(text: str) -> str:
        fits = bisect_right(range(len(text)), most, key=lambda end: encoder.count_tokens([text[:end]])[0])
        return text[: fits - 1]

    counts = encoder.count_tokens(texts)
    return [text if tokens <= most else cut(text) for text, tokens in zip(texts, counts, strict=True)]


def _objects(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _body(text: str) -> str:
    heading, _, rest = text.partition("\n")
    return rest if heading.startswith("Điều ") and rest.strip() else text


def _law(article: dict[str, str]) -> str:
    law, hash_sign, _ = article["_id"].partition("#")
    return law if hash_sign else article["title"]
