"""Provisions of a stored document: by anchor, with headings, neighbours and pages."""

from collections.abc import Sequence

from corpus.errors import NotFoundError
from corpus.models import Page, Provision, Span
from indexer.models import DocumentContent, DocumentRecord
from kb.models import StoredProvision

_ARTICLES = frozenset({"dieu", "jo"})


def provision_id(document_id: str, anchor: str) -> str:
    """`<document_id>#<anchor>`: what a citation points to."""
    return f"{document_id}#{anchor}"


def split_id(identifier: str) -> tuple[str, str]:
    """Document id and anchor of a provision's id; a file name may hold a `#`, an anchor never does.

    Raises:
        NotFoundError: There is no `#` in it.
    """
    document_id, separator, anchor = identifier.rpartition("#")
    if not separator:
        raise NotFoundError(identifier)
    return document_id, anchor


def find(root: Provision, anchor: str) -> tuple[Provision, ...] | None:
    """The provisions from the root down to the one with this anchor, both included; None when there is none."""
    if root.anchor == anchor:
        return (root,)
    for child in root.children:
        below = find(child, anchor)
        if below:
            return (root, *below)
    return None


def opening(root: Provision) -> Provision:
    """The provision that stands for a whole document: its first article, which says what it enacts or what it is for.

    The text before it is letterhead. A document without articles opens with its first provision, or with itself when it has none.
    """
    articles = (provision for provision in root.walk() if provision.kind in _ARTICLES)
    return next(articles, root.children[0] if root.children else root)


def headings(line: Sequence[Provision]) -> tuple[str, ...]:
    """The headings of a line of provisions from the outside in; unnumbered ones have none."""
    return tuple(provision.heading for provision in line if provision.heading)


def pages_of(pages: Sequence[Page], span: Span) -> tuple[Page, ...]:
    """The pages that a span stands on, in order; that of its first character when it is empty."""
    end = max(span.end, span.start + 1)
    return tuple(page for page in pages if page.start < end and span.start < page.end)


def first_page(pages: Sequence[Page], span: Span) -> int | None:
    """The number of the page on which a span begins, counted from 1; None where there are no pages."""
    end = max(span.end, span.start + 1)
    return next((page.number for page in pages if page.start < end and span.start < page.end), None)


def stored_provision(
    generation: int, record: DocumentRecord, content: DocumentContent, anchor: str
) -> StoredProvision:
    """A provision with its place in its document.

    Raises:
        NotFoundError: The document has no such anchor.
    """
    identifier = provision_id(record.document_id, anchor)
    line = find(content.root, anchor)
    if line is None:
        raise NotFoundError(identifier)
    *around, provision = line
    siblings = [sibling.anchor for sibling in around[-1].children] if around else [anchor]
    place = siblings.index(anchor)
    return StoredProvision(
        generation=generation,
        provision_id=identifier,
        record=record,
        provision=provision,
        path=headings(line),
        text=provision.span.of(content.text),
        pages=pages_of(content.pages, provision.span),
        parent=provision_id(record.document_id, around[-1].anchor) if around else None,
        previous=provision_id(record.document_id, siblings[place - 1]) if place else None,
        next=provision_id(record.document_id, siblings[place + 1]) if place + 1 < len(siblings) else None,
    )
