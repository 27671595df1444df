"""Segmentation: the passages of a document, each inside one provision, each short enough to be embedded whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.languages import detect_language
from corpus.models import Document, Language, Passage, Provision, Span
from corpus.structure.paragraphs import trim
from corpus.windows import CountTokens, cut

_BARRIERS = frozenset(
    {"phan", "chuong", "muc", "tieumuc", "dieu", "phuluc", "dinhkem", "mau"}
    | {"pyeon", "jang", "jeol", "gwan", "jo", "buchik", "byeolpyo", "byeolji"}
    | {"part", "chapter", "section", "article", "annex", "title", "para"}
)
"""Kinds that never share a passage with their neighbours, unless a holder, an article or an item, is around them."""
_HOLDERS = frozenset({"dieu", "jo", "article", "khoan", "clause", "para"})
_LONGEST_HEADING = 160
_LONGEST_TITLE = 200
_SHARE_OF_HEADINGS = 3
"""Title and path take at most one third of a passage's tokens."""


def indexed_text(title: str, passage: Passage, text: str) -> str:
    """What is embedded and analyzed for a passage: title, headings and its own text, joined by line feeds.

    Args:
        title: Title of the document; a very long one is cut.
        passage: The passage.
        text: The stored text. A heading that the passage's own text begins with is not repeated.
    """
    own = passage.span.of(text)
    headings = [heading for heading in passage.path if not _begins_with(own, heading)]
    return "\n".join(part for part in (_shorten(title, _LONGEST_TITLE), *headings, own) if part)


def segment(document: Document, count_tokens: CountTokens, limit: int = 256) -> tuple[Passage, ...]:
    """The passages of a document, in the order of its text.

    An article that fits is one passage; a longer one is divided at its items, and neighbouring items go together as long as
    they fit. A passage of several items belongs to the unit around them, and may begin with its opening words. Items that are
    still too long are cut at sentences into overlapping windows. Articles, chapters and annexes never share a passage; short
    paragraphs of unnumbered text may. All text but white space and the headings of divided units is covered.

    Args:
        document: The document.
        count_tokens: Counts the tokens of many texts at once, without special tokens. It is called a few times in all.
        limit: Most tokens of the `indexed_text` of a passage, given the title that the header makes: number and title.
    """
    planner = _Planner(document, count_tokens, limit)
    drafts = list(planner.plan())
    long = [draft for draft in drafts if draft.room is not None]
    cuts = cut(document.text, [(draft.span, draft.room or 1) for draft in long], count_tokens) if long else []
    windows = {id(draft): spans for draft, spans in zip(long, cuts, strict=True)}
    return tuple(
        Passage(draft.anchor, span, draft.path, _language(document, span))
        for draft in drafts
        for span in windows.get(id(draft), [draft.span])
    )


@dataclass(slots=True)
class _Node:
    """A provision to be divided: its own text and its children in order, with their cost in tokens.

    Attributes:
        provision: The provision.
        heading: How the paths of passages inside it name it; empty when they do not.
        items: Stretches of own text, and children.
        tokens: Tokens of all of it.
        opening: Whether its first item is nothing but its heading.
        divides: Whether units inside it must not share a passage.
        stands_alone: Whether it must not share a passage with its neighbours.
    """

    provision: Provision
    heading: str
    items: list["Span | _Node"] = field(default_factory=list)
    tokens: int = 0
    opening: bool = False
    divides: bool = False
    stands_alone: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    """A passage to be; `room` is the number of tokens of its windows when it is too long to be one passage."""

    anchor: str
    span: Span
    path: tuple[str, ...]
    room: int | None = None


class _Planner:
    """Decides where passages begin and end, from token counts taken once."""

    def __init__(self, document: Document, count_tokens: CountTokens, limit: int) -> None:
        self._text = document.text
        self._limit = limit
        self._root = _read(self._text, document.root, alone_inside=False)
        self._root.heading = ""
        title = _shorten(
            " ".join(filter(None, (document.header.number, document.header.title))), _LONGEST_TITLE
        )
        spans, headings = _gather(self._root)
        texts = [span.of(self._text) for span in spans]
        counts = count_tokens([title, *headings, *texts])
        self._title_tokens = counts[0]
        self._heading_tokens = dict(zip(headings, counts[1:], strict=False))
        self._tokens = dict(zip(spans, counts[1 + len(headings) :], strict=True))
        _add_up(self._root, self._tokens)

    def plan(self) -> Iterator[_Draft]:
        """The passages, those that are too long marked with the room of their windows."""
        yield from self._divide(self._root, ())

    def _divide(self, node: _Node, around: tuple[str, ...]) -> Iterator[_Draft]:
        path = self._fit((*around, node.heading)) if node.heading else around
        room = self._room(path)
        if not node.items:
            return
        if node.tokens <= room and not node.divides:
            yield _Draft(node.provision.anchor, trim(self._text, *node.provision.span), path)
            return
        run: list[Span | _Node] = []
        for item in node.items:
            if not self._joins(run, item, room):
                yield from self._finish(node, run, path)
                run = []
            run.append(item)
        yield from self._finish(node, run, path)

    def _joins(self, run: list["Span | _Node"], item: "Span | _Node", room: int) -> bool:
        """Whether an item goes into the passage begun with its neighbours."""
        if any(isinstance(each, _Node) and each.stands_alone for each in (*run, item)):
            return False
        if run and _is_text(run[-1]) != _is_text(item):
            return False
        return sum(map(self._cost, (*run, item))) <= room

    def _finish(self, node: _Node, run: list["Span | _Node"], path: tuple[str, ...]) -> Iterator[_Draft]:
        if not run or (run == node.items[:1] and node.opening and len(node.items) > 1):
            return
        if len(run) == 1 and isinstance(run[0], _Node):
            yield from self._divide(run[0], path)
            return
        span = Span(_span(run[0]).start, _span(run[-1]).end)
        room = self._room(path)
        too_long = len(run) == 1 and self._cost(run[0]) > room
        yield _Draft(node.provision.anchor, span, path, room if too_long else None)

    def _cost(self, item: "Span | _Node") -> int:
        return item.tokens if isinstance(item, _Node) else self._tokens[item]

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


def _read(text: str, provision: Provision, *, alone_inside: bool) -> _Node:
    """The node of a provision; `alone_inside` says that an article or an item holds it."""
    node = _Node(provision, _caption(text, provision))
    node.stands_alone = provision.kind in _BARRIERS and not alone_inside
    inside = alone_inside or provision.kind in _HOLDERS
    position = provision.span.start
    for child in provision.children:
        _add_stretch(text, node, position, child.span.start)
        below = _read(text, child, alone_inside=inside)
        node.divides = node.divides or below.stands_alone or below.divides
        node.items.append(below)
        position = child.span.end
    _add_stretch(text, node, position, provision.span.end)
    node.opening = bool(node.items) and _is_heading(text, node)
    return node


def _add_stretch(text: str, node: _Node, start: int, end: int) -> None:
    span = trim(text, start, end)
    if span.start < span.end:
        node.items.append(span)


def _is_heading(text: str, node: _Node) -> bool:
    first = node.items[0]
    if isinstance(first, _Node):
        return False
    provision = node.provision
    return _letters(first.of(text)) == _letters(f"{provision.label}{provision.title or ''}")


def _caption(text: str, provision: Provision) -> str:
    """Label and title; of an untitled unit with items its opening words; nothing for an item that stands for itself."""
    if provision.title:
        return _shorten(provision.heading, _LONGEST_HEADING)
    if provision.kind == "text":
        return ""
    if provision.children:
        opening = " ".join(text[provision.span.start : provision.children[0].span.start].split())
        return _shorten(opening or provision.label, _LONGEST_HEADING)
    return provision.label if provision.kind in _BARRIERS else ""


def _gather(root: _Node) -> tuple[list[Span], list[str]]:
    spans: list[Span] = []
    headings: dict[str, None] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        headings[node.heading] = None
        for item in node.items:
            if isinstance(item, _Node):
                waiting.append(item)
            else:
                spans.append(item)
    return spans, list(headings)


def _add_up(node: _Node, tokens: dict[Span, int]) -> int:
    node.tokens = sum(
        _add_up(item, tokens) if isinstance(item, _Node) else tokens[item] for item in node.items
    )
    return node.tokens


def _span(item: Span | _Node) -> Span:
    return item.provision.span if isinstance(item, _Node) else item


def _is_text(item: Span | _Node) -> bool:
    return isinstance(item, _Node) and item.provision.kind == "text"


def _language(document: Document, span: Span) -> Language:
    language = detect_language(span.of(document.text))
    return document.language if language == "und" else language


def _shorten(text: str, longest: int) -> str:
    """The text up to its last word that fits, with an ellipsis for the rest."""
    if len(text) <= longest:
        return text
    return (
        text[:longest].rpartition(" ")[0].rstrip(" ,;:") + "…"
        if " " in text[:longest]
        else text[:longest] + "…"
    )


def _begins_with(text: str, heading: str) -> bool:
    letters = _letters(heading)
    return _letters(text[: 3 * len(heading) + 40]).startswith(letters)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
