"""What of a web page belongs to the site and not to the document."""

import re
from itertools import chain

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.models import Diagnostic
from corpus.readers.html.amounts import Amount, Amounts
from corpus.readers.html.region import foreign_nodes, has_evidence, heading_holders

_NEVER_TEXT = "script, style, noscript, template, iframe, object, svg, canvas, video, audio, head, title"
_CONTROLS = "button, select, textarea"
_CHROME_TAGS = "nav, footer, aside, form, [role=navigation], [role=banner], [role=contentinfo], [role=search]"
_INVISIBLE = (
    '[hidden], [aria-hidden=true], p[class^=MsoToc], [style*="display:none"], [style*="display: none"]'
)
_CHROME_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|menubar|breadcrumbs?|share|sharing|social|sns|related|recommend(?:ed)?|tags?|"
    r"comments?|sidebar|advert|ads?|banner|footer|cookie|popup|modal|toolbar|pagination|paging|skip|gnb|lnb|fnb|"
    r"tin-lien-quan|lien-quan|doc-them|binh-luan|copyright)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CONTAINERS = "div, section, ul, ol, dl, header, center, table"
_MAIN = "main, article, [role=main], #content, .content-detail, #article-body, .article-body"
_LINKS_AT_LEAST = 3
_LINK_SHARE = 0.75
_KEEP_SHARE = 0.5
_NAME_SHARE = 0.25


def remove_chrome(tree: LexborHTMLParser) -> tuple[Diagnostic, ...]:
    """Take the chrome out of the tree, in place: by tag and role, by class name, and where nearly all text is links.

    Nothing that holds more than half of the page's text outside links is ever taken for chrome, and nothing for its tag or
    class name that has a heading of law in it.
    """
    body = tree.body
    if body is None:
        return ()
    _remove_silent(tree)
    before = len("".join(body.text().split()))
    amounts = Amounts(body)
    _remove(tree.css(_INVISIBLE), amounts, amounts.of(body).plain)
    _remove_together(foreign_nodes(body), body)
    amounts = Amounts(body)
    _remove(_chrome_candidates(tree, amounts, heading_holders(body)), amounts, amounts.of(body).plain)
    for node in tree.css(_CONTROLS):
        node.remove()
    _keep_main(tree, body)
    amounts = Amounts(body)
    lists = [node for node in tree.css(_CONTAINERS) if _is_link_list(amounts.of(node))]
    _remove(lists, amounts, amounts.of(body).plain)
    removed = before - len("".join(body.text().split()))
    if not removed:
        return ()
    message = f"{removed} characters of menus, forms and link lists were left out"
    return (Diagnostic("site_chrome_removed", message),)


def _remove_silent(tree: LexborHTMLParser) -> None:
    for node in tree.css(_NEVER_TEXT):
        node.remove()


def _chrome_candidates(tree: LexborHTMLParser, amounts: Amounts, holders: frozenset[int]) -> list[LexborNode]:
    headers = [node for node in tree.css("header") if node.css_first("h1") is None]
    found = [*tree.css(_CHROME_TAGS), *headers, *_chrome_by_name(tree, amounts)]
    return [node for node in found if node.mem_id not in holders]


def _chrome_by_name(tree: LexborHTMLParser, amounts: Amounts) -> list[LexborNode]:
    """Elements with names of chrome; a name whose elements have much of the text between them says something else."""
    most = _NAME_SHARE * (amounts.of(tree.body).plain if tree.body is not None else 0)
    named: dict[str, list[LexborNode]] = {}
    for node in tree.css("[class], [id]"):
        if _has_chrome_name(node) and (amounts.of(node).links or amounts.of(node).controls):
            named.setdefault(node.attributes.get("class") or "", []).append(node)
    groups = [nodes for nodes in named.values() if sum(amounts.of(node).plain for node in nodes) <= most]
    return list(chain.from_iterable(groups))


def _has_chrome_name(node: LexborNode) -> bool:
    if node.tag in {"body", "html", "h1", "article", "main"}:
        return False
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return _CHROME_NAME.search(names) is not None


def _remove(nodes: list[LexborNode], amounts: Amounts, whole: int) -> None:
    """Remove the nodes, outer ones taking their inner ones along."""
    for node in nodes:
        if amounts.of(node).plain <= _KEEP_SHARE * whole and node.parent is not None:
            node.remove()


def _remove_together(nodes: list[LexborNode], body: LexborNode) -> None:
    """Remove the nodes, unless they hold so much of the text that they cannot all be chrome."""
    amounts = Amounts(body) if nodes else None
    if amounts and sum(amounts.of(node).plain for node in nodes) <= _KEEP_SHARE * amounts.of(body).plain:
        for node in nodes:
            node.remove()


def _keep_main(tree: LexborHTMLParser, body: LexborNode) -> None:
    """When one element is marked as the main one and holds most of the text, drop its surroundings, but no words of law."""
    if tree.css_first(_MAIN) is None:
        return
    amounts = Amounts(body)
    least = _KEEP_SHARE * amounts.of(body).plain
    node = next((node for node in tree.css(_MAIN) if amounts.of(node).plain > least), None)
    while node is not None and node.parent is not None and node.tag != "body":
        for sibling in list(node.parent.iter()):
            if sibling != node and not _is_titled(sibling) and not has_evidence(sibling):
                sibling.remove()
        node = node.parent


def _is_titled(node: LexborNode) -> bool:
    return node.tag == "h1" or node.css_first("h1") is not None


def _is_link_list(amount: Amount) -> bool:
    if amount.links < _LINKS_AT_LEAST or amount.headers:
        return False
    return amount.linked > _LINK_SHARE * (amount.plain + amount.linked)
