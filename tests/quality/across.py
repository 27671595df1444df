"""Measures each direction across languages by itself: questions in one language, answers in the other.

    python -m tests.quality.across ../shared/eval/xl-policy …

Judgments of a set name their language in the record id (`ko/…#제3조`). The mixed index is searched as users do, and with the other
language alone asked for, judged by the answers in it.
"""

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from statistics import fmean
from typing import get_args

from api.opening import open_named_encoder
from api.settings import load_settings
from corpus.models import Language
from indexer.backends.local import LocalIndex
from indexer.seams import Encoder
from kb.asking import Asker
from kb.evaluation.collection import Collection, read_collection
from kb.evaluation.indexing import IndexedCollection, index_collection
from kb.evaluation.measures import ndcg
from kb.pinned import Pinned
from kb.query import Query, Wording
from kb.search import Search
from kb.timeline.models import Include

ALL: frozenset[Include] = frozenset(get_args(Include))
OTHER: Mapping[str, Language] = {"vi": "ko", "ko": "vi"}
LIMIT = 100


def measure(
    collection: Collection, indexed: IndexedCollection, search: Search
) -> dict[tuple[str, str], list[float]]:
    """nDCG@10 of each query by the language it is in and by what was searched, `mixed` or `other language alone`."""
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for topic in collection.topics:
        grades, asked = collection.qrels[topic.query_id], Wording.of(topic.text).language
        if asked not in OTHER:
            continue
        abroad = OTHER[asked]
        for said, language, judged in (
            ("mixed", None, grades),
            ("other language alone", abroad, _in(abroad, grades)),
        ):
            found = search.find(Query(topic.text, limit=LIMIT, include=ALL, language=language))
            ranking = list(dict.fromkeys(indexed.record_id(key) for key in found.provisions))
            if any(judged.values()):
                values[asked, said].append(ndcg(ranking[:LIMIT], judged, 10))
    return values


def _in(language: Language, grades: Mapping[str, int]) -> dict[str, int]:
    return {name: grade for name, grade in grades.items() if name.startswith(f"{language}/")}


def told(folder: Path, encoder: Encoder, cache: Path) -> list[str]:
    """A line for each direction of a set and for what was searched."""
    collection = read_collection(folder)
    indexed = index_collection(collection, encoder, cache)
    with closing(LocalIndex.open(indexed.home)) as index, closing(index.backend()) as backend:
        search = Search(Pinned.of(backend), Asker.by(encoder))
        values = measure(collection, indexed, search)
    return [
        f"| {collection.name} | {asked}→{OTHER[asked]} | {said} | {len(measured)} | {fmean(measured):.3f} |"
        for (asked, said), measured in sorted(values.items())
    ]


def main(folders: Sequence[str]) -> None:
    """Print a table of all sets."""
    settings = load_settings()
    encoder = open_named_encoder(settings)
    print("| set | direction | searched | questions | nDCG@10 |\n|---|---|---|---|---|")  # noqa: T201
    for folder in folders:
        print("\n".join(told(Path(folder), encoder, settings.cache / "evaluation")), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
