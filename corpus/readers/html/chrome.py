"""What of a web page belongs to the site and not to the document."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.models import Diagnostic

_NEVER_TEXT = "script, style, noscript, template, iframe, object, svg, canvas, video, audio, head, title"
_CONTROLS = "button, select, textarea"
_CHROME_TAGS = "nav, footer, aside, form, [role=navigation], [role=banner], [role=contentinfo], [role=search], [hidden], [aria-hidden=true]"
_INVISIBLE = '[style*="display:none"], [style*="display: none"]'
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|menubar|breadcrumbs?|share|sharing|social|sns|related|recommend(?:ed)?|tags?|"
    r"comments?|sidebar|advert|ads?|banner|footer|cookie|popup|modal|toolbar|pagination|paging|skip|gnb|lnb|fnb|"
    r"tin-lien-quan|lien-quan|doc-them|binh-luan|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTAINERS = "div, section, ul, ol, dl, header"
_MAIN = "main, article, [role=main], #content, .content-detail, #article-body, .article-body"
_LINKS_AT_LEAST = 3
_LINK_SHARE = 0.75
_KEEP_SHARE = 0.5


def remove_chrome(tree: LexborHTMLParser) -> tuple[Diagnostic, ...]:
    """Take the chrome out of the tree, in place: by tag and role, by class name, and where nearly all text is links.

    Nothing that holds more than half of the page's text outside links is ever taken for chrome.
    """
    body = tree.body
    if body is None:
        return ()
    _remove_silent(tree)
    before = _length(body)
    _remove(_chrome_candidates(tree), _plain_length(body))
    for node in tree.css(_CONTROLS):
        node.remove()
    _keep_main(tree)
    _remove([node for node in tree.css(_CONTAINERS) if _is_link_list(node)], _plain_length(body))
    removed = before - _length(body)
    if not removed:
        return ()
    return (
        Diagnostic(
            "site_chrome_removed", f"{removed} characters of menus, forms and link lists were left out"
        ),
    )


def _remove_silent(tree: LexborHTMLParser) -> None:
    for node in tree.css(_NEVER_TEXT):
        node.remove()


def _chrome_candidates(tree: LexborHTMLParser) -> list[LexborNode]:
    by_tag = [*tree.css(_CHROME_TAGS), *tree.css(_INVISIBLE)]
    headers = [node for node in tree.css("header") if node.css_first("h1") is None]
    by_name = [node for node in tree.css("[class], [id]") if _has_chrome_name(node)]
    return by_tag + headers + by_name


def _has_chrome_name(node: LexborNode) -> bool:
    if node.tag in {"body", "html", "h1", "article", "main"}:
        return False
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return _CHROME_NAME.search(names) is not None and node.css_first("a[href], button, input") is not None


def _remove(nodes: list[LexborNode], whole: int) -> None:
    """Remove the nodes, outer ones taking their inner ones along."""
    for node in nodes:
        if _plain_length(node) <= _KEEP_SHARE * whole and node.parent is not None:
            node.remove()


def _keep_main(tree: LexborHTMLParser) -> None:
    """When one element is marked as the main one and holds most of the text, drop its surroundings, but not a heading."""
    body = tree.body
    marked = [
        node
        for node in tree.css(_MAIN)
        if body is not None and _plain_length(node) > _KEEP_SHARE * _plain_length(body)
    ]
    if not marked:
        return
    node = marked[0]
    while node.parent is not None and node.tag != "body":
        for sibling in list(node.parent.iter()):
            if sibling != node and sibling.tag != "h1" and sibling.css_first("h1") is None:
                sibling.remove()
        node = node.parent


def _is_link_list(node: LexborNode) -> bool:
    links = node.css("a[href]")
    if len(links) < _LINKS_AT_LEAST:
        return False
    length = _length(node)
    return length > 0 and length - _plain_length(node) > _LINK_SHARE * length


def _length(node: LexborNode) -> int:
    return len("".join(node.text().split()))


def _plain_length(node: LexborNode) -> int:
    """Characters outside links."""
    return _length(node) - sum(_length(link) for link in node.css("a[href]"))
