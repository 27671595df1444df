from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from corpus.models import LANGUAGES, Document
from indexer.analyzers import analyzer_for
from indexer.backends.owners import Owners
from indexer.builder import IndexBuilder
from indexer.catalog import Catalog
from indexer.generations import GenerationStore
from indexer.seams import Encoder

_STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("a b", ()),
    ("c d", ("a",)),
    ("b", ()),
    ("ko", ("c",)),
    ("a", ("d", "ko")),
    ("ko b", ()),
)
"""Documents that each commit writes, and those that it removes afterwards."""


def _text(name: str, step: int) -> str:
    return (
        f"제1조(목적) 이 법은 {step} 도시"
        if name == "ko"
        else f"Điều 1. Đô thị {name}\nĐiều 2. Dữ liệu {step}"
    )


def test_owners_carried_over_are_those_read_anew(
    home: Path, encoder: Encoder, make_document: Callable[..., Document]
) -> None:
    carried: Owners | None = None
    with IndexBuilder(home, encoder) as builder, closing(Catalog.open(home)) as catalog:
        for step, (written, removed) in enumerate(_STEPS):
            builder.add([(name, make_document(_text(name, step))) for name in written.split()])
            builder.remove(removed)
            held = GenerationStore(home, catalog, analyzer_for).hold_current()
            assert held
            manifest = held.manifest
            held.release()
            languages = tuple(name for name in LANGUAGES if manifest.passages.get(name))
            snapshot = catalog.snapshot(manifest.sequence)
            fresh = Owners.of(snapshot, manifest, languages)
            carried = carried.next(snapshot, manifest, languages) if carried else fresh
            assert (carried.sequence, carried.rows) == (fresh.sequence, fresh.rows)
            assert {name: len(owned.numbers) for name, owned in fresh.owned.items()} == manifest.passages
            for name, owned in fresh.owned.items():
                np.testing.assert_array_equal(carried.owned[name][:2], owned[:2])
                numbers = owned.numbers.tolist()
                records = snapshot.passages(numbers).values()
                expected = [(record.document_id, record.anchor) for record in records]
                assert carried.provisions(name, numbers) == fresh.provisions(name, numbers) == expected
