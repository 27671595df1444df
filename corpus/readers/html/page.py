"""HTML: the text of the document without the site around it."""

import re
from collections.abc import Callable, Iterator
from itertools import chain, groupby

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.errors import UnsupportedFormatError
from corpus.models import Diagnostic
from corpus.readers.html.chrome import remove_chrome
from corpus.readers.raw import RawText
from corpus.readers.tables import table_lines
from corpus.readers.text.encodings import Decoded

_BEGINNING = re.compile(
    r"(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|(?:html|head|body|title|meta|sami|article|div|table|p|h1|center|font)\b)",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
     "html", "legend", "li", "main", "ol", "optgroup", "option", "p", "pre", "section", "summary", "sync",
     "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"}
)  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ROW_PARTS = {"td", "th"}
_LINES_OF_A_CELL = 20
_DEEPEST_TABLE = 40
_META_FIELDS = {
    "author": "author",
    "date": "date",
    "article:published_time": "date",
    "description": "description",
}


def looks_like_html(text: str) -> bool:
    """Whether the text begins as a web page, a part of one, or SAMI captions do."""
    return _BEGINNING.match(text) is not None


def read(decoded: Decoded) -> RawText:
    """The text of the page, a line for every paragraph, heading, list item and table row.

    Menus, forms, share boxes, lists of other articles and the like are left out; `<title>` and author become metadata.

    Raises:
        UnsupportedFormatError: It only shows other pages in frames.
    """
    tree = LexborHTMLParser(decoded.text)
    metadata = _metadata(tree)
    if tree.css_first("frameset") is not None:
        return _read_frames(tree, decoded, metadata)
    removed = remove_chrome(tree)
    body = tree.body or tree.root
    lines = _Lines().of(body) if body is not None else []
    return RawText("html", ("\n".join(lines),), decoded.encoding, metadata, removed)


def _read_frames(tree: LexborHTMLParser, decoded: Decoded, metadata: dict[str, str]) -> RawText:
    """A page that shows others in frames has the text for browsers without frames at most."""
    shown = ", ".join(filter(None, (frame.attributes.get("src") for frame in tree.css("frame"))))
    lines = [line for node in tree.css("noframes") for line in text_lines(node.text())]
    if not lines:
        raise UnsupportedFormatError(f"only shows other pages in frames: read {shown or 'those'} instead")
    message = f"the page shows others in frames, whose text is not in it: {shown}"
    return RawText(
        "html", ("\n".join(lines),), decoded.encoding, metadata, (Diagnostic("text_in_frames", message),)
    )


def text_lines(fragment: str) -> list[str]:
    """The lines of a piece of HTML, with nothing taken for chrome."""
    body = LexborHTMLParser(fragment).body
    return _Lines().of(body) if body is not None else []


def _metadata(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        name = (meta.attributes.get("name") or meta.attributes.get("property") or "").lower()
        if name in _META_FIELDS:
            found.setdefault(_META_FIELDS[name], meta.attributes.get("content") or "")
    title = tree.css_first("title")
    if title is not None:
        found["title"] = _SPACE.sub(" ", title.text()).strip()
    return found


class _Lines:
    """Collects the lines of a tree: white space collapsed as a browser does, a break at every block.

    What is still to do stands in a list and not in calls, since pages with unclosed tags nest without end.
    """

    def __init__(self, depth: int = 0) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._mark = ""  # of a list item whose first words have not come yet
        self._depth = depth  # of the table around
        self._waiting: list[LexborNode | Callable[[], None]] = []

    def of(self, node: LexborNode) -> list[str]:
        self._open(node, self._end_line)
        while self._waiting:
            taken = self._waiting.pop()
            if isinstance(taken, LexborNode):
                self._node(taken)
            else:
                taken()
        return self._lines

    def _open(self, node: LexborNode, then: Callable[[], None] | None = None) -> None:
        """The children of the node come next, and what is to be done behind them."""
        if then is not None:
            self._waiting.append(then)
        self._waiting.extend(reversed(list(node.iter(include_text=True))))

    def _node(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._line.append(node.text_content or "")
        elif tag == "br":
            self._end_line()
        elif tag == "table" and self._depth < _DEEPEST_TABLE:
            self._table(node)
        elif tag == "pre":
            self._preformatted(node)
        elif tag == "li":
            self._end_line()
            self._mark = _item_mark(node)
            self._open(node, self._end_item)
        elif tag in _BLOCKS:
            self._end_line()
            self._open(node, self._end_line)
        else:
            self._open(node)

    def _end_line(self) -> None:
        line = _SPACE.sub(" ", "".join(self._line)).strip()
        if line:
            self._lines.append(self._mark + line)
            self._mark = ""
        self._line = []

    def _end_item(self) -> None:
        self._end_line()
        self._mark = ""

    def _preformatted(self, node: LexborNode) -> None:
        self._end_line()
        self._lines.extend(line for line in node.text().splitlines() if line.strip())

    def _table(self, node: LexborNode) -> None:
        self._end_line()
        rows = []
        for part in _table_parts(node):
            if part.tag == "tr":
                rows.append([self._inside(cell) for cell in part.iter() if cell.tag in _ROW_PARTS])
            else:
                self._lines.extend(self._inside(part))
        for layout, group in groupby(rows, _is_layout):
            block = list(group)
            self._lines.extend(
                chain.from_iterable(chain.from_iterable(block)) if layout else table_lines(block)
            )

    def _inside(self, node: LexborNode) -> list[str]:
        return _Lines(self._depth + 1).of(node)


def _is_layout(row: list[list[str]]) -> bool:
    """Whether a row only places parts of the page beside one another: no cell of a table of data has so many lines."""
    return max(map(len, row), default=0) > _LINES_OF_A_CELL


def _table_parts(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table, and its caption; those of tables inside it belong to their cells."""
    for part in table.iter():
        if part.tag in {"thead", "tbody", "tfoot"}:
            yield from _table_parts(part)
        elif part.tag in {"tr", "caption"}:
            yield part


def _item_mark(item: LexborNode) -> str:
    """The mark a browser would draw: the number of an item in an ordered list, a dash elsewhere."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return "- "
    items = [child for child in parent.iter() if child.tag == "li"]
    first = parent.attributes.get("start") or "1"
    number = (int(first) if first.isdigit() else 1) + items.index(item)
    kind = parent.attributes.get("type") or "1"
    if kind in "aA" and number <= 26:
        letter = chr(ord(kind) + number - 1)
        return f"{letter}. "
    return f"{number}. "
