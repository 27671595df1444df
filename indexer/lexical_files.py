"""The files of a lexical index: what tantivy keeps of a passage, and how a new state of an index comes to be."""

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import tantivy

from corpus.errors import IndexCorruptedError
from indexer.catalog import IndexedPassage

_HEAP_BYTES = 128_000_000


def lexical_schema() -> tantivy.Schema:
    """The fields of a passage."""
    builder = tantivy.SchemaBuilder()
    for name in ("terms", "folded"):
        # The terms are made by our analyzers; "whitespace" only takes them apart and keeps `13/2023/nđ-cp` whole.
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    # Only read back; a text field cannot do without an index.
    builder.add_text_field("caption", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("document", "type", "issuer"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("passage", stored=True, indexed=True, fast=True)
    for name in ("first_day", "last_day"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


class LexicalWriter:
    """Brings the lexical index in a folder up to date; a context manager that commits when it ends well.

    Segments never change once they are written, so a folder may hold hard links to the files of another index.

    Args:
        folder: Made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = lexical_schema()
        index = (
            open_lexical(folder) if any(folder.iterdir()) else tantivy.Index(self._schema, path=str(folder))
        )
        # One thread: the same changes give the same segments.
        self._writer = index.writer(_HEAP_BYTES, 1)
        self._folder = folder

    def delete(self, passages: Sequence[int]) -> None:
        """Take out passages by number."""
        # Not `delete_documents_by_term`: it takes the number for a signed one, and silently deletes nothing from an unsigned field.
        if passages:
            self._writer.delete_documents_by_query(
                tantivy.Query.term_set_query(self._schema, "passage", passages)
            )

    def add(self, passages: Iterable[IndexedPassage]) -> None:
        """Take in passages."""
        for passage in passages:
            self._writer.add_document(_tantivy_document(passage))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._writer.commit()
        self._writer.wait_merging_threads()
        for name in (".tantivy-writer.lock", ".tantivy-meta.lock"):
            (self._folder / name).unlink(missing_ok=True)


def link_lexical(source: Path, target: Path) -> None:
    """Make a folder with hard links to every file of a lexical index, so that a writer can go on from there."""
    shutil.copytree(source, target, copy_function=os.link)


def dead_passages(folder: Path) -> int:
    """Deleted passages that still count in the statistics of BM25, because their segments hold them until they are merged."""
    segments = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["segments"]
    return sum(segment["deletes"]["num_deleted_docs"] for segment in segments if segment["deletes"])


def open_lexical(folder: Path) -> tantivy.Index:
    """The index in a folder. Raises IndexCorruptedError when tantivy cannot open it."""
    try:
        return tantivy.Index.open(str(folder))
    except ValueError as error:
        raise IndexCorruptedError(folder, str(error)) from error


def _tantivy_document(passage: IndexedPassage) -> tantivy.Document:
    document = tantivy.Document()
    # Document(passage=3) would make a signed value, which kills the writer of an unsigned field.
    document.add_unsigned("passage", passage.passage)
    document.add_text("terms", passage.terms)
    document.add_text("folded", passage.folded)
    document.add_text("caption", passage.caption)
    document.add_text("document", passage.document_id)
    for field in ("type", "issuer"):
        token = getattr(passage, field)
        if token is not None:
            document.add_text(field, token)
    for field in ("first_day", "last_day"):
        day = getattr(passage, field)
        if day is not None:
            document.add_integer(field, day)
    return document
