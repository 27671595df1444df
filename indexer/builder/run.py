"""One run of the indexer: documents are gathered, embedded together, committed, counted and published."""

import time
from collections import Counter
from collections.abc import Sequence

from corpus.errors import VkbError
from corpus.models import Diagnostic, QualityReport
from corpus.quality import summarise
from indexer.builder.states import PreparedState
from indexer.catalog import Catalog, NewState
from indexer.generations import GenerationStore
from indexer.models import Failure, IndexReport
from indexer.progress import Progress, Status
from indexer.seams import Encoder

_TEXTS_AT_ONCE = 256
"""Passages embedded by one call: enough for batches of like length on every core, few enough for a progress bar that moves."""

_DOCUMENTS_AT_ONCE = 256
_SECONDS_BETWEEN_GENERATIONS = 60.0


class Run:
    """Takes documents until `finish`; what was reported done to the progress is committed.

    Args:
        catalog: Where documents go; the caller holds the `WriterLock`.
        store: Publishes generations.
        encoder: Embeds passages.
        progress: Is told of every document.
    """

    def __init__(
        self, catalog: Catalog, store: GenerationStore, encoder: Encoder, progress: Progress
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._encoder = encoder
        self._progress = progress
        self._pending: list[tuple[PreparedState, Status]] = []
        self._texts: dict[bytes, str] = {}
        self._counts: Counter[str] = Counter()
        self._failures: list[Failure] = []
        self._reports: dict[str, QualityReport] = {}
        self._warnings: dict[str, tuple[Diagnostic, ...]] = {}
        # A run before this one was killed between the embeddings and their document.
        self._was_killed = catalog.has_loose_embeddings
        self._began = self._published = time.monotonic()

    def write(self, prepared: PreparedState, status: Status) -> None:
        """Take a new or changed document; it is committed together with others, at the latest by `finish`."""
        self._texts |= prepared.texts
        self._pending.append((prepared, status))
        if len(self._texts) >= _TEXTS_AT_ONCE or len(self._pending) >= _DOCUMENTS_AT_ONCE:
            self.flush()

    def keep(self, document_id: str) -> None:
        """Count a document that is as it was."""
        self._done(document_id, "unchanged")

    def remove(self, document_ids: Sequence[str]) -> None:
        """Commit the removal of documents. Raises NotFoundError, and then removes none."""
        self._catalog.remove(document_ids)
        for document_id in document_ids:
            self._done(document_id, "removed")

    def fail(self, document_id: str, source: str, error: VkbError) -> None:
        """Count a file that could not be indexed."""
        self._failures.append(Failure(source, type(error).__name__, str(error)))
        self._done(document_id, "failed")

    def flush(self) -> None:
        """Embed and commit what was taken. Embeddings are stored as they come, so that a killed run does not begin anew."""
        self._embed()
        if self._pending:
            self._catalog.replace([prepared.state for prepared, _ in self._pending])
        for prepared, status in self._pending:
            self._count_written(prepared.state)
            self._done(prepared.state.document_id, status)
        self._pending.clear()
        if time.monotonic() - self._published > _SECONDS_BETWEEN_GENERATIONS:
            self._store.publish()
            self._published = time.monotonic()

    def finish(self) -> IndexReport:
        """Commit and publish everything, and say what was done."""
        self.flush()
        manifest = self._store.publish()
        if self._counts["embedded"] or self._was_killed:
            self._catalog.settle_embeddings(forget=self._was_killed)
        return IndexReport(
            added=self._counts["added"],
            updated=self._counts["updated"],
            unchanged=self._counts["unchanged"],
            removed=self._counts["removed"],
            failures=tuple(self._failures),
            warnings=tuple(
                (document_id, found) for document_id, notes in self._warnings.items() for found in notes
            ),
            reports=self._reports,
            quality=summarise(
                ((report, self._warnings[document_id]) for document_id, report in self._reports.items()),
                (failure.error for failure in self._failures),
            ),
            provisions=self._counts["provisions"],
            passages=self._counts["passages"],
            embedded=self._counts["embedded"],
            seconds=time.monotonic() - self._began,
            generation=manifest.generation,
            sequence=manifest.sequence,
        )

    def _embed(self) -> None:
        stored = self._catalog.embedded(self._texts)
        missing = [(key, text) for key, text in self._texts.items() if key not in stored]
        for start in range(0, len(missing), _TEXTS_AT_ONCE):
            keys, texts = zip(*missing[start : start + _TEXTS_AT_ONCE], strict=True)
            self._catalog.add_embeddings(keys, self._encoder.encode_passages(texts))
            self._counts["embedded"] += len(keys)
            self._progress.embedded(len(keys), self._counts["embedded"])
        self._texts.clear()

    def _count_written(self, state: NewState) -> None:
        self._counts["provisions"] += sum(1 for _ in state.document.root.walk()) - 1
        self._counts["passages"] += len(state.passages)
        report = state.document.source.report
        self._reports[state.document_id] = report
        noticed = dict.fromkeys((*report.diagnostics, *state.document.diagnostics))
        self._warnings[state.document_id] = tuple(noticed)

    def _done(self, document_id: str, status: Status) -> None:
        self._counts[status] += 1
        self._progress.file_done(document_id, status)
