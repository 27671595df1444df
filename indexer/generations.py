"""Generations: committed states of the index, built aside, published by one rename, kept while anybody reads them."""

import fcntl
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import IndexCorruptedError
from corpus.models import LANGUAGES, Language
from indexer.accelerators import LEXICAL, VECTORS, Base, LanguageBuild
from indexer.catalog import Catalog
from indexer.durability import replace_text, sync, sync_tree
from indexer.manifest import NAME, checksums_of, read_manifest, write_manifest
from indexer.models import RECALL, Manifest, VectorFacts
from indexer.seams import Analyzer

_UNFINISHED = ".tmp"
_KEPT = 2
"""The current generation and the one before it, for readers that are just opening."""


class HeldGeneration:
    """A generation on disk that no writer deletes while this object holds it.

    The hold is a shared flock(2) on its manifest: it works across processes, and a reader that dies lets go.

    Attributes:
        folder: Where its files lie.
        manifest: What it reflects.
    """

    def __init__(self, folder: Path) -> None:
        """Take hold. Raises IndexCorruptedError when there is no such generation, or it has no sound manifest."""
        self.folder = folder
        self._descriptor = _open_manifest(folder)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_SH)
            # A writer that was faster has moved the folder away by now, and this fails.
            self.manifest = read_manifest(folder)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let go; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


class GenerationStore:
    """The folder `generations` of a knowledge base and the file `CURRENT` that names the generation to read.

    Args:
        home: Folder of the knowledge base.
        catalog: Its catalog.
        analyzer_for: Gives the analyzer of a language.
        recall: Share of the best passages that a vector index has to find; None for that of the last generation.
    """

    def __init__(
        self,
        home: Path,
        catalog: Catalog,
        analyzer_for: Callable[[Language], Analyzer],
        recall: float | None = None,
    ) -> None:
        self._folder = home / "generations"
        self._pointer = home / "CURRENT"
        self._catalog = catalog
        self._analyzer_for = analyzer_for
        self._recall = recall

    def current(self) -> int | None:
        """Number of the generation to read, None when nothing was published or the pointer is damaged."""
        try:
            return int(self._pointer.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):
            return None

    def hold_current(self) -> HeldGeneration | None:
        """Take hold of the current generation; None when nothing was published.

        Raises:
            IndexCorruptedError: `CURRENT` names a generation that is not there or has no sound manifest.
        """
        number = self.current()
        while number is not None:
            try:
                return HeldGeneration(self._folder / str(number))
            except IndexCorruptedError:
                # While it was being opened, newer ones may have been published and this one deleted.
                newer = self.current()
                if newer == number:
                    raise
                number = newer
        return None

    def publish(self) -> Manifest:
        """Make a generation of the catalog's last sequence the current one, unless it is already; the caller holds the `WriterLock`.

        What is missing or damaged in the last generation is rebuilt from the catalog. Older generations that nobody reads are
        deleted, and then the states of documents that only they could show.
        """
        base = self._base()
        until = self._catalog.sequence
        if base and base.manifest.sequence == until and self._is_sound(base):
            return base.manifest
        manifest = self._write_generation(base, until)
        replace_text(self._pointer, f"{manifest.generation}\n")
        self._catalog.purge_states(self._delete_old())
        self._catalog.checkpoint()
        return manifest

    def _base(self) -> Base | None:
        number = self.current()
        if number is None:
            return None
        folder = self._folder / str(number)
        try:
            return Base(folder, read_manifest(folder))
        except IndexCorruptedError:
            return None

    def _is_sound(self, base: Base) -> bool:
        languages = base.manifest.passages
        if base.manifest.recall != self._recall_after(base):
            return False
        if any(
            self._analyzer_for(name).name != base.manifest.analyzers[name] for name in _ordered(languages)
        ):
            return False
        return all(base.holds(f"{name}/{part}") for name in languages for part in (LEXICAL, VECTORS))

    def _write_generation(self, base: Base | None, until: int) -> Manifest:
        for unfinished in self._folder.glob(f"*{_UNFINISHED}"):
            shutil.rmtree(unfinished)
        number = max(self._numbers(), default=0) + 1
        folder = self._folder / f"{number}{_UNFINISHED}"
        folder.mkdir(parents=True)
        manifest = self._fill(folder, base, number, until)
        write_manifest(folder, manifest)
        sync_tree(folder)
        folder.rename(self._folder / str(number))
        sync(self._folder)
        return manifest

    def _fill(self, folder: Path, base: Base | None, number: int, until: int) -> Manifest:
        """Write the indexes of every language, and make the manifest that describes them."""
        changes = self._catalog.changes(base.manifest.sequence if base else 0, until)
        passages = changes.passages() + Counter(base.manifest.passages if base else {})
        documents = changes.documents() + (base.manifest.documents if base else 0)
        analyzers = {language: self._analyzer_for(language) for language in _ordered(passages)}
        recall, vectors = self._recall_after(base), dict[str, VectorFacts]()
        for language, analyzer in analyzers.items():
            (folder / language).mkdir()
            build = LanguageBuild(self._catalog, language, until, passages[language])
            vectors[language] = build.vectors(folder / language, base, recall)
            build.lexical(folder / language, base, analyzer)
        encoder = self._catalog.encoder
        return Manifest(
            generation=number,
            sequence=until,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            encoder=encoder.name,
            encoder_fingerprint=encoder.fingerprint,
            dimension=encoder.dimension,
            analyzers={language: analyzer.name for language, analyzer in analyzers.items()},
            passages={language: passages[language] for language in analyzers},
            documents=documents,
            checksums=checksums_of(
                folder, base.folder if base else None, base.manifest.checksums if base else {}
            ),
            recall=recall,
            vectors=vectors,
        )

    def _recall_after(self, base: Base | None) -> float:
        if self._recall is not None:
            return self._recall
        return base.manifest.recall if base else RECALL

    def _delete_old(self) -> int:
        """Delete generations that are neither recent nor read; the sequence of the oldest that is left."""
        numbers = sorted(self._numbers())
        kept = numbers[-_KEPT:]
        kept += [number for number in numbers[:-_KEPT] if not self._delete(number)]
        return min(self._sequence_of(number) for number in kept)

    def _delete(self, number: int) -> bool:
        """Delete a generation unless somebody holds it; whether it is gone."""
        folder = self._folder / str(number)
        doomed = folder.with_suffix(_UNFINISHED)
        if (folder / NAME).is_file():
            descriptor = _open_manifest(folder)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                folder.rename(doomed)
            except BlockingIOError:
                return False
            finally:
                os.close(descriptor)
        else:
            folder.rename(doomed)
        shutil.rmtree(doomed)
        return True

    def _sequence_of(self, number: int) -> int:
        """What a generation reflects; 0, so that nothing is purged, while its manifest cannot be read."""
        try:
            return read_manifest(self._folder / str(number)).sequence
        except IndexCorruptedError:
            return 0

    def _numbers(self) -> list[int]:
        return [int(path.name) for path in self._folder.glob("*") if path.name.isdecimal()]


def _open_manifest(folder: Path) -> int:
    try:
        return os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError as error:
        raise IndexCorruptedError(folder, "there is no such generation") from error


def _ordered(languages: Iterable[str]) -> list[Language]:
    return [language for language in LANGUAGES if language in set(languages)]
