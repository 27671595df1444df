"""However it came about, an index of some documents answers like a fresh index of the same documents."""

import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.models import Document
from indexer.backends.local import LocalIndex
from indexer.builder import IndexBuilder
from indexer.seams import Encoder

Ranking = list[tuple[str, str, float]]
Step = list[tuple[str, int | None]]

_WORDS = ["quy hoạch", "dữ liệu", "giao thông", "hạ tầng", "viễn thông", "nước thải"]

_STEPS = st.lists(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.none() | st.integers(0, 5)),
        min_size=1,
        max_size=3,
        unique_by=lambda change: change[0],
    ),
    min_size=1,
    max_size=5,
)


def _apply(builder: IndexBuilder, step: Step, alive: dict[str, int], make: Callable[..., Document]) -> None:
    """One run for what a step adds or replaces, one for what it removes."""
    builder.add([(name, _document(name, word, make)) for name, word in step if word is not None])
    builder.remove([name for name, word in step if word is None and name in alive])
    for name, word in step:
        alive.pop(name, None)
        if word is not None:
            alive[name] = word


def _document(name: str, word: int, make: Callable[..., Document]) -> Document:
    about = _WORDS[word]
    return make(f"Điều 1. Về {about} {name}\n\nĐiều 2. Trách nhiệm {about} {about} của {name * (word + 1)}")


@settings(deadline=None, max_examples=10)
@given(steps=_STEPS)
def test_every_history_of_the_same_documents_gives_the_same_answers(
    steps: list[Step],
    encoder: Encoder,
    make_document: Callable[..., Document],
    rank: Callable[..., dict[str, Ranking]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lived, fresh = Path(folder, "lived"), Path(folder, "fresh")
        alive: dict[str, int] = {}
        with IndexBuilder(lived, encoder) as builder:
            for step in steps:
                _apply(builder, step, alive, make_document)
        with IndexBuilder(fresh, encoder) as builder:
            builder.add(
                [(name, _document(name, word, make_document)) for name, word in sorted(alive.items())]
            )
        with (
            closing(LocalIndex.open(lived)) as one,
            closing(one.backend()) as left,
            closing(LocalIndex.open(fresh)) as other,
            closing(other.backend()) as right,
        ):
            assert left.manifest.passages == right.manifest.passages
            for query in (*_WORDS, "trach nhiem"):
                found = {name: sorted(ranking) for name, ranking in rank(left, query).items()}
                assert found == {name: sorted(ranking) for name, ranking in rank(right, query).items()}
