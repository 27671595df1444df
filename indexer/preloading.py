"""What every process of a server needs and none changes, loaded once by the process that forks them.

Nothing here starts a thread, for a forked process does not have it, and would wait for what it was to do.
"""

from contextlib import closing
from pathlib import Path

from indexer.analyzers import analyzer_for, load_engines
from indexer.catalog import Catalog
from indexer.generations import GenerationStore


def preload(home: Path) -> None:
    """Load the engines of the analyzers that an index needs.

    Args:
        home: Folder of the knowledge base.

    Raises:
        IndexNotFoundError: Nothing is committed there.
        IndexCorruptedError: It has no sound manifest.
    """
    with closing(Catalog.open(home)) as catalog:
        held = GenerationStore(home, catalog, analyzer_for).hold_current()
    if held is not None:
        held.release()
        load_engines(held.manifest.passages)
