"""Where passages begin and end, decided from token counts that are taken once."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.models import Document, Span
from corpus.segmentation.nodes import Node, add_up, gather, is_text, read_node, shorten, span_of
from corpus.segmentation.windows import CountTokens
from corpus.structure.paragraphs import trim

LONGEST_TITLE = 200
"""Characters of a document's title that are repeated with every passage."""
_SHARE_OF_HEADINGS = 3
"""Title and path take at most one third of a passage's tokens."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A passage to be.

    Attributes:
        anchor: The smallest provision around it.
        span: Its text.
        path: Headings down to that provision.
        tokens: Tokens of its text.
        room: Most tokens of a window, when the text is too long to be one passage.
    """

    anchor: str
    span: Span
    path: tuple[str, ...]
    tokens: int
    room: int | None = None


class Planner:
    """Decides where passages begin and end, from token counts taken once."""

    def __init__(self, document: Document, count_tokens: CountTokens, limit: int) -> None:
        self._text = document.text
        self._limit = limit
        self._root = read_node(self._text, document.root, alone_inside=False)
        self._root.heading = ""
        title = shorten(
            " ".join(filter(None, (document.header.number, document.header.title))), LONGEST_TITLE
        )
        spans, headings = gather(self._root)
        texts = [span.of(self._text) for span in spans]
        counts = count_tokens([title, *headings, *texts])
        self._title_tokens = counts[0]
        self._heading_tokens = dict(zip(headings, counts[1:], strict=False))
        self._tokens = dict(zip(spans, counts[1 + len(headings) :], strict=True))
        add_up(self._root, self._tokens)

    def plan(self) -> Iterator[Draft]:
        """The passages, those that are too long marked with the room of their windows."""
        yield from self._divide(self._root, ())

    def _divide(self, node: Node, around: tuple[str, ...]) -> Iterator[Draft]:
        path = self._fit((*around, node.heading)) if node.heading else around
        room = self._room(path)
        if len(node.items) == 1 and isinstance(node.items[0], Node):
            yield from self._divide(node.items[0], path)
            return
        if node.items and node.tokens <= room and not node.divides:
            yield Draft(node.provision.anchor, trim(self._text, *node.provision.span), path, node.tokens)
            return
        opening: Span | None = None
        for run in self._runs(node, room):
            if self._is_opening(node, run):
                opening = None if node.opening else span_of(run[0])
                continue
            drafts = self._finish(node, run, path)
            if opening is not None:
                yield from self._open(node, opening, next(drafts), path)
                opening = None
            yield from drafts

    def _runs(self, node: Node, room: int) -> Iterator[list[Span | Node]]:
        """Neighbours that fit into one passage together, as many as do."""
        run: list[Span | Node] = []
        for item in node.items:
            if run and not self._joins(run, item, room):
                yield run
                run = []
            run.append(item)
        if run:
            yield run

    def _is_opening(self, node: Node, run: list[Span | Node]) -> bool:
        """Whether the run is the opening words of a unit, alone because the first child has no room for them."""
        return len(run) == 1 and run[0] is node.items[0] and isinstance(run[0], Span) and len(node.items) > 1

    def _open(self, node: Node, opening: Span, first: Draft, path: tuple[str, ...]) -> Iterator[Draft]:
        """Opening words go with the first passage of the child behind them, when that has room and need not stand alone."""
        room = self._room(path)
        tokens = self._tokens[opening] + first.tokens
        child = node.items[1]
        stands_alone = isinstance(child, Node) and child.stands_alone
        follows = first.span.start == span_of(child).start and not stands_alone
        if first.room is None and tokens <= room and follows:
            yield Draft(node.provision.anchor, Span(opening.start, first.span.end), path, tokens)
            return
        yield from self._finish(node, [opening], path)
        yield first

    def _joins(self, run: list["Span | Node"], item: "Span | Node", room: int) -> bool:
        """Whether an item goes into the passage begun with its neighbours."""
        if any(isinstance(each, Node) and each.stands_alone for each in (run[-1], item)):
            return False
        return is_text(run[-1]) == is_text(item) and sum(map(self._cost, (*run, item))) <= room

    def _finish(self, node: Node, run: list["Span | Node"], path: tuple[str, ...]) -> Iterator[Draft]:
        if len(run) == 1 and isinstance(run[0], Node):
            yield from self._divide(run[0], path)
            return
        span = Span(span_of(run[0]).start, span_of(run[-1]).end)
        room = self._room(path)
        tokens = sum(map(self._cost, run))
        yield Draft(node.provision.anchor, span, path, tokens, room if tokens > room else None)

    def _cost(self, item: "Span | Node") -> int:
        return item.tokens if isinstance(item, Node) else self._tokens[item]

    def _room(self, path: tuple[str, ...]) -> int:
        taken = self._title_tokens + sum(self._heading_tokens[heading] for heading in path)
        return max(self._limit - taken, self._limit // 4, 1)

    def _fit(self, path: tuple[str, ...]) -> tuple[str, ...]:
        """Drops the outermost headings until title and path leave room for the text."""
        while (
            len(path) > 1 and self._title_tokens + self._path_tokens(path) > self._limit // _SHARE_OF_HEADINGS
        ):
            path = path[1:]
        return path if self._title_tokens + self._path_tokens(path) <= self._limit // 2 else ()

    def _path_tokens(self, path: tuple[str, ...]) -> int:
        return sum(self._heading_tokens[heading] for heading in path)
