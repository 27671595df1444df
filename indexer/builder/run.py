"""One run of the indexer: documents are gathered, embedded together, committed, counted and published."""

import math
import time
from collections import Counter, deque
from collections.abc import Sequence
from functools import partial
from itertools import islice, takewhile
from typing import NamedTuple

from corpus.errors import VkbError
from corpus.models import Diagnostic, QualityReport
from corpus.quality import summarise
from indexer.builder.states import PreparedState
from indexer.builder.writer import Writer
from indexer.catalog import Catalog, FileStamp, KnownState, NewState
from indexer.generations import GenerationStore
from indexer.models import Failure, IndexReport
from indexer.progress import Progress, Status
from indexer.seams import Encoder

_TEXTS_AT_ONCE = 256
"""Passages embedded by one call: enough for batches of like length on every core, few enough for a progress bar that moves."""

_DOCUMENTS_AT_ONCE = 256
_PASSAGES_AT_ONCE = 4096
"""Committed together at most, or one document: most of it was embedded before, else it would not have waited."""

_SECONDS_BETWEEN_GENERATIONS = 60.0
_SHARE_OF_PUBLISHING = 20
"""Between two generations passes so many times what publishing the last one took."""


class _Pending(NamedTuple):
    """A document that is committed once so many texts of the run are embedded."""

    state: NewState
    status: Status
    embedded: int


class Run:
    """Takes documents until `finish`; what was reported done to the progress is committed.

    Passages are embedded in the thread of the caller, and written in another one meanwhile. Embeddings are stored as they come, so that a
    killed run does not begin anew.

    Args:
        catalog: Where documents go; the caller holds the `WriterLock`.
        store: Publishes generations.
        encoder: Embeds passages.
        progress: Is told of every document, in the thread of the caller.
    """

    def __init__(
        self, catalog: Catalog, store: GenerationStore, encoder: Encoder, progress: Progress
    ) -> None:
        self._catalog = catalog
        self._store = store
        self._encoder = encoder
        self._progress = progress
        self._writer = Writer()
        self._texts: dict[bytes, str] = {}
        self._taken = self._embedded = 0
        self._unwritten: set[bytes] = set()
        self._pending: deque[_Pending] = deque()
        self._moved: dict[int, FileStamp] = {}
        self._counts: Counter[str] = Counter()
        self._failures: list[Failure] = []
        self._reports: dict[str, QualityReport] = {}
        self._warnings: dict[str, tuple[Diagnostic, ...]] = {}
        # A run before this one was killed between the embeddings and their document.
        self._was_killed = catalog.has_loose_embeddings
        self._began = time.monotonic()
        self._publish_at = self._began + _SECONDS_BETWEEN_GENERATIONS

    def write(self, prepared: PreparedState, status: Status) -> None:
        """Take a new or changed document; it is committed together with others, at the latest by `flush`."""
        asked = [key for key in prepared.texts if key not in self._texts and key not in self._unwritten]
        stored = self._catalog.embedded(asked)
        new = {key: prepared.texts[key] for key in asked if key not in stored}
        self._texts |= new
        self._taken += len(new)
        self._pending.append(_Pending(prepared.state, status, self._taken))
        while len(self._texts) >= _TEXTS_AT_ONCE:
            self._embed()
        passages = sum(len(one.state.passages) for one in self._pending)
        if len(self._pending) >= _DOCUMENTS_AT_ONCE or passages >= _PASSAGES_AT_ONCE:
            self.flush()

    def keep(self, document_id: str) -> None:
        """Count a document that is as it was."""
        self._done(document_id, "unchanged", 0)

    def move(self, known: KnownState, stamp: FileStamp) -> None:
        """Count a document that is as it was, but whose file lies elsewhere or was touched, which is written by `flush`."""
        self._moved[known.row] = stamp
        self._done(known.document_id, "unchanged", stamp.size)

    def remove(self, document_ids: Sequence[str]) -> None:
        """Commit the removal of documents. Raises NotFoundError, and then removes none."""
        self.flush()
        self._writer.settle()
        self._catalog.remove(document_ids)
        for document_id in document_ids:
            self._done(document_id, "removed", 0)

    def fail(self, document_id: str, source: str, error: VkbError, size: int) -> None:
        """Count a file of so many bytes that could not be indexed."""
        self._failures.append(Failure(source, type(error).__name__, str(error)))
        self._done(document_id, "failed", size)

    def flush(self) -> None:
        """Embed what was taken, and hand it to the thread that writes."""
        while self._texts:
            self._embed()
        self._commit()
        if self._moved:
            self._writer.do(partial(self._catalog.move, self._moved))
            self._moved = {}

    def stop(self) -> None:
        """Publish what is embedded so far, instead of `finish`."""
        self._writer.settle()
        self._store.publish()

    def close(self) -> None:
        """End the thread that writes; what it has not begun to write is dropped."""
        self._writer.close()

    def finish(self) -> IndexReport:
        """Commit and publish everything, and say what was done."""
        self.flush()
        self._writer.settle()
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
        """Embed the texts that wait longest, and hand them to the thread that writes with the documents that are whole by this."""
        keys = list(islice(self._texts, _TEXTS_AT_ONCE))
        rows = self._encoder.encode_passages([self._texts[key] for key in keys])
        for key in keys:
            del self._texts[key]
        self._embedded += len(keys)
        self._unwritten.update(keys)
        self._writer.do(partial(self._catalog.add_embeddings, keys, rows), partial(self._stored, keys))
        self._commit()

    def _stored(self, keys: Sequence[bytes]) -> None:
        self._unwritten.difference_update(keys)
        self._counts["embedded"] += len(keys)
        self._progress.embedded(len(keys), self._counts["embedded"])

    def _commit(self) -> None:
        whole = list(takewhile(lambda one: one.embedded <= self._embedded, self._pending))
        if whole:
            for _ in whole:
                self._pending.popleft()
            self._writer.do(
                partial(self._catalog.replace, [one.state for one in whole]),
                partial(self._committed, whole),
            )
        if time.monotonic() > self._publish_at:
            self._publish_at = math.inf
            self._writer.do(self._publish)

    def _publish(self) -> None:
        began = time.monotonic()
        self._store.publish()
        ended = time.monotonic()
        self._publish_at = ended + max(_SECONDS_BETWEEN_GENERATIONS, _SHARE_OF_PUBLISHING * (ended - began))

    def _committed(self, whole: Sequence[_Pending]) -> None:
        for one in whole:
            self._count_written(one.state)
            self._done(one.state.document_id, one.status, one.state.stamp.size)

    def _count_written(self, state: NewState) -> None:
        self._counts["provisions"] += sum(1 for _ in state.document.root.walk()) - 1
        self._counts["passages"] += len(state.passages)
        report = state.document.source.report
        self._reports[state.document_id] = report
        noticed = dict.fromkeys((*report.diagnostics, *state.document.diagnostics))
        self._warnings[state.document_id] = tuple(noticed)

    def _done(self, document_id: str, status: Status, size: int) -> None:
        self._counts[status] += 1
        self._progress.file_done(document_id, status, size)
