"""What every process of a server needs and none changes, loaded once by the process that forks them.

Nothing here starts a thread, for a forked process does not have it, and would wait for what it was to do.
"""

from contextlib import closing
from pathlib import Path

from indexer.analyzers import analyzer_for, load_engines
from indexer.catalog import Catalog
from indexer.encoders import load_tokenizer
from indexer.generations import GenerationStore


def preload(home: Path, cache: Path) -> None:
    """Load the engines of the analyzers and the tokenizer of the encoder that an index needs.

    Args:
        home: Folder of the knowledge base.
        cache: Folder for converted models.

    Raises:
        IndexNotFoundError: Nothing is committed there.
        IndexCorruptedError: It has no sound manifest.
        EncoderUnavailableError: Its encoder is not on this machine.
    """
    with closing(Catalog.open(home)) as catalog:
        encoder = catalog.encoder.name
        held = GenerationStore(home, catalog, analyzer_for).hold_current()
    if held is not None:
        held.release()
        load_engines(held.manifest.passages)
    load_tokenizer(encoder, cache)
