"""Where on a page the document is, shown by its own headings: `Điều 1.`, `Chương II`, `제1조(목적)`, `Article 3`."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_HEADING = re.compile(
    r"^\s{0,20}(?:[ĐÐ](?:iều|IỀU)\s{1,4}\d{1,4}[a-zđ]?\s?[.:]|(?:Chương|CHƯƠNG|Mục|MỤC)\s{1,4}(?:[IVXLC]{1,7}|\d{1,3})\b"
    r"|제\s?\d{1,4}\s?(?:[편장절]\s|조(?:의\s?\d{1,3})?\s?\()|부\s?칙|(?:Article|Chapter)\s{1,4}(?:\d{1,4}|[IVXLC]{1,7})\b)",
    re.MULTILINE,
)
_EVIDENCE = re.compile(
    r"\d{1,5}/(?:\d{4}/)?[A-ZĐ]{2}|(?:Số|SỐ)\s?:|CỘNG H[ÒO][ÀA]|Độc lập|Nơi nhận|\b(?:TM|KT|TL)\.|Căn cứ\s|(?:Phụ lục|PHỤ LỤC)\b"
    r"|\b(?:NGHỊ ĐỊNH|QUYẾT ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|CHỈ THỊ|BỘ LUẬT|LUẬT|PHÁP LỆNH|KẾ HOẠCH|QUY CHẾ|QUY ĐỊNH)\b"
    r"|제\s?\d{1,6}(?:-\d{1,5})?\s?호|\[\s?(?:시행|별표|별지)|시행일"
)
_BREAKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "form", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}
)  # fmt: skip
_PROSE = frozenset(
    {"p", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "b", "i", "u", "em", "strong"}
)
_LAST_NAMES = re.compile(
    r"(?:^|[\s_-])(?:foot|footer|copyright|hotline|cookies?|quang-cao|qc)(?:$|[\s_-])", re.IGNORECASE
)
_HEADINGS_AT_LEAST = 3
_LONG_TEXT = 300


def heading_holders(body: LexborNode) -> frozenset[int]:
    """The elements, by `mem_id`, in which a line begins like a heading of law outside links."""
    found: set[int] = set()
    for line, place in _lines(body):
        node = place.parent if _HEADING.search(line) else None
        while node is not None and node.mem_id not in found:
            found.add(node.mem_id)
            node = node.parent
    return frozenset(found)


def has_evidence(node: LexborNode) -> bool:
    """Whether the words outside links are of a document of law: a heading, a number, a kind of document, a signature."""
    lines = [line for line, _ in _lines(node)]
    return any(_HEADING.search(line) or _EVIDENCE.search(line) for line in lines)


def foreign_nodes(body: LexborNode) -> list[LexborNode]:
    """The nodes around the document that are not of it; none unless three headings show where the document is.

    The document lies in the smallest element around all its headings. What stands beside that element, or beside one around
    it, stays when it has words of law, much text, or no link and no control at all, since titles and signatures stand so; of
    what stands in it before the first heading and behind the last one, only lists of links go.
    """
    places = [place for line, place in _lines(body) for _ in _HEADING.findall(line)]
    if len(places) < _HEADINGS_AT_LEAST:
        return []
    paths = [[*_path(body, place), place] for place in places]
    shared = list(_shared(paths))
    inside = {node.mem_id for node in shared}
    around = [
        sibling
        for parent in shared[:-1]
        for sibling in parent.iter()
        if sibling.mem_id not in inside and _is_foreign(sibling)
    ]
    held = {path[len(shared)].mem_id for path in paths if len(path) > len(shared)}
    return around + [
        node for node in _edges(shared[-1], held) if _is_foreign(node) and _is_mostly_links(node)
    ]


def _edges(parent: LexborNode, held: set[int]) -> list[LexborNode]:
    """The children before the first and behind the last of those held."""
    children = list(parent.iter(include_text=True))
    places = [place for place, child in enumerate(children) if child.mem_id in held]
    edges = [*children[: places[0]], *children[places[-1] + 1 :]] if places else []
    return [child for child in edges if child.tag != "-text"]


def _is_mostly_links(node: LexborNode) -> bool:
    return 2 * _length("".join(line for line, _ in _lines(node))) <= _length(node.text())


def _shared(paths: list[list[LexborNode]]) -> Iterator[LexborNode]:
    """The nodes that all paths begin with."""
    for nodes in zip(*paths, strict=False):
        if len({node.mem_id for node in nodes}) > 1:
            return
        yield nodes[0]


def _is_foreign(node: LexborNode) -> bool:
    plain = _length("".join(line for line, _ in _lines(node)))
    linked = _length(node.text()) - plain
    has_controls = node.css_first("a[href], button, input, select, textarea") is not None
    if has_evidence(node) or (plain >= _LONG_TEXT and plain > 2 * linked):
        return False
    if node.tag in _PROSE or node.tag == "a":
        return has_controls and not plain and _HEADING.search(node.text()) is None
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return has_controls or _LAST_NAMES.search(names) is not None


def _length(text: str) -> int:
    return len("".join(text.split()))


def _path(body: LexborNode, node: LexborNode) -> list[LexborNode]:
    """The nodes from the body down to the one around this node."""
    path: list[LexborNode] = []
    while node.parent is not None and node.mem_id != body.mem_id:
        node = node.parent
        path.append(node)
    return path[::-1]


def _lines(node: LexborNode) -> list[tuple[str, LexborNode]]:
    """The lines below a node without the words of links, each with the text node that it begins with."""
    found: list[tuple[str, LexborNode]] = []
    line: list[str] = []
    begun = node
    waiting: list[LexborNode | None] = [node]  # None for the end of a block
    while waiting:
        child = waiting.pop()
        if (child is None or child.tag in _BREAKS) and line:
            found.append(("".join(line), begun))
            line = []
        if child is not None and child.tag == "-text":
            if line or (child.text_content or "").strip():
                begun = begun if line else child
                line.append(child.text_content or "")
        elif child is not None and (child.tag != "a" or not child.attributes.get("href")):
            waiting.extend(
                [*([None] if child.tag in _BREAKS else []), *reversed(list(child.iter(include_text=True)))]
            )
    return [*found, ("".join(line), begun)] if line else found
