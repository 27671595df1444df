"""The catalog of a knowledge base: what is stored, what came and went, and what a reader at one sequence sees."""

from indexer.catalog.catalog import Catalog
from indexer.catalog.changes import Changes
from indexer.catalog.records import (
    Analysis,
    AnalyzedText,
    EncoderIdentity,
    FileStamp,
    IndexedPassage,
    KnownState,
    NewState,
)
from indexer.catalog.snapshot import Snapshot

__all__ = [
    "Analysis",
    "AnalyzedText",
    "Catalog",
    "Changes",
    "EncoderIdentity",
    "FileStamp",
    "IndexedPassage",
    "KnownState",
    "NewState",
    "Snapshot",
]
