"""What goes into a catalog and comes out on the indexing side."""

from dataclasses import dataclass
from typing import NamedTuple

from corpus.models import Document, Passage


class FileStamp(NamedTuple):
    """Where a document's bytes lie and how they are recognised without reading them.

    Attributes:
        source: Absolute path or URI.
        size: Bytes.
        mtime_ns: Time of the last change, nanoseconds since 1970.
        sha256: Of the bytes, hexadecimal.
    """

    source: str
    size: int
    mtime_ns: int
    sha256: str


class KnownState(NamedTuple):
    """The live state of a document."""

    row: int
    document_id: str
    stamp: FileStamp


class Analysis(NamedTuple):
    """The analysis of a passage.

    Attributes:
        analyzer: Name of the analyzer.
        terms: What it found, as `indexer.passage_terms` packs it.
    """

    analyzer: str
    terms: bytes


class AnalyzedText(NamedTuple):
    """What an analysis depends on: passages of a document for which these are equal have the same.

    Attributes:
        embedding_key: Stands for title, headings and own text.
        path: Headings.
        characters: Length of the own text.
    """

    embedding_key: bytes
    path: tuple[str, ...]
    characters: int


@dataclass(frozen=True, slots=True)
class NewState:
    """A document on its way into the catalog.

    Attributes:
        document_id: Its id; a live state of the same id is closed.
        stamp: Its file.
        document: What was understood.
        indexed_title: Title that is repeated in every passage's indexed text.
        passages: Its passages, in the order of the text.
        embedding_keys: One key for each passage.
        analyses: One for each passage.
    """

    document_id: str
    stamp: FileStamp
    document: Document
    indexed_title: str
    passages: tuple[Passage, ...]
    embedding_keys: tuple[bytes, ...]
    analyses: tuple[Analysis, ...]


class EncoderIdentity(NamedTuple):
    """The encoder that the stored embeddings come from."""

    name: str
    fingerprint: str
    dimension: int


class IndexedPassage(NamedTuple):
    """A passage as a lexical index takes it in.

    Attributes:
        passage: Its number.
        terms: Terms for exact search, joined by spaces.
        folded: Terms for lenient search, joined by spaces; empty where the language has none.
        caption: Words of the title of its document and of its headings, as `indexer.captions.pack` joins them.
        document_id: Its document.
        type: Token of the document's type.
        issuer: Token of the document's issuer.
        first_day: First day (yyyymmdd) that the issue date may mean.
        last_day: Last day that it may mean.
    """

    passage: int
    terms: str
    folded: str
    caption: str
    document_id: str
    type: str | None
    issuer: str | None
    first_day: int | None
    last_day: int | None
