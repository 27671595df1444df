"""HTML: the text of the document without the site around it."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

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
     "tbody", "tfoot", "thead", "title", "ul"}
)  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")
_ROW_PARTS = {"td", "th"}
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
    """
    tree = LexborHTMLParser(decoded.text)
    metadata = _metadata(tree)
    removed = remove_chrome(tree)
    body = tree.body or tree.root
    lines = _Lines().of(body) if body is not None else []
    return RawText("html", ("\n".join(lines),), decoded.encoding, metadata, removed)


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
    """Collects the lines of a tree: white space collapsed as a browser does, a break at every block."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._mark = ""  # of a list item whose first words have not come yet

    def of(self, node: LexborNode) -> list[str]:
        self._children(node)
        self._end_line()
        return self._lines

    def _children(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            self._node(child)

    def _node(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._line.append(node.text_content or "")
        elif tag == "br":
            self._end_line()
        elif tag == "table":
            self._table(node)
        elif tag == "pre":
            self._preformatted(node)
        elif tag == "li":
            self._item(node)
        elif tag in _BLOCKS:
            self._end_line()
            self._children(node)
            self._end_line()
        else:
            self._children(node)

    def _end_line(self) -> None:
        line = _SPACE.sub(" ", "".join(self._line)).strip()
        if line:
            self._lines.append(self._mark + line)
            self._mark = ""
        self._line = []

    def _preformatted(self, node: LexborNode) -> None:
        self._end_line()
        self._lines.extend(line for line in node.text().splitlines() if line.strip())

    def _item(self, node: LexborNode) -> None:
        self._end_line()
        self._mark = _item_mark(node)
        self._children(node)
        self._end_line()
        self._mark = ""

    def _table(self, node: LexborNode) -> None:
        self._end_line()
        rows = []
        for part in _table_parts(node):
            if part.tag == "tr":
                rows.append([_Lines().of(cell) for cell in part.iter() if cell.tag in _ROW_PARTS])
            else:
                self._lines.extend(_Lines().of(part))
        self._lines.extend(table_lines(rows))


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
