"""One line converted word by word, and the text rewritten with the offsets kept."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.legacy.capitals import raise_capitals
from corpus.legacy.encodings import TCVN3, Encoding
from corpus.models import Span
from corpus.normalize import Derived
from corpus.normalize.derived import Edits


class Change(NamedTuple):
    """A stretch of the source and the text that stands for it."""

    source: Span
    text: str


def convert_line(line: Change, encoding: Encoding) -> Iterator[Change]:
    """The stretches of a line that change.

    Args:
        line: The line as it was read, and where it stands.
        encoding: Its encoding.
    """
    pieces = list(_pieces(line, encoding))
    converted = "".join(piece.text for piece in pieces)
    raised = raise_capitals(converted) if encoding is TCVN3 else converted
    position = 0
    for piece in pieces:
        text = raised[position : position + len(piece.text)]
        position += len(piece.text)
        if text != line.text[piece.source.start - line.source.start : piece.source.end - line.source.start]:
            yield Change(piece.source, text)


def _pieces(line: Change, encoding: Encoding) -> Iterator[Change]:
    """The words, converted, and what stands between them."""
    start, position = line.source.start, 0
    for word in encoding.word.finditer(line.text):
        source = Span(start + word.start(), start + word.end())
        yield Change(Span(start + position, source.start), line.text[position : word.start()])
        yield Change(source, encoding.convert(word[0]))
        position = word.end()
    yield Change(Span(start + position, line.source.end), line.text[position:])


def rewrite(text: str, changes: Sequence[Change]) -> Derived:
    """The text with the changes made, which are in order."""
    edits, pieces, position, length = Edits(), list[str](), 0, 0
    for change in changes:
        kept = text[position : change.source.start]
        length += len(kept)
        edits.record(change.source, Span(length, length + len(change.text)))
        pieces += (kept, change.text)
        position, length = change.source.end, length + len(change.text)
    return Derived("".join((*pieces, text[position:])), (edits,))
