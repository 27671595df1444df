"""Owners: the document and the provision of each passage of a generation, in memory, and carried to the next generation."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from corpus.models import Language
from indexer.catalog import Snapshot
from indexer.models import Manifest, ProvisionKey

Numbers = NDArray[np.int64]


class Owned(NamedTuple):
    """The passages of one language.

    Attributes:
        numbers: Their numbers, int64 (n,), ascending.
        rows: Row of the document of each, int64 (n,).
        anchors: Number of the anchor of the smallest provision around each, int32 (n,).
    """

    numbers: Numbers
    rows: Numbers
    anchors: NDArray[np.int32]

    def without(self, rows: Numbers) -> Self:
        """Those that are not of these documents."""
        kept = ~np.isin(self.rows, rows)
        return type(self)(self.numbers[kept], self.rows[kept], self.anchors[kept])

    def and_then(self, others: Self) -> Self:
        """These and others, whose numbers are higher."""
        return type(self)(
            np.concatenate((self.numbers, others.numbers)),
            np.concatenate((self.rows, others.rows)),
            np.concatenate((self.anchors, others.anchors)),
        )


@dataclass(frozen=True)
class Owners:
    """The passages of one generation with their documents and provisions; 20 bytes a passage.

    Attributes:
        sequence: Of the generation.
        rows: Row of each document, by its id.
        anchors: The different anchors, numbered.
        owned: The passages of each language.
    """

    sequence: int
    rows: dict[str, int]
    anchors: dict[str, int]
    owned: dict[Language, Owned]

    @classmethod
    def of(cls, snapshot: Snapshot, manifest: Manifest, languages: tuple[Language, ...]) -> Self:
        """Read them all."""
        anchors = dict[str, int]()
        owned = {language: _read(snapshot, language, 0, anchors) for language in languages}
        return cls(manifest.sequence, dict(snapshot.rows_since(0)), anchors, owned)

    def next(self, snapshot: Snapshot, manifest: Manifest, languages: tuple[Language, ...]) -> Self:
        """Those of a later generation, the same as if read anew; only what changed is read."""
        rows, anchors = dict(self.rows), dict(self.anchors)
        gone = [rows.pop(name, -1) for name in snapshot.departed(self.sequence)]
        came = snapshot.rows_since(self.sequence)
        gone += [rows[name] for name, _ in came if name in rows]
        rows |= came
        if len(rows) != manifest.documents:
            # The catalog forgets what went when no generation on disk shows it any more.
            return self.of(snapshot, manifest, languages)
        lost = np.array(gone, dtype=np.int64)
        owned = {language: self._carried(snapshot, language, lost, anchors) for language in languages}
        return type(self)(manifest.sequence, rows, anchors, owned)

    def _carried(
        self, snapshot: Snapshot, language: Language, lost: Numbers, anchors: dict[str, int]
    ) -> Owned:
        if language not in self.owned:
            return _read(snapshot, language, 0, anchors)
        last = max(int(owned.numbers.max(initial=0)) for owned in self.owned.values())
        return self.owned[language].without(lost).and_then(_read(snapshot, language, last, anchors))

    def of_rows(self, language: Language, rows: Numbers) -> NDArray[np.bool_]:
        """For each passage of a language whether its document is among these rows, bool (n,)."""
        return np.isin(self.owned[language].rows, rows)

    def of_documents(self, document_ids: set[str]) -> Numbers:
        """Numbers of the passages of documents, in no order, int64 (n,)."""
        rows = np.array([self.rows[name] for name in document_ids if name in self.rows], dtype=np.int64)
        found = [owned.numbers[np.isin(owned.rows, rows)] for owned in self.owned.values()]
        return np.concatenate([np.empty(0, np.int64), *found])

    def provisions(self, language: Language, passages: Sequence[int]) -> list[ProvisionKey]:
        """The provision of each of these passages of a language, in their order."""
        if not passages:  # as always of a language that has none
            return []
        owned = self.owned[language]
        places = owned.numbers.searchsorted(np.array(passages, dtype=np.int64))
        names = map(self._names.__getitem__, owned.rows[places].tolist())
        return list(map(ProvisionKey, names, map(self._anchors.__getitem__, owned.anchors[places].tolist())))

    @cached_property
    def _names(self) -> dict[int, str]:
        """Id of each document, by its row."""
        return {row: name for name, row in self.rows.items()}

    @cached_property
    def _anchors(self) -> tuple[str, ...]:
        """The anchors by their numbers."""
        return tuple(self.anchors)


def _read(snapshot: Snapshot, language: Language, after: int, anchors: dict[str, int]) -> Owned:
    """The passages of a language above a number; anchors that are new are numbered."""
    numbers, rows, above = array("q"), array("q"), array("i")
    for number, row, anchor in snapshot.owned(language, after):
        numbers.append(number)
        rows.append(row)
        above.append(anchors.setdefault(anchor, len(anchors)))
    return Owned(np.array(numbers, np.int64), np.array(rows, np.int64), np.array(above, np.int32))
