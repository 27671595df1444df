"""Owners: which document each passage of a generation belongs to, in memory, and carried to the next generation."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.models import Language
from indexer.catalog import Snapshot
from indexer.models import Manifest

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Owners:
    """The passages of one generation with the rows of their documents; 16 bytes a passage.

    Attributes:
        sequence: Of the generation.
        rows: Row of each document, by its id.
        owned: For each language passage numbers, int64 (n,), ascending, and the row that each belongs to, int64 (n,).
    """

    sequence: int
    rows: dict[str, int]
    owned: dict[Language, tuple[Numbers, Numbers]]

    @classmethod
    def of(cls, snapshot: Snapshot, manifest: Manifest, languages: tuple[Language, ...]) -> Self:
        """Read them all."""
        owned = {language: snapshot.owned(language, 0) for language in languages}
        return cls(manifest.sequence, dict(snapshot.rows_since(0)), owned)

    def next(self, snapshot: Snapshot, manifest: Manifest, languages: tuple[Language, ...]) -> Self:
        """Those of a later generation, the same as if read anew; only what changed is read."""
        rows = dict(self.rows)
        gone = [rows.pop(name, -1) for name in snapshot.departed(self.sequence)]
        came = snapshot.rows_since(self.sequence)
        gone += [rows[name] for name, _ in came if name in rows]
        rows |= came
        if len(rows) != manifest.documents:
            # The catalog forgets what went when no generation on disk shows it any more.
            return self.of(snapshot, manifest, languages)
        lost = np.array(gone, dtype=np.int64)
        owned = {language: self._carried(snapshot, language, lost) for language in languages}
        return type(self)(manifest.sequence, rows, owned)

    def _carried(self, snapshot: Snapshot, language: Language, lost: Numbers) -> tuple[Numbers, Numbers]:
        if language not in self.owned:
            return snapshot.owned(language, 0)
        numbers, rows = self.owned[language]
        last = max(int(numbers.max(initial=0)) for numbers, _ in self.owned.values())
        new_numbers, new_rows = snapshot.owned(language, last)
        kept = ~np.isin(rows, lost)
        return np.concatenate((numbers[kept], new_numbers)), np.concatenate((rows[kept], new_rows))

    def of_rows(self, language: Language, rows: Numbers) -> NDArray[np.bool_]:
        """For each passage of a language whether its document is among these rows, bool (n,)."""
        return np.isin(self.owned[language][1], rows)

    def of_documents(self, document_ids: set[str]) -> Numbers:
        """Numbers of the passages of documents, in no order, int64 (n,)."""
        rows = np.array([self.rows[name] for name in document_ids if name in self.rows], dtype=np.int64)
        found = [numbers[np.isin(owners, rows)] for numbers, owners in self.owned.values()]
        return np.concatenate([np.empty(0, np.int64), *found])
