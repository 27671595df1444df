"""The document as material for passages: each provision with its own text, its children and their cost in tokens."""

from dataclasses import dataclass, field

from corpus.models import Provision, Span
from corpus.structure.paragraphs import trim

_BARRIERS = frozenset(
    {"phan", "chuong", "muc", "tieumuc", "dieu", "phuluc", "dinhkem", "mau"}
    | {"pyeon", "jang", "jeol", "gwan", "jo", "buchik", "byeolpyo", "byeolji"}
    | {"part", "chapter", "section", "article", "annex", "title", "para"}
    | {"note"}
)
"""Kinds that never share a passage with their neighbours, unless a holder, an article or an item, is around them."""
_HOLDERS = frozenset({"dieu", "jo", "article", "khoan", "clause", "para"})
_LONGEST_HEADING = 160


@dataclass(slots=True)
class Node:
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
    items: list["Span | Node"] = field(default_factory=list)
    tokens: int = 0
    opening: bool = False
    divides: bool = False
    stands_alone: bool = False


def read_node(text: str, provision: Provision, *, alone_inside: bool) -> Node:
    """The node of a provision; `alone_inside` says that an article or an item holds it, so that nothing below stands alone."""
    node = Node(provision, _caption(text, provision))
    node.stands_alone = provision.kind in _BARRIERS and not alone_inside
    inside = alone_inside or provision.kind in _HOLDERS
    position = provision.span.start
    for child in provision.children:
        _add_stretch(text, node, position, child.span.start)
        below = read_node(text, child, alone_inside=inside)
        node.divides = node.divides or below.stands_alone or below.divides
        node.items.append(below)
        position = child.span.end
    _add_stretch(text, node, position, provision.span.end)
    node.opening = bool(node.items) and _is_heading(text, node)
    return node


def gather(root: Node) -> tuple[list[Span], list[str]]:
    """Every stretch of own text below a node, and every heading, each once."""
    spans: list[Span] = []
    headings: dict[str, None] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        headings[node.heading] = None
        for item in node.items:
            if isinstance(item, Node):
                waiting.append(item)
            else:
                spans.append(item)
    return spans, list(headings)


def add_up(node: Node, tokens: dict[Span, int]) -> int:
    """Fills in the tokens of a node and of all below it, and gives those of the node."""
    node.tokens = sum(add_up(item, tokens) if isinstance(item, Node) else tokens[item] for item in node.items)
    return node.tokens


def span_of(item: Span | Node) -> Span:
    """Where an item of a node stands."""
    return item.provision.span if isinstance(item, Node) else item


def is_text(item: Span | Node) -> bool:
    """Whether an item is unnumbered text."""
    return isinstance(item, Node) and item.provision.kind == "text"


def shorten(text: str, longest: int) -> str:
    """The text up to its last word that fits, with an ellipsis for the rest."""
    if len(text) <= longest:
        return text
    words, _, _ = text[:longest].rpartition(" ")
    return (words.rstrip(" ,;:") or text[:longest]) + "…"


def letters(text: str) -> str:
    """Letters and digits alone: what two ways of setting a heading have in common."""
    return "".join(filter(str.isalnum, text))


def _add_stretch(text: str, node: Node, start: int, end: int) -> None:
    span = trim(text, start, end)
    if span.start < span.end:
        node.items.append(span)


def _is_heading(text: str, node: Node) -> bool:
    first = node.items[0]
    if isinstance(first, Node):
        return False
    provision = node.provision
    return letters(first.of(text)) == letters(f"{provision.label}{provision.title or ''}")


def _caption(text: str, provision: Provision) -> str:
    """Label and title; of an untitled unit with items its opening words; nothing for an item that stands for itself."""
    if provision.title:
        return shorten(provision.heading, _LONGEST_HEADING)
    if provision.kind == "text":
        return ""
    if provision.children:
        opening = " ".join(text[provision.span.start : provision.children[0].span.start].split())
        return shorten(opening or provision.label, _LONGEST_HEADING)
    return provision.label if provision.kind in _BARRIERS else ""
