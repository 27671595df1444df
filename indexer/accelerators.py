"""Building the lexical and the vector index of one language, from those of the last generation or from nothing."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexCorruptedError
from corpus.models import Language
from indexer.catalog import Catalog, Changes
from indexer.lexical_files import LexicalWriter, dead_passages, link_lexical
from indexer.manifest import verify
from indexer.models import Manifest, VectorFacts
from indexer.seams import Analyzer
from indexer.vectors import VectorWriter

LEXICAL = "lexical"
VECTORS = "vectors"

_LIVE_PER_DEAD = 10
"""With more than one dead passage to so many live ones a lexical index is made anew: the dead still count in document frequencies.

Until then the idf of BM25 of a term that stands in n live and d dead passages is at most ln((n + d + .5) / (n + .5)) too small, or
ln 1.1 too large. A change costs at most as much as taking in ten passages, however large the index is."""


@dataclass(frozen=True, slots=True)
class Base:
    """The generation that the next one starts from.

    Attributes:
        folder: Where it lies.
        manifest: What it reflects.
    """

    folder: Path
    manifest: Manifest

    def holds(self, part: str) -> bool:
        """Whether this part of it, e.g. `vi/vectors`, is there and undamaged."""
        try:
            verify(self.folder, self.manifest, part)
        except IndexCorruptedError:
            return False
        return (self.folder / part).exists()


@dataclass(frozen=True, slots=True)
class _Delta:
    """What an index has to take in: nothing to remove and everything to add for one made from nothing."""

    changes: Changes
    removed: list[int]
    added: int

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


@dataclass(frozen=True, slots=True)
class LanguageBuild:
    """One language of a generation under construction.

    Attributes:
        catalog: Where the passages are.
        language: The language.
        until: The sequence that the generation reflects.
        passages: How many passages of the language are visible at it.
    """

    catalog: Catalog
    language: Language
    until: int
    passages: int

    def vectors(self, folder: Path, base: Base | None, recall: float) -> VectorFacts:
        """Write the vector index into the language's folder; embeddings come from the catalog, nothing is embedded."""
        part = f"{self.language}/{VECTORS}"
        base = base if base and base.manifest.recall == recall and base.holds(part) else None
        delta = self._delta(base)
        if base and not delta:
            shutil.copytree(base.folder / part, folder / VECTORS, copy_function=os.link)
            return base.manifest.vectors[self.language]
        older = base.folder / part if base else None
        writer = VectorWriter(folder / VECTORS, self.catalog.encoder.dimension, recall, older)
        writer.delete(delta.removed)
        writer.add(delta.changes.vectors(self.language))
        return writer.finish()

    def lexical(self, folder: Path, base: Base | None, analyzer: Analyzer) -> None:
        """Write the lexical index into the language's folder; passages this analyzer met before are not analyzed again."""
        base = base if base and self._can_continue(base, analyzer) else None
        delta = self._delta(base)
        if base and self._is_mostly_dead(base, delta):
            base, delta = None, self._delta(None)
        if base:
            link_lexical(base.folder / self.language / LEXICAL, folder / LEXICAL)
        if base and not delta:
            return
        with LexicalWriter(folder / LEXICAL) as writer:
            writer.delete(delta.removed)
            writer.add(delta.changes.indexed(self.language, analyzer))

    def _can_continue(self, base: Base, analyzer: Analyzer) -> bool:
        same_terms = base.manifest.analyzers.get(self.language) == analyzer.name
        return same_terms and base.holds(f"{self.language}/{LEXICAL}")

    def _is_mostly_dead(self, base: Base, delta: _Delta) -> bool:
        dead = dead_passages(base.folder / self.language / LEXICAL) + len(delta.removed)
        return dead * _LIVE_PER_DEAD > self.passages

    def _delta(self, base: Base | None) -> _Delta:
        changes = self.catalog.changes(base.manifest.sequence if base else 0, self.until)
        if base is None:
            return _Delta(changes, [], self.passages)
        removed = changes.removed(self.language)
        kept = base.manifest.passages.get(self.language, 0) - len(removed)
        return _Delta(changes, removed, self.passages - kept)
