"""What is stored of texts, with what was read last in memory: stretches, pages, and the terms of passages."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Engine

from corpus.models import Page, Span
from indexer.catalog.blocks import BLOCK, unpack_blocks
from indexer.catalog.codec import unpack_pages
from indexer.catalog.numbers import Lookup, by_numbers
from indexer.catalog.schema import contents, terms
from indexer.passage_terms import PassageTerms, StoredTerms
from indexer.remembered import Remembered

_CHARACTERS_IN_MEMORY = 16_000_000
_DOCUMENTS_WITH_PAGES = 4_096
_PASSAGES_WITH_TERMS = 256

_TEXTS = by_numbers(contents.c.document_row, contents.c.text)
_CONTENTS = by_numbers(contents.c.document_row, contents.c.content)
_TERMS = by_numbers(terms.c.passage, terms.c.terms)


class StoredTexts:
    """Texts and pages by document row, terms by passage number.

    Rows and passages never change and are never numbered again, so what was once read stays right, whatever is committed.

    Args:
        engine: The catalog.
    """

    def __init__(self, engine: Engine) -> None:
        self._texts, self._contents = Lookup(engine, _TEXTS), Lookup(engine, _CONTENTS)
        self._stored_terms = Lookup(engine, _TERMS)
        self._blocks = Remembered(self._read_blocks, _CHARACTERS_IN_MEMORY, len)
        self._pages = Remembered(self._read_pages, _DOCUMENTS_WITH_PAGES)
        self._terms = Remembered(self._read_terms, _PASSAGES_WITH_TERMS)

    def of(self, places: Sequence[tuple[int, Span]]) -> list[str]:
        """The characters of spans in documents, (row, span), in their order; what is not in memory is read by one query."""
        blocks = self._blocks.of((row, number) for row, span in places for number in _numbers(span))
        return [
            "".join(blocks.get((row, number), "") for number in _numbers(span))[
                span.start % BLOCK : span.start % BLOCK + span.end - span.start
            ]
            for row, span in places
        ]

    def pages(self, rows: Iterable[int]) -> dict[int, tuple[Page, ...]]:
        """The pages of documents by row."""
        return self._pages.of(rows)

    def terms(self, passages: Iterable[int]) -> dict[int, PassageTerms]:
        """The terms of passages by number, as the lexical index has them."""
        return self._terms.of(passages)

    def _read_blocks(self, keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
        wanted = defaultdict[int, list[int]](list)
        for row, number in keys:
            wanted[row].append(number)
        return {
            (row, number): block
            for row, text in self._texts.rows(wanted)
            for number, block in unpack_blocks(text, wanted[row]).items()
        }

    def _read_pages(self, rows: Collection[int]) -> dict[int, tuple[Page, ...]]:
        return {row: unpack_pages(content) for row, content in self._contents.rows(rows)}

    def _read_terms(self, passages: Collection[int]) -> dict[int, PassageTerms]:
        rows = self._stored_terms.rows(passages)
        return {passage: StoredTerms.unpack(stored).terms() for passage, stored in rows}


def _numbers(span: Span) -> range:
    """The blocks that a span touches."""
    return range(span.start // BLOCK, max(span.start, span.end - 1) // BLOCK + 1)
