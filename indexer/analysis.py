"""The analysis of passages: what of a passage is analyzed, and what is stored of that."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from corpus.models import Passage
from corpus.segmentation import caption, indexed_text
from indexer import captions
from indexer.passage_terms import StoredTerms
from indexer.seams import Analyzer

_TEXTS_AT_ONCE = 500
"""Their terms are in memory together: 40 MB."""


class PassageText(NamedTuple):
    """What is analyzed of a passage.

    Attributes:
        indexed: Title, headings and own text.
        begin: Where its own text begins in that.
        caption: Title and headings, a line each.
    """

    indexed: str
    begin: int
    caption: tuple[str, ...]

    @classmethod
    def of(cls, title: str, passage: Passage, text: str) -> Self:
        """What is analyzed of a passage of a document with this title and this stored text."""
        indexed = indexed_text(title, passage, text)
        return cls(indexed, len(indexed) - len(passage.span.of(text)), caption(title, passage))


def packed_terms(texts: Sequence[PassageText], analyzer: Analyzer) -> Iterator[bytes]:
    """What is stored of the analysis of each text, some hundred at a time."""
    for start in range(0, len(texts), _TEXTS_AT_ONCE):
        yield from _packed(texts[start : start + _TEXTS_AT_ONCE], analyzer)


def _packed(texts: Sequence[PassageText], analyzer: Analyzer) -> Iterator[bytes]:
    """What many captions share is analyzed once."""
    lines = list(dict.fromkeys(line for text in texts for line in text.caption))
    found = dict(zip(lines, analyzer.analyze(lines), strict=True))
    analyzed = analyzer.analyze([text.indexed for text in texts])
    for text, both in zip(texts, analyzed, strict=True):
        above = captions.pack([found[line].terms for line in text.caption])
        yield StoredTerms.of(both, above, text.begin).pack()
